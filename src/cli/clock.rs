//! The one place that looks at a clock.

use chrono::{DateTime, NaiveDate, Utc};

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
