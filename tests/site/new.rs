//! `glassbox new`: what it starts, `glassbox check` accepts.

use std::fs;

use crate::{TODAY, glassbox, output, portal, stderr, stdout};

#[test]
fn every_kind_starts_as_a_page_without_errors() {
    let folder = portal(&[("people/kim.toml", "name = 'Kim'\n")]);
    for (kind, title, path) in [
        (
            "guide",
            "Using `strace`: a start",
            "content/guides/using-strace-a-start.md",
        ),
        ("component", "Cache", "content/architecture/cache.md"),
        (
            "runbook",
            "Cache is \"full\"",
            "content/runbooks/cache-is-full.md",
        ),
        ("person", "Ada \"Ops\"", "content/people/ada-ops.toml"),
    ] {
        let made = output(glassbox(&["new", kind, title]).current_dir(folder.path()));
        assert!(made.status.success(), "{}", stderr(&made));
        assert_eq!(stdout(&made).trim().replace('\\', "/"), path);
    }
    let talk = [
        "new",
        "talk",
        "How we deploy",
        "--speaker",
        "kim",
        "--date",
        "2026-12-14",
    ];
    let made = output(glassbox(&talk).current_dir(folder.path()));
    assert_eq!(
        stdout(&made).trim(),
        "content/talks/2026-12-14-how-we-deploy.md"
    );

    let check = ["check", "--today", TODAY, "--deny-warnings"];
    let checked = output(glassbox(&check).current_dir(folder.path()));
    assert!(
        checked.status.success(),
        "{}{}",
        stdout(&checked),
        stderr(&checked)
    );
}

#[test]
fn what_is_there_is_never_overwritten() {
    let folder = portal(&[("guides/htop.md", "mine")]);
    let made = output(glassbox(&["new", "guide", "htop"]).current_dir(folder.path()));
    assert_eq!(made.status.code(), Some(2));
    let kept = fs::read_to_string(folder.path().join("content/guides/htop.md")).unwrap();
    assert_eq!(kept, "mine");
}
