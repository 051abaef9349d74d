//! Pages as Markdown, and the list of them.

use crate::portal;

const PAGES: &[(&str, &str)] = &[
    (
        "site.toml",
        "name = 'Test'\ntagline = 'To learn.'\nurl = 'https://portal.example'\nzone = 'Europe/Berlin'\n",
    ),
    (
        "guides/htop.md",
        "---\nsummary: What a machine does.\nowner: kim\n---\n# Read `htop`\n\nSee [lsof](lsof.md#files), [a file](data.csv), [here](#part), [there](https://a.example/b.md)\nand ![a dot](dot.png).\n\n## Part\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```console\n$ htop [x](y.md)\n```\n",
    ),
    (
        "guides/lsof.md",
        "---\ntitle: lsof_and <friends>\n---\n## Files\n\nText.\n",
    ),
    ("guides/data.csv", "a\n"),
    ("guides/index.md", "Before the list, see [htop](htop.md).\n"),
    ("guides/draft.md", "---\ndraft: true\n---\n# Draft\n"),
    (
        "people/kim.toml",
        "name = 'Kim'\nrole = 'Ops'\nknows = ['guides/lsof']\nbio = 'Wrote [htop](/guides/htop.md).'\n",
    ),
    (
        "office-hours/ask.toml",
        "title = 'Ask'\nhosts = ['kim']\nweekdays = ['monday']\nfrom = '15:00'\nto = '17:00'\n",
    ),
    (
        "paths/first.toml",
        "title = 'First'\n[[steps]]\npage = 'guides/htop'\nnote = 'Start here.'\n",
    ),
    (
        "talks/2026-11-30-caches.md",
        "---\nspeakers: [kim]\ntime: \"16:00\"\n---\n# Caches\n\nNotes.\n",
    ),
];

fn built(more: &[&str]) -> std::collections::BTreeMap<String, Vec<u8>> {
    let folder = portal(PAGES);
    let dot = crate::cases().join("images/content/guides/dot.png");
    std::fs::copy(dot, folder.path().join("content/guides/dot.png")).expect("an image");
    crate::built(folder.path(), more)
}

#[test]
fn every_page_is_there_as_markdown() {
    let files = built(&["--base-path", "/p/"]);
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    let pages = files
        .keys()
        .filter_map(|path| path.strip_suffix("index.html"));
    // A collection on one page is made of pages that are there as Markdown.
    for page in pages.filter(|page| !page.ends_with("/print/")) {
        let markdown = text(&format!("{page}index.md"));
        assert!(markdown.starts_with("# "), "{page}: {markdown}");
        let alternate = format!("type=\"text/markdown\" href=\"/p/{page}index.md\"");
        assert!(
            text(&format!("{page}index.html")).contains(&alternate),
            "{page}"
        );
    }
    assert_eq!(
        text("guides/htop/index.md"),
        "# Read htop\n\n\
         > What a machine does.\n\n\
         See [lsof](https://portal.example/p/guides/lsof/#files), [a file](https://portal.example/p/guides/data.csv), [here](#part), [there](https://a.example/b.md)\n\
         and ![a dot](https://portal.example/p/guides/dot.png).\n\n\
         ## Part\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n```console\n$ htop [x](y.md)\n```\n\n\
         ## People who know this\n\n\
         - [Kim](https://portal.example/p/people/kim/), Ops; Next office hour: [Monday 23 November 2026, 15:00 Europe/Berlin](https://portal.example/p/office-hours/ask/)\n"
    );
    assert!(text("guides/lsof/index.md").starts_with("# lsof\\_and \\<friends\\>\n"));
    let index = text("guides/index.md");
    assert!(
        index.contains("Before the list, see [htop](https://portal.example/p/guides/htop/)."),
        "{index}"
    );
    assert!(
        index.contains(
            "- [Read htop](https://portal.example/p/guides/htop/) (1 minute): What a machine does."
        ),
        "{index}"
    );
    let person = text("people/kim/index.md");
    assert!(
        person.contains("Wrote [htop](https://portal.example/p/guides/htop/)."),
        "{person}"
    );
    assert!(person.contains("## Can explain"), "{person}");
    let path = text("paths/first/index.md");
    assert!(
        path.contains("1. [Read htop](") && path.contains("   Start here.\n"),
        "{path}"
    );
    let talk = text("talks/caches/index.md");
    assert!(
        talk.contains("Planned: Monday 30 November 2026, 16:00 Europe/Berlin, 15 minutes, [Kim]("),
        "{talk}"
    );
}

#[test]
fn llms_txt_lists_the_public_pages() {
    let files = built(&[]);
    assert_eq!(
        String::from_utf8_lossy(&files["llms.txt"]),
        "# Test\n\n\
         > To learn.\n\n\
         Every page is there as Markdown, too: add `index.md` to its address.\n\n\
         ## Learning paths\n\n\
         - [First](https://portal.example/paths/first/index.md)\n\n\
         ## Guides\n\n\
         - [lsof\\_and \\<friends\\>](https://portal.example/guides/lsof/index.md): Text.\n\
         - [Read htop](https://portal.example/guides/htop/index.md): What a machine does.\n\n\
         ## Talks\n\n\
         - [Caches](https://portal.example/talks/caches/index.md): Notes.\n\n\
         ## Optional\n\n\
         - [Ask](https://portal.example/office-hours/ask/index.md)\n\
         - [Kim](https://portal.example/people/kim/index.md): Ops\n"
    );
}
