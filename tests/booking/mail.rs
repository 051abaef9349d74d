//! What people hear, by mail.

use std::{
    collections::HashSet,
    thread,
    time::{Duration, Instant},
};

use chrono::{DateTime, TimeDelta, Utc};
use serde_json::json;

use crate::{
    on_both_stores,
    sink::Sink,
    world::{Answer, Kind, OPS, Setup, World},
};

on_both_stores!(
    i20_a_cancellation_cancels_the_same_event,
    i24_mail_is_an_invitation_that_calendars_understand,
    i25_nobody_learns_who_else_comes,
    i28_everybody_is_reminded_once,
    i28_a_reminder_is_of_the_time_that_it_is_at_now,
    a_person_hears_of_a_booking_in_the_order_of_its_changes,
    several_messages_are_on_their_way_at_once,
    a_clock_that_is_set_on_stops_no_mail,
    mail_trouble_costs_no_booking,
);

const FIRST: &str = "ops.20261123T2300Z";
const SECOND: &str = "ops.20261123T2330Z";
const WEEK_LATER: &str = "ops.20261130T2300Z";

/// A world that writes to a sink.
pub(crate) fn world(kind: Kind, sink: &Sink, hours: &str) -> World {
    let hours = [("ops", hours)];
    let setup = Setup {
        hours: &hours,
        mail: Some(&sink.url),
        ..Setup::default()
    };
    let world = World::with(kind, setup);
    world
        .runtime
        .spawn(glassbox_booking::send_mail(world.service.clone()));
    world
}

pub(crate) fn change(world: &World, booked: &Answer, what: &str, slot: Option<&str>) -> Answer {
    let mut body = json!({ "token": booked.body["manage_token"] });
    if let Some(slot) = slot {
        body["slot_id"] = json!(slot);
    }
    let path = format!("{}/{what}", booked.header("location"));
    let answer = world.post(&path, &[("if-match", "\"0\"")], &body);
    assert_eq!(answer.status, 200, "{}", answer.body);
    answer
}

/// The value of a property or header in a message.
fn value<'a>(text: &'a str, name: &str) -> &'a str {
    let line = text.lines().find(|line| line.starts_with(name));
    line.unwrap_or_else(|| panic!("there is a {name} in {text}"))
        .trim_start_matches(name)
        .trim_start_matches([':', ';'])
}

fn i20_a_cancellation_cancels_the_same_event(kind: Kind) {
    let sink = Sink::new();
    let world = world(kind, &sink, OPS);
    let booked = world.book(FIRST, "ada");
    sink.wait(2);
    change(&world, &booked, "reschedule", Some(SECOND));
    sink.wait(4);
    let cancel = json!({ "token": booked.body["manage_token"] });
    world.post(
        &format!("{}/cancel", booked.header("location")),
        &[],
        &cancel,
    );
    let got = sink.wait(6);
    let mut ada = got
        .iter()
        .filter(|(to, _)| to == "ada@example.com")
        .map(|(_, text)| text);
    let [booked, moved, cancelled] =
        [ada.next(), ada.next(), ada.next()].map(|text| text.expect("a mail"));
    for (text, method, sequence, start) in [
        (booked, "REQUEST", "0", "20261123T230000Z"),
        (moved, "REQUEST", "1", "20261123T233000Z"),
        (cancelled, "CANCEL", "2", "20261123T233000Z"),
    ] {
        assert_eq!(value(text, "METHOD"), method);
        // The part's and the file's, which must agree with it (RFC 6047, section 2.4).
        assert_eq!(text.matches(&format!("method={method}")).count(), 2);
        assert_eq!(value(text, "SEQUENCE"), sequence);
        assert_eq!(value(text, "DTSTART"), start);
        assert_eq!(
            value(text, "UID"),
            value(booked, "UID"),
            "the event stays the same"
        );
        assert_eq!(value(text, "ORGANIZER"), value(booked, "ORGANIZER"));
    }
    assert_eq!(value(cancelled, "STATUS"), "CANCELLED");
}

