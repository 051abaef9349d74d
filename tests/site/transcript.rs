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
fn the_markdown_of_a_lifecycle_has_forks_questions_and_what_is_shared_once() {
    let site = "name = 'P'\nurl = 'https://portal.test'\n";
    let folder = portal(&[("site.toml", site), ("lifecycle/l.toml", FORKED)]);
    let site = built(folder.path(), &[]);
    let page = String::from_utf8_lossy(&site["lifecycle/l/index.md"]);
    for said in [
        "- Fails: The visitor sees a 503\n- `GET /`\n- In the logs: one \\*line\\*\n",
        "\nWho?\n\nPicked: b, because it is its turn\n\n**Up?**\n\n- [Yes](https://portal.test/lifecycle/l/#s/u)\n- [No](https://portal.test/lifecycle/l/#f/v)\n",
        "\n**Sure?**\n\n- Yes: Right. It is.\n- No: Not this one. It is.\n\n- [All](https://portal.test/lifecycle/)\n",
        "\nStep 1 is told in full under [S](https://portal.test/lifecycle/l/#s).\n\n### 1. T\n\nA. Picks b.\n\n### 2. V\n",
    ] {
        assert!(page.contains(said), "{said}\n{page}");
    }
    assert_eq!(page.matches("Who?").count(), 1, "{page}");
}

const FORKED: &str = r#"
title = "L"
summary = "It."
nodes = [{ id = "a", title = "A", kind = "app", col = 1, row = 1, what = "It.", pool = { count = 2, names = ["b", "c"] } }]

[[scenarios]]
id = "s"
title = "S"
summary = "It."

[[scenarios.steps]]
id = "t"
at = "a"
title = "T"
say = "Who?"
pick = { pool = "a", chosen = "b", because = "it is its turn" }
fork = { question = "Up?", options = [{ label = "Yes", to = "s/u" }, { label = "No", to = "f/v" }] }

[[scenarios.steps]]
id = "u"
at = "a"
title = "U"
say = "There."
check = { question = "Sure?", answers = [{ label = "Yes", right = true, because = "It is." }, { label = "No", because = "It is." }] }
links = [{ rel = "component", title = "All", href = "lifecycle/" }]

[[scenarios]]
id = "f"
title = "F"
summary = "It."
kind = "failure"
outcome = "error"
visitor_sees = "a 503"
example = "GET /"
evidence = "one *line*"
extends = { scenario = "s", through = "t" }

[[scenarios.steps]]
id = "v"
at = "a"
title = "V"
say = "Gone."
"#;

#[test]
fn an_unknown_scenario_is_not_told() {
    let output = transcript("request/dynamc");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("did you mean `request/dynamic`?"));
}
