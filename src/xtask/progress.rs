//! What is said while something takes long: a line at its start, then signs of life.
//!
//! On a terminal one line is kept up to date; anywhere else, and wherever `CI` is set, a plain
//! line comes every ten seconds. Everything goes to stderr.

use std::{
    env,
    io::{self, IsTerminal, Write},
    time::{Duration, Instant},
};

/// How long something may take before it is worth a word.
const PATIENCE: Duration = Duration::from_secs(2);
/// The time between two plain lines.
const PLAIN_PERIOD: Duration = Duration::from_secs(10);
/// The time between two updates of a terminal's line.
const TERMINAL_PERIOD: Duration = Duration::from_secs(1);

/// The progress of one thing; begin with [`Progress::start`], call [`Progress::tick`] often.
pub(crate) struct Progress {
    what: String,
    started: Instant,
    last: Duration,
    terminal: bool,
}

impl Progress {
    /// Says that `what` starts, as in `installing trunk 0.21.14`; `details` are said only here.
    pub(crate) fn start(what: impl Into<String>, details: &str) -> Self {
        let what = what.into();
        eprintln!("{what}{details}");
        Self {
            what,
            started: Instant::now(),
            last: Duration::ZERO,
            terminal: is_terminal(),
        }
    }

    /// Gives a sign of life if one is due.
    pub(crate) fn tick(&mut self) {
        let elapsed = self.started.elapsed();
        let period = if self.terminal {
            TERMINAL_PERIOD
        } else {
            PLAIN_PERIOD
        };
        if elapsed < PATIENCE || elapsed < self.last + period {
            return;
        }
        self.last = elapsed;
        let line = format!("still {} ({})", self.what, clock(elapsed));
        if self.terminal {
            eprint!("\r\x1b[K{line}");
            // A lost sign of life is no reason to stop the work.
            let _ = io::stderr().flush();
        } else {
            eprintln!("{line}");
        }
    }

    /// Whether one line on a terminal is kept up to date.
    pub(crate) fn on_terminal(&self) -> bool {
        self.terminal
    }

    /// Says something in between.
    pub(crate) fn say(&self, line: &str) {
        self.clear();
        eprintln!("{line}");
    }

    /// Ends the progress, and says how long it took if that was worth a word.
    pub(crate) fn finish(self, outcome: &str) {
        let elapsed = self.started.elapsed();
        self.clear();
        if elapsed >= PATIENCE {
            eprintln!("{outcome} {} ({})", self.what, clock(elapsed));
        }
    }

    fn clear(&self) {
        if self.terminal && self.last > Duration::ZERO {
            eprint!("\r\x1b[K");
        }
    }
}

/// Whether stderr is a terminal that may be played with.
fn is_terminal() -> bool {
    let set = |name| env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    io::stderr().is_terminal() && !set("CI") && !dumb
}

/// Minutes and seconds, as in `3:07`.
pub(crate) fn clock(elapsed: Duration) -> String {
    let seconds = elapsed.as_secs();
    format!("{}:{:02}", seconds / 60, seconds % 60)
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::clock;

    #[test]
    fn a_clock_has_minutes_and_two_digits_of_seconds() {
        assert_eq!(clock(Duration::from_millis(7_900)), "0:07");
        assert_eq!(clock(Duration::from_secs(3_601)), "60:01");
    }
}
