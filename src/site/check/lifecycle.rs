//! What is wrong with a lifecycle diagram: what it refers to, the ways through it, its texts.

mod message;
mod scenario;

use std::collections::BTreeMap;

use glassbox_model::{
    Code, Kind, Source,
    content::{Lifecycle, LifecycleNode},
    decode::Spanned,
    did_you_mean, slugify,
};

use super::Checker;
use crate::{compiled::Compiled, lifecycle::Grid};

/// How many columns and rows a picture may have: more could not be read.
const MAX_CELL: u32 = 64;

/// The ids of a diagram, by what they are of.
struct Ids<'a> {
    nodes: Vec<&'a str>,
    edges: Vec<&'a str>,
    messages: Vec<&'a str>,
    scenarios: Vec<&'a str>,
    /// Nodes and members of pools: what can have a state.
    parts: Vec<&'a str>,
}

impl Checker<'_> {
    pub(super) fn lifecycle(&mut self, source: &Source, lifecycle: &Lifecycle) {
        self.ids_once(source, lifecycle.zones.iter().map(|zone| &zone.id));
        let nodes = self.ids_once(source, lifecycle.nodes.iter().map(|node| &node.id));
        let pools = lifecycle.nodes.iter().filter_map(|node| node.pool.as_ref());
        let members = pools.flat_map(|pool| &pool.names).map(String::as_str);
        let ids = Ids {
            edges: self.ids_once(source, lifecycle.edges.iter().map(|edge| &edge.id)),
            messages: self.ids_once(source, lifecycle.messages.iter().map(|one| &one.id)),
            scenarios: self.ids_once(source, lifecycle.scenarios.iter().map(|s| &s.id)),
            parts: nodes.iter().copied().chain(members).collect(),
            nodes,
        };
        for zone in &lifecycle.zones {
            for range in [&zone.cols, &zone.rows] {
                if !matches!(range.as_slice(), [from, to] if *from >= 1 && from <= to && *to <= MAX_CELL)
                {
                    let message = "a zone spans a first and a last cell, from 1";
                    self.wrong(source, range, message, "write `cols = [1, 3]`");
                }
            }
        }
        self.nodes(source, lifecycle);
        if let Some(boundary) = &lifecycle.boundary
            && Grid::of(lifecycle).boundaries().is_empty()
        {
            let message = "no zone in clear begins at a sealed one, so there is no boundary";
            let hint = "say `plaintext = true` of the zone in which messages can be read, or leave `boundary` out";
            self.wrong(source, boundary, message, hint);
        }
        for edge in &lifecycle.edges {
            self.one_of(source, &edge.from, "node", &ids.nodes);
            self.one_of(source, &edge.to, "node", &ids.nodes);
        }
        for message in &lifecycle.messages {
            self.message(source, lifecycle, message, &ids);
        }
        if let Some(scenario) = &lifecycle.default_scenario {
            self.one_of(source, scenario, "scenario", &ids.scenarios);
        }
        for scenario in &lifecycle.scenarios {
            self.scenario(source, lifecycle, scenario, &ids);
        }
        self.unreachable(source, lifecycle);
    }

    fn nodes(&mut self, source: &Source, lifecycle: &Lifecycle) {
        let mut cells = BTreeMap::new();
        for node in &lifecycle.nodes {
            self.place(source, lifecycle, node);
            if let Some(component) = &node.component {
                self.thing(source, component, Kind::Component);
            }
            let cell = (node.col.value, node.row.value);
            if let Some(other) = cells.insert(cell, &node.id.value) {
                let message = format!("`{}` and `{other}` stand in one cell", node.id.value);
                let hint = "give one of them another `col` or `row`";
                self.wrong(source, &node.col, &message, hint);
            }
        }
    }

    /// A node stands on the grid, in the cells of its zone.
    fn place(&mut self, source: &Source, lifecycle: &Lifecycle, node: &LifecycleNode) {
        let inside = 1..=MAX_CELL;
        let (col, row) = (node.col.value, node.row.value);
        if !inside.contains(&col) || !inside.contains(&row) {
            let message = format!("cells count from 1 to {MAX_CELL}");
            let hint = "write `col = 1` and `row = 1` for the first";
            self.wrong(source, &node.col, &message, hint);
            return;
        }
        let Some(id) = &node.zone else {
            return;
        };
        let zones: Vec<_> = lifecycle
            .zones
            .iter()
            .map(|zone| zone.id.as_str())
            .collect();
        self.one_of(source, id, "zone", &zones);
        let zone = lifecycle
            .zones
            .iter()
            .find(|zone| zone.id.value == id.value);
        if let Some(zone) = zone
            && let (&[left, right], &[top, bottom]) = (zone.cols.as_slice(), zone.rows.as_slice())
            && !((left..=right).contains(&col) && (top..=bottom).contains(&row))
        {
            let message = format!(
                "`{}` stands at column {col}, row {row}, outside of its zone `{}`",
                node.id.value, id.value
            );
            let hint = format!(
                "the zone has the columns {left} to {right} and the rows {top} to {bottom}"
            );
            self.wrong(source, &node.col, &message, &hint);
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
        let scenarios = lifecycle.scenarios.iter();
        for step in scenarios.flat_map(|scenario| &scenario.steps) {
            if page.text(Some(&step.say)).contains(" id=\"") {
                let message = "a step's text can hold no heading, footnote or diagram";
                let hint = "say it in prose, or on a page that the step links to";
                self.wrong(source, &step.say, message, hint);
            }
        }
        let mut ids: Vec<&str> = lifecycle.scenarios.iter().map(|s| s.id.as_str()).collect();
        for text in lifecycle.intro.iter().chain(&lifecycle.outro) {
            for id in page.ids_of(text) {
                if ids.contains(&id.as_str()) {
                    let message =
                        format!("the heading `#{id}` has the id of another part of the page");
                    let error = source.finding(Code::DuplicateUrl, &text.span, message);
                    self.found.push(error.hint("rename the heading"));
                }
                ids.push(id);
            }
        }
    }

    fn wrong<T>(&mut self, source: &Source, at: &Spanned<T>, message: &str, hint: &str) {
        let error = source.finding(Code::BadValue, &at.span, message);
        self.found.push(error.hint(hint));
    }

    fn one_of(&mut self, source: &Source, id: &Spanned<String>, what: &str, known: &[&str]) {
        if !known.contains(&id.as_str()) {
            let near = did_you_mean(id, known.iter().copied());
            let hint = near.unwrap_or_else(|| match known {
                [] => format!("there is no {what} yet"),
                known => format!("known are {}", known.join(", ")),
            });
            self.unknown(source, id, what, Some(hint));
        }
    }

    /// The ids of a list, each of which may be given once and can be part of a URL.
    fn ids_once<'i>(
        &mut self,
        source: &Source,
        ids: impl Iterator<Item = &'i Spanned<String>>,
    ) -> Vec<&'i str> {
        let mut known: Vec<&str> = Vec::new();
        for id in ids {
            if known.contains(&id.as_str()) {
                let message = format!("the id `{}` is given twice", id.value);
                let error = source.finding(Code::DuplicateUrl, &id.span, message);
                self.found
                    .push(error.hint("ids are permanent and unique in their list"));
            }
            if id.is_empty() || slugify(id) != id.value {
                let message = format!("`{}` cannot be part of a URL", id.value);
                let hint = "an id is made of lower-case letters, digits and `-`";
                self.wrong(source, id, &message, hint);
            }
            known.push(&id.value);
        }
        known
    }
}
