//! What a host does: look, subscribe, cancel; and what a changed rule makes of bookings.

use glassbox_booking::{
    rules::secret::Token,
    store::work::{Link, Unlink},
};
use serde_json::{Value, json};

use crate::{
    mail::world as with_mail,
    on_both_stores,
    sink::Sink,
    world::{Answer, Kind, OPS, Setup, World},
};

on_both_stores!(
    a_host_sees_the_bookings_that_are_not_over,
    a_host_cancels_and_says_why,
    a_secret_opens_its_own_and_as_long_as_it_is_the_latest,
    a_calendar_holds_the_bookings_of_its_host,
    i19_a_changed_rule_is_told_and_moves_nothing,
    who_books_holds_a_link_to_move_or_cancel,
);

const FIRST: &str = "ops.20261123T2300Z";
const SECOND: &str = "ops.20261123T2330Z";

/// Gives a host a link; the secret.
pub(crate) fn link(world: &World, host: &str) -> Token {
    let secret = Token::random();
    let work = Link {
        host: host.to_owned(),
        secret: secret.clone(),
        now: world.now(),
    };
    world
        .runtime
        .block_on(world.store.write(work))
        .expect("it is kept");
    secret
}

pub(crate) fn page(world: &World, secret: &Token) -> Answer {
    let bearer = format!("Bearer {}", secret.text());
    world.ask("GET", "/api/v1/host", &[("authorization", &bearer)], None)
}

pub(crate) fn cancel(world: &World, secret: &Token, id: &Value, body: &Value) -> Answer {
    let bearer = format!("Bearer {}", secret.text());
    let path = format!(
        "/api/v1/host/bookings/{}/cancel",
        id.as_str().expect("an id")
    );
    world.post(&path, &[("authorization", &bearer)], body)
}

fn names(page: &Answer) -> Vec<&str> {
    let bookings = page.body["bookings"].as_array().expect("a list");
    bookings
        .iter()
        .map(|it| it["booking"]["name"].as_str().expect("a name"))
        .collect()
}

fn a_host_sees_the_bookings_that_are_not_over(kind: Kind) {
    let world = World::new(kind);
    let secret = link(&world, "mitchell");
    world.book(SECOND, "bob");
    world.book(FIRST, "ada");
    let seen = page(&world, &secret);
    assert_eq!(seen.status, 200, "{}", seen.body);
    assert_eq!(
        seen.body["host"],
        json!({ "id": "mitchell", "name": "mitchell" })
    );
    assert_eq!(names(&seen), ["ada", "bob"], "by start");
    assert_eq!(seen.header("cache-control"), "no-store");
    world.at("2026-11-23T23:29:59Z");
    assert_eq!(
        names(&page(&world, &secret)),
        ["ada", "bob"],
        "it is going on"
    );
    world.at("2026-11-23T23:30:00Z");
    assert_eq!(names(&page(&world, &secret)), ["bob"]);
}

fn a_host_cancels_and_says_why(kind: Kind) {
    let sink = Sink::new();
    let world = with_mail(kind, &sink, OPS);
    let secret = link(&world, "mitchell");
    let booked = world.book(FIRST, "ada");
    let id = &booked.body["booking"]["id"];
    sink.wait(2);
    let wrong = cancel(&world, &secret, id, &json!({ "reason": "\u{7}" }));
    assert_eq!((wrong.status, wrong.problem()), (422, "invalid"));
    for _ in 0..2 {
        let done = cancel(
            &world,
            &secret,
            id,
            &json!({ "reason": "An incident, sorry" }),
        );
        assert_eq!(done.status, 200, "{}", done.body);
        assert_eq!(done.body["booking"]["cancelled_by"], "host");
        assert_eq!(done.body["booking"]["sequence"], 1, "once is enough");
    }
    for (to, text) in &sink.wait(4)[2..] {
        assert!(text.contains("METHOD:CANCEL"), "{to}: {text}");
        assert!(text.contains("Why: An incident, sorry"), "{to}: {text}");
    }
    assert_eq!(
        world.book(FIRST, "bob").status,
        201,
        "the time is free again"
    );

    let begun = world.book(SECOND, "ada").body["booking"]["id"].clone();
    world.at("2026-11-23T23:30:00Z");
    let late = cancel(&world, &secret, &begun, &json!({}));
    assert_eq!((late.status, late.problem()), (409, "past-cutoff"));
}

fn a_secret_opens_its_own_and_as_long_as_it_is_the_latest(kind: Kind) {
    let yuki = OPS.replace("mitchell", "yuki").replace("monday", "tuesday");
    let world = World::hours(kind, &[("ops", OPS), ("apps", &yuki)]);
    let (mine, hers) = (link(&world, "mitchell"), link(&world, "yuki"));
    let booked = world.book(FIRST, "ada");
    let id = &booked.body["booking"]["id"];
    assert_eq!(names(&page(&world, &hers)), Vec::<&str>::new());
    assert_eq!(cancel(&world, &hers, id, &json!({})).status, 404);
    assert_eq!(
        page(&world, &mine.feed()).status,
        404,
        "a calendar's secret opens no page"
    );
    let feed = |secret: &Token| {
        let path = format!("/api/v1/feeds/host/{}.ics", secret.text());
        world.get(&path).status
    };
    assert_eq!((feed(&mine.feed()), feed(&mine)), (200, 404));
    assert_eq!(
        world.get("/api/v1/host").status,
        404,
        "and nobody without one"
    );

    let next = link(&world, "mitchell");
    assert_eq!((page(&world, &mine).status, feed(&mine.feed())), (404, 404));
    assert_eq!((page(&world, &next).status, feed(&next.feed())), (200, 200));
    let work = Unlink {
        host: "mitchell".to_owned(),
        now: world.now(),
    };
    let unlink = || world.runtime.block_on(world.store.write(work.clone()));
    assert_eq!((unlink(), unlink()), (Ok(true), Ok(false)));
    assert_eq!((page(&world, &next).status, feed(&next.feed())), (404, 404));
    assert_eq!(page(&world, &hers).status, 200, "others keep theirs");
}

