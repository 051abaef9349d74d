//! The real binary as an operator runs it: it stops when told to and loses nothing, is backed up
//! while it works, and says nothing about anybody in its log.

use std::{
    collections::BTreeSet,
    fs,
    path::Path,
    sync::{
        Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use serde_json::Value;
use tempfile::TempDir;

use crate::{
    commands::glassbox,
    server::{Server, folder},
    sink::Sink,
    world::{Answer, ask, rand_u128, request, try_ask},
};

/// Hours with room for thousands at any time of any year.
const ALWAYS: &str = r#"
title = "Ops"
hosts = ["mitchell"]
zone = "UTC"
weekdays = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
from = "00:00"
to = "23:00"
slot_minutes = 15
capacity = 20
"#;

/// The process takes it for this day.
const TODAY: &str = "2026-11-23";

fn start(folder: &TempDir) -> Server {
    let data = folder.path().join("data").display().to_string();
    Server::start(folder.path(), TODAY, &[("--data", &data)])
}

/// Ids of slots that can be booked.
fn slots(server: &Server) -> Vec<String> {
    let path = "/api/v1/slots?from=2026-11-25&to=2026-12-25";
    let answer = ask(&server.origin, "GET", path, &[], None);
    let slots = answer.body["slots"].as_array().expect("slots");
    let id = |slot: &Value| slot["slot_id"].as_str().expect("an id").to_owned();
    slots.iter().map(id).collect()
}

/// Books from some clients until told to stop, or until nobody answers: what was acknowledged.
fn load(server: &Server, clients: usize, meanwhile: impl FnOnce()) -> BTreeSet<String> {
    let (slots, done) = (slots(server), AtomicBool::new(false));
    let booked = Mutex::new(BTreeSet::new());
    thread::scope(|scope| {
        for client in 0..clients {
            let (slots, done, booked, origin) = (&slots, &done, &booked, &server.origin);
            scope.spawn(move || {
                for slot in slots.iter().skip(client).step_by(clients) {
                    if done.load(Ordering::SeqCst) {
                        return;
                    }
                    let Some(answer) = book(origin, slot) else {
                        return;
                    };
                    assert_eq!(answer.status, 201, "{}", answer.body);
                    let id = answer.body["booking"]["id"].as_str().expect("an id");
                    booked.lock().expect("no panic").insert(id.to_owned());
                }
            });
        }
        while booked.lock().expect("no panic").len() < 40 {
            thread::yield_now();
        }
        meanwhile();
        done.store(true, Ordering::SeqCst);
    });
    booked.into_inner().expect("no panic")
}

/// Books, if the server takes the request and answers it.
fn book(origin: &str, slot: &str) -> Option<Answer> {
    let key = format!("{:032x}", rand_u128());
    let headers = [("idempotency-key", key.as_str())];
    let body = request(slot, "ada").to_string();
    try_ask(origin, "POST", "/api/v1/bookings", &headers, Some(body)).ok()
}

/// The ids of the bookings that a folder keeps, and how many of them hold less than all their time.
fn kept(data: &Path) -> (BTreeSet<String>, usize) {
    let file = rusqlite::Connection::open(data.join("bookings.sqlite")).expect("the file");
    let mut statement = file.prepare("SELECT id FROM booking").expect("SQL");
    let ids = statement.query_map([], |row| row.get(0)).expect("rows");
    let ids = ids.collect::<Result<_, _>>().expect("ids");
    let halves = "SELECT COUNT(*) FROM booking WHERE \
        (SELECT COUNT(*) FROM claim WHERE claim.booking = booking.id) <> 3";
    let halves = file
        .query_row(halves, [], |row| row.get(0))
        .expect("a count");
    (ids, halves)
}

#[test]
fn told_to_stop_under_load_it_loses_nothing() {
    let folder = folder(&[("ops", ALWAYS)]);
    let server = start(&folder);
    let booked = load(&server, 8, || server.terminate());
    server.ended();
    let (kept, halves) = kept(&folder.path().join("data"));
    let lost: Vec<_> = booked.difference(&kept).collect();
    assert!(lost.is_empty(), "acknowledged and not there: {lost:?}");
    assert_eq!(halves, 0);
}

/// Told to (`SIGHUP`), as after new hours were published: nobody waits for a restart, and what was
/// booked stands.
#[test]
fn new_hours_are_read_while_it_serves() {
    let folder = folder(&[("ops", ALWAYS)]);
    let server = start(&folder);
    let hours = |title: &str| {
        let file = folder.path().join("content/office-hours/ops.toml");
        fs::write(file, ALWAYS.replace("\"Ops\"", title)).expect("a file");
        server.signal("HUP");
    };
    let title = || {
        let hosts = ask(&server.origin, "GET", "/api/v1/hosts", &[], None);
        hosts.body[0]["hours"][0]["title"].clone()
    };
    let wait = |wanted: &str| {
        let patience = Instant::now() + Duration::from_secs(60);
        while title() != wanted {
            assert!(Instant::now() < patience, "it is still {}", title());
            thread::sleep(Duration::from_millis(20));
        }
    };
    let slot = slots(&server).remove(0);
    let booked = book(&server.origin, &slot).expect("an answer");
    assert_eq!(booked.status, 201);
    hours("\"Renamed\"");
    wait("Renamed");
    hours("[\"wrong\"]");
    hours("\"Once more\"");
    wait("Once more");
    let left = ask(
        &server.origin,
        "GET",
        "/api/v1/slots?from=2026-11-25&to=2026-12-25",
        &[],
        None,
    );
    assert_eq!(left.body["slots"][0]["seats_left"], 19);
    server.terminate();
    server.ended();
}

/// Told to read the hours again, a site that takes no bookings has nothing to read, and stays.
#[test]
fn what_takes_no_bookings_goes_on_serving() {
    let folder = folder(&[]);
    let server = Server::start(folder.path(), TODAY, &[]);
    for _ in 0..3 {
        server.signal("HUP");
        assert_eq!(ask(&server.origin, "GET", "/", &[], None).status, 200);
    }
    server.terminate();
    server.ended();
}

/// The folder of hours is gone, and with it the page that the links in mails lead to.
#[test]
fn links_that_lead_nowhere_are_told_of_at_the_start() {
    let folder = folder(&[("ops", ALWAYS)]);
    let server = start(&folder);
    let slot = slots(&server).remove(0);
    assert_eq!(book(&server.origin, &slot).expect("an answer").status, 201);
    server.terminate();
    let said = server.ended().join("\n");
    assert!(
        !said.contains("no page"),
        "not while there are hours: {said}"
    );
    fs::remove_dir_all(folder.path().join("content/office-hours")).expect("it is there");
    start(&folder).wait_for("1 booked ahead, and the site has no page `office-hours/`");
    let page = folder.path().join("site/office-hours");
    fs::create_dir_all(&page).expect("a folder");
    fs::write(page.join("index.html"), "<!doctype html>").expect("a file");
    let server = start(&folder);
    server.terminate();
    let said = server.ended().join("\n");
    assert!(!said.contains("no page"), "{said}");
}

/// What the mail server was given before is waited for: it is not sent twice.
#[test]
fn told_to_stop_it_waits_for_the_mail_on_its_way() {
    let folder = folder(&[("ops", ALWAYS)]);
    let data = folder.path().join("data");
    // Takes the two messages of a booking only together with a third.
    let sink = Sink::together(3);
    let options = [
        ("--data", data.to_str().expect("text")),
        ("--smtp-url", &sink.url),
        ("--mail-from", "hours@example.com"),
    ];
    let server = Server::start(folder.path(), TODAY, &options);
    let booked = book(&server.origin, &slots(&server)[0]).expect("an answer");
    assert_eq!(booked.status, 201, "{}", booked.body);
    let outbox = |what: &str| -> i64 {
        let file = rusqlite::Connection::open(data.join("bookings.sqlite")).expect("the file");
        let sql = format!("SELECT COUNT(*) FROM outbox WHERE {what}");
        file.query_row(&sql, [], |row| row.get(0)).expect("a count")
    };
    let patience = Instant::now() + Duration::from_secs(60);
    let wait = |so: &dyn Fn() -> bool| {
        while !so() {
            assert!(Instant::now() < patience, "it does not come to that");
            thread::sleep(Duration::from_millis(20));
        }
    };
    wait(&|| outbox("tries = 1") == 2);
    server.terminate();
    wait(&|| try_ask(&server.origin, "GET", "/healthz", &[], None).is_err());
    sink.join();
    server.ended();
    assert_eq!((outbox("state = 'sent'"), sink.mails().len()), (2, 3));
}

#[test]
fn what_is_wrong_with_new_hours_is_said_and_they_stay_as_they_were() {
    let folder = folder(&[("ops", ALWAYS)]);
    let server = start(&folder);
    let offered = slots(&server).len();
    let file = folder.path().join("content/office-hours/ops.toml");
    fs::write(file, ALWAYS.replace("\"00:00\"", "\"25:00\"")).expect("a file");
    server.signal("HUP");
    server.wait_for("the office hours stay as they were");
    assert_eq!(slots(&server).len(), offered);
    server.terminate();
    let log = server.ended().join("\n");
    assert!(log.contains("ops.toml:6:8: error"), "{log}");
}

#[test]
fn a_backup_under_load_can_be_restored_elsewhere() {
    let folder = folder(&[("ops", ALWAYS)]);
    let run = |arguments: &[&str]| {
        let output = glassbox(folder.path(), arguments);
        (
            output.status.code(),
            String::from_utf8_lossy(&output.stderr).into_owned(),
        )
    };
    let server = start(&folder);
    let mut before = BTreeSet::new();
    let booked = load(&server, 4, || {
        before = kept(&folder.path().join("data")).0;
        let (code, said) = run(&["backup", "all.jsonl", "--data", "data"]);
        assert_eq!(code, Some(0), "{said}");
    });
    server.terminate();
    server.ended();
    let (code, said) = run(&["backup", "all.jsonl", "--data", "data"]);
    assert_eq!(code, Some(2), "nothing is written over");
    assert!(said.contains("is there already"), "{said}");

    let (code, said) = run(&["restore", "all.jsonl", "--data", "elsewhere"]);
    assert_eq!(code, Some(0), "{said}");
    let (restored, halves) = kept(&folder.path().join("elsewhere"));
    assert!(
        before.is_subset(&restored),
        "all that was there when it began"
    );
    assert!(
        restored.is_subset(&booked),
        "and nothing that was not asked for"
    );
    assert_eq!(halves, 0, "no booking without its claims");
    let (code, said) = run(&["restore", "all.jsonl", "--data", "elsewhere"]);
    assert_eq!(code, Some(2), "nothing is written over");
    assert!(said.contains("there are bookings in it already"), "{said}");
    // The service goes on there.
    fs::rename(folder.path().join("data"), folder.path().join("old")).expect("moved");
    fs::rename(folder.path().join("elsewhere"), folder.path().join("data")).expect("moved");
    let server = start(&folder);
    let slot = slots(&server).pop().expect("a slot");
    assert_eq!(book(&server.origin, &slot).expect("an answer").status, 201);

    let whole = fs::read_to_string(folder.path().join("all.jsonl")).expect("the file");
    let (cut, _) = whole.trim_end().rsplit_once('\n').expect("lines");
    for (name, text) in [
        ("cut.jsonl", format!("{cut}\n")),
        ("changed.jsonl", whole.replacen("confirmed", "cancelled", 1)),
        ("other.jsonl", "{}\n".to_owned()),
    ] {
        fs::write(folder.path().join(name), text).expect("a file");
        let (code, said) = run(&["restore", name, "--data", name.trim_end_matches(".jsonl")]);
        assert_eq!(code, Some(2), "{name}: {said}");
        assert!(said.contains("cannot be restored"), "{name}: {said}");
    }
}

#[test]
fn the_log_names_nobody() {
    let folder = folder(&[("ops", ALWAYS)]);
    let server = start(&folder);
    let slot = slots(&server).remove(0);
    let booked = book(&server.origin, &slot).expect("an answer");
    let token = booked.body["manage_token"]
        .as_str()
        .expect("a token")
        .to_owned();
    let id = booked.body["booking"]["id"]
        .as_str()
        .expect("an id")
        .to_owned();
    let bearer = format!("Bearer {token}");
    let headers = [("authorization", bearer.as_str())];
    ask(
        &server.origin,
        "GET",
        &format!("/api/v1/bookings/{id}"),
        &headers,
        None,
    );
    ask(
        &server.origin,
        "GET",
        &format!("/api/v1/feeds/host/{token}.ics"),
        &[],
        None,
    );
    server.terminate();
    let log = server.ended();
    let answered = |path: &str| {
        let path = format!("\"path\":\"{path}\"");
        log.iter().any(|line| line.contains(&path))
    };
    assert!(
        answered("/api/v1/bookings/{id}") && answered("/api/v1/feeds/host/{file}"),
        "{log:#?}"
    );
    for line in &log {
        let parsed: Result<Value, _> = serde_json::from_str(line);
        assert!(parsed.is_ok(), "{line} is no JSON");
        for secret in ["ada", "127.0.0.1", &token, &id, &slot] {
            assert!(!line.contains(secret), "{secret} in {line}");
        }
    }
}

#[test]
fn bookings_that_changed_hours_left_behind_are_told_at_the_start() {
    let folder = folder(&[("ops", ALWAYS)]);
    let server = start(&folder);
    let slot = slots(&server).remove(0);
    let booked = book(&server.origin, &slot).expect("an answer");
    server.terminate();
    server.ended();
    let later = ALWAYS.replace("00:00", "12:00");
    let hours = folder.path().join("content/office-hours/ops.toml");
    fs::write(hours, later).expect("a file");
    let server = start(&folder);
    let unfit = |count: u32| {
        let metrics = ask(&server.origin, "GET", "/metrics", &[], None);
        let line = format!("glassbox_bookings_unfit {count}\n");
        metrics
            .body
            .as_str()
            .is_some_and(|text| text.contains(&line))
    };
    while !unfit(1) {
        thread::yield_now();
    }
    server.terminate();
    let log = server.ended();
    let id = booked.body["booking"]["id"].as_str().expect("an id");
    let told: Vec<_> = log.iter().filter(|line| line.contains("WARN")).collect();
    assert_eq!(told.len(), 1, "{log:#?}");
    assert!(told[0].contains(id) && !told[0].contains("ada"), "{told:?}");
}
