//! The rules of lifecycles hold for any diagram, also for one with mistakes in it.

use glassbox_model::{
    content::{
        Direction, Edge, EdgeShape, Extends, Header, Lifecycle, LifecycleNode, Message,
        MessageKind, NodeKind, Outcome, Scenario, ScenarioKind, Step,
    },
    decode::Spanned,
    lifecycle::{
        Change, Move, Snapshot, Spot, Walker, diff, sentence, shared, state, states, steps,
    },
    words::ALL,
};
use proptest::prelude::*;

fn at<T>(value: T) -> Spanned<T> {
    Spanned { value, span: 0..0 }
}

fn id(prefix: &str, n: usize) -> Spanned<String> {
    at(format!("{prefix}{n}"))
}

fn node(n: usize) -> LifecycleNode {
    LifecycleNode {
        id: id("n", n),
        title: format!("Node {n}"),
        kind: NodeKind::Other,
        zone: None,
        col: at(1),
        row: at(1),
        software: None,
        what: "Stands there.".to_owned(),
        why: None,
        component: None,
        pool: None,
    }
}

fn edge(n: usize, from: usize, to: usize) -> Edge {
    Edge {
        id: id("e", n),
        from: id("n", from),
        to: id("n", to),
        protocol: None,
        port: None,
        label: String::new(),
        encrypted: false,
        shape: EdgeShape::Straight,
    }
}

fn message(n: usize, base: Option<usize>, headers: &[(usize, String, bool)]) -> Message {
    let header = |(name, value, remove): &(usize, String, bool)| Header {
        name: id("H", *name),
        value: value.clone(),
        remove: *remove,
        by: Some(id("n", *name)),
        note: None,
        trust: None,
    };
    Message {
        id: id("m", n),
        base: base.map(|base| id("m", base)),
        kind: MessageKind::HttpRequest,
        start_line: Some(format!("{{example}} {n}")),
        headers: headers.iter().map(header).collect(),
        body: None,
        hex: None,
        size: None,
        readable_by: Vec::new(),
    }
}

fn step(n: usize, place: (bool, usize), dir: u8, message: usize) -> Step {
    let (on_edge, place) = place;
    Step {
        id: id("s", n),
        at: (!on_edge).then(|| id("n", place)),
        via: on_edge.then(|| id("e", place)),
        dir: [Direction::Request, Direction::Response, Direction::Inside][usize::from(dir % 3)],
        title: format!("Step {n}"),
        say: at("It happens.".to_owned()),
        sr: None,
        message: Some(id("m", message)),
        pick: None,
        fork: None,
        check: None,
        states: Vec::new(),
        focus: Vec::new(),
        dwell: None,
        aliases: Vec::new(),
        links: Vec::new(),
    }
}

fn scenario(n: usize, extends: Option<(usize, usize)>, steps: Vec<Step>) -> Scenario {
    Scenario {
        id: id("c", n),
        title: format!("Scenario {n}"),
        summary: "It goes.".to_owned(),
        kind: ScenarioKind::Happy,
        outcome: Outcome::Ok,
        visitor_sees: String::new(),
        example: Some("GET /".to_owned()),
        evidence: None,
        runbook: None,
        states: Vec::new(),
        extends: extends.map(|(scenario, through)| Extends {
            scenario: id("c", scenario),
            through: id("s", through),
        }),
        steps,
    }
}

prop_compose! {
    fn steps_of()(
        steps in prop::collection::vec((0usize..12, (any::<bool>(), 0usize..5), 0u8..3, 0usize..5), 0..6),
    ) -> Vec<Step> {
        steps.into_iter().map(|(n, place, dir, message)| step(n, place, dir, message)).collect()
    }
}

