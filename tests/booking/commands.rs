//! The commands of an operator, by the real binary.

use std::{
    path::Path,
    process::{Command, Output},
};

use crate::{
    server::{Server, folder},
    world::{OPS, book},
};

/// Runs `glassbox` in a folder.
pub(crate) fn glassbox(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_glassbox"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("DATABASE_URL")
        .output()
        .expect("it runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("text")
}

#[test]
fn bookings_that_no_longer_fit_the_hours_are_listed() {
    let folder = folder(&[("ops", OPS)]);
    let list = |arguments: &[&str]| {
        let usual = ["bookings", "--data", "data", "--today", "2026-11-22"];
        let listed = glassbox(folder.path(), &[&usual, arguments].concat());
        assert!(listed.status.success(), "{}", text(&listed.stderr));
        let [out, said] = [listed.stdout, listed.stderr].map(|it| text(&it).to_owned());
        (out, said)
    };
    let data = folder.path().join("data").display().to_string();
    let server = Server::start(folder.path(), "2026-11-22", &[("--data", &data)]);
    for (slot, who) in [("ops.20261123T2300Z", "ada"), ("ops.20261124T0030Z", "bob")] {
        assert_eq!(book(&server.origin, slot, who).status, 201);
    }
    let (all, said) = list(&[]);
    let lines: Vec<_> = all.lines().collect();
    assert_eq!(
        lines[0],
        "2026-11-23 15:00 America/Los_Angeles  ops  Mitchell with ada <ada@example.com>"
    );
    assert_eq!(lines.len(), 2, "all is well: {all}");
    assert!(said.contains("2 ahead, of which 0 no longer fit"), "{said}");

    let file = folder.path().join("content/office-hours/ops.toml");
    std::fs::write(&file, OPS.replace("\"17:00\"", "\"16:00\"")).expect("a file");
    let (all, said) = list(&["--changed"]);
    let lines: Vec<_> = all.lines().collect();
    assert!(lines[0].starts_with("2026-11-23 16:30 "), "{all}");
    assert_eq!(lines[1], "  gone: there are no such office hours any more");
    assert_eq!(lines.len(), 2, "{all}");
    assert!(said.contains("2 ahead, of which 1 no longer fit"), "{said}");
    let (json, _) = list(&["--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&json).expect("JSON");
    assert_eq!(json[0]["rules_changed"], serde_json::Value::Null);
    assert_eq!(json[1]["rules_changed"]["what"], "gone");
    assert_eq!(json[1]["email"], "bob@example.com");
}

#[test]
fn a_mail_server_that_makes_no_sense_is_told_of_at_the_start() {
    let folder = folder(&[("ops", OPS)]);
    let mail = ["--mail-from", "hours@example.com", "--smtp-url"];
    let options = [&["--data", "data"], &mail[..], &["mail.example:secret"]].concat();
    let (code, said) = Server::refused(folder.path(), &[], &options);
    assert_eq!(code, Some(2), "{said}");
    assert!(said.contains("SMTP_URL names no mail server"), "{said}");
    assert!(!said.contains("secret"), "{said}");
}

#[test]
fn a_host_gets_a_link_that_can_be_taken_back() {
    let folder = folder(&[("ops", OPS)]);
    let link = |arguments: &[&str]| {
        let usual = ["host-link", "mitchell", "--data", "data"];
        glassbox(folder.path(), &[&usual, arguments].concat())
    };
    let early = link(&[]);
    assert_eq!(early.status.code(), Some(2));
    assert!(text(&early.stderr).contains("there are no bookings in data"));
    assert!(
        !folder.path().join("data").exists(),
        "nothing is made by looking"
    );

    let store = glassbox_booking::store::Store::sqlite(&folder.path().join("data"));
    drop(store.expect("a store"));
    let given = link(&["--base-path", "/portal/"]);
    assert!(given.status.success(), "{}", text(&given.stderr));
    let lines: Vec<_> = text(&given.stdout).lines().collect();
    let [page, feed] = lines[..] else {
        panic!("two addresses, not {lines:?}");
    };
    let secret = page.strip_prefix("https://portal.example/portal/office-hours/#h/");
    assert_eq!(secret.map(str::len), Some(43), "{page}");
    assert!(
        feed.starts_with("https://portal.example/portal/api/v1/feeds/host/"),
        "{feed}"
    );
    assert!(!feed.contains(secret.expect("a secret")));

    let typo = glassbox(folder.path(), &["host-link", "mitchel", "--data", "data"]);
    assert_eq!(typo.status.code(), Some(2));
    assert!(text(&typo.stderr).contains("did you mean `mitchell`?"));
    for told in ["open nothing any more", "there were no links"] {
        let revoked = link(&["--revoke"]);
        assert!(
            text(&revoked.stderr).contains(told),
            "{}",
            text(&revoked.stderr)
        );
    }
}
