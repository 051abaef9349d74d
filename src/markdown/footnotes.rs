//! Footnotes, collected at the end of the page in the order of their first reference.

use std::collections::BTreeMap;

use glassbox_model::words::fill;
use pulldown_cmark::{CowStr, Event};

use crate::{compile::Compiler, escape::attribute, inline::icon_svg};

/// The notes of a page.
#[derive(Default)]
pub(crate) struct Footnotes<'a> {
    /// The number and the count of references of each note that is referred to, by name.
    numbers: BTreeMap<String, (usize, usize)>,
    /// The definitions, by name.
    notes: BTreeMap<String, Vec<Event<'a>>>,
    /// The definitions we are in, each with the events around it.
    open: Vec<(CowStr<'a>, Vec<Event<'a>>)>,
}

impl<'a> Footnotes<'a> {
    /// The number of a note and, when the reference can be returned to, its place among them.
    fn refer(&mut self, name: &str, counts: bool) -> (usize, usize) {
        let next = self.numbers.len() + 1;
        let (number, count) = self.numbers.entry(fold(name)).or_insert((next, 0));
        *count += usize::from(counts);
        (*number, *count)
    }

    /// Number, count of references and text of each note, first reference first.
    fn in_order(mut self) -> Vec<(usize, usize, Vec<Event<'a>>)> {
        let mut notes: Vec<_> = std::mem::take(&mut self.numbers)
            .into_iter()
            .filter_map(|(name, (number, count))| Some((number, count, self.notes.remove(&name)?)))
            .collect();
        notes.sort_by_key(|(number, ..)| *number);
        notes
    }
}

/// Names of notes differ by more than case (GFM, as those of links: CommonMark 0.31, section 4.7).
fn fold(name: &str) -> String {
    name.to_lowercase()
}

fn reference_id(number: usize, nth: usize) -> String {
    match nth {
        1 => format!("fnref-{number}"),
        _ => format!("fnref-{number}-{nth}"),
    }
}

impl<'a> Compiler<'a> {
    /// Adds the notes at the end of the page.
    pub(crate) fn footnotes_section(&mut self) {
        let notes = std::mem::take(&mut self.footnotes).in_order();
        if notes.is_empty() {
            return;
        }
        let words = &self.env.words().prose;
        self.tag(self.holes.open_footnotes(words));
        self.tag("<ol>\n");
        for (number, count, events) in notes {
            self.tag(self.holes.open_with_id("li", &format!("fn-{number}")));
            self.out.extend(events);
            for nth in 1..=count {
                let template = match nth {
                    1 => words.footnote_back,
                    _ => words.footnote_back_nth,
                };
                let (n, place) = (number.to_string(), nth.to_string());
                self.trust_link(format!(
                    "<a class=\"footnote-back\" href=\"#{}\" aria-label=\"{}\">{}</a>",
                    reference_id(number, nth),
                    attribute(&fill(template, &[("n", &n), ("nth", &place)])),
                    icon_svg("corner-down-left"),
                ));
            }
            self.tag("</li>\n");
        }
        self.tag("</ol></section>\n");
    }

    pub(crate) fn footnote_reference(&mut self, name: &str) {
        let (number, nth) = self.footnotes.refer(name, self.open.links.is_empty());
        let id = reference_id(number, nth);
        if !self.open.links.is_empty() {
            self.tag(format!("<sup>{number}</sup>"));
            return;
        }
        let label = fill(
            self.env.words().prose.footnote,
            &[("n", &number.to_string())],
        );
        self.trust_link(format!(
            "<sup class=\"footnote-ref\"><a id=\"{id}\" href=\"#fn-{number}\" aria-label=\"{}\">{number}</a></sup>",
            attribute(&label),
        ));
    }

    pub(crate) fn start_footnote(&mut self, name: CowStr<'a>) {
        let around = std::mem::take(&mut self.out);
        self.footnotes.open.push((name, around));
    }

    pub(crate) fn end_footnote(&mut self) {
        if let Some((name, around)) = self.footnotes.open.pop() {
            let events = std::mem::replace(&mut self.out, around);
            self.footnotes.notes.entry(fold(&name)).or_insert(events);
        }
    }
}
