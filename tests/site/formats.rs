//! Findings as forges and editors read them, and a flood of them.

use std::fs;

use glassbox_model::catalogue;
use serde_json::Value;

use crate::{TODAY, glassbox, output, portal, stdout};

/// What is said of a repository whose content has two findings, from a folder inside of it.
fn said(format: &str) -> String {
    let folder = portal(&[
        ("site.toml", "[checks]\nbroken-anchor = \"warning\"\n"),
        ("guides/a b, c.md", "# A\n\n[gone](100%25.md)\n"),
        ("guides/é.md", "[x](#y)\n"),
    ]);
    fs::create_dir(folder.path().join(".git")).expect("a folder");
    let run = output(
        glassbox(&[
            "check",
            "--today",
            TODAY,
            "--content",
            "..",
            "--format",
            format,
        ])
        .current_dir(folder.path().join("content/guides")),
    );
    assert_eq!(run.status.code(), Some(1));
    stdout(&run)
}

#[test]
fn annotations_name_files_as_the_forge_does() {
    assert_eq!(
        said("github"),
        "::error file=content/guides/a b%2C c.md,line=3,col=1,title=broken-link::\
         no page or file at `100%2525.md`%0Ahint: did you mean `é.md`?\n\
         ::warning file=content/guides/é.md,line=1,col=1,title=broken-anchor::\
         no anchor `#y` on `/guides/é/`%0Ahint: the page has no headings\n"
    );
}

#[test]
fn sarif_is_what_the_standard_wants() {
    let log: Value = serde_json::from_str(&said("sarif")).expect("JSON");
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let driver = &run["tool"]["driver"];
    assert_eq!(driver["name"], "glassbox");
    let rules = driver["rules"].as_array().expect("rules");
    assert_eq!(rules.len(), catalogue().len());
    for (rule, check) in rules.iter().zip(catalogue()) {
        assert_eq!(rule["id"], check.name);
        assert_eq!(rule["shortDescription"]["text"], check.summary);
        assert_eq!(
            rule["defaultConfiguration"]["level"],
            check.severity.to_string()
        );
    }
    let results = run["results"].as_array().expect("results");
    let place = |result: &Value| result["locations"][0]["physicalLocation"].clone();
    assert_eq!(results.len(), 2);
    for result in results {
        let index = result["ruleIndex"].as_u64().expect("an index");
        let rule = &rules[usize::try_from(index).expect("small")];
        assert_eq!(result["ruleId"], rule["id"]);
        assert!(
            result["message"]["text"]
                .as_str()
                .is_some_and(|text| text.contains("\nhint: "))
        );
        assert_eq!(place(result)["artifactLocation"]["uriBaseId"], "%SRCROOT%");
    }
    assert_eq!(results[0]["level"], "error");
    assert_eq!(results[1]["level"], "warning");
    let first = place(&results[0]);
    assert_eq!(
        first["artifactLocation"]["uri"],
        "content/guides/a%20b%2C%20c.md"
    );
    assert_eq!(
        first["region"],
        serde_json::json!({ "startLine": 3, "startColumn": 1 })
    );
}

#[test]
fn a_thousand_findings_do_not_flood() {
    let links = "[x](#gone)\n".repeat(1_000);
    let folder = portal(&[
        ("site.toml", "[checks]\nbroken-anchor = \"warning\"\n"),
        ("a.md", &links),
        ("z.md", "[gone](gone.md)\n"),
    ]);
    let check = |format: &str| {
        let args = ["check", "--today", TODAY, "--format", format];
        stdout(&output(glassbox(&args).current_dir(folder.path())))
    };
    let text = check("text");
    assert_eq!(text.matches(": warning: ").count(), 99);
    assert!(
        text.contains("content/z.md:1:1: error: "),
        "the error is among them"
    );
    let (_, overview) = text.split_once("\n\n").expect("an overview");
    assert_eq!(
        overview,
        "100 of 1001 are shown; `glassbox check --format json` shows all\n\
         by check:\n    1000  broken-anchor\n       1  broken-link\n\
         by file:\n    1000  content/a.md\n       1  content/z.md\n"
    );
    let json: Value = serde_json::from_str(&check("json")).expect("JSON");
    assert_eq!(json.as_array().map(Vec::len), Some(1_001));
    let sarif: Value = serde_json::from_str(&check("sarif")).expect("JSON");
    assert_eq!(
        sarif["runs"][0]["results"].as_array().map(Vec::len),
        Some(1_001)
    );
    assert_eq!(check("github").lines().count(), 1_001);
}

#[test]
fn who_stops_reading_hears_no_complaint() {
    let files: Vec<_> = (0..200)
        .map(|at| (format!("guides/page-{at}.md"), "[x](gone.md)\n"))
        .collect();
    let files: Vec<_> = files
        .iter()
        .map(|(path, text)| (&path[..], *text))
        .collect();
    let folder = portal(&files);
    for format in ["text", "json", "sarif", "github"] {
        let mut check = glassbox(&["check", "--today", TODAY, "--format", format])
            .current_dir(folder.path())
            .stdout(std::process::Stdio::piped())
            .stderr(std::process::Stdio::piped())
            .spawn()
            .expect("glassbox runs");
        drop(check.stdout.take());
        let ended = check.wait_with_output().expect("it ends");
        let said = String::from_utf8_lossy(&ended.stderr);
        assert_eq!(ended.status.code(), Some(1), "{format}: {said}");
        assert!(
            !said.contains("panic") && !said.contains("error:"),
            "{said}"
        );
    }
}
