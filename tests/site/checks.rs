//! The catalogue of checks: each is explained, its examples are true, and a case shows it.

use std::{fs, path::Path};

use glassbox_model::catalogue;

use crate::{TODAY, cases, glassbox, output, portal, stderr, stdout};

/// Checks whose examples are commands, since no Markdown shows such a file.
const SHOWN_BY_COMMANDS: [&str; 4] = ["unreadable", "not-utf8", "symlink", "too-large"];

/// Checks whose files are no good in a repository: a test makes them.
const MADE_HERE: [&str; 1] = ["too-large"];

/// The files of an example: fences with a title.
fn files(example: &str) -> Vec<(&str, String)> {
    let mut files = Vec::new();
    let mut lines = example.lines();
    while let Some(line) = lines.next() {
        let fence = &line[..line.len() - line.trim_start_matches('`').len()];
        let Some((_, title)) = line.split_once("title=\"content/") else {
            continue;
        };
        let text = lines.by_ref().take_while(|line| *line != fence);
        let text: String = text.flat_map(|line| [line, "\n"]).collect();
        files.push((title.trim_end_matches('"'), text));
    }
    files
}

/// The names of the checks that find something in a content folder of these files.
fn found(files: &[(&str, String)]) -> Vec<String> {
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (*path, text.as_str()))
        .collect();
    let folder = portal(&files);
    let run = output(
        glassbox(&["check", "--today", TODAY, "--format", "json"]).current_dir(folder.path()),
    );
    let found: serde_json::Value = serde_json::from_str(&stdout(&run)).expect("JSON");
    let found = found.as_array().expect("an array").iter();
    found
        .map(|one| one["code"].as_str().expect("a code").to_owned())
        .collect()
}

#[test]
fn every_example_is_wrong_and_then_mended() {
    for check in catalogue() {
        let (wrong, mended) = check
            .explanation
            .split_once("\nMended:\n")
            .expect("two examples");
        let (wrong, mended) = (files(wrong), files(mended));
        assert_eq!(
            wrong.is_empty() || mended.is_empty(),
            SHOWN_BY_COMMANDS.contains(&check.name),
            "{}: both examples are files",
            check.name
        );
        if wrong.is_empty() {
            continue;
        }
        let said = found(&wrong);
        assert!(
            said.iter().all(|name| name == check.name),
            "{}: {said:?}",
            check.name
        );
        assert!(!said.is_empty(), "{}: the example is wrong", check.name);
        assert_eq!(
            found(&mended),
            [""; 0],
            "{}: the example is mended",
            check.name
        );
    }
}

/// What is said of all cases.
fn snapshots() -> String {
    let cases = fs::read_dir(cases()).expect("cases").flatten();
    cases
        .map(|case| fs::read_to_string(case.path().join("expected.txt")).expect("a snapshot"))
        .collect()
}

#[test]
fn every_check_has_a_case() {
    let snapshots = snapshots();
    for check in catalogue() {
        if MADE_HERE.contains(&check.name) {
            continue;
        }
        assert!(
            snapshots.contains(&format!(" [{}]\n", check.name)),
            "{} has a case",
            check.name
        );
    }
}

#[test]
fn every_finding_has_a_hint() {
    let snapshots = snapshots();
    let mut lines = snapshots.lines();
    while let Some(finding) = lines.next() {
        let hint = lines.next().unwrap_or_default();
        assert!(hint.starts_with("  hint: "), "{finding}\n{hint}");
    }
}

#[test]
fn a_file_of_text_has_a_limit() {
    let folder = portal(&[("a.md", &"x\n".repeat(3 << 20))]);
    let run = output(glassbox(&["check", "--today", TODAY]).current_dir(folder.path()));
    let said = "content/a.md:1:1: error: the file has 6 MiB, more than 4 [too-large]\n  hint: ";
    assert!(stdout(&run).starts_with(said), "{}", stdout(&run));
}

