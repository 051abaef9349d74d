//! What is wrong with a scenario: the steps that it shares, where each is, what happens there.

use std::collections::{BTreeMap, BTreeSet};

use glassbox_model::{
    Code, Kind, Source,
    content::{Check, Fork, Lifecycle, Pick, Scenario, Step},
    decode::Spanned,
    did_you_mean,
    lifecycle::{Place, Snapshot, Walker, chain, find, steps},
};

use super::{Checker, Ids};

/// How long a step may be shown while playing, in milliseconds.
const DWELL: std::ops::RangeInclusive<u32> = 500..=120_000;

impl Checker<'_> {
    pub(super) fn scenario(
        &mut self,
        source: &Source,
        lifecycle: &Lifecycle,
        scenario: &Scenario,
        ids: &Ids<'_>,
    ) {
        if let Some(runbook) = &scenario.runbook {
            self.thing(source, runbook, Kind::Runbook);
        }
        for state in &scenario.states {
            self.one_of(source, &state.node, "node", &ids.parts);
        }
        self.extends(source, lifecycle, scenario, ids);
        for step in &scenario.steps {
            self.step(source, lifecycle, step, ids);
        }
        let all = steps(lifecycle, scenario);
        if all.is_empty() {
            let message = format!("the scenario `{}` has no steps", scenario.id.value);
            self.wrong(
                source,
                &scenario.id,
                &message,
                "add `[[scenarios.steps]]` under it",
            );
        }
        let names = all
            .iter()
            .flat_map(|step| [&step.id].into_iter().chain(&step.aliases));
        self.ids_once(source, names);
        self.walk(source, lifecycle, scenario, &all);
    }

    fn extends(
        &mut self,
        source: &Source,
        lifecycle: &Lifecycle,
        scenario: &Scenario,
        ids: &Ids<'_>,
    ) {
        let Some(extends) = &scenario.extends else {
            return;
        };
        let chain = chain(lifecycle, scenario);
        let after = chain.last().and_then(|last| last.extends.as_ref());
        if after.is_some_and(|after| chain.iter().any(|one| one.id.value == after.scenario.value)) {
            let message = format!("`{}` extends itself", scenario.id.value);
            let hint = "extend a scenario that does not lead back here";
            self.wrong(source, &extends.scenario, &message, hint);
        } else if let Some(base) = chain.get(1) {
            let shared = steps(lifecycle, base);
            let known: Vec<_> = shared.iter().map(|step| step.id.as_str()).collect();
            self.one_of(source, &extends.through, "step", &known);
        } else {
            self.one_of(source, &extends.scenario, "scenario", &ids.scenarios);
        }
    }

    fn step(&mut self, source: &Source, lifecycle: &Lifecycle, step: &Step, ids: &Ids<'_>) {
        match (&step.at, &step.via) {
            (Some(at), None) => self.one_of(source, at, "node", &ids.nodes),
            (None, Some(via)) => self.one_of(source, via, "edge", &ids.edges),
            _ => {
                let message = format!("the step `{}` needs either `at` or `via`", step.id.value);
                let hint = "`at` names a node, `via` an edge";
                self.wrong(source, &step.id, &message, hint);
            }
        }
        if step.say.trim().is_empty() || step.title.trim().is_empty() {
            let message = format!("the step `{}` says nothing", step.id.value);
            let hint = "without the picture, `title` and `say` are all that there is";
            self.wrong(source, &step.say, &message, hint);
        }
        if let Some(message) = &step.message {
            self.one_of(source, message, "message", &ids.messages);
        }
        for node in &step.focus {
            self.one_of(source, node, "node", &ids.nodes);
        }
        for state in &step.states {
            self.one_of(source, &state.node, "node", &ids.parts);
        }
        if let Some(dwell) = step
            .dwell
            .as_ref()
            .filter(|dwell| !DWELL.contains(&dwell.value))
        {
            let message = format!(
                "{} milliseconds is too short or too long to read",
                dwell.value
            );
            let hint = "write between 500 and 120000, or leave it out: it follows the words";
            self.wrong(source, dwell, &message, hint);
        }
        if let Some(pick) = &step.pick {
            self.pick(source, lifecycle, pick, ids);
        }
        if let Some(fork) = &step.fork {
            self.fork(source, lifecycle, fork);
        }
        if let Some(check) = &step.check {
            self.question(source, check);
        }
        for link in &step.links {
            self.page(source, &link.href);
        }
    }

    fn pick(&mut self, source: &Source, lifecycle: &Lifecycle, pick: &Pick, ids: &Ids<'_>) {
        let Some(node) = lifecycle
            .nodes
            .iter()
            .find(|node| node.id.value == pick.pool.value)
        else {
            return self.one_of(source, &pick.pool, "node", &ids.nodes);
        };
        match &node.pool {
            Some(pool) => {
                let names: Vec<_> = pool.names.iter().map(String::as_str).collect();
                self.one_of(source, &pick.chosen, "member of the pool", &names);
            }
            None => {
                let message = format!("`{}` is no pool", pick.pool.value);
                self.wrong(source, &pick.pool, &message, "give the node a `pool`");
            }
        }
    }

    fn fork(&mut self, source: &Source, lifecycle: &Lifecycle, fork: &Fork) {
        if fork.options.len() < 2 {
            let message = "a fork needs two answers at least";
            self.wrong(
                source,
                &fork.options,
                message,
                "add an option, or ask nothing",
            );
        }
        for option in fork.options.iter() {
            if find(lifecycle, &option.to).is_none() {
                let known = anchors(lifecycle);
                let near = did_you_mean(&option.to, known.iter().map(String::as_str));
                let hint = near.unwrap_or_else(|| "write `scenario/step`".to_owned());
                self.unknown(source, &option.to, "step", Some(hint));
            }
        }
    }

    fn question(&mut self, source: &Source, check: &Check) {
        let right = check.answers.iter().filter(|answer| answer.right).count();
        if check.answers.len() < 2 || right != 1 {
            let message = format!(
                "{} answers, of which {right} are right",
                check.answers.len()
            );
            let hint = "give two answers at least, and say `right = true` of one";
            self.wrong(source, &check.answers, &message, hint);
        }
    }

    /// Goes along all steps, and reports of the scenario's own where the request cannot be, and
    /// what a hop cannot have done.
    fn walk(&mut self, source: &Source, lifecycle: &Lifecycle, scenario: &Scenario, all: &[&Step]) {
        let mut walker = Walker::new(lifecycle);
        for step in all {
            let before = walker.at;
            let own = scenario.steps.iter().any(|own| std::ptr::eq(own, *step));
            let known = Place::of(lifecycle, step).is_some();
            if walker.go(step).is_err()
                && own
                && known
                && let Some(place) = step.at.as_ref().or(step.via.as_ref())
                && let Some(before) = before
            {
                let message = format!(
                    "nothing leads to `{}` from `{}`, where the step before is",
                    place.value, before.id.value
                );
                let hint = "add an edge or a step on the way; with `dir = \"response\"` it may go back the way that it came";
                let error = source.finding(Code::Leap, &place.span, message);
                self.found.push(error.hint(hint));
            }
            if own && let Some(message) = &step.message {
                self.hops(source, lifecycle, scenario, message, &walker);
            }
            if own && let Some(fork) = &step.fork {
                self.ways_on(source, lifecycle, step, fork, &walker);
            }
        }
    }

    /// Each answer of a fork leads to another step, at a place that the request can come to.
    fn ways_on(
        &mut self,
        source: &Source,
        lifecycle: &Lifecycle,
        step: &Step,
        fork: &Fork,
        walker: &Walker<'_>,
    ) {
        for option in fork.options.iter() {
            let Some((scenario, at)) = find(lifecycle, &option.to) else {
                continue;
            };
            let Some(next) = steps(lifecycle, scenario).get(at).copied() else {
                continue;
            };
            let (message, hint) = if std::ptr::eq(next, step) {
                let message = format!("`{}` is the step that asks", option.to.value);
                (message, "name the step that comes after the answer")
            } else if Place::of(lifecycle, next).is_some()
                && walker.clone().go(next).is_err()
                && let Some(here) = walker.at
            {
                let message = format!(
                    "nothing leads to the step `{}` from `{}`, where the fork is",
                    option.to.value, here.id.value
                );
                let hint = "name a step on the way there, or add an edge";
                (message, hint)
            } else {
                continue;
            };
            let error = source.finding(Code::Leap, &option.to.span, message);
            self.found.push(error.hint(hint));
        }
    }

    /// Every hop that has changed a message must have met it.
    fn hops(
        &mut self,
        source: &Source,
        lifecycle: &Lifecycle,
        scenario: &Scenario,
        message: &Spanned<String>,
        walker: &Walker<'_>,
    ) {
        let Some(snapshot) = Snapshot::of(lifecycle, scenario, message) else {
            return;
        };
        let mut early: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        for header in snapshot.headers.iter().chain(&snapshot.removed) {
            let Some(by) = &header.by else { continue };
            let known = lifecycle.nodes.iter().any(|node| node.id.value == by.value);
            let met = walker.visited.iter().any(|node| node.id.value == by.value);
            if known && !met {
                let name = format!("`{}`", header.name.value);
                early.entry(by).or_default().push(name);
            }
        }
        for (by, names) in early {
            let text = format!(
                "in the message `{}`, {} is by `{by}`, where the request has not been yet",
                message.value,
                names.join(", ")
            );
            let hint = "show the message after that hop, or an earlier one here";
            let error = source.finding(Code::Leap, &message.span, text);
            self.found.push(error.hint(hint));
        }
    }

    /// Whoever begins at the first scenario and answers every fork must come to all others.
    pub(super) fn unreachable(&mut self, source: &Source, lifecycle: &Lifecycle) {
        let first = match &lifecycle.default_scenario {
            Some(id) => lifecycle
                .scenarios
                .iter()
                .find(|one| one.id.value == id.value),
            None => lifecycle.scenarios.first(),
        };
        // Where a fork names a step that is not there, it says so; which scenario is meant, is plain.
        let meant = |to: &str| {
            let id = to.split('/').next()?;
            lifecycle.scenarios.iter().find(|one| one.id.value == id)
        };
        let mut reached: BTreeSet<&str> = BTreeSet::new();
        let mut next: Vec<&Scenario> = first.into_iter().collect();
        while let Some(scenario) = next.pop() {
            if reached.insert(&scenario.id) {
                let steps = steps(lifecycle, scenario);
                let forks = steps.into_iter().filter_map(|step| step.fork.as_ref());
                let options = forks.flat_map(|fork| fork.options.iter());
                next.extend(options.filter_map(|option| meant(&option.to)));
            }
        }
        if first.is_none() {
            return;
        }
        for scenario in &lifecycle.scenarios {
            if !reached.contains(scenario.id.as_str()) {
                let message = format!("no fork leads to the scenario `{}`", scenario.id.value);
                let warning = source.finding(Code::Unreachable, &scenario.id.span, message);
                let hint = "add an option to the fork at which it parts from another scenario";
                self.found.push(warning.hint(hint));
            }
        }
    }
}

fn anchors(lifecycle: &Lifecycle) -> Vec<String> {
    let scenarios = lifecycle.scenarios.iter();
    scenarios
        .flat_map(|scenario| {
            let steps = steps(lifecycle, scenario).into_iter();
            steps.map(|step| crate::lifecycle::anchor(scenario, &step.id))
        })
        .collect()
}
