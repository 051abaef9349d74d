//! Content tabs and details: lines of three colons around other Markdown.
//!
//! ```markdown
//! :::tabs
//! :::tab Debian
//! Any Markdown.
//! :::tab FreeBSD
//! A tab ends where the next one begins.
//! :::
//!
//! :::details Why so?
//! Any Markdown.
//! :::
//! ```
//!
//! The lines are those of VitePress and Docusaurus; where nothing knows them, they are read as text
//! around the same content. pulldown-cmark does not know them: for it, each such line
//! is overwritten by a thematic break of the same length, so that every place in the file stays
//! what it was, and its event is taken for what the line says.

use std::{
    borrow::Cow,
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

use glassbox_model::{Code, did_you_mean};
use pulldown_cmark::{Event, Options, Parser, Tag};

use crate::{compile::Compiler, escape::text};

/// How deep they may nest.
const MAX: usize = 8;

/// How often a text is looked at for lines that are none.
const MAX_PASSES: usize = 4;

const KNOWN: [&str; 3] = ["tabs", "tab", "details"];

/// The lines of a text that open or close a container, by where their colons begin.
pub(crate) type Lines = BTreeMap<usize, Line>;

/// A line of colons: where its words stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// What it opens; empty: it closes.
    name: Range<usize>,
    /// What stands behind that.
    title: Range<usize>,
}

/// A container that is open.
pub(crate) struct Container {
    kind: Kind,
    /// Where it was opened.
    span: Range<usize>,
    /// How deep in lists and quotes.
    depth: usize,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// Tabs; true when one of them is open.
    Tabs(bool),
    Details,
    /// Nothing that we know: its content is shown.
    Unknown,
}

/// The text for pulldown-cmark, and the lines that were overwritten in it.
pub(crate) fn overwritten(source: &str, options: Options) -> (Cow<'_, str>, Lines) {
    let mut lines = Lines::new();
    if source.contains(":::") {
        lines = find(source, options);
    }
    // Once is enough but for pages that mean to confuse.
    for _ in 0..MAX_PASSES {
        if lines.is_empty() {
            break;
        }
        let mut bytes = source.as_bytes().to_vec();
        for (start, line) in &lines {
            bytes[*start..line.title.end].fill(b' ');
            bytes[*start..*start + 3].fill(b'*');
        }
        // Whole lines of text were replaced by ASCII.
        let Ok(marked) = String::from_utf8(bytes) else {
            break;
        };
        let seen: BTreeSet<_> = Parser::new_ext(&marked, options)
            .into_offset_iter()
            .filter(|(event, _)| *event == Event::Rule)
            .filter_map(|(_, span)| lines.range(span).next().map(|(start, _)| *start))
            .collect();
        if seen.len() == lines.len() {
            return (marked.into(), lines);
        }
        // What is no block of its own there is text after all.
        lines.retain(|start, _| seen.contains(start));
    }
    (source.into(), Lines::new())
}

/// Every line of colons that is not code and not HTML.
fn find(source: &str, options: Options) -> Lines {
    let taken: Vec<_> = Parser::new_ext(source, options)
        .into_offset_iter()
        .filter(|(event, _)| matches!(event, Event::Start(Tag::CodeBlock(_) | Tag::HtmlBlock)))
        .map(|(_, span)| span)
        .collect();
    let mut lines = Lines::new();
    let mut at = 0;
    for line in source.split_inclusive('\n') {
        let start = at + line.len() - line.trim_start_matches(prefix).len();
        let end = at + line.trim_end().len();
        at += line.len();
        let text = source.get(start..end).unwrap_or_default();
        let colons = text.len() - text.trim_start_matches(':').len();
        if colons >= 3 && !taken.iter().any(|span| span.contains(&start)) {
            lines.insert(start, words(source, start + colons, end));
        }
    }
    lines
}

/// What may stand before the colons: indentation, quotes and the marks of list items.
fn prefix(c: char) -> bool {
    matches!(c, ' ' | '\t' | '>' | '-' | '+' | '*' | '.' | ')') || c.is_ascii_digit()
}

fn words(source: &str, start: usize, end: usize) -> Line {
    let skip = |from: usize| from + source[from..end].len() - source[from..end].trim_start().len();
    let name = skip(start);
    let behind = source[name..end].find(|c: char| c.is_whitespace() || c == '[');
    let behind = behind.map_or(end, |length| name + length);
    Line {
        name: name..behind,
        title: skip(behind)..end,
    }
}

