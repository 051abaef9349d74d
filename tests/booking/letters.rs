//! Mail to the byte: `tests/booking/letters/` holds each as it is sent, with what is random masked.
//! `SNAPSHOTS=overwrite cargo test --test booking letters` writes them anew: read the difference.

use std::{env, fs, path::Path};

use glassbox_model::words::Words;
use serde_json::json;

use crate::{
    host::{cancel, link},
    mail::{change, world},
    on_both_stores,
    sink::{Mail, Sink},
    world::{Answer, Kind, OPS, Setup, World},
};

on_both_stores!(i24_every_letter_is_as_it_was_agreed_on_to_the_byte);

const FIRST: &str = "ops.20261123T2300Z";
const SECOND: &str = "ops.20261123T2330Z";

fn i24_every_letter_is_as_it_was_agreed_on_to_the_byte(kind: Kind) {
    let sink = Sink::new();
    let world = world(kind, &sink, OPS);
    let ada = world.book(FIRST, "ada");
    sink.wait(2);
    change(&world, &ada, "reschedule", Some(SECOND));
    sink.wait(4);
    world.at_when_mail_is_sent("2026-11-22T23:45:00Z");
    let kept = world.runtime.block_on(world.service.keep_house_once());
    kept.expect("it answers");
    sink.wait(6);
    let secret = link(&world, "mitchell");
    let id = &ada.body["booking"]["id"];
    let why = json!({ "reason": "A <b>fair</b> & long day" });
    assert_eq!(cancel(&world, &secret, id, &why).status, 200);
    sink.wait(8);
    let bob = world.book(FIRST, "bob");
    sink.wait(10);
    let path = format!("{}/cancel", bob.header("location"));
    world.post(&path, &[], &json!({ "token": bob.body["manage_token"] }));
    let mails = sink.wait_for(12);
    let to = |who: &str| {
        let address = format!("{who}@example.com");
        mails.iter().filter(move |mail| mail.to == address)
    };
    for (mail, name) in to("ada").zip(["booked", "moved", "reminder", "refused"]) {
        compare(&format!("visitor-{name}"), mail, &ada);
    }
    for (mail, name) in to("mitchell").zip(["booked", "moved", "reminder", "refused"]) {
        compare(&format!("host-{name}"), mail, &ada);
    }
    for (mail, name) in to("bob").zip(["booked", "cancelled"]) {
        if name == "cancelled" {
            compare("visitor-cancelled", mail, &bob);
        }
    }
    let last = to("mitchell").next_back().expect("a mail");
    compare("host-cancelled", last, &bob);
}

/// Compares a mail with the one that was agreed on.
fn compare(name: &str, mail: &Mail, booked: &Answer) {
    let lines = mail.raw.split_terminator("\r\n");
    assert!(
        lines.clone().all(|line| !line.contains(['\r', '\n'])),
        "breaks are CRLF"
    );
    assert!(
        lines.clone().all(|line| line.len() <= 998),
        "RFC 5322, section 2.1.1"
    );
    let mut text = mail.raw.replace("\r\n", "\n");
    let message = mail.header("Message-ID");
    let boundaries = text.split("boundary=\"").skip(1);
    let boundaries = boundaries.filter_map(|rest| rest.split('"').next());
    let mut random: Vec<String> = boundaries.map(str::to_owned).collect();
    random.extend(message.split(['<', '@']).map(str::to_owned));
    for value in [
        &booked.body["booking"]["id"],
        &booked.body["booking"]["uid"],
        &booked.body["manage_token"],
    ] {
        let value = value.as_str().expect("text");
        random.push(value.split('@').next().unwrap_or_default().to_owned());
    }
    for random in random.iter().filter(|random| random.len() >= 16) {
        text = masked(&text, random);
    }
    let file = format!(
        "{}/tests/booking/letters/{name}.eml",
        env!("CARGO_MANIFEST_DIR")
    );
    if env::var_os("SNAPSHOTS").is_some_and(|what| what == "overwrite") {
        fs::create_dir_all(Path::new(&file).parent().expect("a folder")).expect("made");
        fs::write(&file, &text).expect("written");
    }
    let agreed = fs::read_to_string(&file).unwrap_or_default();
    assert_eq!(
        text, agreed,
        "{name}: SNAPSHOTS=overwrite takes what is sent now"
    );
}