prop_compose! {
    /// Any diagram: edges and messages that lead nowhere, scenarios that extend each other in
    /// circles, steps that leap, ids that are given twice.
    fn diagrams()(
        edges in prop::collection::vec((0usize..5, 0usize..5), 0..6),
        messages in prop::collection::vec(
            (prop::option::of(0usize..5), prop::collection::vec((0usize..4, "[a-b]{1}", any::<bool>()), 0..4)),
            0..5,
        ),
        scenarios in prop::collection::vec(
            (prop::option::of((0usize..5, 0usize..12)), steps_of()),
            1..5,
        ),
    ) -> Lifecycle {
        Lifecycle {
            title: at("Any".to_owned()),
            summary: "Any diagram.".to_owned(),
            owner: None,
            reviewed: None,
            review_after: None,
            tags: Vec::new(),
            order: None,
            default_scenario: None,
            intro: None,
            outro: None,
            boundary: None,
            zones: Vec::new(),
            nodes: (0..4).map(node).collect(),
            edges: edges.into_iter().enumerate().map(|(n, (from, to))| edge(n, from, to)).collect(),
            messages: messages.into_iter().enumerate()
                .map(|(n, (base, headers))| message(n, base, &headers)).collect(),
            scenarios: scenarios.into_iter().enumerate()
                .map(|(n, (extends, steps))| scenario(n, extends, steps)).collect(),
        }
    }
}

proptest! {
    /// Following what a scenario extends comes to an end, and keeps all steps of its own.
    #[test]
    fn every_scenario_terminates(lifecycle in diagrams()) {
        for scenario in &lifecycle.scenarios {
            let steps = steps(&lifecycle, scenario);
            let most: usize = lifecycle.scenarios.iter().map(|one| one.steps.len()).sum();
            prop_assert!(steps.len() <= most);
            let own: Vec<_> = scenario.steps.iter().collect();
            prop_assert!(steps.ends_with(&own));
            prop_assert_eq!(states(&lifecycle, scenario).len(), steps.len());
        }
    }

    /// What others tell and what is its own make up a scenario.
    #[test]
    fn every_step_is_told_once(lifecycle in diagrams()) {
        for scenario in &lifecycle.scenarios {
            let (steps, shared) = (steps(&lifecycle, scenario), shared(&lifecycle, scenario));
            let mut from = 0;
            for (teller, to) in shared {
                prop_assert!(from < to && !std::ptr::eq(teller, scenario));
                for step in &steps[from..to] {
                    prop_assert!(teller.steps.iter().any(|own| std::ptr::eq(own, *step)));
                }
                from = to;
            }
            prop_assert_eq!(from + scenario.steps.len(), steps.len());
        }
    }

    /// What is so at step n is the same whether one asks for it alone, after others, or backwards.
    #[test]
    fn a_state_does_not_depend_on_the_way_to_it(lifecycle in diagrams()) {
        for scenario in &lifecycle.scenarios {
            let forwards: Vec<_> = states(&lifecycle, scenario).iter().map(|s| format!("{s:?}")).collect();
            for n in (0..forwards.len()).rev() {
                let alone = state(&lifecycle, scenario, n).map(|s| format!("{s:?}"));
                prop_assert_eq!(alone.as_ref(), Some(&forwards[n]));
            }
            prop_assert!(state(&lifecycle, scenario, forwards.len()).is_none());
        }
    }

    /// The words of each language say something of every step, and nothing is left to be filled.
    #[test]
    fn every_step_has_a_text_equivalent(lifecycle in diagrams()) {
        for (words, scenario) in ALL.iter().flat_map(|words| lifecycle.scenarios.iter().map(move |one| (*words, one))) {
            for state in states(&lifecycle, scenario) {
                let said = sentence(words, &lifecycle, &state);
                prop_assert!(said.len() > 2 && said.ends_with('.'), "{:?}", said);
                prop_assert!(!said.contains('{'), "{}", said);
            }
        }
    }

    /// What the walker takes is one unbroken way from where it was to where it is.
    #[test]
    fn a_way_has_no_gaps(lifecycle in diagrams()) {
        for scenario in &lifecycle.scenarios {
            let mut walker = Walker::new(&lifecycle);
            for step in steps(&lifecycle, scenario) {
                let from = walker.at.map(|node| node.id.value.clone());
                let Ok(taken) = walker.go(step) else { continue };
                let (Some(mut here), Some(to)) = (from, walker.at) else { continue };
                for edge in &taken {
                    let ends = [&edge.from.value, &edge.to.value];
                    prop_assert!(ends.contains(&&here), "{} is no end of {:?}", here, ends);
                    here = if *ends[0] == here { ends[1].clone() } else { ends[0].clone() };
                }
                if step.at.is_some() {
                    prop_assert_eq!(here, to.id.value.clone());
                }
            }
        }
    }

    /// Applying a diff to what was gives what is.
    #[test]
    fn a_diff_tells_all_that_changed(lifecycle in diagrams()) {
        let Some(scenario) = lifecycle.scenarios.first() else { return Ok(()) };
        let of = |n: usize| Snapshot::of(&lifecycle, scenario, &format!("m{n}"));
        for (one, other) in (0..5).flat_map(|a| (0..5).map(move |b| (a, b))) {
            let (Some(before), Some(after)) = (of(one), of(other)) else { continue };
            let lines = diff(Some(&before), &after);
            let mut headers: Vec<(&str, &str)> = before.headers.iter()
                .map(|header| (header.name.as_str(), header.value.as_str())).collect();
            for line in &lines {
                headers.retain(|(name, _)| line.change == Change::Same || *name != line.name);
                if matches!(line.change, Change::Added | Change::Changed) {
                    headers.push((line.name, line.value));
                }
            }
            let mut now: Vec<_> = after.headers.iter()
                .map(|header| (header.name.as_str(), header.value.as_str())).collect();
            headers.sort_unstable();
            now.sort_unstable();
            prop_assert_eq!(headers, now);
        }
    }

    /// Next leads to the last step and no further, previous back to the first.
    #[test]
    fn moves_stay_within_a_scenario(length in 1usize..40, moves in prop::collection::vec(0u8..4, 0..60)) {
        let mut spot = Spot::default();
        for by in moves {
            let by = [Move::First, Move::Previous, Move::Next, Move::Last][usize::from(by)];
            let next = spot.moved(by, length);
            prop_assert!(next.step < length);
            prop_assert!(next.step.abs_diff(spot.step) <= 1 || matches!(by, Move::First | Move::Last));
            spot = next;
        }
        let last = (0..length).fold(Spot::default(), |spot, _| spot.moved(Move::Next, length));
        prop_assert_eq!(last, Spot::default().moved(Move::Last, length));
        let first = (0..length).fold(last, |spot, _| spot.moved(Move::Previous, length));
        prop_assert_eq!(first, Spot::default().moved(Move::First, length));
    }
}

