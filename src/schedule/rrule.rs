//! Rules of days as calendars write them (`RRULE`, RFC 5545, section 3.3.10), for what the other
//! keys cannot say: `FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=8,9,10,11,12,13,14`.
//!
//! They name days and nothing else. What counts hours or minutes is refused, since a window has its
//! own times; so is what programs are known to read differently (`BYSETPOS`, `BYWEEKNO`).

use std::ops::Range;

use glassbox_model::did_you_mean;
use rrule::{RRule, Unvalidated};

/// The parts that a rule may have.
const PARTS: [&str; 8] = [
    "FREQ",
    "INTERVAL",
    "COUNT",
    "WKST",
    "BYDAY",
    "BYMONTH",
    "BYMONTHDAY",
    "BYYEARDAY",
];

/// How often a rule may come.
const FREQUENCIES: [&str; 4] = ["DAILY", "WEEKLY", "MONTHLY", "YEARLY"];

/// What is wrong with a rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Wrong {
    /// The bytes of the rule that are.
    pub(crate) part: Range<usize>,
    pub(crate) message: String,
    pub(crate) hint: String,
}

/// The rule of a text.
///
/// # Errors
///
/// Everything that is wrong.
pub(crate) fn parse(text: &str) -> Result<RRule<Unvalidated>, Vec<Wrong>> {
    let mut wrong = Vec::new();
    let mut seen = Vec::new();
    let mut start = 0;
    for part in text.split(';') {
        let bytes = start..start + part.len();
        start = bytes.end + 1;
        let (name, value) = part.split_once('=').unwrap_or((part, ""));
        let said = match refusal(name, value) {
            None if seen.contains(&name) => Some((
                format!("`{name}` stands there twice"),
                "keep one of them".to_owned(),
            )),
            said => said,
        };
        seen.push(name);
        if let Some((message, hint)) = said {
            wrong.push(Wrong {
                part: bytes,
                message,
                hint,
            });
        }
    }
    if wrong.is_empty() {
        match text.parse() {
            Ok(rule) => return Ok(rule),
            Err(error) => wrong.push(Wrong {
                part: 0..text.len(),
                message: format!("this is no rule of RFC 5545: {error}"),
                hint: "write it as in `FREQ=MONTHLY;BYDAY=1MO,3MO`".to_owned(),
            }),
        }
    }
    Err(wrong)
}

/// Why a part is refused, and what to write instead.
fn refusal(name: &str, value: &str) -> Option<(String, String)> {
    let hint = match name {
        "FREQ" if FREQUENCIES.contains(&value) => return None,
        "FREQ" => {
            let message = format!("`FREQ={value}` is no rule of days");
            let hint = "use DAILY, WEEKLY, MONTHLY or YEARLY; `from` and `to` say the time";
            return Some((message, hint.to_owned()));
        }
        name if PARTS.contains(&name) && !value.is_empty() => return None,
        name if PARTS.contains(&name) => {
            let hint = format!("write `{name}=…`, or leave it out");
            return Some((format!("`{name}` has no value"), hint));
        }
        "BYHOUR" | "BYMINUTE" | "BYSECOND" => "`from` and `to` say the time".to_owned(),
        "UNTIL" => "write the last day as `until = \"2026-12-31\"`".to_owned(),
        "BYSETPOS" | "BYWEEKNO" => {
            "calendars disagree about it: name the days, as in `BYDAY=1MO,-1FR`".to_owned()
        }
        other => did_you_mean(other, PARTS)
            .unwrap_or_else(|| format!("a rule is made of {}", PARTS.join(", "))),
    };
    Some((format!("`{name}` is not taken in a rule"), hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong(text: &str) -> Vec<(&str, String)> {
        let found = parse(text).expect_err("refused");
        found
            .into_iter()
            .map(|it| (&text[it.part.clone()], it.message))
            .collect()
    }

    #[test]
    fn what_counts_no_days_is_refused_where_it_stands() {
        for frequency in ["SECONDLY", "MINUTELY", "HOURLY", "hourly", ""] {
            let part = format!("FREQ={frequency}");
            let text = format!("{part};INTERVAL=2");
            let message = format!("`{part}` is no rule of days");
            assert_eq!(wrong(&text), [(part.as_str(), message)]);
        }
        let text = "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=1;BYHOUR=9;UNTIL=20261231;BYWEEKNO=20;BYDAYS=MO";
        let parts: Vec<_> = wrong(text).into_iter().map(|(part, _)| part).collect();
        assert_eq!(
            parts,
            [
                "BYSETPOS=1",
                "BYHOUR=9",
                "UNTIL=20261231",
                "BYWEEKNO=20",
                "BYDAYS=MO"
            ]
        );
    }

    #[test]
    fn a_rule_that_is_none_is_told() {
        for text in [
            "",
            "FREQ",
            "BYDAY=MO",
            "FREQ=WEEKLY;BYDAY=XX",
            "FREQ=WEEKLY;COUNT=",
            "FREQ=DAILY;FREQ=DAILY",
        ] {
            assert!(parse(text).is_err(), "{text}");
        }
        assert!(parse("FREQ=MONTHLY;BYDAY=1MO,-1FR;INTERVAL=2;COUNT=5;WKST=SU").is_ok());
    }
}
