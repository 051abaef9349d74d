//! A lifecycle diagram: its scenarios with all their steps, and its picture.

mod picture;

use glassbox_model::content::{Lifecycle, Scenario, Step};

pub(crate) use picture::picture;

/// All steps of a scenario: those it shares with the one it extends, then its own.
///
/// What is shared ends with the step named by `through`; an unknown one (reported by the checks)
/// shares nothing.
pub(crate) fn steps<'a>(lifecycle: &'a Lifecycle, scenario: &'a Scenario) -> Vec<&'a Step> {
    let shared = scenario.extends.as_ref().and_then(|extends| {
        let base = lifecycle
            .scenarios
            .iter()
            .find(|base| base.id.value == extends.scenario.value)?;
        let last = base
            .steps
            .iter()
            .position(|step| step.id.value == extends.through.value)?;
        Some(&base.steps[..=last])
    });
    shared
        .into_iter()
        .flatten()
        .chain(&scenario.steps)
        .collect()
}

/// The permanent anchor of a step: `scenario/step`.
pub(crate) fn anchor(scenario: &Scenario, step: &Step) -> String {
    format!("{}/{}", scenario.id.value, step.id.value)
}

/// Where a step happens: a node's title, or `from → to`.
pub(crate) fn place(lifecycle: &Lifecycle, step: &Step) -> String {
    let title = |id: &str| {
        let node = lifecycle.nodes.iter().find(|node| node.id.value == id);
        node.map(|node| node.title.clone()).unwrap_or_default()
    };
    let edge = step.via.as_ref().and_then(|via| {
        lifecycle
            .edges
            .iter()
            .find(|edge| edge.id.value == via.value)
    });
    match (&step.at, edge) {
        (Some(at), _) => title(at),
        (None, Some(edge)) => format!("{} → {}", title(&edge.from), title(&edge.to)),
        (None, None) => String::new(),
    }
}
