//! Compressed copies of texts, and `_headers`.

use crate::portal;

const PAGES: &[(&str, &str)] = &[
    ("guides/a.md", "# A\n\nSome words.\n"),
    (
        "guides/own.txt",
        "mine mine mine mine mine mine mine mine mine\n",
    ),
    ("guides/own.txt.gz", "the author's own"),
];

fn built(more: &[&str]) -> std::collections::BTreeMap<String, Vec<u8>> {
    let folder = portal(PAGES);
    let dot = crate::cases().join("images/content/guides/dot.png");
    std::fs::copy(dot, folder.path().join("content/guides/dot.png")).expect("an image");
    crate::built(folder.path(), more)
}

#[test]
fn copies_are_written_on_request() {
    let without = built(&[]);
    let compressed = |path: &&String| path.ends_with(".br") || path.ends_with(".gz");
    assert_eq!(
        without.keys().filter(compressed).collect::<Vec<_>>(),
        ["guides/own.txt.gz"]
    );

    let with = built(&["--precompress"]);
    for page in ["index.html", "guides/a/index.html", "sitemap.xml"] {
        for extension in ["br", "gz"] {
            let copy = &with[&format!("{page}.{extension}")];
            assert!(copy.len() < with[page].len(), "{page}.{extension}");
        }
    }
    assert!(
        !with.contains_key("guides/dot.png.br"),
        "a picture is compressed already"
    );
    assert_eq!(with["guides/own.txt.gz"], b"the author's own");
    assert!(with.contains_key("guides/own.txt.br"));
}

#[test]
fn headers_are_there_for_hosts_that_read_them() {
    let files = built(&["--base-path", "/p/"]);
    let headers = String::from_utf8_lossy(&files["_headers"]);
    assert!(
        headers.starts_with("/p/*\n  Content-Security-Policy: default-src 'none'; script-src"),
        "{headers}"
    );
    assert!(
        headers.contains("\n  X-Content-Type-Options: nosniff\n"),
        "{headers}"
    );
}
