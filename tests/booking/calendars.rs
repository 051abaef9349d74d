//! What calendars get: one event, in UTC, whatever anybody writes into a form. Read by two parsers
//! that are not ours.

use std::collections::BTreeSet;

use icalendar::{CalendarComponent, Component};
use serde_json::{Value, json};

use crate::{
    host::{cancel, link, page},
    on_both_stores,
    sink::{Mail, Sink},
    world::{Answer, Kind, OPS, Setup, World, request},
};

on_both_stores!(
    i21_an_event_keeps_its_random_name,
    i22_i23_whatever_is_written_calendars_read_one_event_in_utc,
);

const FIRST: &str = "ops.20261123T2300Z";
const SECOND: &str = "ops.20261123T2330Z";

fn world(kind: Kind, sink: &Sink, hours: &str) -> World {
    let setup = Setup {
        hours: &[("ops", hours)],
        mail: Some(&sink.url),
        ..Setup::default()
    };
    let world = World::with(kind, setup);
    world
        .runtime
        .spawn(glassbox_booking::send_mail(world.service.clone()));
    world
}

fn change(world: &World, booked: &Answer, what: &str, more: Value) -> Answer {
    let mut body = json!({ "token": booked.body["manage_token"] });
    if let Value::Object(more) = more {
        body.as_object_mut().expect("an object").extend(more);
    }
    let path = format!("{}/{what}", booked.header("location"));
    let tag = [("if-match", "\"0\"")];
    let answer = match what {
        "cancel" => world.post(&path, &[], &body),
        _ => world.post(&path, &tag, &body),
    };
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer
}

/// The properties of each event, as two parsers read them alike; panics when the text is not as
/// RFC 5545, section 3.1 says.
pub(crate) fn events(text: &str) -> Vec<Vec<(String, String)>> {
    assert!(text.ends_with("\r\n"), "the last line is one");
    for line in text.split_terminator("\r\n") {
        assert!(line.len() <= 75, "{} octets in {line}", line.len());
        assert!(!line.contains(['\r', '\n']), "breaks are CRLF: {line:?}");
    }
    assert!(!text.contains("TZID") && !text.contains("VTIMEZONE"));
    let mut calendars = ical::IcalParser::new(text.as_bytes());
    let calendar = calendars.next().expect("a calendar").expect("that parses");
    assert!(calendars.next().is_none(), "one calendar");
    assert!(calendar.alarms.is_empty() && calendar.todos.is_empty());
    let other: icalendar::Calendar = text.parse().expect("a calendar");
    assert_eq!(calendar.events.len(), other.components.len(), "only events");
    let both = calendar.events.iter().zip(&other.components);
    both.map(|(event, other)| {
        let CalendarComponent::Event(other) = other else {
            panic!("an event: {other:?}");
        };
        assert!(event.alarms.is_empty());
        let read: Vec<_> = event
            .properties
            .iter()
            .map(|it| (it.name.clone(), it.value.clone().unwrap_or_default()))
            .collect();
        let names: BTreeSet<_> = read.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names.len(), read.len(), "each property once: {read:?}");
        let also = other.properties().keys().map(String::as_str);
        let also = also.chain(other.multi_properties().keys().map(String::as_str));
        assert_eq!(names, also.collect(), "both read the same properties");
        for name in &names {
            assert!(KNOWN.contains(name), "{name} is not ours");
        }
        for name in ["DTSTART", "DTEND", "DTSTAMP"] {
            let value = value(&read, name);
            assert!(
                value.ends_with('Z') && value.len() == 16,
                "{name} is an instant in UTC: {value}"
            );
        }
        read
    })
    .collect()
}

/// The properties of the only event.
pub(crate) fn event(text: &str) -> Vec<(String, String)> {
    let mut events = events(text);
    assert_eq!(events.len(), 1, "one event");
    events.remove(0)
}

/// All that an event of ours can say of itself.
const KNOWN: [&str; 12] = [
    "UID",
    "DTSTAMP",
    "DTSTART",
    "DTEND",
    "SUMMARY",
    "DESCRIPTION",
    "LOCATION",
    "URL",
    "STATUS",
    "SEQUENCE",
    "ORGANIZER",
    "ATTENDEE",
];

fn value<'a>(event: &'a [(String, String)], name: &str) -> &'a str {
    let found = event.iter().find(|(it, _)| it == name);
    found.map_or("", |(_, value)| value)
}

/// The event of a mail: the same in the part and in the file.
fn of(mail: &Mail) -> Vec<(String, String)> {
    let calendars = mail.calendars();
    assert_eq!(calendars.len(), 2, "a part and a file");
    assert_eq!(calendars[0], calendars[1]);
    event(&calendars[0])
}

