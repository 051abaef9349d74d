//! What a developer does: look, book, look again, move, cancel.

use serde_json::json;

use crate::{
    on_both_stores,
    world::{Kind, NOW, OPS, Setup, World, request},
};

on_both_stores!(
    a_slot_is_booked_seen_moved_and_cancelled,
    hosts_say_what_can_be_asked,
    the_same_key_gives_the_same_answer,
    a_key_is_for_one_request,
    an_answer_that_was_lost_can_be_had_later,
    only_the_token_opens_a_booking,
    what_is_wrong_is_told_at_once,
    a_slot_can_be_booked_in_its_time_only,
    nobody_books_without_end,
    bookings_outlive_the_service,
    names_are_forgotten,
);

const FIRST: &str = "ops.20261123T2300Z";
const SECOND: &str = "ops.20261123T2330Z";

fn token(answer: &crate::world::Answer) -> String {
    answer.body["manage_token"]
        .as_str()
        .expect("a token")
        .to_owned()
}

fn path(answer: &crate::world::Answer) -> String {
    answer.header("location").to_owned()
}

fn a_slot_is_booked_seen_moved_and_cancelled(kind: Kind) {
    let world = World::new(kind);
    let left = || -> Vec<_> {
        let slots = world.slots("2026-11-23", "2026-11-24");
        slots
            .iter()
            .map(|slot| slot["seats_left"].as_u64().expect("a number"))
            .collect()
    };
    assert_eq!(left(), [1, 1, 1, 1]);

    let booked = world.book(FIRST, "ada");
    assert_eq!(booked.status, 201, "{}", booked.body);
    assert_eq!(booked.header("etag"), "\"0\"");
    assert_eq!(booked.body["booking"]["host_civil"], "2026-11-23 15:00");
    assert_eq!(booked.body["booking"]["host_tz"], "America/Los_Angeles");
    assert_eq!(booked.body["booking"]["start"], "2026-11-23T23:00:00Z");
    assert_eq!(left(), [0, 1, 1, 1]);

    let bearer = format!("Bearer {}", token(&booked));
    let seen = world.ask("GET", &path(&booked), &[("authorization", &bearer)], None);
    assert_eq!(
        (seen.status, &seen.body["booking"]),
        (200, &booked.body["booking"])
    );

    let moved = world.post(
        &format!("{}/reschedule", path(&booked)),
        &[("if-match", "\"0\"")],
        &json!({ "slot_id": SECOND, "token": token(&booked) }),
    );
    assert_eq!(moved.status, 200, "{}", moved.body);
    assert_eq!(moved.body["booking"]["start"], "2026-11-23T23:30:00Z");
    assert_eq!(moved.body["booking"]["sequence"], 1);
    assert_eq!(left(), [1, 0, 1, 1]);

    let cancel = json!({ "token": token(&booked) });
    for _ in 0..2 {
        let cancelled = world.post(&format!("{}/cancel", path(&booked)), &[], &cancel);
        assert_eq!(cancelled.status, 200);
        assert_eq!(cancelled.body["booking"]["status"], "cancelled");
        assert_eq!(cancelled.body["booking"]["sequence"], 2, "once is enough");
    }
    assert_eq!(left(), [1, 1, 1, 1]);
    let moved = world.post(
        &format!("{}/reschedule", path(&booked)),
        &[("if-match", "\"2\"")],
        &json!({ "slot_id": FIRST, "token": token(&booked) }),
    );
    assert_eq!((moved.status, moved.problem()), (409, "cancelled"));
}

fn hosts_say_what_can_be_asked(kind: Kind) {
    let world = World::new(kind);
    let hosts = world.get("/api/v1/hosts");
    assert_eq!(hosts.body[0]["id"], "mitchell");
    assert_eq!(
        hosts.body[0]["topics"][0],
        json!({ "id": "chef", "title": "A Chef tutorial" })
    );
    let one = world.get("/api/v1/hosts/mitchell");
    assert_eq!(one.body, hosts.body[0]);
    let tag = [("if-none-match", one.header("etag"))];
    assert_eq!(
        world
            .ask("GET", "/api/v1/hosts/mitchell", &tag, None)
            .status,
        304
    );
    assert_eq!(world.get("/api/v1/hosts/nobody").problem(), "not-found");

    let slots = "/api/v1/hosts/mitchell/slots?from=2026-11-23&to=2026-11-24";
    let free = world.get(slots);
    assert_eq!(free.body["slots"].as_array().expect("a list").len(), 4);
    let tag = [("if-none-match", free.header("etag"))];
    assert_eq!(world.ask("GET", slots, &tag, None).status, 304);
    assert_eq!(world.book(FIRST, "ada").status, 201);
    assert_eq!(world.ask("GET", slots, &tag, None).status, 200);
    for (query, problem) in [
        ("from=2026-11-23", "malformed"),
        ("from=2026-11-23&to=2026-11-22", "range"),
        ("from=2026-11-23&to=2027-11-23", "range"),
        ("from=%2B262142-12-30&to=%2B262142-12-31", "range"),
    ] {
        let answer = world.get(&format!("/api/v1/hosts/mitchell/slots?{query}"));
        assert_eq!(answer.problem(), problem);
    }
    let first = "/api/v1/slots?from=-262143-01-01&to=-262143-01-02";
    assert_eq!(world.get(first).body["slots"], json!([]));
}

