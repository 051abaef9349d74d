//! From scenarios that share a beginning to lists of steps, and from steps to places.

use super::state::Place;
use crate::content::{Direction, Edge, Lifecycle, LifecycleNode, Scenario, Step};

/// The node of an id.
pub fn node<'a>(lifecycle: &'a Lifecycle, id: &str) -> Option<&'a LifecycleNode> {
    lifecycle.nodes.iter().find(|node| node.id.value == id)
}

/// The edge of an id.
pub fn edge<'a>(lifecycle: &'a Lifecycle, id: &str) -> Option<&'a Edge> {
    lifecycle.edges.iter().find(|edge| edge.id.value == id)
}

/// The scenario and the step (from 0) that `scenario/step` names; a step may have had that id
/// before.
pub fn find<'a>(lifecycle: &'a Lifecycle, reference: &str) -> Option<(&'a Scenario, usize)> {
    let (scenario, step) = reference.split_once('/')?;
    let scenario = scenario_of(lifecycle, scenario)?;
    let named =
        |one: &&Step| one.id.value == step || one.aliases.iter().any(|alias| alias.value == step);
    let at = steps(lifecycle, scenario).iter().position(named)?;
    Some((scenario, at))
}

fn scenario_of<'a>(lifecycle: &'a Lifecycle, id: &str) -> Option<&'a Scenario> {
    lifecycle.scenarios.iter().find(|one| one.id.value == id)
}

/// A scenario and those whose beginning it shares, itself first. The chain ends before a scenario
/// that is unknown or already in it.
pub fn chain<'a>(lifecycle: &'a Lifecycle, scenario: &'a Scenario) -> Vec<&'a Scenario> {
    let mut chain = vec![scenario];
    let mut last = scenario;
    while let Some(extends) = &last.extends {
        match scenario_of(lifecycle, &extends.scenario) {
            Some(base) if !chain.iter().any(|one| one.id.value == base.id.value) => {
                chain.push(base);
                last = base;
            }
            _ => break,
        }
    }
    chain
}

/// All steps of a scenario: those it shares, up to and with the step that `through` names, then
/// its own. A step that is not there shares nothing.
pub fn steps<'a>(lifecycle: &'a Lifecycle, scenario: &'a Scenario) -> Vec<&'a Step> {
    let mut steps: Vec<&Step> = Vec::new();
    for scenario in chain(lifecycle, scenario).into_iter().rev() {
        let last = scenario.extends.as_ref().and_then(|extends| {
            steps
                .iter()
                .position(|step| step.id.value == extends.through.value)
        });
        steps.truncate(last.map_or(0, |last| last + 1));
        steps.extend(&scenario.steps);
    }
    steps
}

/// The steps at the beginning that other scenarios tell: each of these with the number (from 1) of the
/// last step that is its own. Empty for a scenario that shares none.
pub fn shared<'a>(lifecycle: &'a Lifecycle, scenario: &'a Scenario) -> Vec<(&'a Scenario, usize)> {
    let chain = chain(lifecycle, scenario);
    let mut shared: Vec<(&Scenario, usize)> = Vec::new();
    for (number, step) in (1..).zip(steps(lifecycle, scenario)) {
        let tells = |one: &&&Scenario| one.steps.iter().any(|own| std::ptr::eq(own, step));
        match chain.iter().skip(1).find(tells) {
            None => break,
            Some(teller) => match shared.last_mut() {
                Some((last, to)) if std::ptr::eq(*last, *teller) => *to = number,
                _ => shared.push((teller, number)),
            },
        }
    }
    shared
}

/// A step that is somewhere the request cannot come to from where it was.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Leap;

/// Goes along the steps of a scenario, and knows which way it came.
#[derive(Clone, Debug)]
pub struct Walker<'a> {
    lifecycle: &'a Lifecycle,
    /// The node it is at; `None` before the first step.
    pub at: Option<&'a LifecycleNode>,
    /// The nodes it has been at, in order, each once.
    pub visited: Vec<&'a LifecycleNode>,
    /// The edges it has come along, in order, each once.
    pub route: Vec<&'a Edge>,
}

