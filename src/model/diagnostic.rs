//! What can be wrong with content, and where.
//!
//! A [`Source`] is a file's text that knows its lines; [`Source::finding`] makes a
//! [`Diagnostic`] of a byte range. Diagnostics are values: only the command line prints.

use std::{fmt, ops::Range};

use serde::Serialize;

use crate::catalogue::Code;

/// How bad a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The site cannot be pressed until it is mended.
    Error,
    /// The site is pressed, but a reader will miss something.
    Warning,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        })
    }
}

/// Something wrong at a place in a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Diagnostic {
    /// The file, relative to the content folder, with `/` between folders.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
    /// The column, from 1, counted in characters (Unicode scalar values).
    pub column: usize,
    /// How bad it is.
    pub severity: Severity,
    /// Which check found it.
    pub code: Code,
    /// What is wrong: short, lower-case, no full stop, the author's words in backticks.
    pub message: String,
    /// How to mend it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A finding about a whole file, at its first character, as bad as its check.
    pub fn in_file(path: &str, code: Code, message: impl Into<String>) -> Diagnostic {
        Diagnostic {
            path: path.to_owned(),
            line: 1,
            column: 1,
            severity: code.check().severity,
            code,
            message: message.into(),
            hint: None,
        }
    }

    /// The same with a hint.
    pub fn hint(self, hint: impl Into<String>) -> Diagnostic {
        Diagnostic {
            hint: Some(hint.into()),
            ..self
        }
    }

    /// The same with a hint, if there is one.
    pub fn maybe_hint(self, hint: Option<String>) -> Diagnostic {
        Diagnostic { hint, ..self }
    }
}

/// A file's text that knows where its lines begin.
#[derive(Clone, Debug)]
pub struct Source {
    /// The file, relative to the content folder, with `/` between folders.
    pub path: String,
    /// All of its text.
    pub text: String,
    line_starts: Vec<usize>,
}

impl Source {
    /// A source of a path and a text.
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Source {
        let text = text.into();
        let line_starts = std::iter::once(0)
            .chain(text.match_indices('\n').map(|(at, _)| at + 1))
            .collect();
        Source {
            path: path.into(),
            text,
            line_starts,
        }
    }

    /// Line and column, both from 1, of a byte offset; the column counts characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let mut offset = offset.min(self.text.len());
        while !self.text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_starts.partition_point(|start| *start <= offset);
        let start = self.line_starts[line - 1];
        (line, self.text[start..offset].chars().count() + 1)
    }

    /// The byte offset of a line and a column, both from 1; the column counts characters.
    pub fn offset(&self, line: usize, column: usize) -> usize {
        let start = match line.checked_sub(1).and_then(|n| self.line_starts.get(n)) {
            Some(start) => *start,
            None => return self.text.len(),
        };
        self.text[start..]
            .char_indices()
            .nth(column.saturating_sub(1))
            .map_or(self.text.len(), |(at, _)| start + at)
    }

    /// A finding at the start of `span` (bytes), as bad as its check.
    pub fn finding(
        &self,
        code: Code,
        span: &Range<usize>,
        message: impl Into<String>,
    ) -> Diagnostic {
        let (line, column) = self.position(span.start);
        Diagnostic {
            path: self.path.clone(),
            line,
            column,
            severity: code.check().severity,
            code,
            message: message.into(),
            hint: None,
        }
    }
}

/// `did you mean …?` when one of `names` is close enough to `wrong` to be a slip.
pub fn did_you_mean<S: AsRef<str>>(
    wrong: &str,
    names: impl IntoIterator<Item = S>,
) -> Option<String> {
    let name = nearest(wrong, names)?;
    Some(format!("did you mean `{}`?", name.as_ref()))
}

/// The one of `names` that is closest to `wrong`, if it is close enough for a slip.
///
/// Close is a Jaro-Winkler similarity of at least 0.8 (the `strsim` crate).
pub fn nearest<S: AsRef<str>>(wrong: &str, names: impl IntoIterator<Item = S>) -> Option<S> {
    names
        .into_iter()
        .map(|name| (strsim::jaro_winkler(wrong, name.as_ref()), name))
        .filter(|(closeness, _)| *closeness >= 0.8)
        .max_by(|a, b| {
            a.0.total_cmp(&b.0)
                .then_with(|| b.1.as_ref().cmp(a.1.as_ref()))
        })
        .map(|(_, name)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_position_counts_characters() {
        let source = Source::new("a.md", "één\ntwö x\n");
        assert_eq!(source.position(0), (1, 1));
        let x = source.text.find('x').expect("there is an x");
        assert_eq!(source.position(x), (2, 5));
        assert_eq!(source.offset(2, 5), x);
        assert_eq!(source.position(source.text.len()), (3, 1));
    }

    #[test]
    fn a_slip_is_recognised_and_nonsense_is_not() {
        assert_eq!(
            did_you_mean("mitchel", ["amara", "mitchell"]),
            Some("did you mean `mitchell`?".to_owned())
        );
        assert_eq!(did_you_mean("zebra", ["amara", "mitchell"]), None);
    }
}
