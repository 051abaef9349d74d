//! The checks: each with its name, how bad it is, and what it is about.
//!
//! A check is one entry here and one file of `catalogue/`, its explanation in Markdown: prose, then
//! an example that is wrong and the same mended. `glassbox explain`, the manual and SARIF show
//! what stands here, and `tests/site` runs the examples.

use serde::Serialize;

use crate::diagnostic::Severity;

/// What is known about a check.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Check {
    /// Which.
    pub code: Code,
    /// Its name: stable, for people, scripts and `site.toml`.
    pub name: &'static str,
    /// What it finds, in a sentence.
    pub summary: &'static str,
    /// How bad what it finds is, unless `site.toml` says otherwise.
    pub severity: Severity,
    /// True when nothing can be pressed until it is mended: it is always an error.
    pub fixed: bool,
    /// Why it matters, an example that is wrong and the same mended: Markdown.
    pub explanation: &'static str,
}

/// Every check, in the order of the manual.
pub fn catalogue() -> &'static [Check] {
    CATALOGUE
}

impl Code {
    /// The check that a name in `site.toml` or on the command line means.
    pub fn named(name: &str) -> Option<Code> {
        let found = CATALOGUE.iter().find(|check| check.name == name);
        found.map(|check| check.code)
    }

    /// What is known about the check.
    pub fn check(self) -> &'static Check {
        &CATALOGUE[self as usize]
    }
}

/// Declares the checks: a variant of [`Code`] and an entry of the catalogue each, so that neither
/// can be without the other.
macro_rules! checks {
    ($($(#[doc = $summary:literal])+ $code:ident = $name:literal: $severity:ident $($fixed:ident)?,)*) => {
        /// The name of a check: stable, for scripts.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        pub enum Code {
            $($(#[doc = $summary])+ #[serde(rename = $name)] $code,)*
        }

        const CATALOGUE: &[Check] = &[$(Check {
            code: Code::$code,
            name: $name,
            summary: concat!($($summary),+).trim_ascii(),
            severity: Severity::$severity,
            fixed: false $(|| stringify!($fixed).len() > 0)?,
            explanation: include_str!(concat!("catalogue/", $name, ".md")),
        },)*];
    };
}

checks! {
    /// A file that cannot be read.
    Unreadable = "unreadable": Error fixed,
    /// A file that is not UTF-8.
    NotUtf8 = "not-utf8": Error fixed,
    /// A symbolic link that leads out of its folder, or to a folder.
    Symlink = "symlink": Error fixed,
    /// A file of text that is too large.
    TooLarge = "too-large": Error fixed,
    /// Lists, quotes, tables or elements of a page that nest too deep.
    TooDeep = "too-deep": Error,
    /// A file without a word.
    EmptyFile = "empty-file": Warning,
    /// Front matter or a data file that does not parse.
    Syntax = "syntax": Error fixed,
    /// A key that is not in the vocabulary.
    UnknownKey = "unknown-key": Error,
    /// A key that is needed and not there.
    MissingKey = "missing-key": Error fixed,
    /// A value of another type than the key wants.
    WrongType = "wrong-type": Error fixed,
    /// A date or time of day that is none, or is written otherwise than `2026-11-30` and `15:00`.
    BadDate = "bad-date": Error fixed,
    /// A value of the right type that makes no sense.
    BadValue = "bad-value": Error fixed,
    /// An id that nothing has: person, tag, component, page, step.
    UnknownReference = "unknown-reference": Error fixed,
    /// Two files that claim one URL, or two parts of a file that claim one id.
    DuplicateUrl = "duplicate-url": Error fixed,
    /// An alias of a page that is its own address.
    RedirectLoop = "redirect-loop": Error fixed,
    /// A link to a page or file that does not exist, or with a scheme that is not allowed.
    BrokenLink = "broken-link": Error,
    /// A fragment that no heading of the page has.
    BrokenAnchor = "broken-anchor": Error,
    /// An image that does not exist or is on another site.
    MissingImage = "missing-image": Error,
    /// A page with more than one title.
    TwoTitles = "two-titles": Warning,
    /// A heading that is more than one level below the one before it.
    HeadingSkipped = "heading-skipped": Warning,
    /// An image without alternative text.
    ImageAlt = "image-alt": Warning,
    /// HTML that is not allowed and left out.
    HtmlDropped = "html-dropped": Warning,
    /// A fence in a language that nobody knows.
    UnknownLanguage = "unknown-language": Warning,
    /// A diagram fence that does not parse.
    Diagram = "diagram": Error,
    /// A step of a lifecycle that the request cannot come to, or a change by a hop that it has not met.
    Leap = "leap": Error,
    /// A scenario of a lifecycle that no fork leads to.
    Unreachable = "unreachable": Warning,
    /// A fence that takes its code from a file or a region that is not there.
    Include = "include": Error,
    /// Tabs or details that do not begin or end as they should.
    Container = "container": Warning,
    /// An option of a fence that is unknown, or marks lines that the code does not have.
    FenceOption = "fence-option": Warning,
    /// A public page that refers to one which is not public.
    Withheld = "withheld": Warning,
    /// Office hours without a window to come.
    HoursNever = "hours-never": Warning,
    /// Two office hours of one host at the same time.
    HoursOverlap = "hours-overlap": Warning,
    /// Office hours on a change of the clocks.
    HoursClockChange = "hours-clock-change": Warning,
    /// A page whose day of review has passed.
    Stale = "stale": Warning,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_check_is_found_by_its_name_and_by_its_code() {
        for check in catalogue() {
            assert_eq!(Code::named(check.name), Some(check.code));
            assert_eq!(check.code.check(), check);
            assert_eq!(serde_json::json!(check.code), check.name);
        }
        assert_eq!(Code::named("nothing"), None);
    }

    #[test]
    fn every_explanation_shows_what_is_wrong_and_how_to_mend_it() {
        for check in catalogue() {
            let parts = check.explanation.split("\nWrong:\n").collect::<Vec<_>>();
            assert_eq!(parts.len(), 2, "{}: one `Wrong:`", check.name);
            assert!(
                parts[1].matches("\nMended:\n").count() == 1,
                "{}: one `Mended:` after it",
                check.name
            );
            assert!(parts[0].len() > 40, "{}: says why", check.name);
            assert!(check.summary.ends_with('.'), "{}: a sentence", check.name);
        }
    }

    #[test]
    fn only_errors_are_fixed() {
        for check in catalogue() {
            assert!(
                !check.fixed || check.severity == Severity::Error,
                "{}",
                check.name
            );
        }
    }
}
