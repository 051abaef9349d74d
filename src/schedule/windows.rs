//! The occurrences of a rule of office hours.
//!
//! Dates come from the rrule crate, asked in UTC about bare dates; times and zones are ours: a
//! window from 15:00 to 17:00 begins and ends at those civil times, whatever the clocks do between;
//! one from 23:00 to 01:00 ends on the next day.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, TimeDelta, Utc, Weekday};
use glassbox_model::content::{Hours, Nth};
use rrule::{Frequency, NWeekday, RRule, RRuleSet, Tz};

use crate::Zone;

/// One occurrence of office hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Window {
    /// When it begins.
    pub start: DateTime<Utc>,
    /// When it ends, after it begins.
    pub end: DateTime<Utc>,
}

/// More dates than any range we ask about holds: 20 years, every day.
const MAX_DATES: u16 = 7_500;

/// The windows of `rule` that begin on a civil date from `from` up to and without `to`, in order.
///
/// A window that the clocks swallow whole (a gap) is left out, and of two that are the same one is.
pub fn windows(rule: &Hours, zone: &Zone, from: NaiveDate, to: NaiveDate) -> Vec<Window> {
    let regular = dates(rule, from, to)
        .into_iter()
        .filter(|date| !rule.except.contains(date))
        .map(|date| (date, rule.from.value, rule.to.value));
    let extra = rule
        .extra
        .iter()
        .filter(|extra| (from..to).contains(&extra.date))
        .map(|extra| (extra.date, extra.from, extra.to.value));
    let mut windows: Vec<_> = regular
        .chain(extra)
        .filter_map(|(date, from, to)| window(zone, date, from, to))
        .collect();
    windows.sort();
    windows.dedup();
    windows
}

fn window(zone: &Zone, date: NaiveDate, from: NaiveTime, to: NaiveTime) -> Option<Window> {
    let last = date + TimeDelta::days(days_on(from, to));
    let start = zone.instant(date, from)?;
    let end = zone.instant(last, to)?;
    (start < end).then_some(Window { start, end })
}

/// How many days after its first one a window ends: a window from 23:00 to 01:00 belongs to the day on
/// which it begins.
fn days_on(from: NaiveTime, to: NaiveTime) -> i64 {
    i64::from(to <= from)
}

/// How long a window is by the clock.
pub(crate) fn length(from: NaiveTime, to: NaiveTime) -> TimeDelta {
    to - from + TimeDelta::days(days_on(from, to))
}

/// The civil dates of the rule in `from..to`, without its exceptions and extras.
pub(crate) fn dates(rule: &Hours, from: NaiveDate, to: NaiveDate) -> Vec<NaiveDate> {
    let weekdays = rule.weekdays.iter().copied();
    let starts = rule.starts.as_ref().map(|starts| starts.value);
    let first = starts.unwrap_or(from);
    // Weeks are counted from the anchor's Monday; without an anchor every week counts. A rule of
    // RFC 5545 counts from its first day itself.
    let anchor = match rule.rrule {
        None => first - TimeDelta::days(first.weekday().num_days_from_monday().into()),
        Some(_) => first,
    };
    let until = rule.until.as_ref().map(|until| until.value);
    let last = until.map_or(to.pred_opt(), |until| {
        to.pred_opt().map(|end| end.min(until))
    });
    let Some(last) = last else {
        return Vec::new();
    };

    let simple = || match rule.monthly.as_ref().map(|nth| nth.value) {
        None => RRule::new(Frequency::Weekly)
            .interval(u16::try_from(rule.every_weeks.value).unwrap_or(u16::MAX))
            .week_start(Weekday::Mon)
            .by_weekday(weekdays.map(NWeekday::Every).collect()),
        Some(nth) => RRule::new(Frequency::Monthly).by_weekday(
            weekdays
                .map(|weekday| NWeekday::Nth(ordinal(nth), weekday))
                .collect(),
        ),
    };
    let midnight = |date: NaiveDate| {
        date.and_time(NaiveTime::MIN)
            .and_utc()
            .with_timezone(&Tz::UTC)
    };
    // A rule that cannot be (no weekday, interval 0) is reported by `check` and has no dates.
    let written = match &rule.rrule {
        Some(text) => crate::rrule::parse(text).ok(),
        None => Some(simple()),
    };
    let Some(rrule) = written.and_then(|rule| rule.validate(midnight(anchor)).ok()) else {
        return Vec::new();
    };
    let from = from.max(first);
    RRuleSet::new(midnight(anchor))
        .rrule(rrule)
        .after(midnight(from))
        .before(midnight(last))
        .all(MAX_DATES)
        .dates
        .into_iter()
        .map(|instant| instant.date_naive())
        .collect()
}

fn ordinal(nth: Nth) -> i16 {
    match nth {
        Nth::First => 1,
        Nth::Second => 2,
        Nth::Third => 3,
        Nth::Fourth => 4,
        Nth::Last => -1,
    }
}
