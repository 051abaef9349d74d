//! What is wrong with a rule of office hours, beyond the types of its keys.

use std::ops::Range;

use glassbox_model::{Code, Diagnostic, Source, content::Hours};

/// Every contradiction in a rule.
pub fn check(rule: &Hours, source: &Source) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let mut wrong = |span: &Range<usize>, message: &str, hint: &str| {
        found.push(source.error(Code::BadValue, span, message).hint(hint));
    };
    if rule.hosts.is_empty() {
        wrong(
            &rule.hosts.span,
            "office hours need a host",
            "name a person of `people/`",
        );
    }
    if rule.weekdays.is_empty() {
        wrong(
            &rule.weekdays.span,
            "office hours need a day of the week",
            "write `weekdays = [\"monday\"]`",
        );
    }
    let minutes = (rule.to.value - rule.from.value).num_minutes();
    if minutes <= 0 {
        wrong(
            &rule.to.span,
            "the window ends before it begins",
            "`to` comes after `from`",
        );
    } else if i64::from(rule.slot_minutes.value) > minutes {
        wrong(
            &rule.slot_minutes.span,
            "a slot is longer than the window",
            "shorten `slot_minutes` or lengthen the window",
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
        _ if rule.starts.is_none() => wrong(
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
    for extra in &rule.extra {
        if extra.to.value <= extra.from {
            wrong(
                &extra.to.span,
                "the window ends before it begins",
                "`to` comes after `from`",
            );
        }
    }
    found
}
