//! Who may see and do what: looking changes nothing, and a public name opens nothing.

use serde_json::{Value, json};

use crate::{
    host::{link, page},
    on_both_stores,
    world::{Answer, Kind, OPS, Setup, World},
};

on_both_stores!(
    i26_looking_changes_nothing,
    i27_a_public_name_is_no_key,
    nothing_stored_or_answered_opens_a_booking,
);

const FIRST: &str = "ops.20261123T2300Z";

fn text(value: &Value) -> String {
    value.as_str().expect("text").to_owned()
}

/// Link scanners open every address in a mail before its reader does.
fn i26_looking_changes_nothing(kind: Kind) {
    let world = World::new(kind);
    let booked = world.book(FIRST, "ada");
    let (path, token) = (
        booked.header("location").to_owned(),
        text(&booked.body["manage_token"]),
    );
    let bearer = format!("Bearer {token}");
    // The host's secrets open a page and a calendar, which programs fetch as they like.
    let host = link(&world, "mitchell");
    let asked = page(&world, &host);
    let feed = text(&asked.body["feed"]);
    let id = text(&booked.body["booking"]["id"]);
    let host = format!("Bearer {}", host.text());
    let before = world.dump();
    for path in [
        feed,
        format!("/api/v1/host/bookings/{id}/cancel"),
        path.clone(),
        format!("{path}/cancel"),
        format!("{path}/cancel?token={token}"),
        format!("{path}/reschedule?token={token}&slot_id=ops.20261123T2330Z"),
        format!("{path}?_method=DELETE"),
        "/api/v1/bookings".to_owned(),
        "/api/v1/hosts".to_owned(),
        "/api/v1/host".to_owned(),
        "/api/v1/slots?from=2026-11-23&to=2026-11-24".to_owned(),
        "/healthz".to_owned(),
        "/readyz".to_owned(),
        "/metrics".to_owned(),
    ] {
        for (method, bearer) in ["GET", "HEAD", "OPTIONS", "TRACE"]
            .into_iter()
            .flat_map(|method| [(method, &bearer), (method, &host)])
        {
            let headers = [
                ("authorization", bearer.as_str()),
                ("if-match", "\"0\""),
                ("idempotency-key", "k"),
                ("x-http-method-override", "POST"),
            ];
            let answer = crate::world::ask(&world.origin, method, &path, &headers, None);
            assert!(answer.status < 500, "{method} {path} {}", answer.status);
        }
    }
    assert_eq!(world.dump(), before);
}

fn i27_a_public_name_is_no_key(kind: Kind) {
    let world = World::new(kind);
    let booked = world.book(FIRST, "ada");
    let booking = &booked.body["booking"];
    let (id, uid, token) = (
        text(&booking["id"]),
        text(&booking["uid"]),
        text(&booked.body["manage_token"]),
    );
    assert_eq!((id.len(), token.len()), (16, 43), "96 and 256 bits");
    assert!(!token.contains(&id) && !token.contains(&uid) && !uid.contains(&id));
    let path = booked.header("location").to_owned();
    for guess in [id.as_str(), uid.as_str(), &token[..42], "", "*", "null"] {
        let bearer = format!("Bearer {guess}");
        let seen = world.ask("GET", &path, &[("authorization", &bearer)], None);
        let cancelled = world.post(&format!("{path}/cancel"), &[], &json!({ "token": guess }));
        assert_eq!((seen.status, cancelled.status), (404, 404), "{guess}");
        assert_eq!(seen.body, cancelled.body, "nothing is told apart");
    }
    assert_eq!(world.count("booking WHERE status = 'confirmed'"), 1);
}

fn nothing_stored_or_answered_opens_a_booking(kind: Kind) {
    let world = World::new(kind);
    let key = "a-key-of-the-client";
    let body = crate::world::request(FIRST, "ada");
    let booked = world.post("/api/v1/bookings", &[("idempotency-key", key)], &body);
    let token = text(&booked.body["manage_token"]);
    let stored = world.dump();
    assert!(stored.contains("ada@example.com"), "this is the store");
    for secret in [token.as_str(), key] {
        assert!(!stored.contains(secret), "only a hash is kept");
    }
    // A stolen copy of the store opens nothing: what stands there is no token.
    let row = stored.lines().filter_map(|line| line.split('"').nth(1));
    for word in row.filter(|word| (40..=64).contains(&word.len())) {
        let bearer = format!("Bearer {word}");
        let seen = world.ask(
            "GET",
            booked.header("location"),
            &[("authorization", &bearer)],
            None,
        );
        assert_eq!(seen.status, 404, "{word}");
    }
    // Nor does anything that others are answered.
    for path in [
        "/api/v1/hosts",
        "/api/v1/slots?from=2026-11-23&to=2026-11-24",
        "/healthz",
    ] {
        let answer = world.get(path).body.to_string();
        for secret in [&token, "ada", &text(&booked.body["booking"]["id"])] {
            assert!(!answer.contains(secret), "{path} tells {secret}");
        }
    }
    let late = world.book(FIRST, "bob").body.to_string();
    assert!(!late.contains("ada"), "{late}");
}

/// Who is not a proxy that we trust cannot take another address, nor a fresh allowance with it.
#[test]
fn an_address_cannot_be_made_up() {
    let setup = Setup {
        rate_limit: Some(5),
        ..Setup::default()
    };
    let world = World::with(Kind::Sqlite, setup);
    let asked: Vec<Answer> = (0..40)
        .map(|at| {
            let forged = format!("10.0.0.{at}");
            let headers = [
                ("x-forwarded-for", forged.as_str()),
                ("forwarded", "for=10.9.9.9"),
                ("x-real-ip", &forged),
                ("idempotency-key", "k"),
            ];
            world.post("/api/v1/bookings", &headers, &json!({}))
        })
        .collect();
    let refused = asked.iter().filter(|it| it.status == 429).count();
    assert!(refused >= 30, "{refused} of 40 were refused");
    for answer in asked.iter().filter(|it| it.status == 429) {
        assert!(answer.header("retry-after").parse::<u32>().is_ok());
    }
}

/// Ids cannot be tried out: whatever is asked for, unknown and forbidden look alike.
#[test]
fn what_is_not_yours_is_not_there() {
    let world = World::hours(Kind::Sqlite, &[("ops", OPS)]);
    let booked = world.book(FIRST, "ada");
    let there = world.get(booked.header("location"));
    for id in [
        "AAAAAAAAAAAAAAAA",
        "x",
        "%00",
        "..%2f..%2fhosts",
        "'%20OR%201=1",
    ] {
        let answer = world.get(&format!("/api/v1/bookings/{id}"));
        assert_eq!((answer.status, &answer.body), (404, &there.body), "{id}");
        let names = |answer: &Answer| -> Vec<String> {
            answer.headers.keys().map(ToString::to_string).collect()
        };
        assert_eq!(names(&answer), names(&there));
    }
}
