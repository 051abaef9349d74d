//! A folder of Markdown that was never made for Glassbox can be read from its front page on.

use std::{
    collections::{BTreeSet, VecDeque},
    fs,
};

use crate::{built, portal};

/// The pages that a reader finds who starts at the front page and follows every link.
fn reached(site: &std::path::Path) -> BTreeSet<String> {
    let mut reached = BTreeSet::from(["/".to_owned()]);
    let mut next = VecDeque::from(["/".to_owned()]);
    while let Some(page) = next.pop_front() {
        let file = site.join(page.trim_start_matches('/')).join("index.html");
        let html = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{page}: {error}"));
        for link in html.split("<a ").skip(1) {
            let href = link.split_once("href=\"").map_or("", |(_, rest)| rest);
            let href = href.split(['"', '#']).next().unwrap_or_default();
            if href.starts_with('/') && href.ends_with('/') && reached.insert(href.to_owned()) {
                next.push_back(href.to_owned());
            }
        }
    }
    reached
}

#[test]
fn every_page_of_a_plain_folder_can_be_reached() {
    let folder = portal(&[
        ("index.md", "# A book\n\nWelcome.\n"),
        ("preface.md", "# Preface\n"),
        ("Part 1/one.md", "# One\n"),
        ("Part 1/deep/er/two.md", "# Two\n"),
        ("Part 1/deep/er/first.md", "---\norder: 1\n---\n# First\n"),
        ("Part 1/index-of/README.md", "# Of its own\n"),
        ("Part 1/index-of/four.md", "# Four\n"),
        ("part-2/index.md", "# The second part\n"),
        ("part-2/three.md", "# Three\n"),
        ("guides/a.md", "# A guide\n"),
    ]);
    let pages = built(folder.path(), &[]).into_keys();
    let site = folder.path().join("dist");
    let pages = pages.filter_map(|path| Some(format!("/{}", path.strip_suffix("index.html")?)));
    let pages: BTreeSet<String> = pages.collect();
    assert!(pages.contains("/part-1/") && pages.contains("/part-1/deep/er/two/"));
    let reached = reached(&site);
    assert_eq!(pages.difference(&reached).collect::<Vec<_>>(), [""; 0]);

    // Each folder lists its own pages and the folders in it, and a page says where it stands.
    let main = |path: &str| {
        let html = fs::read_to_string(site.join(path).join("index.html")).expect("a page");
        let (_, main) = html.split_once("<main").expect("a main part");
        main.to_owned()
    };
    let within = |path: &str| -> Vec<String> {
        let main = main(path);
        let cards = main.split("<li class=\"card\">").skip(1);
        let href = |card: &str| {
            Some(
                card.split_once("<a ")?
                    .1
                    .split_once("href=\"")?
                    .1
                    .split('"')
                    .next()?
                    .to_owned(),
            )
        };
        cards.filter_map(href).collect()
    };
    assert_eq!(
        within("part-1"),
        ["/part-1/deep/", "/part-1/index-of/", "/part-1/one/"]
    );
    assert_eq!(within("part-1/deep"), ["/part-1/deep/er/"]);
    assert_eq!(
        within("part-1/deep/er"),
        ["/part-1/deep/er/first/", "/part-1/deep/er/two/"]
    );
    assert!(main("part-1/index-of").contains("Of its own"));
    for (path, around) in [
        (
            "part-1/deep/er/two",
            &["/", "/part-1/", "/part-1/deep/", "/part-1/deep/er/"][..],
        ),
        ("part-1/deep/er", &["/", "/part-1/", "/part-1/deep/"]),
        (
            "part-1/index-of/four",
            &["/", "/part-1/", "/part-1/index-of/"],
        ),
    ] {
        let main = main(path);
        let (crumbs, _) = main.split_once("</nav>").expect("breadcrumbs");
        let links = crumbs.split("<a ").skip(1);
        let links = links.filter_map(|link| link.split_once("href=\"")?.1.split('"').next());
        let links: Vec<_> = links.collect();
        assert_eq!(links, around, "{path}");
    }

    let front = fs::read_to_string(site.join("index.html")).expect("the front page");
    assert!(front.contains("<h1 id=\"a-book\">A book</h1>"), "{front}");
    for title in ["The second part", "Part 1", "Preface"] {
        assert!(front.contains(title), "{title}");
    }
}

