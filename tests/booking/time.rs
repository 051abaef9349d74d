//! Times are where people expect them: by the hosts' clock, whatever the clocks do.
//!
//! `src/schedule/tests/oracle.rs` compares windows with an independent oracle; here it is what the
//! service offers, worked out by hand.

use chrono::{DateTime, Datelike, NaiveDate, TimeDelta, Utc, Weekday};
use glassbox_booking::store::work::Find;
use serde_json::{Value, json};

use crate::{
    on_both_stores,
    sink::Sink,
    world::{Kind, NOW, OPS, Setup, World, request},
};

on_both_stores!(i15_what_was_agreed_is_kept_and_told_with_its_zone);

fn days(from: &str, count: i64) -> impl Iterator<Item = NaiveDate> {
    let from: NaiveDate = from.parse().expect("a date");
    (0..count).map(move |day| from + TimeDelta::days(day))
}

/// The starts of what is offered in the year from a day on.
fn year(world: &World, from: NaiveDate) -> Vec<String> {
    let starts = (0..6).flat_map(|part| {
        let first = from + TimeDelta::days(part * 62);
        let last = (first + TimeDelta::days(61)).min(from + TimeDelta::days(364));
        world.slots(&first.to_string(), &last.to_string())
    });
    starts.map(|slot| text(&slot["start"])).collect()
}

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

/// A day in the United States: the clocks go forward on the second Sunday of March and back on the
/// first of November.
fn new_york_hours(day: NaiveDate) -> i64 {
    let sunday = |month, nth| {
        NaiveDate::from_weekday_of_month_opt(day.year(), month, Weekday::Sun, nth).expect("a day")
    };
    let summer = sunday(3, 2)..sunday(11, 1);
    if summer.contains(&day) { 4 } else { 5 }
}

#[test]
fn i10_mondays_at_three_are_mondays_at_three_for_twenty_years() {
    let rule = OPS.replace("Los_Angeles", "New_York");
    let rule = format!("notice_minutes = 0\nhorizon_days = 366\n{rule}");
    let world = World::hours(Kind::Sqlite, &[("ops", &rule)]);
    let mut mondays = 0;
    for year_number in 2027..2047 {
        let from = NaiveDate::from_ymd_opt(year_number, 1, 1).expect("a day");
        world.at(&format!("{from}T00:00:00Z"));
        let expected: Vec<_> = days(&from.to_string(), 365)
            .filter(|day| day.weekday() == Weekday::Mon)
            .flat_map(|day| {
                mondays += 1;
                let three = day.and_hms_opt(15, 0, 0).expect("a time").and_utc();
                let three = three + TimeDelta::hours(new_york_hours(day));
                (0..4).map(move |slot| three + TimeDelta::minutes(30 * slot))
            })
            .map(|start| start.format("%FT%TZ").to_string())
            .collect();
        assert_eq!(year(&world, from), expected, "in {year_number}");
    }
    assert!(mondays > 1_040);
}

#[test]
fn i11_slots_are_counted_from_the_start_of_their_window() {
    // Minutes ahead of UTC, in November and in June: not one a multiple of the slot's length.
    for (zone, november, june) in [
        ("Asia/Kolkata", 330, 330),
        ("Asia/Kathmandu", 345, 345),
        ("Australia/Lord_Howe", 660, 630),
        ("Pacific/Chatham", 825, 765),
    ] {
        let rule = OPS
            .replace("America/Los_Angeles", zone)
            .replace("\"15:00\"", "\"09:10\"")
            .replace("\"17:00\"", "\"12:00\"");
        let rule = format!("slot_minutes = 40\nhorizon_days = 366\n{rule}");
        let world = World::hours(Kind::Sqlite, &[("ops", &rule)]);
        for (day, ahead) in [("2026-11-30", november), ("2027-06-07", june)] {
            let before = day.parse::<NaiveDate>().expect("a day") - TimeDelta::days(1);
            let civil: Vec<_> = world
                .slots(&before.to_string(), day)
                .iter()
                .map(|slot| {
                    let start: DateTime<Utc> = text(&slot["start"]).parse().expect("an instant");
                    let civil = start + TimeDelta::minutes(ahead);
                    civil.format("%F %R").to_string()
                })
                .collect();
            let expected = ["09:10", "09:50", "10:30", "11:10"].map(|time| format!("{day} {time}"));
            assert_eq!(civil, expected, "{zone}");
        }
    }
}

