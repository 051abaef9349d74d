//! Windows on a change of the clocks.

use std::ops::Range;

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use glassbox_model::content::Hours;

use crate::{
    Zone,
    windows::{dates, length},
};

/// The civil dates from `from` up to and without `to` on which the clocks of `zone` make a window
/// of `rule` longer or shorter than it says, or give one of its times twice or not at all; each
/// with the bytes of the rule that say so, in order.
pub fn clock_changes(
    rule: &Hours,
    zone: &Zone,
    from: NaiveDate,
    to: NaiveDate,
) -> Vec<(NaiveDate, Range<usize>)> {
    let regular = dates(rule, from, to)
        .into_iter()
        .filter(|date| !rule.except.contains(date))
        .filter(|date| changes(zone, *date, rule.from.value, rule.to.value))
        .map(|date| (date, rule.from.span.clone()));
    let extra = rule
        .extra
        .iter()
        .filter(|extra| (from..to).contains(&extra.date))
        .filter(|extra| changes(zone, extra.date, extra.from, extra.to.value))
        .map(|extra| (extra.date, extra.to.span.clone()));
    let mut found: Vec<_> = regular.chain(extra).collect();
    found.sort_by_key(|(date, span)| (*date, span.start));
    found
}

fn changes(zone: &Zone, date: NaiveDate, from: NaiveTime, to: NaiveTime) -> bool {
    let length = length(from, to);
    let end = date.and_time(from) + length;
    let instants = zone.instant(date, from);
    let Some((start, stop)) = instants.zip(zone.instant(end.date(), end.time())) else {
        return false;
    };
    // A window that ends when the clocks change is as long as it says.
    let last = end - TimeDelta::minutes(1);
    stop - start != length || !zone.is_once(date, from) || !zone.is_once(last.date(), last.time())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(zone: &str, date: &str, from: &str, to: &str) -> bool {
        let zone = Zone::named(zone).expect("a zone");
        let time = |text: &str| text.parse().expect("a time");
        changes(&zone, date.parse().expect("a date"), time(from), time(to))
    }

    #[test]
    fn a_window_on_a_change_is_told_from_one_beside_it() {
        // An hour is missing from 02:00 on.
        let spring = |from, to| at("Europe/Berlin", "2027-03-28", from, to);
        assert!(spring("01:00:00", "04:00:00"));
        assert!(spring("02:15:00", "02:45:00"));
        assert!(spring("02:30:00", "04:00:00"));
        assert!(!spring("01:00:00", "02:00:00"));
        assert!(!spring("03:00:00", "04:00:00"));
        assert!(!spring("15:00:00", "17:00:00"));
        // An hour comes twice from 02:00 on.
        let autumn = |from, to| at("Europe/Berlin", "2026-10-25", from, to);
        assert!(autumn("01:00:00", "04:00:00"));
        assert!(autumn("02:15:00", "02:45:00"));
        assert!(!autumn("01:00:00", "02:00:00"));
        assert!(!autumn("03:00:00", "04:00:00"));
        // Past midnight, the change is on the day on which the window ends.
        let night = |from, to| at("Europe/Berlin", "2026-10-24", from, to);
        assert!(night("23:00:00", "02:30:00"));
        assert!(!night("23:00:00", "02:00:00"));
        assert!(!night("22:00:00", "00:00:00"));
    }
}