#[test]
fn folders_are_the_navigation_where_there_is_no_collection() {
    let folder = portal(&[("tools/a.md", "# A\n"), ("tools/b.md", "# B\n")]);
    let files = built(folder.path(), &[]);
    let html = String::from_utf8_lossy(&files["tools/b/index.html"]);
    let (_, nav) = html.split_once("<nav").expect("a navigation");
    let (nav, _) = nav.split_once("</nav>").expect("its end");
    assert!(
        nav.contains("href=\"/tools/\" aria-current=\"true\""),
        "{nav}"
    );
    assert!(nav.contains("Tools"), "{nav}");
}

#[test]
fn the_documents_of_a_forge_are_pressed_with_their_links() {
    let folder = portal(&[
        (
            "README.md",
            "# The project\n\n- [The project](#the-project)\n- [Docs](docs/), [too](docs), [the same](./docs/README.md#docs)\n- [Set up](docs/Set%20up/ReadMe.md), [again](docs/Set%20up)\n- [Notes](notes/), [deep](notes/deep/)\n- [Both](both/README.md)\n- [Licence](LICENSE), [contribute](CONTRIBUTING.md)\n\n![A dot](docs/dot.svg?raw=true)\n",
        ),
        (
            "CONTRIBUTING.md",
            "# Contribute\n\nBack to [the project](README.md).\n",
        ),
        ("LICENSE", "MIT\n"),
        (
            "docs/README.md",
            "# Docs\n\n[Up](../README.md#the-project)\n",
        ),
        (
            "docs/dot.svg",
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>",
        ),
        ("docs/Set up/ReadMe.md", "# Set up\n"),
        ("notes/a.md", "# A\n"),
        ("notes/deep/b.md", "# B\n"),
        ("both/index.md", "# For the portal\n"),
        (
            "both/README.md",
            "# For the forge\n\n[not checked](gone.md)\n",
        ),
        ("guides/README.md", "# Our guides\n\nBefore the list.\n"),
        ("guides/a.md", "# A guide\n"),
    ]);
    let files = built(folder.path(), &[]);
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    let front = text("index.html");
    assert!(
        front.contains("<h1 id=\"the-project\">The project</h1>"),
        "{front}"
    );
    for (words, href) in [
        ("Docs", "/docs/"),
        ("too", "/docs/"),
        ("the same", "/docs/#docs"),
        ("Set up", "/docs/set-up/"),
        ("again", "/docs/set-up/"),
        ("Notes", "/notes/"),
        ("deep", "/notes/deep/"),
        ("Both", "/both/"),
        ("Licence", "/LICENSE"),
        ("contribute", "/contributing/"),
    ] {
        let link = format!("<a href=\"{href}\">{words}</a>");
        assert!(front.contains(&link), "{link}: {front}");
    }
    assert!(front.contains("src=\"/docs/dot.svg\""), "{front}");
    let docs = text("docs/index.html");
    assert!(docs.contains("<h1 id=\"docs\">Docs</h1>"), "{docs}");
    assert!(text("both/index.html").contains("For the portal"));
    let guides = text("guides/index.html");
    assert!(guides.contains("Before the list."));
    assert!(guides.contains("<h1 id=\"our-guides\">Our guides</h1>"));
    assert!(text("guides/index.md").starts_with("# Our guides\n"));
    let readmes = files.keys().filter(|path| path.contains("readme"));
    assert_eq!(readmes.collect::<Vec<_>>(), [""; 0]);
}

#[test]
fn what_a_text_begins_with_stands_there_once() {
    let folder = portal(&[
        ("a.md", "# A\n\nFirst of all.\n"),
        (
            "b.md",
            "---\nsummary: In short.\n---\n# B\n\nFirst of all.\n",
        ),
    ]);
    let files = built(folder.path(), &[]);
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    let (a, b) = (text("a/index.html"), text("b/index.html"));
    let main = a.split("<main").nth(1).expect("a main part");
    assert_eq!(main.matches("First of all.").count(), 1, "{a}");
    assert!(
        a.contains("<meta name=\"description\" content=\"First of all.\">"),
        "{a}"
    );
    assert!(b.contains("<p class=\"lead\">In short.</p>"), "{b}");
}
