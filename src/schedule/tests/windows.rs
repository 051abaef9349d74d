//! Windows of rules as authors write them, decoded from TOML-like nodes by hand.

mod common;

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc, Weekday};
use glassbox_model::content::{Extra, Hours, Nth};
use glassbox_schedule::{Window, Zone, slots, windows};
use proptest::prelude::*;

use common::{date, mondays, spanned, time};

fn starts(rule: &Hours, zone: &str, from: &str, to: &str) -> Vec<String> {
    let zone = Zone::named(zone).expect("a zone");
    windows(rule, &zone, date(from), date(to))
        .iter()
        .map(|window| window.start.format("%FT%RZ").to_string())
        .collect()
}

#[test]
fn mondays_keep_their_civil_time_across_a_clock_change() {
    assert_eq!(
        starts(
            &mondays(),
            "America/Los_Angeles",
            "2026-10-26",
            "2026-11-10"
        ),
        [
            "2026-10-26T22:00Z",
            "2026-11-02T23:00Z",
            "2026-11-09T23:00Z"
        ]
    );
}

#[test]
fn the_first_day_counts_and_the_last_does_not() {
    assert_eq!(
        starts(&mondays(), "UTC", "2026-11-23", "2026-11-30").len(),
        1
    );
    assert_eq!(
        starts(&mondays(), "UTC", "2026-11-23", "2026-11-23").len(),
        0
    );
}

#[test]
fn a_window_past_midnight_is_of_the_day_on_which_it_begins() {
    let rule = Hours {
        from: spanned(time("23:00")),
        to: spanned(time("01:00")),
        except: vec![date("2026-12-07"), date("2026-12-01")],
        until: Some(spanned(date("2026-12-14"))),
        ..mondays()
    };
    let zone = Zone::named("Europe/Berlin").expect("a zone");
    let found = windows(&rule, &zone, date("2026-11-23"), date("2027-01-01"));
    let said: Vec<_> = found
        .iter()
        .map(|window| [window.start, window.end].map(|at| at.format("%FT%RZ").to_string()))
        .collect();
    assert_eq!(
        said,
        [
            ["2026-11-23T22:00Z", "2026-11-24T00:00Z"],
            // The exception of Tuesday is none of this one.
            ["2026-11-30T22:00Z", "2026-12-01T00:00Z"],
            ["2026-12-14T22:00Z", "2026-12-15T00:00Z"],
        ]
    );
    assert_eq!(slots(&rule, found[0]).count(), 4);
}

#[test]
fn every_second_week_is_counted_from_the_anchors_week() {
    let rule = Hours {
        weekdays: spanned(vec![Weekday::Wed, Weekday::Mon]),
        every_weeks: spanned(2),
        starts: Some(spanned(date("2026-11-18"))),
        until: Some(spanned(date("2026-12-14"))),
        ..mondays()
    };
    assert_eq!(
        starts(&rule, "UTC", "2026-11-01", "2027-01-01"),
        [
            // The Monday of the anchor's week is before the anchor.
            "2026-11-18T15:00Z",
            "2026-11-30T15:00Z",
            "2026-12-02T15:00Z",
            "2026-12-14T15:00Z",
        ]
    );
}

#[test]
fn monthly_exceptions_and_extras() {
    let rule = Hours {
        monthly: Some(spanned(Nth::Last)),
        except: vec![date("2026-11-30")],
        extra: vec![Extra {
            date: date("2026-12-01"),
            from: time("09:00"),
            to: spanned(time("10:00")),
        }],
        ..mondays()
    };
    assert_eq!(
        starts(&rule, "UTC", "2026-11-01", "2027-01-01"),
        ["2026-12-01T09:00Z", "2026-12-28T15:00Z"]
    );
}

#[test]
fn a_window_that_the_clocks_swallow_is_left_out() {
    let rule = Hours {
        weekdays: spanned(vec![Weekday::Sun]),
        from: spanned(time("02:00")),
        to: spanned(time("03:00")),
        ..mondays()
    };
    assert_eq!(
        starts(&rule, "America/New_York", "2026-03-08", "2026-03-09").len(),
        0
    );
    assert_eq!(
        starts(&rule, "America/New_York", "2026-03-15", "2026-03-16").len(),
        1
    );
}

