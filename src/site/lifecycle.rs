//! A lifecycle diagram as the press needs it: anchors, its picture, and what the picture shows at
//! each step. What is so at a step is said by [`glassbox_model::lifecycle`].

mod drawing;
mod frames;
pub(crate) mod transcript;

use glassbox_model::content::{Scenario, Step};

pub(crate) use drawing::{Grid, drawing};
pub(crate) use frames::{frames, numbers};

/// The permanent anchor of a step: `scenario/step`.
pub(crate) fn anchor(scenario: &Scenario, step: &str) -> String {
    format!("{}/{step}", scenario.id.value)
}

/// The anchors that a step had before.
pub(crate) fn aliases<'a>(
    scenario: &'a Scenario,
    step: &'a Step,
) -> impl Iterator<Item = String> + use<'a> {
    step.aliases.iter().map(|alias| anchor(scenario, alias))
}
