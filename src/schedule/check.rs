//! What is wrong with a rule of office hours, beyond the types of its keys.

use std::ops::Range;

use chrono::{TimeDelta, Timelike};
use glassbox_model::{Code, Diagnostic, Source, content::Hours, decode::Spanned};

use crate::{CELL, MAX_HORIZON_DAYS, rrule, windows::length};

/// How long a window past midnight may be: a longer one is rather two times in the wrong order.
const MAX_NIGHT: TimeDelta = TimeDelta::hours(12);

/// How many people may share a slot.
const MAX_CAPACITY: u32 = 100;

/// What is wrong with the days of a rule of RFC 5545: where, what, and what to do about it.
fn days(
    text: &Spanned<String>,
    rule: &Hours,
    source: &Source,
) -> Vec<(Range<usize>, String, String)> {
    // Where the text begins, when it stands in the file as it is read: behind a quote.
    let written = source.text.get(text.span.clone()).unwrap_or_default();
    let plain = written
        .get(1..)
        .is_some_and(|inner| inner.starts_with(&text.value));
    let place = |part: Range<usize>| match plain {
        true => text.span.start + 1 + part.start..text.span.start + 1 + part.end,
        false => text.span.clone(),
    };
    let mut found: Vec<_> = rrule::parse(text)
        .err()
        .into_iter()
        .flatten()
        .map(|wrong| (place(wrong.part), wrong.message, wrong.hint))
        .collect();
    let mut whole = |message: &str, hint: &str| {
        found.push((text.span.clone(), message.to_owned(), hint.to_owned()));
    };
    if rule.starts.is_none() {
        whole(
            "`rrule` needs a day to count from",
            "add `starts = \"2026-01-05\"`, the first day on which it may come",
        );
    }
    if !rule.weekdays.is_empty() || rule.monthly.is_some() || rule.every_weeks.value != 1 {
        whole(
            "`rrule` and `weekdays`, `monthly` and `every_weeks` exclude each other",
            "keep `rrule` only for what the others cannot say",
        );
    }
    found
}

/// Every contradiction in a rule.
pub fn check(rule: &Hours, source: &Source) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut wrong = |span: &Range<usize>, message: &str, hint: &str| {
        found.push(source.finding(Code::BadValue, span, message).hint(hint));
    };
    if rule.hosts.is_empty() {
        wrong(
            &rule.hosts.span,
            "office hours need a host",
            "name a person of `people/`",
        );
    }
    match &rule.rrule {
        Some(text) => {
            for (span, message, hint) in days(text, rule, source) {
                wrong(&span, &message, &hint);
            }
        }
        None if rule.weekdays.is_empty() => wrong(
            &rule.weekdays.span,
            "office hours need a day of the week",
            "write `weekdays = [\"monday\"]`",
        ),
        None => {}
    }
    let times = rule.extra.iter().map(|extra| (extra.from, &extra.to));
    for (from, to) in std::iter::once((rule.from.value, &rule.to)).chain(times) {
        if to.value <= from && length(from, to.value) > MAX_NIGHT {
            wrong(
                &to.span,
                "the window ends before it begins",
                "`to` comes after `from`; one that ends on the next day lasts at most 12 hours",
            );
        }
    }
    let minutes = length(rule.from.value, rule.to.value).num_minutes();
    if i64::from(rule.slot_minutes.value) > minutes {
        wrong(
            &rule.slot_minutes.span,
            "a slot is longer than the window",
            "shorten `slot_minutes` or lengthen the window",
        );
    }
    let on_grid = |minutes: u32| i64::from(minutes) % CELL.num_minutes() == 0;
    for (key, length) in [
        ("slot_minutes", &rule.slot_minutes),
        ("buffer_before", &rule.buffer_before),
        ("buffer_after", &rule.buffer_after),
    ] {
        if !on_grid(length.value) {
            let message = format!("`{key}` is no multiple of 5 minutes");
            wrong(
                &length.span,
                &message,
                "time is booked in steps of 5 minutes",
            );
        }
    }
    let extra = rule.extra.iter().map(|extra| (extra.from, &extra.to.span));
    for (time, span) in std::iter::once((rule.from.value, &rule.from.span)).chain(extra) {
        if !on_grid(time.minute()) || time.second() != 0 {
            wrong(
                span,
                "the window does not begin on a multiple of 5 minutes",
                "time is booked in steps of 5 minutes: write `15:00` or `15:05`",
            );
        }
    }
    if !(1..=MAX_CAPACITY).contains(&rule.capacity.value) {
        wrong(
            &rule.capacity.span,
            "a slot takes from 1 to 100 people",
            "write `capacity = 1`",
        );
    }
    if !(1..=MAX_HORIZON_DAYS).contains(&rule.horizon_days.value) {
        wrong(
            &rule.horizon_days.span,
            "a slot can be booked from 1 to 366 days ahead",
            "write `horizon_days = 60`",
        );
    }
    if rule.slot_minutes.value == 0 {
        wrong(
            &rule.slot_minutes.span,
            "a slot needs a length",
            "write `slot_minutes = 30`",
        );
    }
    match rule.every_weeks.value {
        1 => {}
        0 => wrong(
            &rule.every_weeks.span,
            "`every_weeks` starts at 1",
            "leave it out for every week",
        ),
        _ if rule.monthly.is_some() => wrong(
            &rule.every_weeks.span,
            "`every_weeks` and `monthly` exclude each other",
            "keep one of them",
        ),
        _ if rule.starts.is_none() && rule.rrule.is_none() => wrong(
            &rule.every_weeks.span,
            "`every_weeks` needs a week to count from",
            "add `starts = \"2026-01-05\"`, a day in the first such week",
        ),
        _ => {}
    }
    if let (Some(starts), Some(until)) = (&rule.starts, &rule.until)
        && until.value < starts.value
    {
        wrong(
            &until.span,
            "the hours end before they start",
            "`until` comes after `starts`",
        );
    }
    found
}
