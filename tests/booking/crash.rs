//! Killed at any moment, under load: what was acknowledged is there, nothing is there by half, and
//! everybody hears of it.
//!
//! The real binary, a real mail server. A few rounds each time; as many as one wants with
//! `GLASSBOX_CRASH_ROUNDS=100 cargo test --test booking crash`.

use std::{
    collections::{BTreeMap, BTreeSet},
    sync::{
        Barrier, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use fastrand::Rng;
use glassbox_booking::store::Store;
use serde_json::{Value, json};
use tokio::runtime::Runtime;

use crate::{
    calendars::event,
    on_both_stores,
    server::{Server, folder},
    sink::Sink,
    world::{Answer, Database, Kind, ask, count, rand_u128, request, try_ask},
};

on_both_stores!(killed_at_any_moment_nothing_is_lost);

const ROUNDS: usize = 4;
const CLIENTS: usize = 6;

/// The process takes it for this day, every time that it starts: its clock goes back, too.
const TODAY: &str = "2026-11-23";
/// A day later whoever had taken a mail to send it has lost the right to.
const TOMORROW: &str = "2026-11-24";

/// Daily hours of one host, far enough ahead that nobody is reminded yet.
const HOURS: &str = r#"
title = "Ops"
hosts = ["mitchell"]
zone = "Europe/Berlin"
weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday"]
from = "08:00"
to = "18:00"
slot_minutes = 15
buffer_after = 5
starts = "2026-12-01"
capacity = 2
horizon_days = 366
"#;

/// What a client knows of a booking of its own.
#[derive(Clone, Debug)]
struct Known {
    path: String,
    token: Value,
    booking: Value,
}

/// What a client asked for without hearing what became of it.
#[derive(Clone, Debug)]
enum Unheard {
    Book { key: String, body: Value },
    Change(usize),
}

#[derive(Default)]
struct Client {
    known: Vec<Known>,
    unheard: Option<Unheard>,
}

fn killed_at_any_moment_nothing_is_lost(kind: Kind) {
    let rounds = std::env::var("GLASSBOX_CRASH_ROUNDS");
    let rounds = rounds.map_or(ROUNDS, |rounds| rounds.parse().expect("a number"));
    let seed = u64::try_from(rand_u128() >> 65).expect("63 bits");
    println!("seed {seed}");
    let mut rng = Rng::with_seed(seed);
    let (folder, sink, database) = (folder(&[("ops", HOURS)]), Sink::new(), Database::new(kind));
    let data = folder.path().join("data").display().to_string();
    let place = match &database {
        Some(database) => ("--database-url", database.url()),
        None => ("--data", data.clone()),
    };
    let start = |today: &str| {
        let mail = [
            ("--smtp-url", sink.url.as_str()),
            ("--mail-from", "hours@example.com"),
        ];
        let options: Vec<_> = [(place.0, place.1.as_str())]
            .into_iter()
            .chain(mail)
            .collect();
        Server::start(folder.path(), today, &options)
    };
    let mut clients: Vec<Client> = (0..CLIENTS).map(|_| Client::default()).collect();
    for round in 0..rounds {
        let server = start(TODAY);
        let slots = slots(&server.origin);
        let (origin, killed) = (server.origin.clone(), AtomicBool::new(false));
        let settled = Barrier::new(CLIENTS + 1);
        let shared: Vec<_> = clients.drain(..).map(Mutex::new).collect();
        thread::scope(|scope| {
            for client in &shared {
                let (origin, slots, killed, settled) = (&origin, &slots, &killed, &settled);
                let rng = rng.fork();
                scope.spawn(move || {
                    let mut client = client.lock().expect("no panic");
                    settle(origin, &mut client);
                    settled.wait();
                    load(origin, slots, killed, rng, &mut client);
                });
            }
            settled.wait();
            thread::sleep(Duration::from_millis(rng.u64(20..900)));
            server.kill();
            killed.store(true, Ordering::SeqCst);
        });
        clients = shared
            .into_iter()
            .map(|client| client.into_inner().expect("no panic"))
            .collect();
        observe(kind, &place.1, |count| assert_whole(count, round));
    }

    let server = start(TOMORROW);
    let mut acknowledged = 0;
    for client in &mut clients {
        settle(&server.origin, client);
        for known in &client.known {
            assert_eq!(see(&server.origin, known).body["booking"], known.booking);
        }
        acknowledged += client.known.len();
    }
    assert!(acknowledged > rounds, "there was a load: {acknowledged}");
    // However many wait, and however slow the disk is: as long as they become fewer.
    observe(kind, &place.1, |count| {
        let (mut left, mut since) = (i64::MAX, Instant::now());
        while left > 0 {
            let now = count("outbox WHERE state <> 'sent'");
            if now < left {
                (left, since) = (now, Instant::now());
            }
            assert!(
                since.elapsed() < Duration::from_secs(60),
                "{left} are stuck"
            );
            thread::sleep(Duration::from_millis(100));
        }
    });
    server.kill();
    let known: Vec<_> = clients.iter().flat_map(|client| &client.known).collect();
    let doubles = assert_everybody_heard(&sink, &known);
    println!("{acknowledged} bookings, {rounds} rounds, {doubles} mails twice");
}

/// Looks at the store, while no service does or beside one.
fn observe(kind: Kind, place: &str, look: impl FnOnce(&dyn Fn(&str) -> i64)) {
    let runtime = Runtime::new().expect("a runtime");
    let store = match kind {
        Kind::Sqlite => Store::sqlite(place.as_ref()),
        Kind::Postgres => runtime.block_on(Store::postgres(place)),
    };
    let store = store.expect("it opens after a crash");
    look(&|table| count(&runtime, &store, table));
    runtime.block_on(store.close());
}

/// The slots of two months.
fn slots(origin: &str) -> Vec<String> {
    let path = "/api/v1/slots?from=2026-12-01&to=2027-01-29";
    let answer = ask(origin, "GET", path, &[], None);
    let slots = answer.body["slots"].as_array().expect("a list").iter();
    slots
        .map(|slot| slot["slot_id"].as_str().expect("an id").to_owned())
        .collect()
}

fn see(origin: &str, known: &Known) -> Answer {
    let bearer = format!("Bearer {}", known.token.as_str().expect("text"));
    ask(
        origin,
        "GET",
        &known.path,
        &[("authorization", &bearer)],
        None,
    )
}

/// Finds out what became of what was not heard of, and that what was heard of is so.
fn settle(origin: &str, client: &mut Client) {
    match client.unheard.take() {
        // Asked again with the same key: booked then or now, but once.
        Some(Unheard::Book { key, body }) => {
            let key = [("idempotency-key", key.as_str())];
            let path = "/api/v1/bookings";
            let first = ask(origin, "POST", path, &key, Some(body.to_string()));
            let again = ask(origin, "POST", path, &key, Some(body.to_string()));
            assert_eq!(first.status, again.status);
            match first.status {
                201 => {
                    assert_eq!(first.body, again.body);
                    client.known.push(known(&first));
                }
                409 => assert_eq!(first.problem(), "slot-taken"),
                other => panic!("{other}: {}", first.body),
            }
        }
        Some(Unheard::Change(at)) => {
            let now = see(origin, &client.known[at]).body["booking"].clone();
            let sequence = |booking: &Value| booking["sequence"].as_i64().expect("a number");
            let ahead = sequence(&now) - sequence(&client.known[at].booking);
            assert!((0..=1).contains(&ahead), "changed once or not: {now}");
            client.known[at].booking = now;
        }
        None => {}
    }
    let last = client.known.len().saturating_sub(20);
    for known in &client.known[last..] {
        assert_eq!(see(origin, known).body["booking"], known.booking);
    }
}

fn known(answer: &Answer) -> Known {
    Known {
        path: answer.header("location").to_owned(),
        token: answer.body["manage_token"].clone(),
        booking: answer.body["booking"].clone(),
    }
}

/// Books, moves and cancels until nobody answers any more.
fn load(origin: &str, slots: &[String], killed: &AtomicBool, mut rng: Rng, client: &mut Client) {
    while !killed.load(Ordering::SeqCst) {
        thread::sleep(Duration::from_millis(rng.u64(0..20)));
        let slot = &slots[rng.usize(..slots.len())];
        let at = rng.usize(..client.known.len().max(1));
        let change = rng.u8(..3);
        let heard = match client.known.get(at) {
            Some(known) if change < 2 && known.booking["status"] == "confirmed" => {
                client.unheard = Some(Unheard::Change(at));
                let mut body = json!({ "token": known.token });
                let what = match change {
                    0 => "cancel",
                    _ => {
                        body["slot_id"] = json!(slot);
                        "reschedule"
                    }
                };
                let tag = format!("\"{}\"", known.booking["sequence"]);
                let path = format!("{}/{what}", known.path);
                let headers = [("if-match", tag.as_str())];
                let heard = try_ask(origin, "POST", &path, &headers, Some(body.to_string()));
                if let Ok(answer) = &heard
                    && answer.status == 200
                {
                    client.known[at].booking = answer.body["booking"].clone();
                }
                heard
            }
            _ => {
                let key = format!("{:032x}", rand_u128());
                let body = request(slot, &format!("c{:08x}", rng.u32(..)));
                let headers = [("idempotency-key", key.as_str())];
                let text = Some(body.to_string());
                client.unheard = Some(Unheard::Book {
                    key: key.clone(),
                    body,
                });
                let heard = try_ask(origin, "POST", "/api/v1/bookings", &headers, text);
                if let Ok(answer) = &heard
                    && answer.status == 201
                {
                    client.known.push(known(answer));
                }
                heard
            }
        };
        match heard {
            Ok(answer) => {
                assert!([200, 201, 409].contains(&answer.status), "{answer:?}");
                client.unheard = None;
            }
            Err(_) => return,
        }
    }
}

/// No booking is there by half: each with its claims, its trail, its answer and its letters.
fn assert_whole(count: &dyn Fn(&str) -> i64, round: usize) {
    for wrong in [
        "booking WHERE (SELECT COUNT(*) FROM claim WHERE claim.booking = booking.id) <> \
         CASE WHEN status = 'confirmed' THEN (busy_to - busy_from) / 300 ELSE 0 END",
        "claim WHERE NOT EXISTS (SELECT 1 FROM booking WHERE booking.id = claim.booking \
         AND claim.cell >= busy_from / 300 AND claim.cell < busy_to / 300 \
         AND claim.slot = booking.slot)",
        "cell WHERE NOT EXISTS (SELECT 1 FROM claim WHERE claim.host = cell.host \
         AND claim.cell = cell.cell)",
        "booking WHERE (SELECT COUNT(*) FROM audit WHERE audit.booking = booking.id) <> sequence + 1",
        "booking LEFT JOIN (SELECT booking, COUNT(*) AS made FROM attempt GROUP BY booking) AS it \
         ON it.booking = booking.id WHERE made IS NULL OR made <> 1",
        // One to who comes and one to the host, about each change.
        "booking LEFT JOIN (SELECT booking, COUNT(*) AS told FROM outbox GROUP BY booking) AS it \
         ON it.booking = booking.id WHERE told IS NULL OR told <> 2 * (sequence + 1)",
    ] {
        assert_eq!(count(wrong), 0, "round {round}: {wrong}");
    }
}

/// Everybody got a letter about every change; whoever got one twice can tell, since it has the same
/// name. Returns how many came twice.
fn assert_everybody_heard(sink: &Sink, known: &[&Known]) -> usize {
    let mut letters: BTreeMap<(String, i64, String), BTreeSet<String>> = BTreeMap::new();
    let mails = sink.mails();
    for mail in &mails {
        let event = event(&mail.calendars()[0]);
        let value = |name: &str| {
            let found = event.iter().find(|(it, _)| it == name);
            found.map(|(_, value)| value.clone()).unwrap_or_default()
        };
        let sequence = value("SEQUENCE").parse().expect("a number");
        let about = (value("UID"), sequence, mail.to.clone());
        letters
            .entry(about)
            .or_default()
            .insert(mail.header("Message-ID"));
    }
    for known in known {
        let uid = known.booking["uid"].as_str().expect("text");
        let email = known.booking["email"].as_str().expect("text");
        for sequence in 0..=known.booking["sequence"].as_i64().expect("a number") {
            for reader in [email, "mitchell@example.com"] {
                let about = (uid.to_owned(), sequence, reader.to_owned());
                let names = letters.get(&about).map_or(0, BTreeSet::len);
                assert_eq!(names, 1, "{reader} heard of {sequence} of {uid}");
            }
        }
    }
    mails.len() - letters.len()
}