proptest! {
    /// Expanding a range is expanding its parts, and every window stands at its civil time.
    #[test]
    fn ranges_add_up(
        day in 0i64..1500, length in 0i64..200, cut in 0i64..200,
        weekday in 0u8..7, weeks in 1u32..5,
        zone in prop::sample::select(vec!["America/Los_Angeles", "Europe/Berlin", "Asia/Kolkata", "Africa/Cairo", "Australia/Lord_Howe", "UTC"]),
    ) {
        let from = date("2025-01-01") + chrono::TimeDelta::days(day);
        let to = from + chrono::TimeDelta::days(length);
        let middle = from + chrono::TimeDelta::days(cut.min(length));
        let weekday = Weekday::try_from(weekday).unwrap();
        let rule = Hours {
            weekdays: spanned(vec![weekday]),
            every_weeks: spanned(weeks),
            starts: Some(spanned(date("2025-01-01"))),
            ..mondays()
        };
        let zone = Zone::named(zone).unwrap();
        let whole = windows(&rule, &zone, from, to);
        let mut parts = windows(&rule, &zone, from, middle);
        parts.extend(windows(&rule, &zone, middle, to));
        prop_assert_eq!(&whole, &parts);
        for window in whole {
            let (date, start): (NaiveDate, _) = zone.civil(window.start).unwrap();
            prop_assert!(date.weekday() == weekday && start == time("15:00"));
            let _: DateTime<Utc> = window.end;
            prop_assert_eq!(zone.civil(window.end).unwrap().1, time("17:00"));
        }
    }

    /// However long a window, a slot and its buffers are, there is an end to the slots, and none
    /// reaches out of its window (I17).
    #[test]
    fn i17_slots_are_finite_and_within_their_window(
        start in 0i64..2_000_000_000, length in 0i64..3_000,
        minutes in 0u32..600, before in 0u32..600, after in 0u32..600,
    ) {
        let start = DateTime::from_timestamp(start / 300 * 300, 0).unwrap();
        let window = Window { start, end: start + TimeDelta::minutes(length) };
        let rule = Hours {
            slot_minutes: spanned(minutes),
            buffer_before: spanned(before),
            buffer_after: spanned(after),
            ..mondays()
        };
        let (minutes, step) = (i64::from(minutes), i64::from(minutes + before + after));
        let fit = minutes > 0 && length >= minutes;
        let most = if fit { (length - minutes) / step + 1 } else { 0 };
        prop_assert_eq!(i64::try_from(slots(&rule, window).count()).unwrap(), most);
        let mut last = None;
        for slot in slots(&rule, window) {
            prop_assert!(window.start <= slot.start && slot.start < slot.end && slot.end <= window.end);
            prop_assert!(last.is_none_or(|last| last <= slot.start));
            last = Some(slot.end);
        }
    }
}

#[test]
fn a_rule_of_rfc_5545_says_what_the_keys_cannot() {
    let rule = |rrule: &str, starts: &str| Hours {
        weekdays: spanned(Vec::new()),
        rrule: Some(spanned(rrule.to_owned())),
        starts: Some(spanned(date(starts))),
        ..mondays()
    };
    let days = |rule: &Hours, to: &str| -> Vec<String> {
        let starts = starts(rule, "Europe/Berlin", "2026-01-01", to);
        starts.iter().map(|start| start[..10].to_owned()).collect()
    };
    // The Monday after the second Sunday of a month, by its dates.
    let after = rule(
        "FREQ=MONTHLY;BYDAY=MO;BYMONTHDAY=9,10,11,12,13,14,15",
        "2026-01-01",
    );
    assert_eq!(
        days(&after, "2026-04-01"),
        ["2026-01-12", "2026-02-09", "2026-03-09"]
    );
    // Counted from the first day itself, which has to fit to count.
    let some = rule(
        "FREQ=MONTHLY;BYDAY=1TU,3TU;INTERVAL=2;COUNT=5",
        "2026-01-07",
    );
    assert_eq!(
        days(&some, "2027-01-01"),
        [
            "2026-01-20",
            "2026-03-03",
            "2026-03-17",
            "2026-05-05",
            "2026-05-19"
        ]
    );
    // Exceptions and extra windows are as ever: civil dates of the hosts.
    let mut some = rule("FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=29", "2020-03-29");
    some.extra = vec![Extra {
        date: date("2026-03-30"),
        from: time("10:00"),
        to: spanned(time("11:00")),
    }];
    assert_eq!(days(&some, "2027-01-01"), ["2026-03-29", "2026-03-30"]);
    some.except = vec![date("2026-03-29")];
    assert_eq!(days(&some, "2027-01-01"), ["2026-03-30"]);
    some.until = Some(spanned(date("2025-12-31")));
    assert_eq!(
        days(&some, "2027-01-01"),
        ["2026-03-30"],
        "an extra is besides the rule"
    );
}
