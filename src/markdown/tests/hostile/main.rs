//! Published attacks, and our own, wherever a page can hold them: what comes out is harmless and
//! well-formed. `tests/browser/hostile.test.mjs` builds and opens the same.

mod safe;
mod site;

use std::{fs, path::Path};

use glassbox_markdown::{Env, compile};
use glassbox_model::Source;
use pulldown_cmark::{Event, Options, Parser, Tag};

use site::Site;

/// Every vector of `tests/hostile/`.
fn vectors() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/hostile");
    let mut vectors = Vec::new();
    for entry in fs::read_dir(folder).expect("tests/hostile").flatten() {
        if entry.path().extension().is_some_and(|is| is == "json") {
            let text = fs::read_to_string(entry.path()).expect("a readable file");
            let list: serde_json::Value = serde_json::from_str(&text).expect("JSON");
            let list = list["vectors"].as_array().expect("a list").iter();
            vectors.extend(list.map(|vector| vector.as_str().expect("a text").to_owned()));
        }
    }
    vectors
}

/// The places of a page; `@` is where the vector stands.
const PLACES: &[&str] = &[
    "@",
    "a @ b",
    "@\n\n@\n\n[x](https://ok.example/)\n\n```\ny\n```\n",
    "# @\n\n## @\n\n## @ {#own}\n",
    "- @\n- [x] @\n",
    "> @\n\n> [!NOTE]\n> @\n",
    "| a | @ |\n|---|---|\n| @ | b |\n",
    "a[^1]\n\n[^1]: @\n\n    @\n",
    "[@](https://ok.example/ \"@\")",
    "[a](@) ![b](@)",
    "[a](<@>) ![@](c.png \"@\")",
    "[a]\n\n[a]: @\n",
    "<@>",
    "```@\nx\n```\n",
    "```html\n@\n```\n",
    "<div>\n\n@\n\n</div>\n\n@",
    "<b title=\"@\" lang='@'>x</b>",
    "<a href=\"@\">x</a><img src=\"@\" alt='@'>",
];

#[test]
fn no_vector_comes_through() {
    let vectors = vectors();
    assert!(vectors.len() > 600, "{} vectors", vectors.len());
    let check = |vectors: &[String]| {
        let mut found = Vec::new();
        for (vector, place) in vectors
            .iter()
            .flat_map(|v| PLACES.iter().map(move |p| (v, p)))
        {
            let text = place.replace('@', vector);
            let source = Source::new("a.md", text.as_str());
            let (page, _) = compile(&source, 0..text.len(), &Site);
            for problem in safe::problems(&page.html) {
                found.push(format!("{problem}\n  of {text:?}\n  in {}", page.html));
            }
        }
        found
    };
    let found: Vec<String> = std::thread::scope(|scope| {
        let (one, two) = vectors.split_at(vectors.len() / 2);
        let other = scope.spawn(move || check(two));
        let mut found = check(one);
        found.extend(other.join().expect("no vector makes it panic"));
        found
    });
    assert!(
        found.is_empty(),
        "{} problems:\n{}",
        found.len(),
        found.join("\n")
    );
}

/// What comes out of `text`, and what was reported.
fn compiled(text: &str) -> (String, Vec<String>) {
    let source = Source::new("a.md", text);
    let (page, diagnostics) = compile(&source, 0..text.len(), &Site);
    let reported = diagnostics
        .iter()
        .map(|d| format!("{}:{}: {}", d.line, d.column, d.message));
    (page.html, reported.collect())
}

#[test]
fn links_do_not_nest() {
    let (html, _) =
        compiled("[a <https://in.example/> b](https://out.example/) <https://c.example/>\n");
    assert_eq!(html.matches("<a ").count(), 2, "{html}");
    assert!(html.contains(">a https://in.example/ b</a>"), "{html}");
}

#[test]
fn an_image_cannot_borrow_a_links_address() {
    let (html, _) =
        compiled("[a](https://other.example/t.png) <img src=\"glassbox-address-0-\" alt=\"\">\n");
    assert!(!html.contains("src=\"https:"), "{html}");
}