fn a_calendar_holds_the_bookings_of_its_host(kind: Kind) {
    let world = World::new(kind);
    let secret = link(&world, "mitchell");
    let path = page(&world, &secret).body["feed"].clone();
    let path = path.as_str().expect("a path");
    let booked = world.book(FIRST, "ada");
    let uid = booked.body["booking"]["uid"].as_str().expect("a name");
    let first = world.get(path);
    let text = first.body.as_str().expect("text");
    for line in [
        &format!("UID:{uid}"),
        "DTSTART:20261123T230000Z",
        "DTSTAMP:20261122T120000Z",
        "SUMMARY:Ops: ada",
        "STATUS:CONFIRMED",
        "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    ] {
        assert!(text.contains(&format!("{line}\r\n")), "{line} in {text}");
    }
    assert!(!text.contains("METHOD"), "it is published, not sent");
    assert_eq!(first.header("referrer-policy"), "no-referrer");
    let tag = [("if-none-match", first.header("etag"))];
    world.at("2026-11-22T18:00:00Z");
    assert_eq!(
        world.ask("GET", path, &tag, None).status,
        304,
        "the same bytes later"
    );

    let id = &booked.body["booking"]["id"];
    assert_eq!(cancel(&world, &secret, id, &json!({})).status, 200);
    let changed = world.ask("GET", path, &tag, None);
    let text = changed.body.as_str().expect("text");
    assert!(
        text.contains("STATUS:CANCELLED\r\n") && text.contains(uid),
        "{text}"
    );
    world.at("2026-12-22T00:00:00Z");
    assert!(world.get(path).body.as_str().expect("text").contains(uid));
    world.at("2026-12-24T00:00:00Z");
    assert!(!world.get(path).body.as_str().expect("text").contains(uid));
}

fn i19_a_changed_rule_is_told_and_moves_nothing(kind: Kind) {
    let world = World::new(kind);
    let secret = link(&world, "mitchell");
    let ada = world.book(FIRST, "ada").body["booking"].clone();
    world.book(SECOND, "bob");
    let changed = || -> Vec<Value> {
        let page = page(&world, &secret);
        let bookings = page.body["bookings"].as_array().expect("a list");
        bookings
            .iter()
            .map(|it| it["rules_changed"].clone())
            .collect()
    };
    let told = || {
        let found = world.runtime.block_on(world.service.rules_changed());
        found.expect("it answers").len()
    };
    assert_eq!((changed(), told()), (vec![json!(null), json!(null)], 0));
    // Other slots in the same window change nothing for who has booked already.
    world.rewrite(&[("ops", &format!("{OPS}slot_minutes = 60\n"))]);
    assert_eq!((changed(), told()), (vec![json!(null), json!(null)], 0));
    // The window begins later: one booking is before it.
    world.rewrite(&[("ops", &OPS.replace("15:00", "15:30"))]);
    assert_eq!(changed(), [json!({ "what": "gone" }), json!(null)]);
    assert_eq!(told(), 1);
    // The day is left out, the host goes, the hours go.
    for hours in [
        format!("{OPS}except = [\"2026-11-23\"]\n"),
        OPS.replace("mitchell", "yuki"),
    ] {
        world.rewrite(&[("ops", &hours)]);
        assert_eq!(told(), 2, "{hours}");
    }
    world.rewrite(&[("other", OPS)]);
    assert_eq!(
        changed(),
        [json!({ "what": "gone" }), json!({ "what": "gone" })]
    );
    // The zone's rules change: the instant stays, what the host's clock shows there does not.
    world.rewrite(&[("ops", OPS)]);
    let earlier =
        "UPDATE booking SET details = replace(details, '2026-11-23 15:00', '2026-11-23 16:00')";
    world.sql(earlier, earlier);
    let moved = json!({ "what": "moved", "host_civil": "2026-11-23 15:00" });
    assert_eq!(changed(), [moved, json!(null)]);
    assert_eq!(told(), 1);
    let page = page(&world, &secret);
    assert_eq!(page.body["bookings"][0]["booking"]["start"], ada["start"]);
}

fn who_books_holds_a_link_to_move_or_cancel(kind: Kind) {
    let sink = Sink::new();
    let world = with_mail(kind, &sink, OPS);
    let booked = world.book(FIRST, "ada");
    let token = booked.body["manage_token"].as_str().expect("a token");
    let id = booked.body["booking"]["id"].as_str().expect("an id");
    let link = format!("https://portal.example/office-hours/#m/{id}.{token}");
    for (to, text) in sink.wait(2) {
        assert_eq!(
            text.contains(&link),
            to == "ada@example.com",
            "{to}: {text}"
        );
        assert_eq!(
            text.contains(token),
            to == "ada@example.com",
            "{to}: {text}"
        );
    }
}

#[test]
fn a_page_that_is_asked_for_too_often_says_so() {
    let setup = Setup {
        rate_limit: Some(1),
        ..Setup::default()
    };
    let world = World::with(Kind::Sqlite, setup);
    let secret = link(&world, "mitchell");
    let answers: Vec<_> = (0..21).map(|_| page(&world, &secret).status).collect();
    assert_eq!(answers.last(), Some(&429), "guesses are slowed down");
}
