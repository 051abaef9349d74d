//! Rules as the tests make them, beginning from [`mondays`].

use chrono::{NaiveDate, NaiveTime, Weekday};
use glassbox_model::{content::Hours, decode::Spanned};

pub(crate) fn spanned<T>(value: T) -> Spanned<T> {
    Spanned { value, span: 0..0 }
}

pub(crate) fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

pub(crate) fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("a time")
}

/// Mondays from 15:00 to 17:00.
pub(crate) fn mondays() -> Hours {
    Hours {
        title: spanned("Ops".to_owned()),
        summary: None,
        hosts: spanned(vec![spanned("mitchell".to_owned())]),
        zone: None,
        weekdays: spanned(vec![Weekday::Mon]),
        from: spanned(time("15:00")),
        to: spanned(time("17:00")),
        every_weeks: spanned(1),
        monthly: None,
        rrule: None,
        starts: None,
        until: None,
        slot_minutes: spanned(30),
        capacity: spanned(1),
        buffer_before: spanned(0),
        buffer_after: spanned(0),
        notice_minutes: 60,
        horizon_days: spanned(60),
        place: None,
        components: Vec::new(),
        except: Vec::new(),
        extra: Vec::new(),
        topics: Vec::new(),
        body: None,
    }
}
