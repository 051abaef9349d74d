//! Where a reader is in a diagram, and where they can go from there.

/// A step of a scenario, both counted from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// The scenario.
    pub scenario: usize,
    /// The step.
    pub step: usize,
}

/// A way to go within a scenario.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Move {
    /// To the first step.
    First,
    /// To the step before.
    Previous,
    /// To the step after.
    Next,
    /// To the last step.
    Last,
}

impl Spot {
    /// Where a move leads in a scenario of `steps` steps. Before the first and after the last step
    /// there is nothing: one stays.
    #[must_use]
    pub fn moved(self, by: Move, steps: usize) -> Spot {
        let last = steps.saturating_sub(1);
        let step = match by {
            Move::First => 0,
            Move::Previous => self.step.saturating_sub(1),
            Move::Next => self.step.saturating_add(1),
            Move::Last => last,
        };
        Spot {
            step: step.min(last),
            ..self
        }
    }
}
