//! Who is on call: turns, overrides, clock changes.

use chrono::{NaiveDate, NaiveTime, TimeDelta};
use glassbox_model::{
    content::{OnCall, Override},
    decode::Spanned,
};
use glassbox_schedule::{Zone, shifts};
use proptest::prelude::*;

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned { value, span: 0..0 }
}

fn date(text: &str) -> NaiveDate {
    text.parse().expect("a date")
}

fn time(text: &str) -> NaiveTime {
    NaiveTime::parse_from_str(text, "%H:%M").expect("a time")
}

/// Mondays at ten: amara, kim, yuki, amara again.
fn rotation(overrides: Vec<Override>) -> OnCall {
    let people = ["amara", "kim", "yuki"].map(|id| spanned(id.to_owned()));
    OnCall {
        title: spanned("Ops".to_owned()),
        summary: None,
        people: spanned(people.to_vec()),
        zone: None,
        starts: spanned(date("2026-10-05")),
        handoff: spanned(time("10:00")),
        shift_days: spanned(7),
        until: None,
        overrides,
        rule: None,
        call: None,
        components: Vec::new(),
        tags: Vec::new(),
        owner: None,
        body: None,
    }
}

fn instead(person: &str, from: (&str, Option<&str>), to: (&str, Option<&str>)) -> Override {
    Override {
        person: spanned(person.to_owned()),
        from: spanned(date(from.0)),
        from_time: from.1.map(time),
        to: spanned(date(to.0)),
        to_time: to.1.map(time),
    }
}

/// `start person` of each shift.
fn said(rule: &OnCall, zone: &str, from: &str, to: &str) -> Vec<String> {
    let zone = Zone::named(zone).expect("a zone");
    let shifts = shifts(rule, &zone, date(from), date(to));
    for pair in shifts.windows(2) {
        assert_eq!(pair[0].end, pair[1].start, "no gap and no overlap");
    }
    let words = shifts.iter().map(|shift| {
        let start = shift.start.format("%FT%RZ");
        format!("{start} {}", shift.person)
    });
    words.collect()
}

#[test]
fn the_first_shift_is_the_one_under_way() {
    let rule = rotation(Vec::new());
    // The morning of a handoff, before it.
    assert_eq!(
        said(&rule, "UTC", "2026-10-19", "2026-10-27"),
        [
            "2026-10-12T10:00Z kim",
            "2026-10-19T10:00Z yuki",
            "2026-10-26T10:00Z amara"
        ]
    );
    assert_eq!(
        said(&rule, "UTC", "2026-10-20", "2026-10-21"),
        ["2026-10-19T10:00Z yuki"]
    );
    assert_eq!(said(&rule, "UTC", "2026-09-01", "2026-10-05"), [""; 0]);
}

#[test]
fn a_handoff_keeps_its_civil_time_across_a_clock_change() {
    let rule = rotation(Vec::new());
    assert_eq!(
        said(&rule, "America/New_York", "2026-10-27", "2026-11-03"),
        ["2026-10-26T14:00Z amara", "2026-11-02T15:00Z kim"]
    );
}

#[test]
fn an_override_cuts_the_turns_it_touches() {
    let rule = rotation(vec![
        instead(
            "yuki",
            ("2026-10-07", Some("18:00")),
            ("2026-10-08", Some("09:00")),
        ),
        instead("amara", ("2026-10-18", None), ("2026-10-20", None)),
    ]);
    assert_eq!(
        said(&rule, "UTC", "2026-10-06", "2026-10-21"),
        [
            "2026-10-05T10:00Z amara",
            "2026-10-07T18:00Z yuki",
            "2026-10-08T09:00Z amara",
            "2026-10-12T10:00Z kim",
            "2026-10-18T10:00Z amara",
            "2026-10-19T10:00Z amara",
            "2026-10-20T10:00Z yuki",
        ]
    );
    // Whoever's turn it is already takes over from nobody.
    let own = rotation(vec![instead(
        "kim",
        ("2026-10-14", None),
        ("2026-10-15", None),
    )]);
    assert_eq!(
        said(&own, "UTC", "2026-10-13", "2026-10-19"),
        ["2026-10-12T10:00Z kim"]
    );
    // What is over is not said.
    assert_eq!(
        said(&rule, "UTC", "2026-10-09", "2026-10-10"),
        ["2026-10-08T09:00Z amara"]
    );
}

