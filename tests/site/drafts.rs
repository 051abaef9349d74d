//! What is not public: in no build, in every preview.

use std::fs;

use crate::{TODAY, built, cases, glassbox, output, portal, stderr, tree};

/// A portal whose secrets all hold the word "secret".
const PAGES: &[(&str, &str)] = &[
    (
        "site.toml",
        "name = 'Test'\nurl = 'https://portal.example'\nstart = 'paths/secret'\n",
    ),
    (
        "guides/secret.md",
        "---\ndraft: true\ntags: [secret-tag]\ncomponents: [balancer]\n---\n# The secret\n\n## X\n\nSecret text, see [open](open.md).\n",
    ),
    (
        "guides/open.md",
        "---\ntags: [open-tag]\ncomponents: [secret-part]\n---\n# Open\n\nWords with [a link](secret.md#x) and [another](../talks/2026-11-30-secret.md).\n",
    ),
    (
        "guides/next.md",
        "---\npublish_from: 2026-11-23\n---\n# Secret until tomorrow\n",
    ),
    ("architecture/balancer.md", "# Balancer\n"),
    (
        "architecture/secret-part.md",
        "---\ndraft: true\n---\n# Secret part\n",
    ),
    (
        "talks/2026-11-30-secret.md",
        "---\ndraft: true\nspeakers: [kim]\n---\n# A secret talk\n",
    ),
    (
        "talks/2026-12-14-announced.md",
        "---\nspeakers: [kim]\n---\n# Announced\n\nA planned talk is public.\n",
    ),
    (
        "people/kim.toml",
        "name = 'Kim'\nknows = ['secret-part', 'guides/secret', 'open-tag']\n",
    ),
    (
        "paths/secret.toml",
        "title = 'Secret path'\ndraft = true\n[[steps]]\npage = 'guides/open'\n",
    ),
    (
        "paths/open.toml",
        "title = 'Path'\n[[steps]]\npage = 'guides/secret'\n[[steps]]\npage = 'guides/open'\n",
    ),
    (
        "office-hours/secret.toml",
        "title = 'Secret hours'\ndraft = true\nhosts = ['kim']\nweekdays = ['monday']\nfrom = '15:00'\nto = '17:00'\n",
    ),
];

/// The files of a build that speak of a secret, by path or content.
fn telling(folder: &std::path::Path, more: &[&str]) -> Vec<String> {
    let files = built(folder, more);
    assert!(files.contains_key("guides/open/index.html"));
    files
        .into_iter()
        .filter(|(path, bytes)| {
            let text = String::from_utf8_lossy(bytes).to_lowercase();
            path.contains("secret") || path.contains("next") || text.contains("secret")
        })
        .map(|(path, _)| path)
        .collect()
}

#[test]
fn nothing_of_a_draft_leaks() {
    let folder = portal(PAGES);
    assert_eq!(telling(folder.path(), &[]), Vec::<String>::new());
    let files = tree(&folder.path().join("dist"));
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    // The words stay without their links.
    assert!(text("guides/open/index.html").contains("Words with a link and another."));
    assert!(text("talks/feed.xml").contains("Announced"));
    assert!(
        !files.contains_key("office-hours.ics"),
        "no hours are public"
    );
}

#[test]
fn previews_show_drafts_as_such_and_hand_none_on() {
    let folder = portal(PAGES);
    let telling = telling(folder.path(), &["--drafts"]);
    for page in [
        "guides/secret",
        "guides/next",
        "talks/secret",
        "paths/secret",
    ] {
        assert!(telling.contains(&format!("{page}/index.html")), "{page}");
    }
    let read = |path: &str| fs::read_to_string(folder.path().join("dist").join(path)).unwrap();
    let draft = read("guides/secret/index.html");
    assert!(draft.contains("This page is a draft"), "{draft}");
    assert!(
        draft.contains("<meta name=\"robots\" content=\"noindex\""),
        "{draft}"
    );
    let coming = read("guides/next/index.html");
    assert!(
        coming.contains("before <time datetime=\"2026-11-23\">"),
        "{coming}"
    );
    assert!(read("guides/index.html").contains("Not public, 1 minute"));
    // Readers elsewhere would take it for public.
    for file in [
        "sitemap.xml",
        "talks/feed.xml",
        "talks/feed.json",
        "talks.ics",
    ] {
        let text = read(file).to_lowercase().replace("secret-tag", "");
        assert!(!text.contains("secret"), "{file}: {text}");
    }
}

#[test]
fn a_page_comes_out_on_its_day() {
    let folder = portal(&[(
        "guides/next.md",
        "---\npublish_from: 2026-11-23\n---\n# Next\n",
    )]);
    for (today, out) in [("2026-11-22", false), ("2026-11-23", true)] {
        let built = output(
            glassbox(&["build", "--today", today, "--client", "none"]).current_dir(folder.path()),
        );
        assert!(built.status.success(), "{}", stderr(&built));
        assert_eq!(
            folder.path().join("dist/guides/next/index.html").exists(),
            out,
            "{today}"
        );
    }
}

#[test]
fn an_unfinished_draft_keeps_nothing_from_being_built() {
    let folder = cases().join("drafts");
    let out = tempfile::tempdir().unwrap();
    let built = output(
        glassbox(&["build", "--today", TODAY, "--client", "none", "--out"])
            .arg(out.path().join("dist"))
            .current_dir(&folder),
    );
    assert!(built.status.success(), "{}", stderr(&built));
    assert!(!stderr(&built).contains("nothing.md"), "{}", stderr(&built));
}