fn i21_an_event_keeps_its_random_name(kind: Kind) {
    let sink = Sink::new();
    let world = world(kind, &sink, OPS);
    let ada = world.book(FIRST, "ada");
    change(&world, &ada, "reschedule", json!({ "slot_id": SECOND }));
    // The title, the place and the host's name may change; the event stays the same one.
    world.rewrite(&[("ops", &OPS.replace("\"Ops\"", "\"Renamed\""))]);
    change(&world, &ada, "cancel", json!({}));
    let again = world.book(SECOND, "ada");
    let uid = |answer: &Answer| answer.body["booking"]["uid"].clone();
    assert_ne!(uid(&ada), uid(&again), "the same person at the same time");
    let name = uid(&ada).as_str().expect("text").to_owned();
    let (random, domain) = name.split_once('@').expect("a name and where it is from");
    assert_eq!((random.len(), domain), (32, "glassbox"));
    assert!(random.chars().all(|c| c.is_ascii_hexdigit()));
    let mut names = Vec::new();
    for mail in sink.wait_for(8) {
        let event = of(&mail);
        names.push(value(&event, "UID").to_owned());
    }
    let of_ada = names.iter().filter(|it| **it == name).count();
    assert_eq!(of_ada, 6, "booked, moved and cancelled, to two people");
}

/// What people with bad intentions, and people with unusual names, write.
const HOSTILE: &[&str] = &[
    "Eve\r\nATTENDEE:mailto:all@example.com",
    "Eve\nBEGIN:VALARM\nACTION:EMAIL\nEND:VALARM",
    "Eve\rX-EVIL:1",
    "Eve\u{2028}X-EVIL:1\u{2029}X-EVIL:2\u{85}X-EVIL:3\u{b}X-EVIL:4",
    "Eve\";X-EVIL=\"1\":mailto:all@example.com",
    "Eve\\nX-EVIL:1\\,\\;\\\\",
    "END:VEVENT END:VCALENDAR",
    "=0D=0ABcc: all@example.com",
    "=?utf-8?q?=0D=0ABcc=3A_all=40example.com?=",
    "<script>alert(1)</script>\"'&<img src=x onerror=alert(1)>",
    "'; DROP TABLE booking; --",
    "{{7*7}} ${7*7} #{7*7} %s %n %00",
    ".",
    ".\r\n.\r\nMAIL FROM:<x>",
    "\u{0}\u{7}\u{1b}[31m",
    "\u{202e}gnp.exe\u{202c} \u{200b}\u{feff}",
    "李四 ☎ Ünal, Jr.; \"Bob\": 👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦👩‍👩‍👧‍👦",
    "e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}e\u{301}",
    "mailto:all@example.com",
    "https://x.example/\r\nX-EVIL:1",
];

fn i22_i23_whatever_is_written_calendars_read_one_event_in_utc(kind: Kind) {
    let sink = Sink::new();
    // The content is the company's own, but no more careful.
    let rule = OPS.replace("\"Ops\"", "\"Ops; \\\"all\\\",\\\\n 李\"");
    let world = world(kind, &sink, &format!("{rule}capacity = 100\n"));
    let host = link(&world, "mitchell");
    let (mut booked, mut cancelled) = (0, 0);
    for (at, text) in HOSTILE.iter().enumerate() {
        for field in [
            "name",
            "topic",
            "agenda",
            "email",
            "booker_tz",
            "topic_id",
            "slot_id",
        ] {
            let mut body = request(FIRST, &format!("client-{at}-{field}"));
            body[field] = json!(text);
            let key = format!("{field}-{at}");
            let answer = world.post("/api/v1/bookings", &[("idempotency-key", &key)], &body);
            assert!(
                [201, 404, 422].contains(&answer.status),
                "{field} {text:?}: {} {}",
                answer.status,
                answer.body
            );
            if answer.status == 201 {
                booked += 1;
                if at % 4 == 0 {
                    let id = &answer.body["booking"]["id"];
                    let told = cancel(&world, &host, id, &json!({ "reason": text }));
                    assert!([200, 422].contains(&told.status), "{}", told.body);
                    cancelled += usize::from(told.status == 200);
                }
            }
        }
    }
    assert!(booked > HOSTILE.len(), "much of it is harmless: {booked}");
    assert!(cancelled > 0, "and some reasons are");
    for mail in sink.wait_for(2 * (booked + cancelled)) {
        assert_eq!(mail.header("Bcc"), "");
        let event = of(&mail);
        assert_eq!(
            value(&event, "ATTENDEE"),
            format!("mailto:{}", mail.to),
            "one reader"
        );
        assert_eq!(value(&event, "ORGANIZER"), "mailto:hours@example.com");
        let title = "Ops\\; \"all\"\\,\\\\n 李";
        let summary = value(&event, "SUMMARY");
        let of = summary.strip_prefix(title).expect("the hours come first");
        match mail.to.starts_with("mitchell") {
            true => assert!(of.starts_with(": "), "then who comes: {summary}"),
            false => assert_eq!(of, " with mitchell"),
        }
    }

    let feed = page(&world, &host).body["feed"].clone();
    let feed = world.get(feed.as_str().expect("a path"));
    let published = events(feed.body.as_str().expect("text"));
    assert_eq!(published.len(), booked, "every booking is one event");
    for event in published {
        assert_eq!(value(&event, "ATTENDEE"), "", "nobody is invited by a feed");
    }
}
