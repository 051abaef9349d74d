//! Icons and the web app manifest: the built-in mark, until the author has one.

use std::fs;

use crate::{TODAY, glassbox, output, portal, stderr, tree};

const PAGES: &[(&str, &str)] = &[
    ("site.toml", "name = 'Box & co'\nlanguage = 'de'\n"),
    ("guides/a.md", "# A\n"),
];

fn built(folder: &std::path::Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let args = [
        "build",
        "--today",
        TODAY,
        "--client",
        "none",
        "--base-path",
        "/p/",
    ];
    let built = output(glassbox(&args).current_dir(folder));
    assert!(built.status.success(), "{}", stderr(&built));
    tree(&folder.join("dist"))
}

#[test]
fn a_portal_without_a_mark_has_the_built_in_one() {
    let folder = portal(PAGES);
    let files = built(folder.path());
    assert!(files["favicon.svg"].starts_with(b"<svg "));
    assert!(files["apple-touch-icon.png"].starts_with(b"\x89PNG"));
    let page = String::from_utf8_lossy(&files["guides/a/index.html"]);
    assert!(
        page.contains("rel=\"apple-touch-icon\" href=\"/p/apple-touch-icon.png\""),
        "{page}"
    );
    let manifest: serde_json::Value =
        serde_json::from_slice(&files["site.webmanifest"]).expect("JSON");
    assert_eq!(manifest["name"], "Box & co");
    assert_eq!(manifest["lang"], "de");
    assert_eq!(manifest["start_url"], "/p/");
    assert_eq!(manifest["icons"][0]["src"], "/p/favicon.svg");
    assert_eq!(manifest["icons"][1]["src"], "/p/apple-touch-icon.png");
}

#[test]
fn a_drawing_of_the_authors_takes_its_place_everywhere() {
    let folder = portal(PAGES);
    fs::create_dir(folder.path().join("public")).expect("a folder");
    let mark = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"></svg>";
    fs::write(folder.path().join("public/favicon.svg"), mark).expect("a file");
    let files = built(folder.path());
    assert_eq!(files["favicon.svg"], mark.as_bytes());
    // The built-in picture would be of another mark.
    assert!(!files.contains_key("apple-touch-icon.png"));
    let page = String::from_utf8_lossy(&files["guides/a/index.html"]);
    assert!(!page.contains("apple-touch-icon"), "{page}");
    let manifest = String::from_utf8_lossy(&files["site.webmanifest"]);
    assert!(!manifest.contains("apple-touch-icon"), "{manifest}");
}