fn the_same_key_gives_the_same_answer(kind: Kind) {
    let world = World::new(kind);
    let key = [("idempotency-key", "7c1a6e0e")];
    let first = world.post("/api/v1/bookings", &key, &request(FIRST, "ada"));
    let again = world.post("/api/v1/bookings", &key, &request(FIRST, "ada"));
    assert_eq!((first.status, again.status), (201, 201));
    assert_eq!(first.body, again.body);
    assert_eq!(again.header("idempotency-replayed"), "true");
    assert_eq!(first.header("location"), again.header("location"));
}

fn a_key_is_for_one_request(kind: Kind) {
    let world = World::new(kind);
    let key = [("idempotency-key", "7c1a6e0e")];
    assert_eq!(
        world
            .post("/api/v1/bookings", &key, &request(FIRST, "ada"))
            .status,
        201
    );
    let other = world.post("/api/v1/bookings", &key, &request(SECOND, "ada"));
    assert_eq!(
        (other.status, other.problem()),
        (422, "idempotency-key-reused")
    );
    let none = world.post("/api/v1/bookings", &[], &request(SECOND, "ada"));
    assert_eq!(
        (none.status, none.problem()),
        (400, "idempotency-key-missing")
    );
}

fn an_answer_that_was_lost_can_be_had_later(kind: Kind) {
    let world = World::new(kind);
    let key = [("idempotency-key", "7c1a6e0e")];
    let first = world.post("/api/v1/bookings", &key, &request(FIRST, "ada"));
    world.at("2026-11-23T22:59:00Z");
    let late = world.post("/api/v1/bookings", &key, &request(FIRST, "ada"));
    assert_eq!((late.status, &late.body), (201, &first.body));
    assert_eq!(world.book(SECOND, "bob").problem(), "notice");
}

fn only_the_token_opens_a_booking(kind: Kind) {
    let world = World::new(kind);
    let (mine, other) = (world.book(FIRST, "ada"), world.book(SECOND, "bob"));
    let wrong = format!("Bearer {}", token(&other));
    let unknown = world.ask(
        "GET",
        "/api/v1/bookings/none",
        &[("authorization", &wrong)],
        None,
    );
    for headers in [
        vec![],
        vec![("authorization", wrong.as_str())],
        vec![("authorization", "x")],
    ] {
        let answer = world.ask("GET", &path(&mine), &headers, None);
        assert_eq!(
            (answer.status, &answer.body),
            (404, &unknown.body),
            "nothing is told"
        );
    }
    let cancel = json!({ "token": token(&other) });
    let answer = world.post(&format!("{}/cancel", path(&mine)), &[], &cancel);
    assert_eq!(answer.status, 404);
    let reschedule = json!({ "token": token(&other), "slot_id": SECOND });
    let answer = world.post(
        &format!("{}/reschedule", path(&mine)),
        &[("if-match", "\"0\"")],
        &reschedule,
    );
    assert_eq!(answer.status, 404);
}

fn what_is_wrong_is_told_at_once(kind: Kind) {
    let world = World::new(kind);
    let mut body = request(FIRST, "ada");
    body["email"] = json!("nowhere");
    body["name"] = json!("Eve\r\nX-EVIL: 1");
    let answer = world.post("/api/v1/bookings", &[("idempotency-key", "k")], &body);
    assert_eq!((answer.status, answer.problem()), (422, "invalid"));
    assert_eq!(answer.header("content-type"), "application/problem+json");
    let pointers: Vec<_> = answer.body["errors"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|error| error["pointer"].as_str().expect("a pointer"))
        .collect();
    assert_eq!(pointers, ["/name", "/email"]);

    let key = ("idempotency-key", "k");
    let send = |headers: &[(&str, &str)], body: &str| {
        world.ask("POST", "/api/v1/bookings", headers, Some(body.to_owned()))
    };
    assert_eq!(
        send(&[key, ("content-type", "text/plain")], "{}").problem(),
        "not-json"
    );
    assert_eq!(send(&[key], "{").problem(), "malformed");
    assert_eq!(send(&[key], "{\"slot\": 1}").problem(), "invalid");
    assert_eq!(send(&[key], &"x".repeat(20_000)).problem(), "too-large");
    assert_eq!(
        send(&[key, ("sec-fetch-site", "cross-site")], "{}").problem(),
        "cross-site"
    );
    assert_eq!(
        world.ask("DELETE", "/api/v1/bookings", &[], None).problem(),
        "method-not-allowed"
    );
    assert_eq!(world.get("/api/v1/nothing").problem(), "not-found");
}

