//! What `glassbox check` says of content with mistakes.

use snapbox::{Data, assert_data_eq};

use crate::{TODAY, cases, glassbox, output, stdout};

/// Checks a case against its `expected.txt`; the exit code says whether it has errors.
fn check(case: &str) {
    let folder = cases().join(case);
    let content = folder.join("content");
    let output =
        output(glassbox(&["check", "--today", TODAY, "--content", "content"]).current_dir(&folder));
    let found = stdout(&output);
    assert_data_eq!(
        found.as_str(),
        Data::read_from(&folder.join("expected.txt"), None).raw()
    );
    let code = if found.contains(": error: ") { 1 } else { 0 };
    assert_eq!(output.status.code(), Some(code), "{}", content.display());
}

macro_rules! cases {
    ($($name:ident = $folder:literal,)*) => {
        $(#[test]
        fn $name() {
            check($folder);
        })*

        /// A folder that no test reads would prove nothing.
        #[test]
        fn every_case_is_listed() {
            let listed = [$($folder),*];
            for entry in std::fs::read_dir(cases()).expect("cases").flatten() {
                let name = entry.file_name().to_string_lossy().into_owned();
                assert!(listed.contains(&name.as_str()), "{name} is listed");
            }
        }
    };
}

cases! {
    front_matter_that_does_not_parse = "syntax",
    keys = "keys",
    values = "values",
    references = "references",
    links = "links",
    images = "images",
    urls = "urls",
    names_and_addresses = "names",
    diagrams = "diagrams",
    office_hours = "office-hours",
    occurrences = "occurrences",
    on_call_rotations = "on-call",
    lifecycles = "lifecycles",
    ways_through_lifecycles = "lifecycle-ways",
    parts_of_lifecycles = "lifecycle-parts",
    files_that_cannot_be_taken = "files",
    nesting = "deep",
    prose = "prose",
    dates = "dates",
    stale_pages = "stale",
    drafts = "drafts",
    aliases = "aliases",
    severities = "severities",
    languages = "languages",
    authoring = "authoring",
    plain_markdown = "plain",
}

#[test]
fn warnings_can_be_denied() {
    let folder = cases().join("stale");
    let denied =
        output(glassbox(&["check", "--today", TODAY, "--deny-warnings"]).current_dir(&folder));
    assert_eq!(denied.status.code(), Some(1));
}

#[test]
fn json_holds_the_same_findings() {
    let folder = cases().join("references");
    let run = |format: &str| {
        stdout(&output(
            glassbox(&["check", "--today", TODAY, "--format", format]).current_dir(&folder),
        ))
    };
    let found: serde_json::Value = serde_json::from_str(&run("json")).expect("JSON");
    let found = found.as_array().expect("an array");
    let text = run("text");
    assert_eq!(found.len(), text.matches(": error: ").count());
    let first = &found[0];
    let line = format!(
        "content/{}:{}:{}: {}: {}",
        first["path"].as_str().unwrap(),
        first["line"],
        first["column"],
        first["severity"].as_str().unwrap(),
        first["message"].as_str().unwrap(),
    );
    assert!(text.starts_with(&line), "{text}\n{line}");
    assert!(first["code"].is_string() && first["hint"].is_string());
}

#[test]
fn a_missing_folder_is_the_tools_failure() {
    let folder = tempfile::tempdir().unwrap();
    let output = output(glassbox(&["check"]).current_dir(folder.path()));
    assert_eq!(output.status.code(), Some(2));
    assert!(crate::stderr(&output).contains("--content DIR"));
}

#[test]
fn what_authors_wrote_commands_no_terminal() {
    let folder = crate::portal(&[("guides/a.md", "---\n\"\\e[2J\\u202e\": x\n---\n")]);
    let found = stdout(&output(
        glassbox(&["check", "--today", TODAY]).current_dir(folder.path()),
    ));
    assert!(
        found.contains("unknown key `\\u{1b}[2J\\u{202e}`"),
        "{found:?}"
    );
}
