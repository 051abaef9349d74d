//! How many passed and failed, read from what test runners print.
//!
//! [`Tally`] adds up; [`Tally::add_cargo`] and [`Tally::add_node`] read a line each.

use std::{fmt, iter::Sum};

/// How many tests, or steps that stand for one, passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tally {
    /// How many passed.
    pub(super) passed: usize,
    /// How many failed.
    pub(super) failed: usize,
}

impl Tally {
    /// A step that passed.
    pub(super) const PASSED: Self = Self {
        passed: 1,
        failed: 0,
    };
    /// A step that failed.
    pub(super) const FAILED: Self = Self {
        passed: 0,
        failed: 1,
    };

    /// The tally of a step that is one check.
    pub(super) fn of(success: bool) -> Self {
        if success { Self::PASSED } else { Self::FAILED }
    }

    /// The tally of a test runner that ended in success or not: a failure must show, even
    /// where it was no single test's, and a run without any test has proved nothing.
    pub(super) fn ended(mut self, success: bool) -> Self {
        if self.failed == 0 && (!success || self.passed == 0) {
            self.failed = 1;
        }
        self
    }

    /// Adds what a line of `cargo test` tells, as in `test result: ok. 3 passed; 0 failed; …`.
    pub(super) fn add_cargo(&mut self, line: &str) {
        let line = plain(line);
        let Some((_, counts)) = line.split_once("test result: ") else {
            return;
        };
        let counts = counts.split_once(". ").map_or(counts, |(_, counts)| counts);
        for count in counts.split(';') {
            match count.trim().split_once(' ') {
                Some((number, "passed")) => self.passed += number.parse().unwrap_or(0),
                Some((number, "failed")) => self.failed += number.parse().unwrap_or(0),
                _ => {}
            }
        }
    }

    /// Adds what a line of `node --test` tells, as in `ℹ pass 3` (spec) or `# pass 3` (TAP).
    pub(super) fn add_node(&mut self, line: &str) {
        let line = plain(line);
        let mut words = line.split_whitespace();
        let (Some("ℹ" | "#"), Some(key), Some(number), None) =
            (words.next(), words.next(), words.next(), words.next())
        else {
            return;
        };
        let number: usize = number.parse().unwrap_or(0);
        match key {
            "pass" => self.passed += number,
            "fail" | "cancelled" => self.failed += number,
            _ => {}
        }
    }
}

impl Sum for Tally {
    fn sum<I: Iterator<Item = Self>>(tallies: I) -> Self {
        tallies.fold(Self::default(), |sum, tally| Self {
            passed: sum.passed + tally.passed,
            failed: sum.failed + tally.failed,
        })
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

/// The line without the colours that a runner may have been told to use.
fn plain(line: &str) -> String {
    let mut parts = line.split("\u{1b}[");
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        plain.push_str(part.split_once('m').map_or(part, |(_, text)| text));
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::Tally;

    fn cargo(lines: &[&str]) -> String {
        let mut tally = Tally::default();
        lines.iter().for_each(|line| tally.add_cargo(line));
        tally.to_string()
    }

    fn node(lines: &[&str]) -> String {
        let mut tally = Tally::default();
        lines.iter().for_each(|line| tally.add_node(line));
        tally.to_string()
    }

    #[test]
    fn cargo_prints_a_result_for_each_binary() {
        let lines = [
            "running 4 tests",
            "test tests::it_works ... ok",
            "test result: ok. 4 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s",
            "test result: \u{1b}[31mFAILED\u{1b}[0m. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out",
            "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s",
        ];
        assert_eq!(cargo(&lines), "6 passed, 3 failed");
    }

    #[test]
    fn node_prints_its_sums_once() {
        let spec = [
            "✔ the page is readable (12.1ms)",
            "ℹ tests 5",
            "ℹ suites 2",
            "ℹ pass 3",
            "\u{1b}[34mℹ fail 1\u{1b}[39m",
            "ℹ cancelled 1",
            "ℹ skipped 0",
            "ℹ duration_ms 71.5",
        ];
        assert_eq!(node(&spec), "3 passed, 2 failed");
        let tap = [
            "ok 1 - a",
            "# Subtest: pass 7",
            "# pass 3",
            "# fail 0",
            "# cancelled 0",
        ];
        assert_eq!(node(&tap), "3 passed, 0 failed");
    }

    #[test]
    fn a_runner_that_fails_or_runs_nothing_has_failed() {
        let three = Tally {
            passed: 3,
            failed: 0,
        };
        assert_eq!(three.ended(true), three);
        assert_eq!(three.ended(false).to_string(), "3 passed, 1 failed");
        assert_eq!(Tally::default().ended(true), Tally::FAILED);
    }
}