impl<'a> Walker<'a> {
    /// A walker that has not set out.
    pub fn new(lifecycle: &'a Lifecycle) -> Walker<'a> {
        Walker {
            lifecycle,
            at: None,
            visited: Vec::new(),
            route: Vec::new(),
        }
    }

    /// Goes on to the place of a step; the edges it took. An answer may go back several hops at
    /// once along the way it came; anything else goes one hop.
    ///
    /// # Errors
    ///
    /// [`Leap`] when nothing leads there from where it is; it is there all the same.
    pub fn go(&mut self, step: &Step) -> Result<Vec<&'a Edge>, Leap> {
        let Some(place) = Place::of(self.lifecycle, step) else {
            return Ok(Vec::new());
        };
        let from = self.at;
        let (to, taken) = match place {
            Place::Node(node) => (Some(node), self.ways_to(node, step.dir)),
            Place::Edge(edge) => {
                let ends = [&edge.from, &edge.to].map(|end| self::node(self.lifecycle, end));
                let [start, end] = match step.dir {
                    Direction::Response => [ends[1], ends[0]],
                    Direction::Request | Direction::Inside => ends,
                };
                let stands = |node: Option<&LifecycleNode>| {
                    node.is_some_and(|node| from.is_none_or(|from| from.id.value == node.id.value))
                };
                let fits = stands(start) || (step.dir == Direction::Inside && stands(end));
                self.arrive(start.filter(|_| from.is_none()));
                (end, fits.then(|| vec![edge]))
            }
        };
        self.arrive(to);
        self.at = to.or(from);
        for edge in taken.iter().flatten() {
            if !self.route.iter().any(|one| one.id.value == edge.id.value) {
                self.route.push(edge);
            }
        }
        taken.ok_or(Leap)
    }

    fn arrive(&mut self, node: Option<&'a LifecycleNode>) {
        if let Some(node) = node
            && !self.visited.iter().any(|one| one.id.value == node.id.value)
        {
            self.visited.push(node);
        }
    }

    /// The edges from where it is to `to`; `None` when nothing leads there.
    fn ways_to(&self, to: &LifecycleNode, dir: Direction) -> Option<Vec<&'a Edge>> {
        let Some(from) = self.at else {
            return Some(Vec::new());
        };
        if from.id.value == to.id.value {
            return Some(Vec::new());
        }
        if let Some(edge) = hop(&self.lifecycle.edges, &from.id, &to.id) {
            return Some(vec![edge]);
        }
        match dir {
            Direction::Response => back(&self.route, &from.id, &to.id),
            Direction::Request | Direction::Inside => None,
        }
    }
}

/// The edge from one node to another, else the one between them that leads the other way.
fn hop<'a>(
    edges: impl IntoIterator<Item = &'a Edge> + Clone,
    from: &str,
    to: &str,
) -> Option<&'a Edge> {
    let joins = |a: &str, b: &str| {
        let mut edges = edges.clone().into_iter();
        edges.find(|edge| edge.from.value == a && edge.to.value == b)
    };
    joins(from, to).or_else(|| joins(to, from))
}

/// The shortest way back along `route`.
fn back<'a>(route: &[&'a Edge], from: &str, to: &str) -> Option<Vec<&'a Edge>> {
    let mut ways: Vec<(&str, Vec<&'a Edge>)> = vec![(from, Vec::new())];
    let mut next = 0;
    while let Some((here, taken)) = ways.get(next).cloned() {
        if here == to {
            return Some(taken);
        }
        for edge in route {
            let there = match here {
                _ if edge.from.value == here => edge.to.as_str(),
                _ if edge.to.value == here => edge.from.as_str(),
                _ => continue,
            };
            if !ways.iter().any(|(node, _)| *node == there) {
                let taken = taken.iter().copied().chain([*edge]).collect();
                ways.push((there, taken));
            }
        }
        next += 1;
    }
    None
}
