//! The one place that looks at a clock.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use glassbox_booking::Clock;

/// Today in UTC: as asked for, else by `SOURCE_DATE_EPOCH` (reproducible-builds.org), else by the
/// clock.
pub(crate) fn today(asked: Option<NaiveDate>) -> NaiveDate {
    let epoch = || {
        let seconds = std::env::var("SOURCE_DATE_EPOCH").ok()?.parse().ok()?;
        DateTime::from_timestamp(seconds, 0)
    };
    #[expect(clippy::disallowed_methods, reason = "time enters here")]
    let now = || Utc::now();
    asked.unwrap_or_else(|| epoch().unwrap_or_else(now).date_naive())
}

/// The time, as it goes on; when a day was asked for, as if the process had started with it.
pub(crate) fn ticking(asked: Option<NaiveDate>) -> Clock {
    #[expect(clippy::disallowed_methods, reason = "time enters here")]
    let now = || Utc::now();
    let started = now();
    let ahead = asked.map_or_else(Default::default, |day| {
        day.and_time(NaiveTime::MIN).and_utc() - started
    });
    Arc::new(move || now() + ahead)
}
