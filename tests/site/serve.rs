//! `glassbox serve`: headers, missing pages, and the live preview.

use std::{
    fs,
    io::{BufRead, BufReader, Read, Write},
    net::TcpStream,
    path::Path,
    process::{Child, Stdio},
    time::Duration,
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
    let markdown = get(&format!("{}guides/a/index.md", server.url));
    assert_eq!(
        header(&markdown, "content-type"),
        "text/markdown; charset=utf-8"
    );

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

/// The answer to a request that no client would send, as it stands on the wire.
fn raw(server: &Server, request: &[u8]) -> String {
    let address = server.url.trim_start_matches("http://");
    let address = address.split('/').next().expect("a host");
    let mut stream = TcpStream::connect(address).expect("a connection");
    stream.set_read_timeout(Some(PATIENCE)).expect("a timeout");
    // The server may answer and hang up before it has read all of it.
    let _ = stream.write_all(request);
    let mut answer = Vec::new();
    let _ = stream.take(1 << 20).read_to_end(&mut answer);
    String::from_utf8_lossy(&answer).into_owned()
}

fn asked(server: &Server, path: &str, headers: &str) -> String {
    let request = format!("GET {path} HTTP/1.1\r\nconnection: close\r\n{headers}\r\n");
    raw(server, request.as_bytes())
}

/// How long an answer may take, before it counts as none.
const PATIENCE: Duration = Duration::from_secs(20);

const HOST: &str = "host: localhost\r\n";

#[test]
fn no_path_leads_out_of_the_site() {
    let folder = portal(PAGES);
    fs::write(folder.path().join("secret.txt"), "a secret").unwrap();
    crate::built(folder.path(), &[]);
    for how in [["--watch"].as_slice(), &["--site", "dist"]] {
        no_path_leads_out_of(&serve(folder.path(), how), folder.path());
    }
}

fn no_path_leads_out_of(server: &Server, folder: &Path) {
    let absolute = folder.join("secret.txt").display().to_string();
    for path in [
        "/../secret.txt",
        "/guides/../../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%2fsecret.txt",
        "/guides/..%5c..%5csecret.txt",
        "/..%252fsecret.txt",
        "/%2e%2e%00/secret.txt",
        "/guides%2f..%2f..%2fsecret.txt",
        "/assets/../../secret.txt",
        "/%c0%ae%c0%ae/secret.txt",
        &format!("/{}", absolute.replace(' ', "%20")),
        &absolute.replace('/', "%2f").replace(' ', "%20"),
    ] {
        let answer = asked(server, path, HOST);
        assert!(!answer.contains("a secret"), "{path}: {answer}");
        let refused = answer.starts_with("HTTP/1.1 4") || answer.is_empty();
        assert!(refused, "{path}: {answer}");
    }
    for path in ["//guides", "//guides/a", "//evil.example/%2e%2e"] {
        let answer = asked(server, path, HOST);
        assert!(answer.starts_with("HTTP/1.1 404"), "{path}: {answer}");
    }
}

#[test]
fn a_preview_is_not_for_other_sites() {
    let folder = portal(PAGES);
    let server = serve(folder.path(), &["--watch"]);
    let page = asked(&server, "/guides/a/", HOST);
    assert!(page.starts_with("HTTP/1.1 200"), "{page}");
    for host in [
        "host: evil.example\r\n",
        "host: localhost.evil.example:8080\r\n",
        "",
    ] {
        let answer = asked(&server, "/guides/a/", host);
        assert!(answer.starts_with("HTTP/1.1 4"), "{host}: {answer}");
        assert!(!answer.contains("One."), "{host}: {answer}");
    }
    let elsewhere = format!("{HOST}sec-fetch-site: cross-site\r\nsec-fetch-mode: cors\r\n");
    for path in ["/_glassbox/events", "/_glassbox/live.js", "/guides/a/"] {
        let answer = asked(&server, path, &elsewhere);
        assert!(answer.starts_with("HTTP/1.1 403"), "{path}: {answer}");
    }
    // Following a link to it is no harm.
    let link = format!("{HOST}sec-fetch-site: cross-site\r\nsec-fetch-mode: navigate\r\n");
    assert!(asked(&server, "/guides/a/", &link).starts_with("HTTP/1.1 200"));
    let script = asked(&server, "/_glassbox/live.js", HOST);
    assert!(
        script.contains("x-content-type-options: nosniff"),
        "{script}"
    );
}

#[test]
fn absurd_requests_are_refused_and_harm_nobody() {
    let folder = portal(PAGES);
    let server = serve(folder.path(), &["--watch"]);
    let long = "a".repeat(1 << 20);
    let many = "x: y\r\n".repeat(10_000);
    for request in [
        format!("GET /{long} HTTP/1.1\r\n{HOST}\r\n"),
        format!("GET / HTTP/1.1\r\n{HOST}x: {long}\r\n\r\n"),
        format!("GET / HTTP/1.1\r\n{HOST}{many}\r\n"),
        format!("POST / HTTP/1.1\r\n{HOST}connection: close\r\ncontent-length: 9\r\n\r\n123456789"),
        format!("GET / HTTP/1.1\r\n{HOST}content-length: 1\r\ncontent-length: 2\r\n\r\n1"),
        "\u{0}\u{1}\u{2}\r\n\r\n".to_owned(),
    ] {
        let answer = raw(&server, request.as_bytes());
        let refused = answer.is_empty() || answer.starts_with("HTTP/1.1 4");
        assert!(refused, "{:.60}: {answer:.200}", request);
    }
    assert!(asked(&server, "/guides/a/", HOST).contains("One."));
}

#[test]
fn what_a_page_includes_is_watched_where_it_lies() {
    let folder = portal(&[
        ("site.toml", "[markdown]\nincludes = '../examples'\n"),
        (
            "a.md",
            "# A\n\n```text include=\"../examples/b.txt\"\n```\n",
        ),
        ("../examples/b.txt", "one\n"),
    ]);
    let server = serve(folder.path(), &["--watch"]);
    let page = format!("{}a/", server.url);
    assert!(get(&page).text.contains("one"));
    let stream = ureq::get(format!("{}_glassbox/events", server.url))
        .call()
        .expect("events");
    let mut lines = BufReader::new(stream.into_body().into_reader()).lines();
    assert_eq!(event(&mut lines).0, "reload");
    fs::write(folder.path().join("examples/b.txt"), "two\n").unwrap();
    assert_eq!(event(&mut lines).0, "reload");
    assert!(get(&page).text.contains("two"));
}