fn a_slot_can_be_booked_in_its_time_only(kind: Kind) {
    let world = World::new(kind);
    for (slot, status, problem) in [
        ("ops.20261116T2300Z", 410, "slot-past"),
        ("ops.20261123T2315Z", 422, "outside-hours"),
        ("ops.20270628T2200Z", 422, "horizon"),
        ("none.20261123T2300Z", 404, "not-found"),
        ("nonsense", 422, "outside-hours"),
    ] {
        let answer = world.book(slot, "ada");
        assert_eq!(
            (answer.status, answer.problem()),
            (status, problem),
            "{slot}"
        );
    }
    world.at("2026-11-23T22:00:01Z");
    assert_eq!(world.book(FIRST, "ada").problem(), "notice");
    world.at("2026-11-23T22:00:00Z");
    let booked = world.book(FIRST, "ada");
    assert_eq!(booked.status, 201, "the notice is kept to the second");
    world.at("2026-11-23T23:00:00Z");
    let cancel = json!({ "token": token(&booked) });
    let late = world.post(&format!("{}/cancel", path(&booked)), &[], &cancel);
    assert_eq!((late.status, late.problem()), (409, "past-cutoff"));

    world.at(NOW);
    let rev = world
        .get("/api/v1/slots?from=2026-11-23&to=2026-11-23")
        .body["content_rev"]
        .clone();
    world.rewrite(&[("ops", &OPS.replace("monday", "tuesday"))]);
    let mut body = request(SECOND, "bob");
    body["content_rev"] = rev;
    let answer = world.post("/api/v1/bookings", &[("idempotency-key", "new")], &body);
    assert_eq!((answer.status, answer.problem()), (412, "stale-content"));
}

fn nobody_books_without_end(kind: Kind) {
    let setup = Setup {
        rate_limit: Some(200),
        hours: &[("ops", &OPS.replace("to = \"17:00\"", "to = \"23:00\""))],
        ..Setup::default()
    };
    let world = World::with(kind, setup);
    let slots = world.slots("2026-11-23", "2026-11-24");
    let status: Vec<_> = slots
        .iter()
        .map(|slot| {
            world
                .book(slot["slot_id"].as_str().expect("an id"), "ada")
                .status
        })
        .collect();
    assert_eq!(status.iter().filter(|status| **status == 201).count(), 10);
    assert_eq!(
        status.iter().filter(|status| **status == 429).count(),
        slots.len() - 10
    );
    let free = slots.last().expect("slots")["slot_id"]
        .as_str()
        .expect("an id");
    assert_eq!(world.book(free, "bob").status, 201, "others still can");
}

fn bookings_outlive_the_service(kind: Kind) {
    let world = World::new(kind);
    let booked = world.book(FIRST, "ada");
    world.runtime.block_on(world.service.close());
    if kind == Kind::Sqlite {
        let folder = world.folder.path().join("data");
        let again = glassbox_booking::store::Store::sqlite(&folder).expect("opens again");
        let find = glassbox_booking::store::work::Find(
            booked.body["booking"]["id"]
                .as_str()
                .expect("an id")
                .to_owned(),
        );
        let found = world
            .runtime
            .block_on(again.read(find))
            .expect("it answers");
        assert_eq!(found.expect("it is there").details.visitor.name, "ada");
    }
    assert_eq!(world.book(FIRST, "bob").problem(), "slot-taken");
}

fn names_are_forgotten(kind: Kind) {
    let world = World::new(kind);
    let booked = world.book(FIRST, "ada");
    let bearer = format!("Bearer {}", token(&booked));
    let seen = || {
        world
            .ask("GET", &path(&booked), &[("authorization", &bearer)], None)
            .status
    };
    let keep_house = || {
        world
            .runtime
            .block_on(world.service.keep_house_once())
            .expect("kept")
    };
    world.at("2027-02-20T00:00:00Z");
    keep_house();
    assert_eq!(seen(), 200, "90 days have not passed");
    world.at("2027-02-22T00:00:00Z");
    keep_house();
    assert_eq!(seen(), 404);
    let text = std::fs::read(world.folder.path().join("data/bookings.sqlite"));
    if let Ok(bytes) = text {
        assert!(!String::from_utf8_lossy(&bytes).contains("What ada asks"));
    }
}
