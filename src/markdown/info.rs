//! What stands behind the language of a fence: `title="nginx.conf" {2,4-6} ins={7} showLineNumbers`.
//!
//! The names are those of Docusaurus and Starlight, whose authors know them.

use std::ops::{Range, RangeInclusive};

use glassbox_model::did_you_mean;

use crate::env::Problem;

/// What a fence asks for.
#[derive(Debug, Default)]
pub(crate) struct Info {
    /// The language, in lower case; empty: none.
    pub(crate) language: String,
    /// What stands above the code.
    pub(crate) title: Option<String>,
    /// The lines that are marked, each with where that is said.
    pub(crate) marks: Vec<(Mark, RangeInclusive<usize>, Range<usize>)>,
    /// The number of the first line, when lines are numbered.
    pub(crate) numbers: Option<usize>,
    /// The file, or the part of it, that the code is taken from, and where that is said.
    pub(crate) include: Option<(String, Range<usize>)>,
    /// What is wrong, and where.
    pub(crate) problems: Vec<(Range<usize>, Problem)>,
}

/// How a line is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Mark {
    /// To look at.
    Look,
    /// Added.
    Ins,
    /// Taken out.
    Del,
}

const KNOWN: [&str; 7] = [
    "title",
    "mark",
    "ins",
    "del",
    "showLineNumbers",
    "lang",
    "include",
];

/// The language that the text behind the opening of a fence begins with, in lower case.
pub(crate) fn language(text: &str) -> String {
    let end = text.find([' ', ',', '\t', '{']).unwrap_or(text.len());
    text[..end].to_ascii_lowercase()
}

impl Info {
    /// Reads the text behind the opening of a fence. Places count from its start.
    pub(crate) fn parse(text: &str) -> Info {
        let language = language(text);
        let mut at = language.len();
        let mut info = Info {
            language,
            ..Info::default()
        };
        // Words behind a comma are for other tools: `rust,ignore`.
        if text[at..].starts_with(',') {
            at += text[at..].find([' ', '\t', '{']).unwrap_or(text.len() - at);
        }
        while at < text.len() {
            let rest = &text[at..];
            if rest.starts_with([' ', '\t', ',']) {
                at += 1;
                continue;
            }
            at += info.option(rest, at);
        }
        info
    }

    /// Reads the option that `text` begins with; returns its length, at least 1.
    fn option(&mut self, text: &str, at: usize) -> usize {
        let end = text.find([' ', '\t', ',', '=', '{']).unwrap_or(text.len());
        let name = &text[..end];
        let assigned = text[end..].starts_with('=');
        let start = end + usize::from(assigned);
        let (value, length) = match assigned || name.is_empty() {
            true => value(&text[start..]),
            false => ("", 0),
        };
        let length = start + length;
        // Where the value stands, without its quotes.
        let inner = at + start + text[start..length].find(value).unwrap_or_default();
        let place = inner..inner + value.len();
        match (name, assigned) {
            ("title", true) => self.title = Some(value.to_owned()).filter(|it| !it.is_empty()),
            ("" | "mark", _) => self.lines(Mark::Look, value, &place),
            ("ins", true) => self.lines(Mark::Ins, value, &place),
            ("del", true) => self.lines(Mark::Del, value, &place),
            ("lang", true) if self.language == "diff" => {
                self.language = format!("diff {}", value.to_ascii_lowercase());
            }
            ("include", true) => self.include = Some((value.to_owned(), place)),
            ("showLineNumbers", false) => self.numbers = Some(1),
            ("showLineNumbers", true) => match value.parse() {
                Ok(first) => self.numbers = Some(first),
                Err(_) => self.problem(place, format!("`{value}` is no number"), None),
            },
            (name, _) => {
                let hint = match name {
                    "lang" => "`lang` says what a fence in `diff` is a difference of".to_owned(),
                    name if KNOWN.contains(&name) => format!("write `{name}=…`"),
                    name => did_you_mean(name, KNOWN)
                        .unwrap_or_else(|| format!("known are {}", KNOWN.join(", "))),
                };
                let message = format!("unknown option `{name}` of a fence");
                self.problem(at..at + name.len(), message, Some(hint));
            }
        }
        length.max(1)
    }

    fn problem(&mut self, place: Range<usize>, message: String, hint: Option<String>) {
        self.problems.push((place, (message, hint)));
    }

    /// Reads `2,4-6`.
    fn lines(&mut self, mark: Mark, text: &str, place: &Range<usize>) {
        let mut at = place.start;
        for part in text.split(',') {
            let lines = part.trim();
            let (first, last) = lines.split_once('-').unwrap_or((lines, lines));
            let span = at..at + part.len();
            match (first.trim().parse(), last.trim().parse()) {
                (Ok(first), Ok(last)) if 1 <= first && first <= last => {
                    self.marks.push((mark, first..=last, span));
                }
                _ => {
                    let message = format!("`{lines}` names no lines");
                    self.problem(span, message, Some("write `{2,4-6}`".to_owned()));
                }
            }
            at += part.len() + 1;
        }
    }
}

/// The value that `text` begins with, and how long it is with its quotes or braces.
fn value(text: &str) -> (&str, usize) {
    for (open, close) in [('"', '"'), ('\'', '\''), ('{', '}')] {
        if let Some(rest) = text.strip_prefix(open) {
            return match rest.find(close) {
                Some(end) => (&rest[..end], end + 2),
                None => (rest, text.len()),
            };
        }
    }
    let end = text.find([' ', '\t', ',']).unwrap_or(text.len());
    (&text[..end], end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn options_are_read() {
        let info = Info::parse("JS title=\"a b.js\" {2,4-6} ins={7} showLineNumbers=5");
        assert_eq!(info.language, "js");
        assert_eq!(info.title.as_deref(), Some("a b.js"));
        assert_eq!(info.numbers, Some(5));
        let marks: Vec<_> = info.marks.iter().map(|(m, l, _)| (*m, l.clone())).collect();
        assert_eq!(
            marks,
            [(Mark::Look, 2..=2), (Mark::Look, 4..=6), (Mark::Ins, 7..=7)]
        );
        assert!(info.problems.is_empty(), "{:?}", info.problems);
    }

    #[test]
    fn words_for_other_tools_are_let_be() {
        let info = Info::parse("rust,ignore,edition2021 {1}");
        assert_eq!((info.language.as_str(), info.marks.len()), ("rust", 1));
        assert!(info.problems.is_empty(), "{:?}", info.problems);
    }

    #[test]
    fn problems_stand_where_they_are() {
        let text = "sh titel=x {1,b} del={3-2} showLineNumbers=one lang=js title";
        let found: Vec<_> = Info::parse(text)
            .problems
            .into_iter()
            .map(|(span, (message, _))| (text[span].to_owned(), message))
            .collect();
        let expected = [
            ("titel", "unknown option `titel` of a fence"),
            ("b", "`b` names no lines"),
            ("3-2", "`3-2` names no lines"),
            ("one", "`one` is no number"),
            ("lang", "unknown option `lang` of a fence"),
            ("title", "unknown option `title` of a fence"),
        ];
        assert_eq!(
            found,
            expected.map(|(place, message)| (place.to_owned(), message.to_owned()))
        );
    }
}