/// The service's half; `tests/browser` opens the pages in other zones.
#[test]
fn i12_everybody_is_offered_the_same_instants() {
    let world = World::hours(Kind::Sqlite, &[("ops", &format!("{OPS}capacity = 20\n"))]);
    let zones = [
        "Africa/Cairo",
        "America/Havana",
        "America/New_York",
        "America/St_Johns",
        "Asia/Kathmandu",
        "Asia/Tokyo",
        "Australia/Lord_Howe",
        "Europe/London",
        "Etc/GMT+12",
        "Pacific/Chatham",
        "Pacific/Kiritimati",
        "UTC",
    ];
    let offered = world.get("/api/v1/slots?from=2026-11-23&to=2026-11-24");
    for (at, zone) in zones.into_iter().enumerate() {
        let mut body = request("ops.20261123T2300Z", &format!("client-{at}"));
        body["booker_tz"] = json!(zone);
        let key = format!("key-{at}");
        let booked = world.post("/api/v1/bookings", &[("idempotency-key", &key)], &body);
        let booking = &booked.body["booking"];
        assert_eq!(booking["start"], "2026-11-23T23:00:00Z", "{zone}");
        assert_eq!(booking["host_civil"], "2026-11-23 15:00");
        assert_eq!(booking["booker_tz"], zone);
        let path = "/api/v1/slots?from=2026-11-23&to=2026-11-24";
        let asked = world.ask("GET", path, &[("accept-language", "ne-NP")], None);
        let starts = |body: &Value| -> Vec<_> {
            let slots = body["slots"].as_array().expect("a list").iter();
            slots.map(|slot| text(&slot["start"])).collect()
        };
        assert_eq!(starts(&asked.body), starts(&offered.body));
    }
}

#[test]
fn i13_notice_and_horizon_are_instants_on_any_day() {
    let rule = |more: &str| {
        format!(
            "title = \"R\"\nhosts = [\"mitchell\"]\nzone = \"America/New_York\"\n\
             weekdays = [\"monday\", \"tuesday\", \"wednesday\", \"thursday\", \"friday\", \
             \"saturday\", \"sunday\"]\nfrom = \"00:00\"\nto = \"23:30\"\n{more}"
        )
    };
    let near = rule("notice_minutes = 1500\nhorizon_days = 4\n");
    let all = rule("notice_minutes = 0\nhorizon_days = 366\n");
    let world = World::hours(Kind::Sqlite, &[("near", &near), ("all", &all)]);
    for change in ["2027-03-14", "2027-11-07"] {
        let change: NaiveDate = change.parse().expect("a day");
        for day in -8..=1 {
            let today = change + TimeDelta::days(day);
            world.at(&format!("{today}T11:30:00Z"));
            let now = world.now();
            let last = today + TimeDelta::days(8);
            let starts = |hours: &str| -> Vec<DateTime<Utc>> {
                let slots = world.slots(&today.to_string(), &last.to_string());
                let of = slots.iter().filter(|slot| slot["hours"] == hours);
                of.map(|slot| text(&slot["start"]).parse().expect("an instant"))
                    .collect()
            };
            let open = now + TimeDelta::minutes(1_500)..now + TimeDelta::days(4);
            let mut expected = starts("all");
            expected.retain(|start| open.contains(start));
            assert!(expected.len() > 100);
            assert_eq!(starts("near"), expected, "on {today}");
            assert_eq!(expected[0], open.start, "a slot begins in that very second");
        }
    }
}

/// An exception is a day of the hosts, wherever they are and whoever looks.
#[test]
fn i14_exceptions_and_extras_are_days_of_the_hosts() {
    for (zone, hours_ahead) in [
        ("Pacific/Kiritimati", 14),
        ("Pacific/Pago_Pago", -11),
        ("UTC", 0),
    ] {
        for (from, to) in [("00:00", "01:00"), ("22:30", "23:30")] {
            let rule = format!(
                "title = \"R\"\nhosts = [\"mitchell\"]\nzone = \"{zone}\"\nslot_minutes = 60\n\
                 weekdays = [\"monday\", \"wednesday\"]\nfrom = \"{from}\"\nto = \"{to}\"\n\
                 except = [\"2026-12-02\"]\n\
                 extra = [{{ date = \"2026-12-04\", from = \"{from}\", to = \"{to}\" }}]\n"
            );
            let world = World::hours(Kind::Sqlite, &[("ops", &rule)]);
            let slots = world.slots("2026-11-29", "2026-12-05");
            let civil: Vec<_> = slots
                .iter()
                .map(|slot| {
                    let start: DateTime<Utc> = text(&slot["start"]).parse().expect("an instant");
                    let civil = start + TimeDelta::hours(hours_ahead);
                    civil.format("%F %R").to_string()
                })
                .collect();
            let expected = ["2026-11-30", "2026-12-04"].map(|day| format!("{day} {from}"));
            assert_eq!(civil, expected, "{zone}");
            for slot in &slots {
                assert_eq!(world.book(&text(&slot["slot_id"]), "ada").status, 201);
            }
        }
    }
}

