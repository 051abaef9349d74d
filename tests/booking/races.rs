//! Many at once: nobody is told of a booking that is not theirs alone.

use std::{collections::BTreeMap, sync::Barrier, thread};

use glassbox_booking::store::work::TakenIn;
use serde_json::{Value, json};

use crate::{
    on_both_stores,
    world::{Answer, Kind, NOW, OPS, Setup, World, book, request},
};

on_both_stores!(
    i01_of_many_at_once_as_many_book_as_there_are_seats,
    i02_without_the_primary_key_the_race_is_lost,
    i04_no_two_bookings_of_a_host_meet,
    the_same_request_sent_again_before_it_was_answered_is_one_booking,
);

const SLOT: &str = "ops.20261123T2300Z";

/// How often each status was answered to `clients` who want the same slot at once.
pub(crate) fn race(world: &World, clients: usize) -> BTreeMap<u16, usize> {
    let start = Barrier::new(clients);
    let statuses: Vec<u16> = thread::scope(|scope| {
        let clients: Vec<_> = (0..clients)
            .map(|client| {
                let (start, origin) = (&start, &world.origin);
                scope.spawn(move || {
                    start.wait();
                    book(origin, SLOT, &format!("client-{client}")).status
                })
            })
            .collect();
        clients
            .into_iter()
            .map(|client| client.join().expect("it ends"))
            .collect()
    });
    let mut counts = BTreeMap::new();
    for status in statuses {
        *counts.entry(status).or_insert(0) += 1;
    }
    counts
}

fn i01_of_many_at_once_as_many_book_as_there_are_seats(kind: Kind) {
    assert_eq!(
        race(&World::new(kind), 200),
        BTreeMap::from([(201, 1), (409, 199)])
    );
    let group = format!("{OPS}capacity = 3\n");
    let world = World::hours(kind, &[("ops", &group)]);
    assert_eq!(race(&world, 32), BTreeMap::from([(201, 3), (409, 29)]));
}

/// The mutation that shows what the race above rests on.
fn i02_without_the_primary_key_the_race_is_lost(kind: Kind) {
    let world = World::new(kind);
    world.sql(
        "PRAGMA foreign_keys = OFF;
         ALTER TABLE claim RENAME TO keyed;
         CREATE TABLE claim (host TEXT, cell BIGINT, seat BIGINT, slot TEXT, booking TEXT);
         DROP TABLE keyed;",
        "ALTER TABLE claim DROP CONSTRAINT claim_pkey",
    );
    let counts = race(&world, 32);
    assert!(
        counts[&201] > 1,
        "more than one was told that the seat is theirs: {counts:?}"
    );
}

/// A client that lost its connection does not know whether the first one is still at work.
fn the_same_request_sent_again_before_it_was_answered_is_one_booking(kind: Kind) {
    let setup = Setup {
        rate_limit: Some(10_000),
        ..Setup::default()
    };
    let world = World::with(kind, setup);
    let slots = world.slots("2026-11-23", "2026-12-14");
    for (round, slot) in slots.iter().enumerate().take(11) {
        let slot = slot["slot_id"].as_str().expect("an id");
        let start = Barrier::new(6);
        let answers: Vec<_> = thread::scope(|scope| {
            let asked: Vec<_> = (0..6)
                .map(|_| {
                    let (world, start) = (&world, &start);
                    scope.spawn(move || {
                        start.wait();
                        let key = format!("key-{round}");
                        let key = [("idempotency-key", key.as_str())];
                        world.post("/api/v1/bookings", &key, &request(slot, "ada"))
                    })
                })
                .collect();
            let asked = asked.into_iter();
            asked.map(|one| one.join().expect("it ends")).collect()
        });
        // The tenth is the last that one person may have, and everybody who asked for it has it.
        let expected = if round < 10 { 201 } else { 429 };
        for answer in &answers {
            assert_eq!(answer.status, expected, "round {round}: {}", answer.body);
            assert_eq!(answer.body, answers[0].body);
        }
        if round < 10 {
            let made = |answer: &&Answer| answer.header("idempotency-replayed") == "false";
            assert_eq!(answers.iter().filter(made).count(), 1);
        }
    }
    assert_eq!((world.count("booking"), world.count("attempt")), (10, 10));
}

/// Hours of one host that overlap, of different lengths, with buffers and with room for groups.
fn overlapping() -> Vec<(String, String)> {
    let rule = |minutes: u32, more: &str| {
        format!(
            "title = \"R\"\nhosts = [\"mitchell\"{more}\nzone = \"America/Los_Angeles\"\n\
             weekdays = [\"monday\"]\nfrom = \"15:00\"\nto = \"17:00\"\nslot_minutes = {minutes}\n"
        )
    };
    vec![
        ("short".to_owned(), rule(15, "]")),
        ("long".to_owned(), rule(45, "]\nbuffer_after = 10")),
        (
            "group".to_owned(),
            rule(60, ", \"amara\"]\ncapacity = 2\nbuffer_before = 5"),
        ),
    ]
}

