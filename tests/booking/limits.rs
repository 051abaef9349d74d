//! What nobody can do, however hard they try: everything at once, for ever, or for somebody else.

use std::{
    io::{Read, Write},
    net::TcpStream,
    thread,
    time::Duration,
};

use crate::{
    on_both_stores,
    world::{Kind, OPS, Setup, World, ask, book, request},
};

on_both_stores!(i08_the_limit_of_an_address_holds_when_all_is_asked_at_once);

const SLOT: &str = "ops.20261123T2300Z";

/// A limit that no test of this file meets by chance.
const PLENTY: Option<u32> = Some(100_000);

fn i08_the_limit_of_an_address_holds_when_all_is_asked_at_once(kind: Kind) {
    let hours = OPS.replace("to = \"17:00\"", "to = \"23:00\"\nslot_minutes = 15");
    let setup = Setup {
        rate_limit: PLENTY,
        hours: &[("ops", &hours)],
        ..Setup::default()
    };
    let world = World::with(kind, setup);
    let slots = world.slots("2026-11-23", "2026-11-24");
    let statuses: Vec<_> = thread::scope(|scope| {
        let asked: Vec<_> = slots
            .iter()
            .map(|slot| {
                let id = slot["slot_id"].as_str().expect("an id");
                let origin = &world.origin;
                scope.spawn(move || book(origin, id, "ada").status)
            })
            .collect();
        asked
            .into_iter()
            .map(|it| it.join().expect("it ends"))
            .collect()
    });
    let count = |status| statuses.iter().filter(|it| **it == status).count();
    assert_eq!(
        (count(201), count(429)),
        (10, slots.len() - 10),
        "{statuses:?}"
    );
}

#[test]
fn an_address_waits_when_it_asks_too_fast() {
    let setup = Setup {
        rate_limit: Some(3),
        ..Setup::default()
    };
    let world = World::with(Kind::Sqlite, setup);
    let answers: Vec<_> = (0..5).map(|_| world.book(SLOT, "ada")).collect();
    let statuses: Vec<_> = answers.iter().map(|answer| answer.status).collect();
    assert_eq!(statuses, [201, 409, 409, 429, 429]);
    assert_eq!(answers[4].problem(), "too-fast");
    assert!(!answers[4].header("retry-after").is_empty());
    assert_eq!(world.get("/api/v1/hosts").status, 200, "looking goes on");
}

#[test]
fn a_trusted_proxy_says_who_asks_and_nobody_else_does() {
    let statuses = |trusted_proxies: &[&str]| -> Vec<u16> {
        let setup = Setup {
            rate_limit: Some(1),
            trusted_proxies,
            ..Setup::default()
        };
        let world = World::with(Kind::Sqlite, setup);
        let asked = |client: &str| {
            let headers = [("x-forwarded-for", client), ("idempotency-key", client)];
            world
                .post("/api/v1/bookings", &headers, &request(SLOT, "ada"))
                .status
        };
        ["203.0.113.1", "203.0.113.2", "203.0.113.2"]
            .map(asked)
            .to_vec()
    };
    assert_eq!(statuses(&[]), [201, 429, 429]);
    assert_eq!(statuses(&["127.0.0.0/8"]), [201, 409, 429]);
}

#[test]
fn every_answer_is_guarded() {
    let world = World::new(Kind::Sqlite);
    for path in [
        "/api/v1/hosts",
        "/api/v1/nothing",
        "/api/v1/host",
        "/api/v1/feeds/host/none.ics",
        "/api/v1/openapi.json",
        "/healthz",
        "/readyz",
        "/metrics",
    ] {
        let answer = ask(&world.origin, "GET", path, &[], None);
        assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
        assert_eq!(answer.header("referrer-policy"), "no-referrer", "{path}");
        let policy = answer.header("content-security-policy");
        assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
        assert!(!answer.header("cache-control").is_empty(), "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
    }
    let site = [("sec-fetch-site", "cross-site"), ("idempotency-key", "k")];
    let other = world.post("/api/v1/bookings", &site, &request(SLOT, "eve"));
    assert_eq!((other.status, other.problem()), (403, "cross-site"));
}

/// A body that never comes keeps nothing: the answer is that it took too long.
#[test]
fn who_sends_too_slowly_is_left() {
    let world = World::new(Kind::Sqlite);
    let mut slow =
        TcpStream::connect(world.origin.trim_start_matches("http://")).expect("it answers");
    slow.set_read_timeout(Some(Duration::from_secs(60)))
        .expect("a socket");
    let head = "POST /api/v1/bookings HTTP/1.1\r\nHost: portal\r\nContent-Type: application/json\r\n\
                Idempotency-Key: k\r\nContent-Length: 100\r\n\r\n{";
    slow.write_all(head.as_bytes()).expect("it listens");
    let mut answer = [0; 12];
    slow.read_exact(&mut answer).expect("an answer");
    assert_eq!(&answer, b"HTTP/1.1 408");
    assert_eq!(world.get("/api/v1/hosts").status, 200);
}