/// `text` with an `x` for each character of what is random, also where lines are broken in the
/// middle of it (quoted-printable, RFC 2045; folded, RFC 5545).
fn masked(text: &str, random: &str) -> String {
    let mut masked = String::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let mut after = rest;
        let mut found = String::new();
        let whole = random.chars().all(|wanted| {
            for broken in ["=\n", "\n "] {
                if let Some(next) = after.strip_prefix(broken).filter(|_| !found.is_empty()) {
                    found += broken;
                    after = next;
                }
            }
            let next = after.strip_prefix(wanted);
            after = next.unwrap_or(after);
            found.push('x');
            next.is_some()
        });
        if whole {
            masked += &found;
            rest = after;
        } else {
            masked.push(first);
            rest = &rest[first.len_utf8()..];
        }
    }
    masked
}

/// A portal writes in its own language.
#[test]
fn mail_is_in_the_language_of_the_portal() {
    let sink = Sink::new();
    let setup = Setup {
        mail: Some(&sink.url),
        words: Words::of("de").expect("German"),
        ..Setup::default()
    };
    let world = World::with(Kind::Sqlite, setup);
    let send = glassbox_booking::send_mail(world.service.clone());
    world.runtime.spawn(send);
    world.book(FIRST, "ada");
    let mails = sink.wait_for(2);
    let ada = mails.iter().find(|mail| mail.to == "ada@example.com");
    let ada = ada.expect("a mail");
    assert_eq!(ada.header("Subject"), "Ops mit mitchell");
    let text = ada.text();
    for line in [
        "Du hast diese Zeit gebucht.",
        "Dienstag, 24. November 2026, 00:00 bis 00:30 Europe/Berlin",
        "Mit: mitchell",
    ] {
        assert!(text.lines().any(|it| it == line), "`{line}` in {text}");
    }
}

/// Whoever writes into a form writes no HTML into somebody's mail.
#[test]
fn what_people_write_is_text_in_the_html_as_well() {
    let sink = Sink::new();
    let world = world(Kind::Sqlite, &sink, OPS);
    let mut body = crate::world::request(FIRST, "eve");
    body["name"] = json!("<img src=x> & \"Eve\"");
    body["topic"] = json!("</p><script>alert(1)</script>");
    body["agenda"] = json!("<a href=\"https://evil.example\">here</a>\nhttps://evil.example");
    let booked = world.post("/api/v1/bookings", &[("idempotency-key", "k")], &body);
    assert_eq!(booked.status, 201, "{}", booked.body);
    for mail in sink.wait_for(2) {
        let html = mail.part("text/html");
        for tag in ["<img", "<script", "evil.example\"", "</p></p>"] {
            assert!(!html.contains(tag), "{tag} in {html}");
        }
        assert!(html.contains("&lt;script&gt;") && html.contains("&quot;Eve&quot;"));
        let links: Vec<_> = html.split("href=\"").skip(1).collect();
        let ours = |link: &&&str| {
            link.starts_with("https://portal.example/") || link.starts_with("https://meet.example/")
        };
        assert_eq!(links.iter().filter(ours).count(), links.len(), "{html}");
    }
}

/// Hours are in one zone, and their hosts may live in another: they read their own first.
#[test]
fn a_host_reads_of_a_time_where_they_live_first() {
    let sink = Sink::new();
    let rule = OPS.replace("[\"mitchell\"]", "[\"mitchell\", \"yuki\"]");
    let world = world(Kind::Sqlite, &sink, &rule);
    world.book(FIRST, "ada");
    let there = "Monday 23 November 2026, 15:00 to 15:30 America/Los_Angeles";
    for mail in sink.wait_for(3) {
        let text = mail.text();
        let times: Vec<_> = text.lines().filter(|line| line.contains(" to ")).collect();
        match mail.to.as_str() {
            "mitchell@example.com" => assert_eq!(times, [there]),
            "yuki@example.com" => assert_eq!(
                times,
                ["Tuesday 24 November 2026, 08:00 to 08:30 Asia/Tokyo", there]
            ),
            _ => assert_eq!(times.len(), 2, "the visitor's and the hours': {text}"),
        }
    }
}