fn i15_what_was_agreed_is_kept_and_told_with_its_zone(kind: Kind) {
    let sink = Sink::new();
    let rule = format!("horizon_days = 366\n{OPS}capacity = 3\n");
    let setup = Setup {
        hours: &[("ops", &rule)],
        mail: Some(&sink.url),
        ..Setup::default()
    };
    let world = World::with(kind, setup);
    world
        .runtime
        .spawn(glassbox_booking::send_mail(world.service.clone()));
    let winter = ("ops.20261130T2300Z", "2026-11-30 15:00");
    let summer = ("ops.20270607T2200Z", "2027-06-07 15:00");
    let told = [
        (
            winter,
            "America/New_York",
            "Monday 30 November 2026, 18:00 to 18:30 America/New_York",
        ),
        (
            winter,
            "Europe/London",
            "Monday 30 November 2026, 23:00 to 23:30 Europe/London",
        ),
        (
            winter,
            "Asia/Kolkata",
            "Tuesday 1 December 2026, 04:30 to 05:00 Asia/Kolkata",
        ),
        (
            summer,
            "America/New_York",
            "Monday 7 June 2027, 18:00 to 18:30 America/New_York",
        ),
        (
            summer,
            "Europe/London",
            "Monday 7 June 2027, 23:00 to 23:30 Europe/London",
        ),
        (
            summer,
            "Asia/Kolkata",
            "Tuesday 8 June 2027, 03:30 to 04:00 Asia/Kolkata",
        ),
    ];
    for (at, ((slot, civil), zone, _)) in told.into_iter().enumerate() {
        let mut body = request(slot, &format!("client-{at}"));
        body["booker_tz"] = json!(zone);
        let key = format!("key-{at}");
        let booked = world.post("/api/v1/bookings", &[("idempotency-key", &key)], &body);
        assert_eq!(booked.status, 201, "{}", booked.body);
        let id = text(&booked.body["booking"]["id"]);
        let kept = world.runtime.block_on(world.store.read(Find(id)));
        let kept = kept.expect("it answers").expect("it is there");
        let details = &kept.details;
        assert_eq!(
            format!("ops.{}", kept.slot.start.format("%Y%m%dT%H%MZ")),
            slot
        );
        assert_eq!(kept.slot.end - kept.slot.start, TimeDelta::minutes(30));
        assert_eq!(
            (details.civil.as_str(), details.host_zone.as_str()),
            (civil, "America/Los_Angeles")
        );
        assert_eq!(details.visitor.zone, zone);
        let now = world.get("/api/v1/slots?from=2026-11-23&to=2026-11-23");
        assert_eq!(details.tzdb, now.body["tzdb"]);
        assert_eq!(details.content_rev, now.body["content_rev"]);
    }
    let mails = sink.wait_for(2 * told.len());
    for (at, ((_, civil), _, expected)) in told.into_iter().enumerate() {
        let mail = mails
            .iter()
            .find(|mail| mail.to == format!("client-{at}@example.com"))
            .expect("a mail");
        let text = mail.text();
        let host = if civil.starts_with("2026") {
            "Monday 30 November 2026, 15:00 to 15:30 America/Los_Angeles"
        } else {
            "Monday 7 June 2027, 15:00 to 15:30 America/Los_Angeles"
        };
        for line in [expected, host] {
            assert!(
                text.lines().any(|it| it == line),
                "there is `{line}` in {text}"
            );
        }
        // No other time of day stands there: none could be without its zone.
        let times = text.lines().filter(|line| line.contains(" to "));
        assert_eq!(times.count(), 2, "{text}");
    }
    assert_eq!(world.now().to_rfc3339(), NOW.replace('Z', "+00:00"));
}
