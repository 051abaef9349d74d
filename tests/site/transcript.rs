//! `glassbox check --transcript`: a scenario as plain text, the same that its page says.

use crate::{TODAY, built, glassbox, output, portal, stderr, stdout};

fn transcript(scenario: &str) -> std::process::Output {
    let args = ["check", "--today", TODAY, "--transcript", scenario];
    output(glassbox(&args).current_dir(env!("CARGO_MANIFEST_DIR")))
}

#[test]
fn every_step_is_told_with_what_its_message_is_there() {
    let output = transcript("request/app-down");
    assert_eq!(output.status.code(), Some(0));
    let text = stdout(&output);
    for line in [
        "The lifecycle of a request: An app server is down",
        "Step 4 of 12: The SSL terminator opens the envelope. SSL terminator. Adds X-Request-ID and X-Forwarded-Proto. Changes X-Forwarded-For.",
        "  ~ X-Forwarded-For: 198.51.100.23",
        "  + X-Request-ID: 76832584-4794-4b78-a3a7-91b699a9d043",
        "    GET /orders/17 HTTP/1.1",
        "  No: none is left: all-down/no-server",
    ] {
        assert!(text.lines().any(|one| one == line), "{line}\n{text}");
    }
    assert!(!text.contains("{example}"));
    // A title that asks ends as a question does.
    let asks = "Step 6 of 12: Has somebody just asked for the same? L7 balancer.";
    assert!(text.lines().any(|line| line == asks), "{text}");
}

#[test]
fn the_markdown_of_a_lifecycle_shows_its_messages() {
    let nodes =
        "nodes = [{ id = 'a', title = 'A', kind = 'client', col = 1, row = 1, what = 'It.' }]\n";
    let messages = "messages = [{ id = 'm', kind = 'call', start_line = 'HELO ```', headers = [{ name = 'To', value = 'b' }] }]\n";
    let scenarios = "scenarios = [{ id = 's', title = 'S', summary = 'It.', steps = [{ id = 't', at = 'a', title = 'T', say = 'See below.', message = 'm' }] }]\n";
    let text = ["title = 'L'\nsummary = 'It.'\n", nodes, messages, scenarios].concat();
    let folder = portal(&[("lifecycle/l.toml", &text)]);
    let site = built(folder.path(), &[]);
    let page = String::from_utf8_lossy(&site["lifecycle/l/index.md"]);
    let shown = "See below.\n\n````text\n    HELO ```\n    To: b\n````\n";
    assert!(page.contains(shown), "{page}");
}

#[test]
fn an_unknown_scenario_is_not_told() {
    let output = transcript("request/dynamc");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("did you mean `request/dynamic`?"));
}