/// Long enough for whatever is not linear in it to be noticed by those who wait for the test.
const MANY: usize = 20_000;

#[test]
fn absurd_nesting_is_an_error_and_costs_nothing() {
    for piece in [
        "> ",
        "+ ",
        "1. ",
        "<div>",
        "<b>",
        "<a href=\"x\">",
        "<svg><td>",
        "<ruby><rt>",
        "<b><div></b>",
        "<div></i>",
        "<table><tr><td>",
        "<details>\n\n",
    ] {
        let (_, reported) = compiled(&piece.repeat(MANY));
        let told = reported
            .iter()
            .filter(|line| line.ends_with("nested deeper than 100"));
        assert_eq!(told.count(), 1, "{piece:?}");
    }
}

#[test]
fn what_is_never_closed_costs_nothing() {
    for piece in [
        "*a ",
        "**a _b ",
        "[",
        "![",
        "[a](",
        "[a](<",
        "`",
        "``a ",
        "~~a ",
        "<",
        "<!--",
        "<a href=",
        "&",
        "\\",
        "|",
        "|a",
        "[^a]",
        "[^a]: ",
        "\n[a]: <",
        "<p>",
        "<li>",
        "<!",
        "<?",
        "![[]()",
        "](",
        "_a __b ",
        "$",
        "{#a} ",
        "\n#",
        "```\n",
        "<a href=\"&#97;\">x</a>",
        "[x](y) ",
        "a\n\n",
        "\u{0}",
    ] {
        compiled(&piece.repeat(MANY));
    }
}

#[test]
fn an_unfinished_tag_keeps_nothing_of_ours() {
    let (html, _) = compiled("<pre></pre> <a href//x\n\n```\ncode\n```\n");
    assert!(!html.contains("data-hole"), "{html}");
}

#[test]
fn a_table_ends_nothing_but_itself() {
    let (html, _) = compiled("<table title=\"x\" lang=\"y\"><tr><td>a</td></tr></table>\n\nb\n");
    assert_eq!(
        html.matches("<div").count(),
        html.matches("</div>").count(),
        "{html}"
    );
}

/// Every seed of the fuzz target, what fell among them.
#[test]
fn what_fell_stays_mended() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fuzz/seeds/markdown");
    for entry in fs::read_dir(folder).expect("seeds").flatten() {
        let text = fs::read(entry.path()).expect("a readable file");
        let text = String::from_utf8_lossy(&text);
        let (html, _) = compiled(&text);
        let problems = safe::problems(&html);
        assert!(problems.is_empty(), "{problems:#?}\nin {html}\nof {text:?}");
    }
}

#[test]
fn plain_texts_hold_only_what_a_page_may() {
    let text = "# a\u{1}\n\n## b\u{fffe}\n\nc\u{8}\n";
    let source = Source::new("a.md", text);
    let (page, _) = compile(&source, 0..text.len(), &Site);
    assert_eq!(page.title.as_deref(), Some("a\u{fffd}"));
    assert_eq!(page.headings[0].title, "b\u{fffd}");
    assert_eq!(page.excerpt, "c\u{fffd}");
}

#[test]
fn no_link_acts_where_the_markdown_is_read() {
    let places = ["@", "[a](@) ![b](@)", "[a](<@>)", "[a]\n\n[a]: @\n", "<@>"];
    let mut found = Vec::new();
    for vector in vectors() {
        for place in places {
            let text = place.replace('@', &vector);
            let source = Source::new("a.md", text.as_str());
            let (document, _) = compile(&source, 0..text.len(), &Site);
            let read = document.elsewhere(&text, "https://a.example", &Site);
            for event in Parser::new_ext(&read, Options::ENABLE_GFM) {
                if let Event::Start(Tag::Link { dest_url, .. }) = event
                    && Site.link(&dest_url, 0..0).is_err()
                {
                    found.push(format!("{dest_url:?}\n  of {text:?}\n  in {read:?}"));
                }
            }
        }
    }
    assert!(
        found.is_empty(),
        "{} links:\n{}",
        found.len(),
        found.join("\n")
    );
}
