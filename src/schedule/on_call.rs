//! The shifts of an on-call rotation, and what can be wrong with one.
//!
//! A shift lasts from one civil handoff to the next, so a week in which the clocks change has an
//! hour more or less and the handoff stays where people expect it.

use std::ops::Range;

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use glassbox_model::{
    Code, Diagnostic, Source,
    content::{OnCall, Override},
};

use crate::Zone;

/// A time during which one person is on call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shift<'a> {
    /// When it begins.
    pub start: DateTime<Utc>,
    /// When it ends, after it begins.
    pub end: DateTime<Utc>,
    /// Who is on call: the id of a person.
    pub person: &'a str,
}

/// The shifts of `rule` that touch a civil day from `from` up to and without `to`, in order and
/// without gaps: the first may have begun before, the last may end later.
pub fn shifts<'a>(rule: &'a OnCall, zone: &Zone, from: NaiveDate, to: NaiveDate) -> Vec<Shift<'a>> {
    let mut shifts = turns(rule, zone, from, to);
    for instead in &rule.overrides {
        let [from, to] = instead.span(rule.handoff.value);
        if let (Some(start), Some(end)) = (zone.instant(from.0, from.1), zone.instant(to.0, to.1)) {
            shifts = stand_in(&shifts, start, end, &instead.person);
        }
    }
    let midnight = zone.instant(from, NaiveTime::MIN);
    shifts.retain(|shift| midnight.is_none_or(|midnight| shift.end > midnight));
    shifts
}

/// The shifts as the turns of the rotation make them.
fn turns<'a>(rule: &'a OnCall, zone: &Zone, from: NaiveDate, to: NaiveDate) -> Vec<Shift<'a>> {
    let (people, days) = (&rule.people.value, i64::from(rule.shift_days.value));
    // A rotation that cannot be is reported by `check_on_call` and has no shifts.
    if people.is_empty() || days == 0 {
        return Vec::new();
    }
    let first = rule.starts.value;
    let until = rule.until.as_ref().map(|until| until.value);
    let at = |date| zone.instant(date, rule.handoff.value);
    // On the morning of a handoff the shift before it still runs.
    let begun = (from - first).num_days() - 1;
    let mut turn = usize::try_from(begun / days).unwrap_or_default();
    let mut shifts = Vec::new();
    loop {
        let date = i64::try_from(turn)
            .ok()
            .and_then(|turn| TimeDelta::try_days(turn.checked_mul(days)?))
            .and_then(|past| first.checked_add_signed(past));
        let next = date.and_then(|date| date.checked_add_signed(TimeDelta::days(days)));
        let (Some(date), Some(next)) = (date, next) else {
            return shifts;
        };
        let last = until.map_or(next, |until| until.min(next));
        if date >= to || date >= last {
            return shifts;
        }
        if let (Some(start), Some(end)) = (at(date), at(last)) {
            shifts.push(Shift {
                start,
                end,
                person: &people[turn % people.len()],
            });
        }
        turn += 1;
    }
}

/// The same shifts with somebody else from `start` to `end`.
fn stand_in<'a>(
    shifts: &[Shift<'a>],
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    person: &'a str,
) -> Vec<Shift<'a>> {
    let part = |shift: &Shift<'a>| {
        // Whose turn it is already need not stand in.
        if shift.person == person {
            return vec![*shift];
        }
        vec![
            Shift {
                end: shift.end.min(start),
                ..*shift
            },
            Shift {
                start: shift.start.max(start),
                end: shift.end.min(end),
                person,
            },
            Shift {
                start: shift.start.max(end),
                ..*shift
            },
        ]
    };
    let parts = shifts.iter().flat_map(part);
    parts.filter(|shift| shift.start < shift.end).collect()
}

/// Every contradiction in a rotation, beyond the types of its keys.
pub fn check_on_call(rule: &OnCall, source: &Source) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut wrong = |span: &Range<usize>, message: &str, hint: &str| {
        found.push(source.finding(Code::BadValue, span, message).hint(hint));
    };
    if rule.people.is_empty() {
        wrong(
            &rule.people.span,
            "a rotation needs somebody",
            "name people of `people/`, in the order of their turns",
        );
    }
    if rule.shift_days.value == 0 {
        wrong(
            &rule.shift_days.span,
            "a shift needs a length",
            "write `shift_days = 7`",
        );
    }
    if let Some(until) = &rule.until
        && until.value <= rule.starts.value
    {
        wrong(
            &until.span,
            "the rotation ends before it starts",
            "`until` comes after `starts`",
        );
    }
    let span = |instead: &Override| instead.span(rule.handoff.value);
    for (at, instead) in rule.overrides.iter().enumerate() {
        let [from, to] = span(instead);
        if to <= from {
            wrong(
                &instead.to.span,
                "the override ends before it begins",
                "`to` comes after `from`",
            );
        }
        let earlier = rule.overrides[..at].iter().map(span);
        if earlier
            .into_iter()
            .any(|[begin, end]| begin < to && from < end)
        {
            wrong(
                &instead.from.span,
                "two overrides cover the same time",
                "let one begin when the other ends",
            );
        }
    }
    found
}
