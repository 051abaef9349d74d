//! All pages of a collection on one.

use crate::{TODAY, built, glassbox, output, portal, stdout};

const PAGES: &[(&str, &str)] = &[
    (
        "guides/htop.md",
        "---\norder: 2\n---\n# htop\n\nSee [lsof](lsof.md#files), [its page](lsof.md) and [memory](#memory).\n\n## Memory\n\nText.\n",
    ),
    (
        "guides/lsof.md",
        "---\norder: 1\n---\n# lsof\n\nBack to [htop](htop.md#memory), on to [the talk](../talks/2026-11-30-x.md).\n\n## Files\n\nText.\n\n## Memory\n\nText.\n",
    ),
    ("guides/draft.md", "---\ndraft: true\n---\n# Draft\n"),
    ("people/kim.toml", "name = 'Kim'\n"),
    (
        "talks/2026-11-30-x.md",
        "---\nspeakers: [kim]\n---\n# Only one\n",
    ),
];

#[test]
fn a_collection_can_be_printed_as_one() {
    let folder = portal(PAGES);
    let files = built(folder.path(), &["--base-path", "/p/"]);
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    let page = text("guides/print/index.html");
    // In reading order, and each link leads to where it led.
    for part in [
        "<h1>Guides on one page</h1>",
        "<li><a href=\"#page-guides-lsof\">lsof</a><ul><li><a href=\"#page-guides-lsof--files\">Files</a>",
        "<h2 id=\"page-guides-lsof\">lsof</h2>",
        "<a href=\"#page-guides-htop--memory\">htop</a>",
        "<a href=\"/p/talks/x/\">the talk</a>",
        "<h3 id=\"page-guides-lsof--memory\">",
        "<h2 id=\"page-guides-htop\">htop</h2>",
        "<a href=\"#page-guides-lsof--files\">lsof</a>, <a href=\"#page-guides-lsof\">its page</a> and <a href=\"#page-guides-htop--memory\">memory</a>",
        "<h3 id=\"page-guides-htop--memory\">",
    ] {
        assert!(page.contains(part), "{part}\n{page}");
    }
    assert!(page.find("page-guides-lsof\">lsof</h2>") < page.find("page-guides-htop\">htop</h2>"));
    let ids: Vec<_> = page
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let unique: std::collections::BTreeSet<_> = ids.iter().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\""));
    assert!(!page.contains("Draft"));
    assert!(text("guides/index.html").contains("href=\"/p/guides/print/\""));
    for file in ["sitemap.xml", "llms.txt"] {
        assert!(!text(file).contains("print"), "{file}");
    }
    assert!(
        !files.contains_key("talks/print/index.html"),
        "one page is a page already"
    );
}

#[test]
fn its_address_is_taken() {
    let folder = portal(&[("guides/print.md", "# Print\n")]);
    let checked = output(glassbox(&["check", "--today", TODAY]).current_dir(folder.path()));
    let said = stdout(&checked);
    assert!(
        said.contains("guides/print.md:1:1: error: `/guides/print/` is the URL of a page"),
        "{said}"
    );
}
