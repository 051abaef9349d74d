//! What a lifecycle diagram refers to, within itself and elsewhere.

use std::collections::BTreeMap;

use glassbox_model::{
    Code, Kind, Source,
    content::{Lifecycle, Scenario, Step},
    decode::Spanned,
    did_you_mean,
};

use super::Checker;
use crate::compiled::Compiled;

/// How many columns and rows a picture may have: more could not be read.
const MAX_CELL: u32 = 64;

impl Checker<'_> {
    pub(super) fn lifecycle(&mut self, source: &Source, lifecycle: &Lifecycle) {
        let zones = self.ids_once(source, lifecycle.zones.iter().map(|zone| &zone.id));
        let nodes = self.ids_once(source, lifecycle.nodes.iter().map(|node| &node.id));
        let edges = self.ids_once(source, lifecycle.edges.iter().map(|edge| &edge.id));
        let scenarios = self.ids_once(source, lifecycle.scenarios.iter().map(|s| &s.id));

        for zone in &lifecycle.zones {
            for range in [&zone.cols, &zone.rows] {
                if !matches!(range.as_slice(), [from, to] if *from >= 1 && from <= to && *to <= MAX_CELL)
                {
                    let message = "a zone spans a first and a last cell, from 1";
                    let error = source.error(Code::BadValue, &range.span, message);
                    self.found.push(error.hint("write `cols = [1, 3]`"));
                }
            }
        }
        let mut cells = BTreeMap::new();
        for node in &lifecycle.nodes {
            if let Some(zone) = &node.zone {
                self.one_of(source, zone, "zone", &zones);
            }
            if let Some(component) = &node.component {
                self.thing(source, component, Kind::Component);
            }
            let cell = (node.col.value, node.row.value);
            let inside = 1..=MAX_CELL;
            if !inside.contains(&cell.0) || !inside.contains(&cell.1) {
                let message = format!("cells count from 1 to {MAX_CELL}");
                let error = source.error(Code::BadValue, &node.col.span, message);
                self.found
                    .push(error.hint("write `col = 1` and `row = 1` for the first"));
            }
            if let Some(other) = cells.insert(cell, &node.id.value) {
                let message = format!("`{}` and `{other}` stand in one cell", node.id.value);
                let error = source.error(Code::BadValue, &node.col.span, message);
                self.found
                    .push(error.hint("give one of them another `col` or `row`"));
            }
        }
        for edge in &lifecycle.edges {
            self.one_of(source, &edge.from, "node", &nodes);
            self.one_of(source, &edge.to, "node", &nodes);
        }
        if let Some(scenario) = &lifecycle.default_scenario {
            self.one_of(source, scenario, "scenario", &scenarios);
        }
        for scenario in &lifecycle.scenarios {
            self.scenario(source, lifecycle, scenario, &scenarios);
            for step in &scenario.steps {
                self.step(source, step, &nodes, &edges);
            }
        }
    }

    fn scenario(
        &mut self,
        source: &Source,
        lifecycle: &Lifecycle,
        scenario: &Scenario,
        scenarios: &[&str],
    ) {
        self.ids_once(source, scenario.steps.iter().map(|step| &step.id));
        if let Some(runbook) = &scenario.runbook {
            self.thing(source, runbook, Kind::Runbook);
        }
        let Some(extends) = &scenario.extends else {
            return;
        };
        let base = lifecycle
            .scenarios
            .iter()
            .find(|other| other.id.value == extends.scenario.value);
        match base {
            None => self.one_of(source, &extends.scenario, "scenario", scenarios),
            Some(base) if base.extends.is_some() => {
                let message = format!("`{}` itself extends another scenario", base.id.value);
                let error = source.error(Code::BadValue, &extends.scenario.span, message);
                self.found
                    .push(error.hint("extend a scenario that stands by itself"));
            }
            Some(base) => {
                let steps: Vec<_> = base.steps.iter().map(|step| step.id.as_str()).collect();
                self.one_of(source, &extends.through, "step", &steps);
            }
        }
    }

    fn step(&mut self, source: &Source, step: &Step, nodes: &[&str], edges: &[&str]) {
        match (&step.at, &step.via) {
            (Some(at), None) => self.one_of(source, at, "node", nodes),
            (None, Some(via)) => self.one_of(source, via, "edge", edges),
            _ => {
                let message = format!("the step `{}` needs either `at` or `via`", step.id.value);
                let error = source.error(Code::BadValue, &step.id.span, message);
                self.found
                    .push(error.hint("`at` names a node, `via` an edge"));
            }
        }
        for link in &step.links {
            self.page(source, &link.href);
        }
    }

    /// Ids that the texts of a diagram bring to its page must be its own: a step's text is shown
    /// once for each scenario that has the step, so it can have none.
    pub(super) fn lifecycle_ids(
        &mut self,
        source: &Source,
        lifecycle: &Lifecycle,
        page: &Compiled,
    ) {
        for step in lifecycle
            .scenarios
            .iter()
            .flat_map(|scenario| &scenario.steps)
        {
            let html = page.text(Some(&step.say));
            if html.contains(" id=\"") {
                let message = "a step's text can hold no heading, footnote or diagram";
                let error = source.error(Code::BadValue, &step.say.span, message);
                self.found
                    .push(error.hint("say it in prose, or on a page that the step links to"));
            }
        }
        let mut ids: Vec<&str> = lifecycle.scenarios.iter().map(|s| s.id.as_str()).collect();
        for text in lifecycle.intro.iter().chain(&lifecycle.outro) {
            for id in page.ids_of(text) {
                if ids.contains(&id.as_str()) {
                    let message =
                        format!("the heading `#{id}` has the id of another part of the page");
                    let error = source.error(Code::DuplicateUrl, &text.span, message);
                    self.found.push(error.hint("rename the heading"));
                }
                ids.push(id);
            }
        }
    }

    fn one_of(&mut self, source: &Source, id: &Spanned<String>, what: &str, known: &[&str]) {
        if !known.contains(&id.as_str()) {
            let near = did_you_mean(id, known.iter().copied());
            let hint = near.unwrap_or_else(|| format!("known are {}", known.join(", ")));
            self.unknown(source, id, what, Some(hint));
        }
    }

    /// The ids of a list, each of which may be given once.
    fn ids_once<'i>(
        &mut self,
        source: &Source,
        ids: impl Iterator<Item = &'i Spanned<String>>,
    ) -> Vec<&'i str> {
        let mut known: Vec<&str> = Vec::new();
        for id in ids {
            if known.contains(&id.as_str()) {
                let message = format!("the id `{}` is given twice", id.value);
                let error = source.error(Code::DuplicateUrl, &id.span, message);
                self.found
                    .push(error.hint("ids are permanent and unique in their list"));
            }
            known.push(&id.value);
        }
        known
    }
}
