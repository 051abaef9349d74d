//! What an operator reads of a service: numbers, never names.

use std::{net::UdpSocket, time::Duration};

use serde_json::json;

use crate::{
    on_both_stores,
    world::{Kind, Setup, World},
};

on_both_stores!(what_happens_is_counted, a_store_that_is_away_is_told);

const FIRST: &str = "ops.20261123T2300Z";

fn metrics(world: &World) -> String {
    let answer = world.get("/metrics");
    assert_eq!(answer.status, 200);
    assert!(
        answer
            .header("content-type")
            .starts_with("text/plain; version=0.0.4")
    );
    answer.body.as_str().expect("text").to_owned()
}

/// The value of a series.
fn value(text: &str, series: &str) -> Option<f64> {
    let line = text.lines().find_map(|line| line.strip_prefix(series))?;
    line.trim().parse().ok()
}

fn what_happens_is_counted(kind: Kind) {
    let world = World::with(
        kind,
        Setup {
            // Nobody listens: messages wait.
            mail: Some("smtp://127.0.0.1:9"),
            ..Setup::default()
        },
    );
    let booked = world.book(FIRST, "ada");
    world.book(FIRST, "bob");
    let text = metrics(&world);
    for (series, count) in [
        ("glassbox_bookings_total{change=\"booked\"}", 1.0),
        ("glassbox_problems_total{problem=\"slot-taken\"}", 1.0),
        (
            "glassbox_http_requests_total{method=\"POST\",path=\"/api/v1/bookings\",status=\"201\"}",
            1.0,
        ),
        (
            "glassbox_http_request_duration_seconds_count{path=\"/api/v1/bookings\"}",
            2.0,
        ),
        ("glassbox_bookings_ahead", 1.0),
        ("glassbox_bookings_unfit", 0.0),
        ("glassbox_outbox_messages{state=\"waiting\"}", 2.0),
        ("glassbox_store_up", 1.0),
    ] {
        assert_eq!(value(&text, series), Some(count), "{series} in {text}");
    }
    assert!(
        text.contains("glassbox_build_info{content_rev=\""),
        "{text}"
    );
    for secret in [
        "ada",
        "127.0.0.1",
        booked.body["booking"]["id"].as_str().expect("an id"),
    ] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
    let token = json!({ "token": booked.body["manage_token"] });
    for _ in 0..2 {
        world.post(
            &format!("{}/cancel", booked.header("location")),
            &[],
            &token,
        );
    }
    world.ask("DELETE", "/api/v1/bookings", &[], None);
    let text = metrics(&world);
    let cancelled = "glassbox_bookings_total{change=\"cancelled_by_visitor\"}";
    assert_eq!(value(&text, cancelled), Some(1.0), "{text}");
    assert_eq!(value(&text, "glassbox_bookings_ahead"), Some(0.0));
    assert!(!text.contains("DELETE"), "nobody makes up series: {text}");
    assert!(text.contains("method=\"other\""), "{text}");
}

fn a_store_that_is_away_is_told(kind: Kind) {
    let world = World::new(kind);
    let away = "ALTER TABLE cell RENAME TO away; ALTER TABLE outbox RENAME TO gone;";
    world.sql(away, away);
    assert_eq!(world.get("/readyz").status, 503);
    assert_eq!(world.get("/healthz").status, 200, "the process is alive");
    assert_eq!(value(&metrics(&world), "glassbox_store_up"), Some(0.0));
}

#[test]
fn statsd_hears_of_it_as_it_happens() {
    let statsd = UdpSocket::bind("127.0.0.1:0").expect("a port");
    statsd
        .set_read_timeout(Some(Duration::from_secs(60)))
        .expect("a socket");
    let setup = Setup {
        statsd: Some(statsd.local_addr().expect("an address")),
        ..Setup::default()
    };
    let world = World::with(Kind::Sqlite, setup);
    world.book(FIRST, "ada");
    metrics(&world);
    let mut wanted = vec![
        "glassbox.bookings.booked:1|c",
        "glassbox.http_requests.201:1|c",
        "glassbox.http_request_duration:",
        "glassbox.bookings_ahead:1|g",
    ];
    while !wanted.is_empty() {
        let mut line = [0; 512];
        let length = statsd
            .recv(&mut line)
            .unwrap_or_else(|_| panic!("no {wanted:?}"));
        let line = String::from_utf8_lossy(&line[..length]).into_owned();
        wanted.retain(|wanted| !line.contains(wanted));
    }
}
