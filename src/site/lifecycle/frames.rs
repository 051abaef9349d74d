//! What the picture shows at each step of a scenario.

use glassbox_app::view::{Frame, Numbered};
use glassbox_model::{
    content::{Direction, Lifecycle, MessageKind, NodeState},
    lifecycle::{Place, State},
};

use super::drawing::Grid;

/// How long a step is shown at least, and for each word of it, in milliseconds: 240 words a minute.
const LEAST: u32 = 4_000;
const A_WORD: u32 = 250;

/// What the picture shows at every step; `words` says how many words a step has.
pub(crate) fn frames(
    lifecycle: &Lifecycle,
    states: &[State<'_>],
    words: impl Fn(&State<'_>) -> usize,
) -> Vec<Frame> {
    let mut frames: Vec<Frame> = Vec::new();
    for state in states {
        let before = frames.last().map(|frame| frame.at);
        frames.push(frame(lifecycle, state, before, words(state)));
    }
    frames
}

fn frame(
    lifecycle: &Lifecycle,
    state: &State<'_>,
    before: Option<(i32, i32)>,
    words: usize,
) -> Frame {
    let (grid, step) = (Grid::of(lifecycle), state.step);
    let (node, at) = match state.place {
        Some(Place::Node(node)) => (Some(node), Some(grid.tray(node))),
        Some(Place::Edge(edge)) => (None, grid.midway(edge)),
        None => (None, None),
    };
    let lit = node.map(|node| node.id.as_str()).into_iter();
    let lit = lit.chain(step.focus.iter().map(|id| id.as_str()));
    let unusual = state.states.iter().filter(|(_, is)| **is != NodeState::Up);
    let reading = LEAST.max(u32::try_from(words).unwrap_or(0).saturating_mul(A_WORD));
    Frame {
        at_node: node.is_some(),
        lit: lit.filter_map(|id| grid.node_index(id)).collect(),
        taken: state
            .taken
            .iter()
            .filter_map(|edge| grid.edge_index(&edge.id))
            .collect(),
        readers: readers(state)
            .filter_map(|id| grid.node_index(id))
            .collect(),
        at: at.or(before).unwrap_or_default(),
        look: look(state),
        states: unusual
            .map(|(name, is)| ((*name).to_owned(), is.word()))
            .collect(),
        pick: step.pick.as_ref().map(|pick| pick.chosen.value.clone()),
        dwell: step.dwell.as_ref().map_or(reading, |dwell| dwell.value),
    }
}

/// Who can read the message: those whom it names, else whoever it is at.
fn readers<'a>(state: &State<'a>) -> impl Iterator<Item = &'a str> {
    let message = state.message.as_ref();
    let mut readers = message
        .map(|message| message.readable_by.clone())
        .unwrap_or_default();
    if message.is_some() && readers.is_empty() {
        match state.place {
            Some(Place::Node(node)) => readers.push(&node.id),
            Some(Place::Edge(edge)) => readers.extend([edge.from.as_str(), edge.to.as_str()]),
            None => {}
        }
    }
    readers.into_iter()
}

/// What the packet looks like; without a message, as the direction says.
fn look(state: &State<'_>) -> &'static str {
    match state.message.as_ref().map(|message| message.kind) {
        Some(MessageKind::TlsRecord | MessageKind::Packets) => "sealed",
        Some(MessageKind::HttpRequest) => "request",
        Some(MessageKind::HttpResponse) => "response",
        Some(MessageKind::FileRead) => "file",
        Some(MessageKind::Call) => "call",
        Some(MessageKind::None) => "none",
        None if state.step.dir == Direction::Response => "response",
        None => "request",
    }
}

/// The numbers of the steps, by the places at which they happen.
pub(crate) fn numbers(lifecycle: &Lifecycle, states: &[State<'_>]) -> Vec<Numbered> {
    let grid = Grid::of(lifecycle);
    let mut numbers: Vec<Numbered> = Vec::new();
    for (number, state) in (1..).zip(states) {
        let at = match state.place {
            Some(Place::Node(node)) => Some(grid.corner(node)),
            Some(Place::Edge(edge)) => grid.midway(edge),
            None => None,
        };
        let Some(at) = at else { continue };
        match numbers.iter_mut().find(|one| one.at == at) {
            Some(one) => one.numbers = format!("{}, {number}", one.numbers),
            None => numbers.push(Numbered {
                at,
                numbers: u32::to_string(&number),
            }),
        }
    }
    numbers
}
