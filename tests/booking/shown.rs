//! What is shown can be booked, and nothing else can (I14): over random rules, times and bookings,
//! and between the pages and the service.

use std::{
    collections::{BTreeMap, BTreeSet},
    fmt::Write,
    fs,
    process::Command,
};

use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use fastrand::Rng;
use glassbox_booking::store::Store;
use icalendar::{CalendarDateTime, Component, DatePerhapsTime};
use serde_json::json;

use crate::{
    calendars::events,
    on_both_stores,
    world::{Answer, Kind, World},
};

on_both_stores!(i14_what_is_shown_can_be_booked_and_nothing_else);

/// A rule of office hours, and what the test needs to know of it.
#[derive(Clone)]
struct Rule {
    text: String,
    length: i64,
    buffers: i64,
}

const DAYS: [&str; 7] = [
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

const ZONES: [&str; 8] = [
    "America/Havana",
    "America/Los_Angeles",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Europe/Berlin",
    "Pacific/Chatham",
    "Pacific/Kiritimati",
    "UTC",
];

/// Any rule that makes sense, on days around `today`.
fn any_rule(rng: &mut Rng, today: NaiveDate, open: bool) -> Rule {
    let clock = |cell: i64| format!("{:02}:{:02}", cell / 12, cell % 12 * 5);
    let mut window = |most: i64| {
        let from = rng.i64(0..24 * 12 - most - 1);
        (from, from + rng.i64(3..=most))
    };
    let (from, to) = window(40);
    let (extra_from, extra_to) = window(40);
    let length = 5 * rng.i64(1..=(to - from).min(12));
    let buffers = [5 * rng.i64(0..4), 5 * rng.i64(0..4)];
    let mut weekdays: Vec<_> = DAYS.to_vec();
    rng.shuffle(&mut weekdays);
    weekdays.truncate(rng.usize(1..5));
    let mut hosts = vec!["mitchell", "amara", "yuki"];
    rng.shuffle(&mut hosts);
    hosts.truncate(rng.usize(1..3));
    let day = |rng: &mut Rng| (today + TimeDelta::days(rng.i64(-3..25))).to_string();
    let mut text = format!(
        "title = \"R\"\nhosts = {hosts:?}\nzone = \"{}\"\nweekdays = {weekdays:?}\n\
         from = \"{}\"\nto = \"{}\"\nslot_minutes = {length}\nbuffer_before = {}\n\
         buffer_after = {}\ncapacity = {}\n",
        ZONES[rng.usize(..ZONES.len())],
        clock(from),
        clock(to),
        buffers[0],
        buffers[1],
        rng.i64(1..4),
    );
    let (notice, horizon) = match open {
        true => (0, 366),
        false => (rng.i64(0..4_000), rng.i64(3..30)),
    };
    let _ = writeln!(
        text,
        "notice_minutes = {notice}\nhorizon_days = {horizon}\nexcept = [\"{}\", \"{}\"]\n\
         extra = [{{ date = \"{}\", from = \"{}\", to = \"{}\" }}]",
        day(rng),
        day(rng),
        day(rng),
        clock(extra_from),
        clock(extra_to),
    );
    match rng.u8(..4) {
        0 => {
            let nth = ["first", "second", "third", "fourth", "last"][rng.usize(..5)];
            let _ = writeln!(text, "monthly = \"{nth}\"");
        }
        1 => {
            let _ = writeln!(text, "every_weeks = 2\nstarts = \"{}\"", day(rng));
        }
        _ => {}
    }
    Rule {
        text,
        length,
        buffers: buffers.iter().sum(),
    }
}

fn cancel(world: &World, booked: &Answer) {
    let body = json!({ "token": booked.body["manage_token"] });
    let path = format!("{}/cancel", booked.header("location"));
    assert_eq!(world.post(&path, &[], &body).status, 200);
}

fn i14_what_is_shown_can_be_booked_and_nothing_else(kind: Kind) {
    let world = World::new(kind);
    let mut outcomes = BTreeMap::new();
    for seed in 0..10 {
        let mut rng = Rng::with_seed(seed);
        // Bookings of the rules before stay, as in life.
        let now = world.now() + TimeDelta::minutes(rng.i64(0..4_000));
        world.at(&now.format("%FT%TZ").to_string());
        let rules: Vec<_> = ["a", "b", "c"]
            .map(|name| (name, any_rule(&mut rng, now.date_naive(), false)))
            .into();
        let files: Vec<_> = rules
            .iter()
            .map(|(name, rule)| (*name, rule.text.as_str()))
            .collect();
        world.rewrite(&files);
        let (from, to) = (now.date_naive(), now.date_naive() + TimeDelta::days(40));
        for attempt in 0..25 {
            let shown: BTreeMap<String, bool> = world
                .slots(&from.to_string(), &to.to_string())
                .iter()
                .map(|slot| {
                    let id = slot["slot_id"].as_str().expect("an id").to_owned();
                    (id, slot["full"] == json!(false))
                })
                .collect();
            let some = (!shown.is_empty()).then(|| shown.keys().nth(rng.usize(..shown.len())));
            let id = match (some.flatten(), rng.bool()) {
                (Some(id), true) => id.clone(),
                // Beside a slot, of other hours, or anywhere.
                (Some(id), false) => {
                    let (_, start) = id.rsplit_once('.').expect("an id");
                    let start = chrono::NaiveDateTime::parse_from_str(start, "%Y%m%dT%H%MZ");
                    let start = start.expect("a time") + TimeDelta::minutes(5 * rng.i64(-9..10));
                    let hours = ["a", "b", "c"][rng.usize(..3)];
                    format!("{hours}.{}", start.format("%Y%m%dT%H%MZ"))
                }
                (None, _) => {
                    let start = now + TimeDelta::minutes(rng.i64(-1_000..50_000));
                    format!("a.{}", start.format("%Y%m%dT%H%MZ"))
                }
            };
            let booked = world.book(&id, &format!("client-{seed}-{attempt}"));
            *outcomes.entry(booked.status).or_insert(0) += 1;
            let expected = match shown.get(&id) {
                Some(true) => vec![201],
                Some(false) => vec![409],
                None => vec![410, 422],
            };
            assert!(
                expected.contains(&booked.status),
                "seed {seed}, {id} at {now}: {:?} was shown, {} {} answered\n{files:#?}",
                shown.get(&id),
                booked.status,
                booked.body
            );
            if booked.status == 201 && rng.u8(..4) == 0 {
                cancel(&world, &booked);
            }
        }
    }
    for status in [201, 409, 422] {
        assert!(
            outcomes.get(&status).is_some_and(|count| *count > 5),
            "every answer was met: {outcomes:?}"
        );
    }
}

/// The windows of `office-hours.ics`, by the slug of their rule.
fn pressed(folder: &std::path::Path, today: &str) -> Vec<(String, DateTime<Utc>, DateTime<Utc>)> {
    let out = folder.join("site");
    let pressed = Command::new(env!("CARGO_BIN_EXE_glassbox"))
        .args(["build", "--today", today, "--client", "none", "--content"])
        .arg(folder.join("content"))
        .arg("--out")
        .arg(&out)
        .output()
        .expect("glassbox runs");
    assert!(
        pressed.status.success(),
        "{}",
        String::from_utf8_lossy(&pressed.stderr)
    );
    let text = fs::read_to_string(out.join("office-hours.ics")).expect("a calendar");
    assert!(!events(&text).is_empty());
    let calendar: icalendar::Calendar = text.parse().expect("that parses");
    let utc = |time: Option<DatePerhapsTime>| match time {
        Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(utc))) => utc,
        other => panic!("an instant in UTC, not {other:?}"),
    };
    let events = calendar.components.iter().filter_map(|it| it.as_event());
    events
        .map(|event| {
            let id = event.get_uid().expect("an id").to_owned();
            let slug = id.split('/').nth(1).expect("a slug").to_owned();
            (slug, utc(event.get_start()), utc(event.get_end()))
        })
        .collect()
}

