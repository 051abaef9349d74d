//! Findings as SARIF 2.1.0, which forges and editors read
//! (<https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html>).

use std::path::Path;

use glassbox_model::{Check, Diagnostic, Severity, catalogue};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Value, json};

use super::place;

/// What is not as it is in the path of a URI (RFC 3986, section 3.3).
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'/')
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// One log of one run: every check as a rule, every finding as a result.
pub(crate) fn log(content: &Path, found: &[Diagnostic]) -> Value {
    let content = place::in_repository(content);
    let rules: Vec<_> = catalogue().iter().map(rule).collect();
    let results: Vec<_> = found.iter().map(|one| result(&content, one)).collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": {
                "name": "glassbox",
                "semanticVersion": env!("CARGO_PKG_VERSION"),
                "rules": rules,
            }},
            "columnKind": "unicodeCodePoints",
            "results": results,
        }],
    })
}

fn rule(check: &Check) -> Value {
    json!({
        "id": check.name,
        "shortDescription": { "text": check.summary },
        "help": { "text": check.explanation, "markdown": check.explanation },
        "defaultConfiguration": { "level": level(check.severity) },
    })
}

fn result(content: &Path, found: &Diagnostic) -> Value {
    let hint = found.hint.iter().map(|hint| format!("\nhint: {hint}"));
    let text: String = std::iter::once(found.message.clone()).chain(hint).collect();
    let path = place::slashed(&place::here(content, &found.path));
    json!({
        "ruleId": found.code.check().name,
        "ruleIndex": found.code as usize,
        "level": level(found.severity),
        "message": { "text": text },
        "locations": [{ "physicalLocation": {
            "artifactLocation": {
                "uri": utf8_percent_encode(&path, PATH).to_string(),
                "uriBaseId": "%SRCROOT%",
            },
            "region": { "startLine": found.line, "startColumn": found.column },
        }}],
    })
}

/// The words of SARIF happen to be ours.
fn level(severity: Severity) -> String {
    severity.to_string()
}
