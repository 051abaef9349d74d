//! When a page last changed: as it says, else as git says, else nothing.

use std::{path::Path, process::Command};

use crate::{build, portal, stderr, tree};

const PAGES: &[(&str, &str)] = &[
    (
        "site.toml",
        "name = 'Test'\nurl = 'https://portal.example'\n",
    ),
    ("guides/a.md", "# A\n"),
    ("guides/says.md", "---\nupdated: 2026-10-01\n---\n# Says\n"),
    ("people/kim.toml", "name = 'Kim'\n"),
    (
        "talks/2026-11-16-über caches.md",
        "---\nspeakers: [kim]\n---\n# Caches\n",
    ),
];

/// Runs git as somebody with no settings of their own, on a day.
fn git(folder: &Path, day: &str, args: &[&str]) {
    let date = format!("{day}T23:30:00-05:00");
    let ran = Command::new("git")
        .args(["-c", "user.name=Kim", "-c", "user.email=kim@example.com"])
        .args(args)
        .env("GIT_CONFIG_GLOBAL", "/dev/null")
        .env("GIT_AUTHOR_DATE", &date)
        .env("GIT_COMMITTER_DATE", &date)
        .current_dir(folder)
        .output()
        .expect("git runs");
    assert!(
        ran.status.success(),
        "git {args:?}: {}",
        String::from_utf8_lossy(&ran.stderr)
    );
}

/// The site map of a build in `folder`, and what the build said.
fn sitemap(folder: &Path) -> (String, String) {
    let built = build(folder, &[]);
    assert!(built.status.success(), "{}", stderr(&built));
    let files = tree(&folder.join("dist"));
    let map = String::from_utf8_lossy(&files["sitemap.xml"]).into_owned();
    (map, stderr(&built))
}

fn entry(page: &str, day: &str) -> String {
    format!("<loc>https://portal.example/{page}/</loc><lastmod>{day}</lastmod>")
}

/// A repository in which `guides/a.md` changed once more than all else.
fn repository() -> tempfile::TempDir {
    let folder = portal(PAGES);
    git(folder.path(), "2026-11-01", &["init", "--quiet"]);
    git(folder.path(), "2026-11-01", &["add", "."]);
    git(
        folder.path(),
        "2026-11-01",
        &["commit", "--quiet", "-m", "one"],
    );
    std::fs::write(folder.path().join("content/guides/a.md"), "# A\n\nMore.\n").expect("a file");
    git(
        folder.path(),
        "2026-11-09",
        &["commit", "--quiet", "-am", "two"],
    );
    folder
}

#[test]
fn git_knows_and_front_matter_knows_better() {
    let folder = repository();
    // What was not committed has no date, and never the clock's.
    std::fs::write(folder.path().join("content/guides/new.md"), "# New\n").unwrap();
    let (map, _) = sitemap(folder.path());
    // Half past eleven at night in the committer's zone is the next day in UTC.
    for (page, day) in [
        ("guides/a", "2026-11-10"),
        ("guides/says", "2026-10-01"),
        ("people/kim", "2026-11-02"),
        ("talks/%C3%BCber-caches", "2026-11-02"),
    ] {
        assert!(map.contains(&entry(page, day)), "{page}\n{map}");
    }
    assert!(
        map.contains("<loc>https://portal.example/guides/new/</loc></url>"),
        "{map}"
    );

    let files = tree(&folder.path().join("dist"));
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    let page = text("guides/a/index.html");
    assert!(
        page.contains("Last changed <time datetime=\"2026-11-10\">10 November 2026"),
        "{page}"
    );
    let feed = text("talks/feed.xml");
    assert!(
        feed.contains("<updated>2026-11-02T00:00:00+00:00</updated>"),
        "{feed}"
    );
    assert!(feed.contains("<published>2026-11-16"), "{feed}");
}

#[test]
fn a_shallow_clone_knows_nothing_and_says_so() {
    let whole = repository();
    let folder = tempfile::tempdir().unwrap();
    let from = format!("file://{}", whole.path().display());
    git(
        folder.path(),
        "2026-11-20",
        &["clone", "--quiet", "--depth", "1", &from, "portal"],
    );
    let (map, said) = sitemap(&folder.path().join("portal"));
    assert!(!map.contains("2026-11"), "{map}");
    assert!(map.contains(&entry("guides/says", "2026-10-01")), "{map}");
    assert!(said.contains("the clone is shallow"), "{said}");
}

#[test]
fn without_a_repository_nothing_is_known() {
    let folder = portal(PAGES);
    let (map, said) = sitemap(folder.path());
    assert!(
        !map.contains("2026-11") && !said.contains("clone"),
        "{map}\n{said}"
    );
}
