//! `glassbox serve`: headers, missing pages, and the live preview.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Stdio},
};

use crate::{TODAY, glassbox, portal};

const PAGES: &[(&str, &str)] = &[("guides/a.md", "# First\n\nOne.\n")];

/// A server that ends with the test.
struct Server {
    process: Child,
    url: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

fn serve(folder: &Path, more: &[&str]) -> Server {
    let args = [
        "serve",
        "--listen",
        "127.0.0.1:0",
        "--today",
        TODAY,
        "--client",
        "none",
    ];
    let mut process = glassbox(&args)
        .args(more)
        .current_dir(folder)
        .stderr(Stdio::piped())
        .spawn()
        .expect("glassbox runs");
    let mut lines = BufReader::new(process.stderr.take().expect("stderr")).lines();
    let url = lines
        .by_ref()
        .map_while(Result::ok)
        .find_map(|line| line.strip_prefix("serving ").map(str::to_owned))
        .expect("it says where it serves");
    // Keep reading, or the server could block on a full pipe.
    std::thread::spawn(move || lines.for_each(drop));
    Server { process, url }
}

struct Answer {
    status: u16,
    headers: ureq::http::HeaderMap,
    text: String,
}

fn get(url: &str) -> Answer {
    let agent: ureq::Agent = ureq::Agent::config_builder()
        .http_status_as_error(false)
        .max_redirects(0)
        .build()
        .into();
    let mut response = agent
        .get(url)
        .header("accept", "text/html")
        .call()
        .expect("an answer");
    Answer {
        status: response.status().as_u16(),
        headers: response.headers().clone(),
        text: response.body_mut().read_to_string().expect("text"),
    }
}

fn header<'a>(answer: &'a Answer, name: &str) -> &'a str {
    answer
        .headers
        .get(name)
        .map_or("", |value| value.to_str().expect("ASCII"))
}

#[test]
fn pages_come_with_a_strict_policy() {
    let folder = portal(PAGES);
    let server = serve(folder.path(), &["--watch"]);
    let answer = get(&format!("{}guides/a/", server.url));
    assert_eq!(answer.status, 200);
    let policy = header(&answer, "content-security-policy");
    assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe-inline"));
    assert_eq!(header(&answer, "x-content-type-options"), "nosniff");
    assert_eq!(header(&answer, "cache-control"), "no-cache");
    assert!(answer.text.contains("One."));

    let missing = get(&format!("{}no/such/page/", server.url));
    assert_eq!(missing.status, 404);
    assert!(missing.text.contains("There is no such page"));
    assert_eq!(get(&format!("{}../../etc/passwd", server.url)).status, 404);
}

#[test]
fn a_sub_path_is_all_there_is() {
    let folder = portal(PAGES);
    let server = serve(folder.path(), &["--watch", "--base-path", "/portal/"]);
    assert!(server.url.ends_with("/portal/"));
    assert_eq!(get(&format!("{}guides/a/", server.url)).status, 200);
    let root = server.url.trim_end_matches("portal/");
    assert_eq!(get(&format!("{root}guides/a/")).status, 404);
    assert_eq!(header(&get(root), "location"), "/portal/");
}

#[test]
fn without_a_site_it_says_what_to_do() {
    let folder = portal(PAGES);
    let output = crate::output(glassbox(&["serve"]).current_dir(folder.path()));
    assert_eq!(output.status.code(), Some(2));
    assert!(crate::stderr(&output).contains("glassbox build"));
}

/// The next event of a stream of server-sent events: its name and data.
fn event(lines: &mut impl Iterator<Item = std::io::Result<String>>) -> (String, String) {
    let (mut name, mut data) = (String::new(), String::new());
    for line in lines.map_while(Result::ok) {
        if let Some(rest) = line.strip_prefix("event: ") {
            name = rest.to_owned();
        } else if let Some(rest) = line.strip_prefix("data: ") {
            data = rest.to_owned();
        } else if line.is_empty() && !name.is_empty() {
            return (name, data);
        }
    }
    panic!("the stream ended");
}

/// The data of the next event of a name: a slow disk can make one change two presses.
fn wait_for(name: &str, lines: &mut impl Iterator<Item = std::io::Result<String>>) -> String {
    loop {
        let (next, data) = event(lines);
        if next == name {
            return data;
        }
    }
}

#[test]
fn browsers_hear_of_changes_and_mistakes() {
    let folder = portal(PAGES);
    let file = folder.path().join("content/guides/a.md");
    let server = serve(folder.path(), &["--watch"]);
    let page = format!("{}guides/a/", server.url);
    assert!(get(&page).text.contains("/_glassbox/live.js"));

    let stream = ureq::get(format!("{}_glassbox/events", server.url))
        .call()
        .expect("events");
    let mut lines = BufReader::new(stream.into_body().into_reader()).lines();
    assert_eq!(event(&mut lines).0, "reload");

    fs::write(&file, "# First\n\nTwo.\n").unwrap();
    let (name, data) = event(&mut lines);
    assert_eq!(name, "reload");
    assert!(data.contains("\"press\":1"), "{data}");
    assert!(get(&page).text.contains("Two."));

    fs::write(&file, "---\ntitel: x\n---\nThree.\n").unwrap();
    let data = wait_for("diagnostics", &mut lines);
    assert!(
        data.contains("unknown key `titel`") && data.contains("did you mean `title`?"),
        "{data}"
    );
    assert!(
        get(&page).text.contains("Two."),
        "the last good page is still there"
    );

    fs::write(&file, "---\ntitle: x\n---\nThree.\n").unwrap();
    wait_for("reload", &mut lines);
    assert!(get(&page).text.contains("Three."));
}

#[test]
fn a_preview_starts_with_content_that_has_errors() {
    let folder = portal(&[("guides/a.md", "[x](y.md)\n")]);
    let server = serve(folder.path(), &["--watch"]);
    let answer = get(&format!("{}guides/a/", server.url));
    assert!(
        answer.text.contains("/_glassbox/live.js"),
        "{}",
        answer.text
    );
    fs::write(folder.path().join("content/guides/a.md"), "Mended.\n").unwrap();
    let stream = ureq::get(format!("{}_glassbox/events", server.url))
        .call()
        .expect("events");
    let mut lines = BufReader::new(stream.into_body().into_reader()).lines();
    wait_for("reload", &mut lines);
    assert!(
        get(&format!("{}guides/a/", server.url))
            .text
            .contains("Mended.")
    );
}
