//! An error that knows the way out: what went wrong, and the command that would mend it.

use std::{error, fmt};

/// What went wrong and what to do about it; `main` prints the two on a line each.
#[derive(Debug)]
pub(crate) struct Problem {
    what: String,
    hint: String,
}

impl Problem {
    /// A problem, described in lower case and without a full stop, and its hint.
    pub(crate) fn new(what: impl Into<String>, hint: impl Into<String>) -> Self {
        Self {
            what: what.into(),
            hint: hint.into(),
        }
    }

    /// The way out, with the command in backticks.
    pub(crate) fn hint(&self) -> &str {
        &self.hint
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.what)
    }
}

impl error::Error for Problem {}