fn i24_mail_is_an_invitation_that_calendars_understand(kind: Kind) {
    let sink = Sink::new();
    let world = world(kind, &sink, OPS);
    world.book(FIRST, "ada");
    for mail in sink.wait_for(2) {
        let mixed = mail.parsed();
        assert_eq!(mixed.ctype.mimetype, "multipart/mixed");
        let [either, file] = mixed.subparts.as_slice() else {
            panic!("a message and a file");
        };
        assert_eq!(either.ctype.mimetype, "multipart/alternative");
        // What a program understands best comes last (RFC 2046, section 5.1.4).
        let kinds = either
            .subparts
            .iter()
            .map(|part| part.ctype.mimetype.as_str());
        let kinds: Vec<_> = kinds.collect();
        assert_eq!(kinds, ["text/plain", "text/html", "text/calendar"]);
        for part in &either.subparts {
            assert_eq!(part.ctype.charset, "utf-8");
        }
        for calendar in [&either.subparts[2], file] {
            let kind = &calendar.ctype;
            assert_eq!(kind.mimetype, "text/calendar");
            assert_eq!(
                kind.params["method"], "REQUEST",
                "as in it (RFC 6047, section 2.4)"
            );
        }
        assert_eq!(mail.calendars()[0], mail.calendars()[1]);
    }
    for (to, text) in sink.wait(2) {
        assert!(text.contains("filename=\"invite.ics\""));
        assert_eq!(
            value(&text, "From"),
            " \"Office hours\" <hours@example.com>"
        );
        let subject = value(&text, "Subject").trim();
        assert_eq!(
            subject,
            value(&text, "SUMMARY"),
            "Exchange names the appointment after the subject"
        );
        match to.as_str() {
            "ada@example.com" => assert_eq!(subject, "Ops with mitchell"),
            _ => assert_eq!(subject, "Ops: ada", "a host's calendar tells who comes"),
        }
        assert!(value(&text, "Message-ID").ends_with("@example.com>"));
        assert!(!value(&text, "Date").is_empty());
        let answer_to = value(&text, "Reply-To");
        assert_ne!(answer_to.trim(), to, "an answer goes to the other");
        // Every time has its zone: the reader's and the host's (I15).
        assert!(
            text.contains("15:00 to 15:30 America/Los_Angeles"),
            "{text}"
        );
        if to == "ada@example.com" {
            assert!(
                text.contains("Tuesday 24 November 2026, 00:00 to 00:30 Europe/Berlin"),
                "{text}"
            );
        }
    }
}

fn i25_nobody_learns_who_else_comes(kind: Kind) {
    let sink = Sink::new();
    let world = world(kind, &sink, &format!("{OPS}capacity = 2\n"));
    assert_eq!(world.book(FIRST, "ada").status, 201);
    let bob = world.book(FIRST, "bob");
    assert!(!bob.body.to_string().contains("ada"));
    for (to, text) in sink.wait(4) {
        assert_eq!(
            text.matches("ATTENDEE").count(),
            2,
            "one, in the part and in the file"
        );
        assert!(value(&text, "ATTENDEE").ends_with(&format!("mailto:{to}")));
        match to.as_str() {
            "ada@example.com" => assert!(!text.contains("bob"), "{text}"),
            "bob@example.com" => assert!(!text.contains("ada"), "{text}"),
            _ => {}
        }
    }
}

fn i28_everybody_is_reminded_once(kind: Kind) {
    let sink = Sink::new();
    let world = world(kind, &sink, OPS);
    let keep_house = || {
        world
            .runtime
            .block_on(world.service.keep_house_once())
            .expect("kept")
    };
    world.book(FIRST, "ada");
    let bob = world.book(SECOND, "bob");
    sink.wait(4);
    keep_house();
    world.post(
        &format!("{}/cancel", bob.header("location")),
        &[],
        &json!({ "token": bob.body["manage_token"] }),
    );
    sink.wait(6);
    world.at_when_mail_is_sent("2026-11-22T23:30:00Z");
    keep_house();
    keep_house();
    let got = sink.wait(8);
    let reminded: Vec<_> = got[6..].iter().map(|(to, _)| to.as_str()).collect();
    assert!(reminded.contains(&"ada@example.com") && reminded.contains(&"mitchell@example.com"));
    assert!(
        got[6..]
            .iter()
            .all(|(_, text)| value(text, "Subject").starts_with(" Reminder: Ops"))
    );
    world.at_when_mail_is_sent("2026-11-23T22:30:00Z");
    keep_house();
    world.book(SECOND, "late");
    assert!(world.book(SECOND, "late").status != 500);
    assert_eq!(
        sink.wait(8).len(),
        8,
        "nobody is reminded of what is over or too near"
    );
}