#[test]
fn i14_the_pages_and_the_service_know_the_same_windows() {
    let world = World::new(Kind::Sqlite);
    let today = world.now().date_naive();
    let mut rng = Rng::with_seed(14);
    let rules: BTreeMap<String, Rule> = (0..24)
        .map(|at| (format!("r{at}"), any_rule(&mut rng, today, true)))
        .collect();
    let files: Vec<_> = rules
        .iter()
        .map(|(name, rule)| (name.as_str(), rule.text.as_str()))
        .collect();
    world.rewrite(&files);
    fs::write(
        world.folder.path().join("content/site.toml"),
        "name = 'P'\nurl = 'https://portal.example'\n",
    )
    .expect("written");
    // Two months that both know whole.
    let range = today + TimeDelta::days(2)..today + TimeDelta::days(62);
    let within = |start: &DateTime<Utc>| range.contains(&start.date_naive());
    let expected: BTreeSet<_> = pressed(world.folder.path(), &today.to_string())
        .into_iter()
        .flat_map(|(slug, start, end)| {
            let (length, buffers) = (rules[&slug].length, rules[&slug].buffers);
            let starts = (0..).map(move |at| start + TimeDelta::minutes(at * (length + buffers)));
            let ends = move |start: DateTime<Utc>| start + TimeDelta::minutes(length);
            starts
                .map(move |start| (start, ends(start)))
                .take_while(move |slot| slot.1 <= end)
                .map(move |slot| (slug.clone(), slot.0, slot.1))
        })
        .filter(|(_, start, _)| within(start))
        .collect();
    let last = range.end - TimeDelta::days(1);
    let offered = world.slots(&range.start.to_string(), &last.to_string());
    let instant = |value: &serde_json::Value| -> DateTime<Utc> {
        value.as_str().expect("text").parse().expect("an instant")
    };
    let offered: BTreeSet<_> = offered
        .iter()
        .map(|slot| {
            let hours = slot["hours"].as_str().expect("an id").to_owned();
            (hours, instant(&slot["start"]), instant(&slot["end"]))
        })
        .collect();
    assert!(offered.len() > 1_000, "{}", offered.len());
    assert_eq!(
        offered.symmetric_difference(&expected).collect::<Vec<_>>(),
        Vec::<&(String, DateTime<Utc>, DateTime<Utc>)>::new()
    );
}

/// One service answers from memory as long as nothing has changed, and several share a database.
#[test]
#[ignore = "needs PostgreSQL: cargo xtask test --only postgres"]
fn what_another_service_changes_is_shown_at_once() {
    let world = World::new(Kind::Postgres);
    let seats = || world.slots("2026-11-23", "2026-11-24")[0]["seats_left"].clone();
    assert_eq!(seats(), 1);
    let url = world.url();
    let other = world.runtime.block_on(Store::postgres(&url));
    let other = other.expect("a second one");
    let version = || {
        let version = world.runtime.block_on(other.version());
        version.expect("it answers")
    };
    let before = version();
    assert_eq!(world.book("ops.20261123T2300Z", "ada").status, 201);
    assert_ne!(before, version(), "whoever made it");
    assert_eq!(seats(), 0);
    world.sql("", "UPDATE booking SET status = 'cancelled'");
    assert_eq!(seats(), 1, "by somebody else");
    world.sql("", "UPDATE booking SET status = 'confirmed'");
    assert_eq!(seats(), 0);
}
