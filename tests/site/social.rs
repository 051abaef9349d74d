//! Cards: the pictures that other sites show for pages.

use std::{collections::BTreeMap, fs, path::Path};

use crate::{TODAY, built, glassbox, output, portal, stderr};

const SITE: &str = "name = 'Box & co'\nurl = 'https://portal.example'\n";

/// The size of a PNG, by its header (ISO/IEC 15948, section 11.2.2).
fn size(png: &[u8]) -> (u32, u32) {
    assert!(png.starts_with(b"\x89PNG\r\n\x1a\n"));
    let number = |at: usize| u32::from_be_bytes(png[at..at + 4].try_into().expect("four bytes"));
    (number(16), number(20))
}

/// The path of a page's card.
fn card<'h>(files: &'h BTreeMap<String, Vec<u8>>, page: &str) -> Option<&'h str> {
    let html = std::str::from_utf8(&files[page]).expect("UTF-8");
    let (_, rest) = html.split_once("property=\"og:image\" content=\"")?;
    let (url, _) = rest.split_once('"')?;
    Some(
        url.strip_prefix("https://portal.example/p/")
            .expect("a whole URL"),
    )
}

fn cards(files: &BTreeMap<String, Vec<u8>>) -> Vec<&String> {
    files
        .keys()
        .filter(|path| path.starts_with("assets/card-"))
        .collect()
}

fn with(site: &str, pages: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    let files: Vec<_> = pages.iter().copied().chain([("site.toml", site)]).collect();
    built(portal(&files).path(), &["--base-path", "/p/"])
}

#[test]
fn every_page_has_a_card_and_equal_cards_are_one_file() {
    let files = with(
        SITE,
        &[
            ("guides/a.md", "---\ntags: [linux]\n---\n# Top & tail\n"),
            ("guides/b.md", "# Top & tail\n"),
            ("book/one.md", "# One\n"),
        ],
    );
    let pages = files.keys().filter(|path| path.ends_with("index.html"));
    for page in pages.filter(|page| !page.contains("print/")) {
        let card = card(&files, page).unwrap_or_else(|| panic!("{page} has no card"));
        assert_eq!(size(&files[card]), (1200, 630), "{page}");
    }
    let html = String::from_utf8_lossy(&files["guides/a/index.html"]);
    for meta in [
        "name=\"twitter:card\" content=\"summary_large_image\"",
        "property=\"og:image:width\" content=\"1200\"",
        "property=\"og:image:height\" content=\"630\"",
        "property=\"og:image:alt\" content=\"Top &amp; tail · Guides · Box &amp; co\"",
    ] {
        assert!(html.contains(meta), "{meta}: {html}");
    }
    assert_eq!(
        card(&files, "guides/a/index.html"),
        card(&files, "guides/b/index.html")
    );
    assert_ne!(
        card(&files, "guides/a/index.html"),
        card(&files, "book/one/index.html")
    );
    // Nobody links to a page that is missing.
    assert_eq!(card(&files, "404.html"), None);
}

#[test]
fn no_card_is_drawn_where_none_is_wanted_or_nobody_could_ask_for_it() {
    let pages = [("guides/a.md", "# A\n")];
    for site in [
        &format!("{SITE}[social]\ncards = false\n"),
        "name = 'Without an address'\n",
    ] {
        let files = with(site, &pages);
        assert_eq!(cards(&files), [""; 0], "{site}");
        let html = String::from_utf8_lossy(&files["guides/a/index.html"]);
        assert!(
            html.contains("name=\"twitter:card\" content=\"summary\""),
            "{html}"
        );
        assert!(!html.contains("og:image"), "{html}");
    }
}

/// Builds again, into the same folder.
fn again(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    built(folder, &["--base-path", "/p/"])
}

#[test]
fn a_card_that_the_last_press_drew_is_taken_over() {
    let folder = portal(&[("site.toml", SITE), ("guides/a.md", "# A\n")]);
    let files = again(folder.path());
    let path = card(&files, "guides/a/index.html")
        .expect("a card")
        .to_owned();
    fs::write(folder.path().join("dist").join(&path), "as it was").expect("a file");
    assert_eq!(again(folder.path())[&path], b"as it was");
    // With other words it is another card, and the old one is gone.
    fs::write(folder.path().join("content/guides/a.md"), "# B\n").expect("a file");
    let files = again(folder.path());
    assert!(!files.contains_key(&path));
    assert_eq!(
        size(&files[card(&files, "guides/a/index.html").expect("a card")]),
        (1200, 630)
    );
}

#[test]
fn a_title_in_letters_that_no_font_has_is_left_out_and_never_drawn_as_boxes() {
    let files = with(
        SITE,
        &[
            ("guides/a.md", "# 負荷分散\n"),
            ("guides/b.md", "---\ntitle: 🚀\n---\nText.\n"),
        ],
    );
    // All that is left are the portal's name and the section: the same picture.
    let picture = |page: &str| &files[card(&files, page).expect("a card")];
    assert_eq!(
        picture("guides/a/index.html"),
        picture("guides/b/index.html")
    );
}

#[test]
fn a_font_of_the_portals_own_is_a_part_of_the_card() {
    let folder = portal(&[("guides/a.md", "# A\n")]);
    let font = concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/src/site/fonts/EBGaramond-Medium.ttf"
    );
    fs::copy(font, folder.path().join("content/own.ttf")).expect("a font");
    let site = |font: &str| format!("{SITE}[social]\nfont = '{font}'\n");
    fs::write(folder.path().join("content/site.toml"), site("own.ttf")).expect("a file");
    let own = again(folder.path());
    fs::write(folder.path().join("content/site.toml"), SITE).expect("a file");
    let without = again(folder.path());
    let name = |files| card(files, "guides/a/index.html").map(str::to_owned);
    assert_ne!(name(&own), name(&without), "another font, another card");
}

#[test]
fn a_font_that_is_none_is_said() {
    let wrong = [
        ("none.ttf", "no file at `none.ttf`"),
        ("a.txt", "`a.txt` is no TrueType or OpenType font"),
    ];
    for (font, message) in wrong {
        let site = format!("{SITE}[social]\nfont = '{font}'\n");
        let folder = portal(&[("site.toml", &site), ("a.txt", "no font\n")]);
        let checked = output(glassbox(&["check", "--today", TODAY]).current_dir(folder.path()));
        assert_eq!(checked.status.code(), Some(1), "{}", stderr(&checked));
        let said = String::from_utf8_lossy(&checked.stdout).into_owned();
        assert!(
            said.contains(&format!("site.toml:4:8: error: {message}")),
            "{said}"
        );
    }
}