impl Compiler<'_> {
    /// Takes a thematic break for the line of colons that stood there; false when none did.
    pub(crate) fn container(&mut self, span: &Range<usize>) -> bool {
        let span = span.start - self.start..span.end - self.start;
        let Some((at, line)) = self.lines.range(span).next() else {
            return false;
        };
        let (at, line) = (self.start + at, line.clone());
        let body = &self.source.text[self.start..];
        let (name, title) = (&body[line.name.clone()], &body[line.title.clone()]);
        // `:::details[Title]` is how Docusaurus writes it.
        let title = title.trim_matches(['[', ']']);
        let span = at..self.start + line.title.end;
        let depth = self.nesting.depth();
        let here = |container: &Container| container.depth == depth;
        match name {
            "" => match self.containers.pop_if(|last| here(last)) {
                Some(container) => {
                    if container.kind == Kind::Tabs(false) {
                        let hint = "begin each tab with a line such as `:::tab Debian`";
                        self.container_problem(&container.span, "the group has no tab", hint);
                    }
                    self.close(container.kind);
                }
                None => {
                    let hint = "`:::` ends a group of tabs or details in the same list or quote";
                    self.container_problem(&span, "there is nothing to close", hint);
                }
            },
            "tab" => self.tab(&span, title, depth),
            _ if self.containers.len() == MAX => {
                let hint = "close the ones around it with `:::`";
                let message = format!("tabs and details nest deeper than {MAX}");
                self.container_problem(&span, &message, hint);
                self.open(Kind::Unknown, span, depth);
            }
            "tabs" => {
                self.tag("<div class=\"tabs\">\n");
                self.open(Kind::Tabs(false), span, depth);
            }
            "details" => {
                let title = match title {
                    "" => self.env.words().prose.details,
                    title => title,
                };
                self.tag(format!("<details><summary>{}</summary>\n", text(title)));
                self.open(Kind::Details, span, depth);
            }
            name => {
                let hint = match name {
                    "note" | "info" => "write `> [!NOTE]`".to_owned(),
                    "tip" | "important" | "warning" | "caution" => {
                        format!("write `> [!{}]`", name.to_uppercase())
                    }
                    "danger" => "write `> [!CAUTION]`".to_owned(),
                    name => did_you_mean(name, KNOWN)
                        .unwrap_or_else(|| "known are tabs, tab and details".to_owned()),
                };
                self.container_problem(&span, &format!("unknown container `{name}`"), &hint);
                self.open(Kind::Unknown, span, depth);
            }
        }
        true
    }

    fn open(&mut self, kind: Kind, span: Range<usize>, depth: usize) {
        self.containers.push(Container { kind, span, depth });
    }

    fn tab(&mut self, span: &Range<usize>, title: &str, depth: usize) {
        let around = self
            .containers
            .last_mut()
            .filter(|last| last.depth == depth);
        let Some(Container {
            kind: Kind::Tabs(open),
            ..
        }) = around
        else {
            let hint =
                "begin a group with `:::tabs`; `:::` ends it, and a tab ends where the next begins";
            return self.container_problem(span, "a tab stands in no group", hint);
        };
        if std::mem::replace(open, true) {
            self.tag("</section>\n");
        }
        if title.is_empty() {
            let hint = "write `:::tab Debian`";
            self.container_problem(span, "the tab has no title", hint);
        }
        self.tag("<section class=\"tab\">");
        let level = self
            .document
            .headings
            .last()
            .map_or(2, |heading| heading.level + 1)
            .min(6);
        self.trust_block(format!(
            "<h{level} class=\"tab-title\">{}</h{level}>\n",
            text(title)
        ));
    }

    fn close(&mut self, kind: Kind) {
        self.tag(match kind {
            Kind::Tabs(true) => "</section></div>\n",
            Kind::Tabs(false) => "</div>\n",
            Kind::Details => "</details>\n",
            Kind::Unknown => "",
        });
    }

    /// Closes, with a word about each, the containers that were opened at `depth` or deeper.
    pub(crate) fn close_deeper(&mut self, depth: usize) {
        while let Some(container) = self.containers.pop_if(|last| last.depth >= depth) {
            let hint = "end it with a line `:::`";
            self.container_problem(&container.span, "this is never closed", hint);
            self.close(container.kind);
        }
    }

    fn container_problem(&mut self, span: &Range<usize>, message: &str, hint: &str) {
        let problem = (message.to_owned(), Some(hint.to_owned()));
        self.report(Code::Container, span, problem);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_overwritten_by_as_many_bytes() {
        let source = ":::details Größe\na\n:::\n\n```\n:::\n```\n- ::: tab\n";
        let (marked, lines) = overwritten(source, Options::empty());
        assert_eq!(marked.len(), source.len());
        assert_eq!(
            marked,
            "***               \na\n***\n\n```\n:::\n```\n- ***    \n"
        );
        assert_eq!(lines.len(), 3);
    }

    #[test]
    fn what_is_no_block_stays_text() {
        let source = "a\n\n    :::tabs\n\n<div>\n:::\n</div>\n";
        assert_eq!(overwritten(source, Options::empty()).0, source);
    }
}
