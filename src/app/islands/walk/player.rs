//! Where the reader is in a diagram, and what is shown there.

use glassbox_model::lifecycle::Spot;

use crate::parts::{Shot, read};

/// Where the reader is, and how it goes on.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Now {
    /// The scenario and the step.
    pub(super) spot: Spot,
    /// The scenario beside it.
    pub(super) other: Option<usize>,
    /// True while it goes on by itself.
    pub(super) playing: bool,
}

/// The ways through a diagram: what the picture shows at each step of each scenario.
pub(super) struct Player(Vec<Vec<Shot>>);

impl Player {
    /// The ways that the press has written.
    pub(super) fn new(tracks: &str) -> Player {
        Player(read(tracks))
    }

    /// What is shown: one step, or that of the scenario beside, too.
    pub(super) fn shown(&self, now: Now) -> Vec<(Spot, &Shot)> {
        let scenarios = [Some(now.spot.scenario), now.other].into_iter().flatten();
        let shown = scenarios.filter_map(|scenario| {
            let step = now.spot.step.min(self.length(scenario).checked_sub(1)?);
            Some((Spot { scenario, step }, &self.0[scenario][step]))
        });
        shown.collect()
    }

    /// How many scenarios there are.
    pub(super) fn scenarios(&self) -> usize {
        self.0.len()
    }

    /// How many steps a scenario has.
    pub(super) fn length(&self, scenario: usize) -> usize {
        self.0.get(scenario).map_or(0, Vec::len)
    }

    /// How many steps can be taken: those of the longer one of two.
    pub(super) fn steps(&self, now: Now) -> usize {
        let other = now.other.map_or(0, |other| self.length(other));
        self.length(now.spot.scenario).max(other)
    }

    /// The next step of this scenario at a part of the picture, counted around the end.
    pub(super) fn next_at(&self, here: Spot, part: usize) -> Option<Spot> {
        let track = self.0.get(here.scenario)?;
        let mut ahead = (1..=track.len()).map(|ahead| (here.step + ahead) % track.len());
        let step = ahead.find(|step| track[*step].node == Some(part))?;
        Some(Spot { step, ..here })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two scenarios: at part 5, 7, and 5 again; and at part 5 only.
    const TRACKS: &str =
        "0 0 4000 5 request\n9 0 4000 7 request\n0 0 4000 5 response\n\n0 0 4000 5 none";

    fn at(scenario: usize, step: usize) -> Spot {
        Spot { scenario, step }
    }

    #[test]
    fn the_shorter_of_two_waits_at_its_end() {
        let player = Player::new(TRACKS);
        let now = Now {
            spot: at(0, 2),
            other: Some(1),
            playing: false,
        };
        let spots = |now| {
            player
                .shown(now)
                .iter()
                .map(|(spot, _)| *spot)
                .collect::<Vec<_>>()
        };
        assert_eq!(spots(now), [at(0, 2), at(1, 0)]);
        assert_eq!(player.steps(now), 3);
        let swapped = Now {
            spot: at(1, 2),
            other: Some(0),
            ..now
        };
        assert_eq!(spots(swapped), [at(1, 0), at(0, 2)]);
        assert_eq!(spots(Now { other: None, ..now }), [at(0, 2)]);
    }

    #[test]
    fn a_part_leads_to_its_next_step_around_the_end() {
        let player = Player::new(TRACKS);
        assert_eq!(player.next_at(at(0, 0), 5), Some(at(0, 2)));
        assert_eq!(player.next_at(at(0, 2), 5), Some(at(0, 0)));
        assert_eq!(player.next_at(at(0, 1), 7), Some(at(0, 1)));
        assert_eq!(player.next_at(at(0, 0), 6), None);
        assert_eq!(player.next_at(at(2, 0), 5), None);
    }
}
