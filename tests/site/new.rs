//! `glassbox new`: what it starts, `glassbox check` accepts.

use std::fs;

use crate::{built, glassbox, output, portal, stderr, stdout};

/// The kinds that `glassbox new` knows, as its help lists them.
fn kinds() -> Vec<String> {
    let help = stdout(&output(&mut glassbox(&["new", "--help"])));
    let kinds = help
        .split("- ")
        .skip(1)
        .filter_map(|line| line.split_once(':'));
    kinds.map(|(kind, _)| kind.to_owned()).collect()
}

#[test]
fn every_kind_starts_as_a_page_without_a_finding() {
    let folder = portal(&[("people/kim.toml", "name = 'Kim'\n")]);
    let mut made = Vec::new();
    for kind in kinds() {
        let title = format!("A new `{kind}`: \"quoted\"");
        let mut new = vec!["new", &kind, &title, "--date", "2026-12-14"];
        // As long as there is only one person, that is who speaks.
        if kind != "talk" {
            new.extend(["--person", "kim"]);
        }
        let new = output(glassbox(&new).current_dir(folder.path()));
        assert!(new.status.success(), "{}", stderr(&new));
        let path = stdout(&new).trim().replace('\\', "/");
        let text = fs::read_to_string(folder.path().join(&path)).unwrap();
        assert!(!text.contains('@') || kind == "person", "{path}: {text}");
        // It teaches: most keys stand below a word about them.
        assert!(
            text.lines().any(|line| line.starts_with("# ")),
            "{path}: {text}"
        );
        made.push(path);
    }
    assert_eq!(
        made,
        [
            "content/talks/2026-12-14-a-new-talk-quoted.md",
            "content/guides/a-new-guide-quoted.md",
            "content/architecture/a-new-component-quoted.md",
            "content/runbooks/a-new-runbook-quoted.md",
            "content/a-new-page-quoted.md",
            "content/people/a-new-person-quoted.toml",
            "content/paths/a-new-path-quoted.toml",
            "content/office-hours/a-new-office-hours-quoted.toml",
            "content/on-call/a-new-on-call-quoted.toml",
            "content/lifecycle/a-new-lifecycle-quoted.toml",
        ]
    );
    let built = built(folder.path(), &[]);
    assert!(built.contains_key("office-hours.ics") && built.contains_key("on-call.ics"));
    accepted(&folder);
}

#[test]
fn people_are_named_by_their_ids() {
    let people = [
        ("people/kim.toml", "name = 'Kim'\n"),
        ("people/lee.toml", "name = 'Lee'\n"),
    ];
    let folder = portal(&people);
    for (kind, title) in [
        ("talk", "One"),
        ("office-hours", "Two"),
        ("on-call", "Three"),
    ] {
        let new = ["new", kind, title, "--speaker", "kim", "--person", "lee"];
        let new = output(glassbox(&new).current_dir(folder.path()));
        let path = folder.path().join(stdout(&new).trim());
        let text = fs::read_to_string(&path).unwrap();
        assert!(text.contains("[\"kim\", \"lee\"]"), "{text}");
    }
    accepted(&folder);
    // With several, nobody is taken for the speaker by chance: the check asks for one.
    let new = output(glassbox(&["new", "talk", "Four"]).current_dir(folder.path()));
    assert!(new.status.success(), "{}", stderr(&new));
    let checked = output(glassbox(&["check"]).current_dir(folder.path()));
    assert!(
        stdout(&checked).contains("unknown person `your-id`"),
        "{}",
        stdout(&checked)
    );
}

/// `glassbox check` finds nothing at all.
fn accepted(folder: &tempfile::TempDir) {
    let check = ["check", "--deny-warnings"];
    let checked = output(glassbox(&check).current_dir(folder.path()));
    let said = stdout(&checked) + &stderr(&checked);
    assert!(checked.status.success(), "{said}");
}

#[test]
fn what_is_there_is_never_overwritten() {
    let folder = portal(&[("guides/htop.md", "mine")]);
    let made = output(glassbox(&["new", "guide", "htop"]).current_dir(folder.path()));
    assert_eq!(made.status.code(), Some(2));
    let kept = fs::read_to_string(folder.path().join("content/guides/htop.md")).unwrap();
    assert_eq!(kept, "mine");
}
