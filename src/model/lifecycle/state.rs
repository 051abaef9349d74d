//! What is so at a step.

use std::collections::BTreeMap;

use super::{
    message::{Change, Line, Snapshot, diff},
    walk::{Walker, edge, node, steps},
};
use crate::{
    content::{Direction, Edge, Lifecycle, LifecycleNode, NodeState, Scenario, StateOf, Step},
    words::{Words, fill},
};

/// Where a step happens.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Place<'a> {
    /// At a node.
    Node(&'a LifecycleNode),
    /// On the way between two.
    Edge(&'a Edge),
}

impl<'a> Place<'a> {
    /// The place of a step; `None` when it names none, or one that is not there.
    pub fn of(lifecycle: &'a Lifecycle, step: &Step) -> Option<Place<'a>> {
        match (&step.at, &step.via) {
            (Some(at), _) => node(lifecycle, at).map(Place::Node),
            (None, Some(via)) => edge(lifecycle, via).map(Place::Edge),
            (None, None) => None,
        }
    }
}

/// What is so at one step of a scenario.
#[derive(Clone, Debug)]
pub struct State<'a> {
    /// The step.
    pub step: &'a Step,
    /// Where it happens.
    pub place: Option<Place<'a>>,
    /// The edges that led here from the step before, in order.
    pub taken: Vec<&'a Edge>,
    /// All edges taken so far, in order, each once.
    pub route: Vec<&'a Edge>,
    /// The nodes it has been at so far, in order, each once.
    pub visited: Vec<&'a LifecycleNode>,
    /// How it stands with nodes and members of pools, by their ids and names.
    pub states: BTreeMap<&'a str, NodeState>,
    /// The message as it is here.
    pub message: Option<Snapshot<'a>>,
    /// Its headers, marked with what happened since it was seen last in this scenario.
    pub lines: Vec<Line<'a>>,
    /// Its first line before, if it was another one.
    pub start_was: Option<String>,
}

/// What is so at step `n` (from 0) of a scenario; `None` past its end.
pub fn state<'a>(lifecycle: &'a Lifecycle, scenario: &'a Scenario, n: usize) -> Option<State<'a>> {
    let steps = steps(lifecycle, scenario);
    let step = *steps.get(n)?;
    let mut walker = Walker::new(lifecycle);
    let mut states: BTreeMap<&str, NodeState> = of(&scenario.states).collect();
    let mut taken = Vec::new();
    for step in &steps[..=n] {
        taken = walker.go(step).unwrap_or_default();
        states.extend(of(&step.states));
    }
    let message = snapshot(lifecycle, scenario, step);
    let earlier = steps[..n]
        .iter()
        .rev()
        .filter_map(|step| snapshot(lifecycle, scenario, step))
        .find(|earlier| {
            message
                .as_ref()
                .is_some_and(|message| message.origin == earlier.origin)
        });
    let lines = message
        .as_ref()
        .map(|message| diff(earlier.as_ref(), message))
        .unwrap_or_default();
    let start_was = earlier
        .as_ref()
        .and_then(|earlier| earlier.start_line.clone())
        .filter(|was| message.as_ref().and_then(|now| now.start_line.as_ref()) != Some(was));
    Some(State {
        step,
        place: Place::of(lifecycle, step),
        taken,
        route: walker.route,
        visited: walker.visited,
        states,
        message,
        lines,
        start_was,
    })
}

/// What is so at every step of a scenario.
pub fn states<'a>(lifecycle: &'a Lifecycle, scenario: &'a Scenario) -> Vec<State<'a>> {
    (0..).map_while(|n| state(lifecycle, scenario, n)).collect()
}

fn of(states: &[StateOf]) -> impl Iterator<Item = (&str, NodeState)> {
    states.iter().map(|one| (one.node.as_str(), one.is))
}

fn snapshot<'a>(
    lifecycle: &'a Lifecycle,
    scenario: &Scenario,
    step: &Step,
) -> Option<Snapshot<'a>> {
    Snapshot::of(lifecycle, scenario, step.message.as_ref()?)
}

/// A step in one plain sentence: the author's, else where it happens, who is picked and what
/// changes on the message. Never empty.
pub fn sentence(words: &Words, lifecycle: &Lifecycle, state: &State<'_>) -> String {
    if let Some(sentence) = &state.step.sr {
        return sentence.trim().to_owned();
    }
    let said = &words.walk;
    let mut parts = vec![match state.place {
        Some(Place::Node(node)) => node.title.clone(),
        Some(Place::Edge(edge)) => way(words, lifecycle, edge, state.step.dir),
        None => state.step.title.clone(),
    }];
    if let Some(pick) = &state.step.pick {
        parts.push(fill(said.picks, &[("chosen", &pick.chosen)]));
    }
    if state.message.as_ref().is_some_and(Snapshot::sealed) {
        parts.push(said.is_sealed.to_owned());
    } else {
        for (change, template) in [
            (Change::Added, said.adds),
            (Change::Changed, said.changes),
            (Change::Removed, said.removes),
        ] {
            let lines = state.lines.iter().filter(|line| line.change == change);
            let names: Vec<_> = lines.map(|line| line.name).collect();
            if !names.is_empty() {
                parts.push(fill(template, &[("names", &words.list(&names))]));
            }
        }
    }
    parts.join(". ") + "."
}

/// The way between two nodes in words: `From the SSL terminator to the L7 balancer`.
pub fn way(words: &Words, lifecycle: &Lifecycle, edge: &Edge, dir: Direction) -> String {
    let title = |id: &str| {
        node(lifecycle, id)
            .map_or(id, |node| &node.title)
            .to_owned()
    };
    let (from, to) = (title(&edge.from), title(&edge.to));
    match dir {
        Direction::Response => {
            let ends = [("from", to.as_str()), ("to", from.as_str())];
            fill(words.walk.on_the_way_back, &ends)
        }
        Direction::Request | Direction::Inside => {
            let ends = [("from", from.as_str()), ("to", to.as_str())];
            fill(words.walk.on_the_way, &ends)
        }
    }
}