/// Of what was moved, people are reminded at its new time, however many are at work.
fn i28_a_reminder_is_of_the_time_that_it_is_at_now(kind: Kind) {
    let sink = Sink::new();
    let world = world(kind, &sink, OPS);
    let booked = world.book(FIRST, "ada");
    sink.wait(2);
    change(&world, &booked, "reschedule", Some(WEEK_LATER));
    sink.wait(4);
    let keep_house = || {
        thread::scope(|scope| {
            for _ in 0..4 {
                scope.spawn(|| {
                    let kept = world.service.keep_house_once();
                    world.runtime.block_on(kept).expect("kept");
                });
            }
        });
    };
    world.at_when_mail_is_sent("2026-11-22T23:30:00Z");
    keep_house();
    assert_eq!(world.count("reminder"), 0, "not of the time that it was at");
    world.at_when_mail_is_sent("2026-11-29T23:30:00Z");
    keep_house();
    let got = sink.wait(6);
    for (_, text) in &got[4..] {
        assert!(value(text, "Subject").contains("Reminder"), "{text}");
        assert!(text.contains("Monday 30 November 2026, 15:00"), "{text}");
    }
    assert_eq!(world.count("reminder"), 1);
}

/// Whatever the mail server refuses at first.
fn a_person_hears_of_a_booking_in_the_order_of_its_changes(kind: Kind) {
    let sink = Sink::refusing(3);
    let setup = Setup {
        mail: Some(&sink.url),
        ..Setup::default()
    };
    let world = World::with(kind, setup);
    let booked = world.book(FIRST, "ada");
    change(&world, &booked, "reschedule", Some(SECOND));
    let cancel = json!({ "token": booked.body["manage_token"] });
    let path = format!("{}/cancel", booked.header("location"));
    assert_eq!(world.post(&path, &[], &cancel).status, 200);
    let send = glassbox_booking::send_mail(world.service.clone());
    world.runtime.spawn(send);
    for minute in 1..=5 {
        thread::sleep(Duration::from_millis(300));
        world.at(&format!("2026-11-22T12:{minute:02}:00Z"));
    }
    let got = sink.wait(6);
    for person in ["ada@example.com", "mitchell@example.com"] {
        let of = got.iter().filter(|(to, _)| to == person);
        let said: Vec<_> = of
            .map(|(_, text)| (value(text, "METHOD"), value(text, "SEQUENCE")))
            .collect();
        let order = [("REQUEST", "0"), ("REQUEST", "1"), ("CANCEL", "2")];
        assert_eq!(said, order, "{person}");
    }
}

fn several_messages_are_on_their_way_at_once(kind: Kind) {
    let sink = Sink::together(4);
    let world = world(kind, &sink, OPS);
    world.book(FIRST, "ada");
    world.book(SECOND, "bob");
    assert_eq!(sink.wait(4).len(), 4);
}

/// What is on its way falls due again meanwhile: it may go twice, but all of it goes.
fn a_clock_that_is_set_on_stops_no_mail(kind: Kind) {
    let sink = Sink::new();
    let world = world(kind, &sink, OPS);
    let sent = || {
        let mails = sink.mails().into_iter();
        let ids: HashSet<_> = mails.map(|mail| mail.header("Message-ID")).collect();
        ids.len()
    };
    let mut now: DateTime<Utc> = "2026-11-22T12:00:00Z".parse().expect("an instant");
    for round in 1..=4 {
        let booked = world.book(WEEK_LATER, "ada");
        assert_eq!(booked.status, 201);
        change(&world, &booked, "cancel", None);
        let patience = Instant::now() + Duration::from_secs(60);
        while sent() < 4 * round && Instant::now() < patience {
            now += TimeDelta::minutes(3);
            world.at(&now.to_rfc3339());
            thread::sleep(Duration::from_millis(5));
        }
        assert_eq!(sent(), 4 * round, "of round {round}");
    }
}

fn mail_trouble_costs_no_booking(kind: Kind) {
    let sink = Sink::refusing(2);
    let world = world(kind, &sink, OPS);
    assert_eq!(world.book(FIRST, "ada").status, 201);
    // The clock of the service is the tests': each turn of it lets a wait pass.
    let ids = |got: &[(String, String)]| {
        let mut ids: Vec<_> = got
            .iter()
            .map(|(_, text)| value(text, "Message-ID").to_owned())
            .collect();
        ids.sort();
        ids.dedup();
        ids.len()
    };
    for minute in 1..=5 {
        thread::sleep(Duration::from_millis(300));
        world.at(&format!("2026-11-22T12:{minute:02}:00Z"));
    }
    let got = sink.wait(2);
    assert_eq!(ids(&got), 2, "two messages, each once");
}