#[test]
fn a_step_is_found_by_the_id_that_it_had() {
    let mut tls = step(1, (false, 0), 0, 0);
    tls.aliases = vec![at("terminate".to_owned())];
    let mut lifecycle = Lifecycle {
        title: at("One".to_owned()),
        summary: String::new(),
        owner: None,
        reviewed: None,
        review_after: None,
        tags: Vec::new(),
        order: None,
        default_scenario: None,
        intro: None,
        outro: None,
        boundary: None,
        zones: Vec::new(),
        nodes: vec![node(0)],
        edges: Vec::new(),
        messages: Vec::new(),
        scenarios: vec![scenario(0, None, vec![step(0, (false, 0), 0, 0), tls])],
    };
    lifecycle.scenarios.push(scenario(1, Some((0, 1)), vec![]));
    let place = |reference: &str| {
        let found = glassbox_model::lifecycle::find(&lifecycle, reference);
        found.map(|(scenario, step)| (scenario.id.value.clone(), step))
    };
    assert_eq!(place("c0/terminate"), Some(("c0".to_owned(), 1)));
    assert_eq!(place("c1/s1"), Some(("c1".to_owned(), 1)));
    assert_eq!(place("c1/nothing"), None);
    assert_eq!(place("nothing/s1"), None);
    assert_eq!(place("c0"), None);
}
