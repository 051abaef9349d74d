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
    for (icon, side) in [
        ("apple-touch-icon.png", 180),
        ("icon-192.png", 192),
        ("icon-512.png", 512),
        ("icon-maskable-512.png", 512),
    ] {
        let png = &files[icon];
        assert!(png.starts_with(b"\x89PNG"), "{icon}");
        assert_eq!(
            png[16..24],
            [[0, 0, (side >> 8) as u8, side as u8]; 2].concat(),
            "{icon}"
        );
    }
    // Three pictures, the first of 16 pixels.
    assert!(files["favicon.ico"].starts_with(b"\0\0\x01\0\x03\0\x10\x10"));
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
    let sizes = manifest["icons"].as_array().expect("icons").iter();
    let sizes: Vec<_> = sizes
        .map(|icon| {
            (
                icon["src"].as_str(),
                icon["sizes"].as_str(),
                icon["purpose"].as_str(),
            )
        })
        .collect();
    assert_eq!(
        sizes[1..],
        [
            (Some("/p/icon-192.png"), Some("192x192"), Some("any")),
            (Some("/p/icon-512.png"), Some("512x512"), Some("any")),
            (
                Some("/p/icon-maskable-512.png"),
                Some("512x512"),
                Some("maskable")
            ),
        ]
    );
    assert!(
        page.contains("rel=\"icon\" href=\"/p/favicon.ico\" sizes=\"32x32\""),
        "{page}"
    );
}

#[test]
fn a_drawing_of_the_authors_takes_its_place_everywhere() {
    let folder = portal(PAGES);
    fs::create_dir(folder.path().join("public")).expect("a folder");
    let mark = "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path fill=\"#f00\" d=\"M0 0h1v1H0z\"/></svg>";
    fs::write(folder.path().join("public/favicon.svg"), mark).expect("a file");
    fs::write(folder.path().join("public/icon-192.png"), "my own").expect("a file");
    let (built_in, files) = (built(portal(PAGES).path()), built(folder.path()));
    assert_eq!(files["favicon.svg"], mark.as_bytes());
    for picture in ["favicon.ico", "apple-touch-icon.png", "icon-512.png"] {
        assert_ne!(files[picture], built_in[picture], "{picture}");
    }
    assert_eq!(files["icon-192.png"], b"my own");
}

#[test]
fn a_mark_that_is_no_drawing_is_said() {
    let folder = portal(PAGES);
    fs::create_dir(folder.path().join("public")).expect("a folder");
    fs::write(folder.path().join("public/favicon.svg"), "<svg").expect("a file");
    let checked = output(glassbox(&["check", "--today", TODAY]).current_dir(folder.path()));
    assert_eq!(checked.status.code(), Some(1), "{}", stderr(&checked));
    let said = String::from_utf8_lossy(&checked.stdout).into_owned();
    assert!(
        said.contains("favicon.svg") && said.contains("cannot be drawn"),
        "{said}"
    );
}