#[test]
fn a_rotation_ends_when_it_says_so() {
    let mut rule = rotation(Vec::new());
    rule.until = Some(spanned(date("2026-10-14")));
    let zone = Zone::utc();
    let shifts = shifts(&rule, &zone, date("2026-10-13"), date("2027-01-01"));
    assert_eq!(shifts.len(), 1);
    assert_eq!(shifts[0].end.to_rfc3339(), "2026-10-14T10:00:00+00:00");
}

/// I18: handoffs are civil, and somebody is on call at every instant of ten years, in turn.
#[test]
fn i18_ten_years_have_no_gap_and_no_overlap_in_any_zone() {
    for name in [
        "Africa/Cairo",
        "Africa/Casablanca",
        "America/Havana",
        "America/New_York",
        "America/Vancouver",
        "Asia/Beirut",
        "Asia/Kathmandu",
        "Asia/Kolkata",
        "Australia/Lord_Howe",
        "Europe/Berlin",
        "Pacific/Chatham",
        "UTC",
    ] {
        let zone = Zone::named(name).expect("a zone");
        for (handoff, days) in [("10:00", 7), ("00:00", 1), ("02:30", 1), ("00:30", 14)] {
            let mut rule = rotation(Vec::new());
            rule.handoff = spanned(time(handoff));
            rule.shift_days = spanned(days);
            let from = rule.starts.value;
            let to = from + TimeDelta::days(3_653);
            let shifts = shifts(&rule, &zone, from, to);
            let count = usize::try_from(3_653_u32.div_ceil(days)).expect("few");
            assert_eq!(shifts.len(), count, "{name}, every {days} days");
            for (at, shift) in shifts.iter().enumerate() {
                assert_eq!(shift.person, ["amara", "kim", "yuki"][at % 3]);
                let day = from + TimeDelta::days(i64::from(days) * i64::try_from(at).expect("few"));
                let civil = zone.civil(shift.start).expect("a time");
                // Only a time that the clocks skip is another one.
                let exists = zone.is_once(day, time(handoff)) || civil == (day, time(handoff));
                assert!(
                    !exists || civil == (day, time(handoff)),
                    "{name}: {civil:?}"
                );
                assert!(shift.start < shift.end);
                assert!(
                    shifts
                        .get(at + 1)
                        .is_none_or(|next| next.start == shift.end)
                );
            }
        }
    }
}

proptest! {
    /// Whatever the day and the length of a shift: somebody is on call all the time, in turn.
    #[test]
    fn nobody_is_left_without_a_successor(past in 0_i64..4000, days in 1_u32..40) {
        let mut rule = rotation(Vec::new());
        rule.shift_days = spanned(days);
        let zone = Zone::named("Europe/Berlin").expect("a zone");
        let from = rule.starts.value + TimeDelta::days(past);
        let shifts = shifts(&rule, &zone, from, from + TimeDelta::days(182));
        let now = zone.instant(from, time("12:00")).expect("noon");
        prop_assert!(shifts[0].start <= now && now < shifts[shifts.len() - 1].end);
        let order = ["amara", "kim", "yuki"];
        for pair in shifts.windows(2) {
            prop_assert_eq!(pair[0].end, pair[1].start);
            let at = order.iter().position(|id| *id == pair[0].person).expect("known");
            prop_assert_eq!(pair[1].person, order[(at + 1) % 3]);
        }
    }
}