fn i04_no_two_bookings_of_a_host_meet(kind: Kind) {
    let files = overlapping();
    let files: Vec<_> = files
        .iter()
        .map(|(name, text)| (name.as_str(), text.as_str()))
        .collect();
    let world = World::hours(kind, &files);
    let slots: Vec<String> = world
        .slots("2026-11-23", "2026-12-14")
        .iter()
        .map(|slot| slot["slot_id"].as_str().expect("an id").to_owned())
        .collect();
    thread::scope(|scope| {
        for client in 0..8_usize {
            let (slots, world) = (&slots, &world);
            scope.spawn(move || storm(world, slots, client));
        }
    });
    assert_whole(&world);
    assert_shown_is_bookable(&world, &slots);
}

/// Books, moves and cancels at random.
fn storm(world: &World, slots: &[String], client: usize) {
    // Numerical Recipes' generator: the same storm on every run.
    let mut state = u32::try_from(client).expect("few clients") + 1;
    let mut random = move |below: usize| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        usize::try_from(state >> 16).expect("16 bits") % below
    };
    let mut mine: Vec<Value> = Vec::new();
    for round in 0..30 {
        let slot = &slots[random(slots.len())];
        let answer = match (random(3), mine.is_empty()) {
            (0, false) => {
                let old = mine.swap_remove(random(mine.len()));
                let id = old["booking"]["id"].as_str().expect("an id");
                let body = json!({ "token": old["manage_token"] });
                world.post(&format!("/api/v1/bookings/{id}/cancel"), &[], &body)
            }
            (1, false) => {
                let at = random(mine.len());
                let id = mine[at]["booking"]["id"]
                    .as_str()
                    .expect("an id")
                    .to_owned();
                let tag = format!("\"{}\"", mine[at]["booking"]["sequence"]);
                let body = json!({ "token": mine[at]["manage_token"], "slot_id": slot });
                let path = format!("/api/v1/bookings/{id}/reschedule");
                let answer = world.post(&path, &[("if-match", &tag)], &body);
                if answer.status == 200 {
                    mine[at]["booking"] = answer.body["booking"].clone();
                }
                answer
            }
            _ => {
                let answer = world.book(slot, &format!("c{client}-{round}"));
                if answer.status == 201 {
                    mine.push(answer.body.clone());
                }
                answer
            }
        };
        // A booking stays in its own hours.
        assert!([200, 201, 409, 422].contains(&answer.status), "{answer:?}");
    }
}

/// No seat of a host is taken twice, and nothing is claimed for nobody.
fn assert_whole(world: &World) {
    let work = TakenIn {
        from: NOW.parse().expect("an instant"),
        to: "2027-01-01T00:00:00Z".parse().expect("an instant"),
    };
    let taken = world
        .runtime
        .block_on(world.store.read(work))
        .expect("it answers");
    assert!(
        taken.len() > 4,
        "there was something to meet: {}",
        taken.len()
    );
    for (at, one) in taken.iter().enumerate() {
        let same = taken.iter().filter(|other| other.slot == one.slot).count();
        assert!(same <= if one.slot.starts_with("group") { 2 } else { 1 });
        for other in &taken[at + 1..] {
            let shared = one.hosts.iter().any(|host| other.hosts.contains(host));
            let meet = one.from < other.to && other.from < one.to;
            assert!(
                !(shared && meet) || one.slot == other.slot,
                "{one:?} meets {other:?}"
            );
        }
    }
    let cells: i64 = taken
        .iter()
        .map(|one| (one.to - one.from) / 300 * i64::try_from(one.hosts.len()).expect("few"))
        .sum();
    assert_eq!(
        world.count("claim"),
        cells,
        "every claim is of a live booking"
    );
    assert_eq!(
        world.count(
            "cell WHERE NOT EXISTS (SELECT 1 FROM claim WHERE claim.host = cell.host AND claim.cell = cell.cell)"
        ),
        0
    );
}

/// What is offered as free can be booked, and what is full cannot.
fn assert_shown_is_bookable(world: &World, slots: &[String]) {
    for id in slots {
        let shown = world.slots("2026-11-23", "2026-12-14");
        let slot = shown
            .iter()
            .find(|slot| slot["slot_id"] == json!(id))
            .expect("offered");
        let status = world.book(id, "prober").status;
        assert_eq!(status == 201, slot["full"] == json!(false), "{slot}");
    }
}