#[cfg(unix)]
#[test]
fn nothing_is_taken_through_a_link_that_leads_out() {
    use std::os::unix::{fs::symlink, net::UnixListener};

    let folder = portal(&[("a.md", "[secret](secret.txt)\n")]);
    fs::write(folder.path().join("secret.txt"), "secret").expect("a file");
    let public = folder.path().join("public");
    fs::create_dir(&public).expect("a folder");
    symlink("../secret.txt", folder.path().join("content/secret.txt")).expect("a link");
    symlink("../secret.txt", public.join("also.txt")).expect("a link");
    let _socket = UnixListener::bind(public.join("socket")).expect("a socket");
    let run = output(glassbox(&["check", "--today", TODAY]).current_dir(folder.path()));
    let found: Vec<_> = stdout(&run).lines().step_by(2).map(str::to_owned).collect();
    assert_eq!(
        found,
        [
            "public/also.txt:1:1: error: the link leads out of the folder [symlink]",
            "public/socket:1:1: error: it is neither a file nor a folder [unreadable]",
            "content/a.md:1:1: error: no page or file at `secret.txt` [broken-link]",
            "content/secret.txt:1:1: error: the link leads out of the folder [symlink]",
        ]
    );
}

#[test]
fn explain_tells_what_a_check_is_about() {
    let run = output(&mut glassbox(&["explain", "stale"]));
    assert_eq!(run.status.code(), Some(0));
    let text = stdout(&run);
    assert!(
        text.starts_with("# stale: A page whose day of review has passed."),
        "{text}"
    );
    assert!(
        text.contains("Wrong:") && text.contains("stale = \"off\""),
        "{text}"
    );

    let list = stdout(&output(&mut glassbox(&["explain"])));
    for check in catalogue() {
        assert!(list.contains(check.summary), "{} is listed", check.name);
    }

    let run = output(&mut glassbox(&["explain", "brokn-link"]));
    assert_eq!(run.status.code(), Some(2));
    assert!(
        stderr(&run).contains("did you mean `broken-link`?"),
        "{}",
        stderr(&run)
    );
}

/// What is said of a folder with `site.toml` of this text and a page with a broken link.
fn with_site(text: &str, deny: bool) -> (String, Option<i32>) {
    let folder = portal(&[("site.toml", text), ("a.md", "[gone](gone.md)\n")]);
    let mut command = glassbox(&["check", "--today", TODAY]);
    if deny {
        command.arg("--deny-warnings");
    }
    let run = output(command.current_dir(folder.path()));
    (stdout(&run), run.status.code())
}

#[test]
fn a_portal_says_how_bad_a_check_is() {
    let (text, code) = with_site("[checks]\nbroken-link = \"warning\"\n", false);
    assert!(
        text.contains("a.md:1:1: warning: no page or file"),
        "{text}"
    );
    assert_eq!(code, Some(0));
    let (_, code) = with_site("[checks]\nbroken-link = \"warning\"\n", true);
    assert_eq!(code, Some(1));
    let (text, code) = with_site("[checks]\nbroken-link = \"off\"\n", true);
    assert_eq!((text.as_str(), code), ("", Some(0)));
    let (text, code) = with_site("[checks]\nsyntax = \"error\"\n", false);
    assert!(text.contains("a.md:1:1: error: no page or file"), "{text}");
    assert_eq!(code, Some(1));
}

#[test]
fn a_link_that_is_let_pass_is_pressed_as_text() {
    let folder = portal(&[
        (
            "site.toml",
            "[checks]\nbroken-link = \"off\"\nmissing-image = \"warning\"\n",
        ),
        ("a.md", "[gone](gone.md) ![picture](gone.png)\n"),
    ]);
    let run = output(glassbox(&["build", "--today", TODAY]).current_dir(folder.path()));
    assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
    let page = fs::read_to_string(folder.path().join(Path::new("dist/a/index.html")));
    assert!(page.expect("a page").contains("<p>gone picture</p>"));
}

#[test]
fn what_nests_too_deep_can_be_let_pass_and_is_flat() {
    let deep = format!("{} a reply\n", ">".repeat(300));
    let folder = portal(&[
        ("site.toml", "[checks]\ntoo-deep = \"warning\"\n"),
        ("a.md", &deep),
    ]);
    let run = output(glassbox(&["build", "--today", TODAY]).current_dir(folder.path()));
    assert_eq!(run.status.code(), Some(0), "{}", stderr(&run));
    let page = fs::read_to_string(folder.path().join(Path::new("dist/a/index.html")));
    let page = page.expect("a page");
    assert!(page.contains("a reply"));
    assert_eq!(page.matches("<blockquote>").count(), 100);
}
