//! `glassbox build`: what it writes, and what it leaves alone.

use std::{fs, path::Path};

use crate::{TODAY, build, portal, stderr, tree};

const PAGES: &[(&str, &str)] = &[
    ("site.toml", "name = 'Test'\nzone = 'Europe/Berlin'\n"),
    ("guides/a.md", "# First\n\nSee [second](b.md#more).\n"),
    (
        "guides/b.md",
        "# Second\n\n## More\n\n```rust\nfn main() {}\n```\n",
    ),
    ("people/kim.toml", "name = 'Kim'\nknows = ['guides/a']\n"),
    (
        "office-hours/ask.toml",
        "title = 'Ask'\nhosts = ['kim']\nweekdays = ['monday']\nfrom = '15:00'\nto = '17:00'\n",
    ),
];

fn page(folder: &Path, path: &str) -> String {
    fs::read_to_string(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
}

#[test]
fn building_twice_gives_the_same_bytes() {
    let folder = portal(PAGES);
    assert!(build(folder.path(), &["--out", "one"]).status.success());
    assert!(build(folder.path(), &["--out", "two"]).status.success());
    let (one, two) = (
        tree(&folder.path().join("one")),
        tree(&folder.path().join("two")),
    );
    assert!(one.len() >= 9, "{:?}", one.keys());
    assert!(one == two);
}

#[test]
fn a_failed_build_leaves_the_last_good_site() {
    let folder = portal(PAGES);
    assert!(build(folder.path(), &[]).status.success());
    let good = tree(&folder.path().join("dist"));

    fs::write(
        folder.path().join("content/guides/a.md"),
        "---\ntitel: x\n---\n[y](z.md)\n",
    )
    .unwrap();
    let failed = build(folder.path(), &[]);
    assert_eq!(failed.status.code(), Some(1));
    let said = stderr(&failed);
    assert!(
        said.contains("a.md:2:1: error: unknown key `titel`"),
        "{said}"
    );
    assert!(
        said.contains("a.md:4:1: error: no page or file at `z.md`"),
        "{said}"
    );
    assert!(said.contains("dist is left as it was"), "{said}");
    assert!(tree(&folder.path().join("dist")) == good);
}

#[test]
fn what_is_gone_from_the_content_is_gone_from_the_site() {
    let folder = portal(PAGES);
    fs::write(folder.path().join("content/guides/c.md"), "# Third\n").unwrap();
    assert!(build(folder.path(), &[]).status.success());
    assert!(folder.path().join("dist/guides/c/index.html").exists());
    fs::remove_file(folder.path().join("content/guides/c.md")).unwrap();
    assert!(build(folder.path(), &[]).status.success());
    assert!(!folder.path().join("dist/guides/c").exists());
    let left: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().collect();
    assert_eq!(left.len(), 2, "content and dist, nothing else: {left:?}");
}

#[test]
fn links_and_anchors_carry_the_base_path() {
    let folder = portal(PAGES);
    assert!(
        build(folder.path(), &["--base-path", "portal"])
            .status
            .success()
    );
    let html = page(folder.path(), "dist/guides/a/index.html");
    assert!(html.contains("href=\"/portal/guides/b/#more\""), "{html}");
    assert!(!html.contains("href=\"/guides"), "{html}");
}

#[test]
fn pages_know_who_can_explain_them_and_when() {
    let folder = portal(PAGES);
    assert!(build(folder.path(), &[]).status.success());
    let html = page(folder.path(), "dist/guides/a/index.html");
    assert!(html.contains("href=\"/people/kim/\""), "{html}");
    // The next Monday, 15:00 in Berlin, as an instant.
    assert!(html.contains("2026-11-23T14:00"), "{html}");
    let agenda = page(folder.path(), "dist/office-hours/index.html");
    assert!(agenda.contains("Europe/Berlin"));
    assert!(
        agenda.contains("2027-05-17T13:00"),
        "26 weeks ahead, in summer time"
    );
    assert!(!agenda.contains("2027-05-24"), "and no further");
}

#[test]
fn a_company_has_its_own_style_sheet_behind_the_built_one() {
    let folder = portal(&[
        (
            "site.toml",
            "stylesheets = ['brand.css', '/guides/more.css']\n",
        ),
        ("guides/a.md", "# A\n"),
        ("guides/more.css", "h1 { color: green }\n"),
    ]);
    let missing = build(folder.path(), &[]);
    assert_eq!(missing.status.code(), Some(1));
    let said = stderr(&missing);
    assert!(
        said.contains("site.toml:1:16: error: no file at `brand.css`"),
        "{said}"
    );

    fs::create_dir(folder.path().join("public")).unwrap();
    fs::write(
        folder.path().join("public/brand.css"),
        ":root { --accent: green }\n",
    )
    .unwrap();
    assert!(
        build(folder.path(), &["--base-path", "/portal/"])
            .status
            .success()
    );
    let html = page(folder.path(), "dist/guides/a/index.html");
    assert!(
        html.contains("<link rel=\"stylesheet\" href=\"/portal/brand.css\""),
        "{html}"
    );
    assert!(html.contains("href=\"/portal/guides/more.css\""), "{html}");
    assert!(folder.path().join("dist/brand.css").is_file());
}

#[test]
fn a_rotation_has_a_page_a_calendar_and_its_rule_on_every_runbook() {
    let folder = portal(PAGES);
    let write = |path: &str, text: &str| {
        let file = folder.path().join("content").join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    };
    write("people/lee.toml", "name = 'Lee'\n");
    write(
        "runbooks/full.md",
        "---\nsymptom: The disk is full.\n---\n# Full\n",
    );
    write(
        "on-call/ops.toml",
        "title = 'Ops'\npeople = ['kim', 'lee']\nstarts = '2026-11-16'\nhandoff = '10:00'\n\
         rule = 'Not in the wiki: call.'\n\
         [[overrides]]\nperson = 'kim'\nfrom = '2026-11-24'\nto = '2026-11-25'\n",
    );
    assert!(build(folder.path(), &[]).status.success());

    // Sunday, 22 November: Kim's week ends on Monday at ten in Berlin, then Lee's begins.
    let html = page(folder.path(), "dist/on-call/ops/index.html");
    let starts: Vec<_> = html
        .split("class=\"window-time\"><time datetime=\"")
        .skip(1)
        .filter_map(|rest| rest.get(..16))
        .take(4)
        .collect();
    assert_eq!(
        starts,
        [
            "2026-11-16T09:00",
            "2026-11-23T09:00",
            "2026-11-24T09:00",
            "2026-11-25T09:00"
        ]
    );
    assert!(
        html.contains("Handoff every Monday, 10:00, Europe/Berlin"),
        "{html}"
    );
    let runbook = page(folder.path(), "dist/runbooks/full/index.html");
    assert!(runbook.contains("Not in the wiki: call."), "{runbook}");
    assert!(runbook.contains("href=\"/on-call/ops/\""), "{runbook}");
    let calendar = page(folder.path(), "dist/on-call.ics");
    assert!(
        calendar.contains("DTSTART:20261124T090000Z\r\nDTEND:20261125T090000Z\r\nSUMMARY:Ops: Kim"),
        "{calendar}"
    );
}

#[test]
fn files_beside_pages_and_public_files_are_copied() {
    let folder = portal(PAGES);
    fs::write(folder.path().join("content/guides/data.csv"), "a,b\n").unwrap();
    fs::create_dir(folder.path().join("public")).unwrap();
    fs::write(folder.path().join("public/robots.txt"), "User-agent: *\n").unwrap();
    fs::write(
        folder.path().join("content/guides/c.md"),
        "# C\n\n[d](data.csv) [r](/robots.txt)\n",
    )
    .unwrap();
    let built = build(folder.path(), &[]);
    assert!(built.status.success(), "{}", stderr(&built));
    assert_eq!(page(folder.path(), "dist/guides/data.csv"), "a,b\n");
    assert_eq!(page(folder.path(), "dist/robots.txt"), "User-agent: *\n");
    let html = page(folder.path(), "dist/guides/c/index.html");
    assert!(html.contains("href=\"/guides/data.csv\"") && html.contains("href=\"/robots.txt\""));
}

#[test]
fn a_client_that_is_missing_is_said() {
    let folder = portal(PAGES);
    let said = stderr(&build(folder.path(), &[]));
    assert!(said.contains("no client bundle in none"), "{said}");
}

#[test]
fn prose_is_rendered_as_it_was() {
    let folder = portal(&[("guides/all.md", include_str!("prose.md"))]);
    let built = build(folder.path(), &[]);
    assert!(built.status.success(), "{}", stderr(&built));
    let html = page(folder.path(), "dist/guides/all/index.html");
    let start = html.find("<div class=\"prose\">").expect("prose");
    let end = html[start..]
        .find("</article>")
        .map_or(html.len(), |at| start + at);
    let expected = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site/prose.html");
    snapbox::assert_data_eq!(
        &html[start..end],
        snapbox::Data::read_from(&expected, None).raw()
    );
}

#[test]
fn talks_and_hours_can_be_subscribed_to() {
    let folder = portal(PAGES);
    fs::create_dir(folder.path().join("content/talks")).unwrap();
    let talk = "---\nspeakers: [kim]\ntime: \"16:00\"\n---\n# Caches; and *more*\n\nSee [a](../guides/a.md).\n";
    fs::write(
        folder.path().join("content/talks/2026-11-30-caches.md"),
        talk,
    )
    .unwrap();
    let site = "name = 'Test'\nurl = 'https://portal.example'\nzone = 'Europe/Berlin'\n";
    fs::write(folder.path().join("content/site.toml"), site).unwrap();
    let built = build(folder.path(), &["--base-path", "/p/"]);
    assert!(built.status.success(), "{}", stderr(&built));

    let atom = page(folder.path(), "dist/talks/feed.xml");
    assert!(
        atom.contains("<id>https://portal.example/p/talks/caches/</id>"),
        "{atom}"
    );
    assert!(
        atom.contains("href=&quot;https://portal.example/p/guides/a/&quot;"),
        "{atom}"
    );
    let json: serde_json::Value =
        serde_json::from_str(&page(folder.path(), "dist/talks/feed.json")).unwrap();
    assert_eq!(json["items"][0]["title"], "Caches; and more");
    assert_eq!(json["items"][0]["date_modified"], "2026-11-30T15:00:00Z");
    assert!(
        json["items"][0].get("date_published").is_none(),
        "it is to come"
    );
    let talks = page(folder.path(), "dist/talks.ics");
    assert!(
        talks.contains(
            "DTSTART:20261130T150000Z\r\nDTEND:20261130T151500Z\r\nSUMMARY:Caches\\; and more\r\n"
        ),
        "{talks}"
    );
    let hours = page(folder.path(), "dist/office-hours.ics");
    assert_eq!(hours.matches("BEGIN:VEVENT").count(), 26);
    let map = page(folder.path(), "dist/sitemap.xml");
    assert!(
        map.contains("<loc>https://portal.example/p/talks/caches/</loc>") && !map.contains("404")
    );
    assert!(
        page(folder.path(), "dist/robots.txt")
            .contains("Sitemap: https://portal.example/p/sitemap.xml")
    );
}

#[test]
fn images_keep_their_place() {
    let folder = portal(&[("guides/a.md", "# A\n\n![a dot](dot.png)\n")]);
    let dot = crate::cases().join("images/content/guides/dot.png");
    fs::copy(dot, folder.path().join("content/guides/dot.png")).unwrap();
    assert!(build(folder.path(), &[]).status.success());
    let html = page(folder.path(), "dist/guides/a/index.html");
    assert!(
        html.contains("<img src=\"/guides/dot.png\" alt=\"a dot\" width=\"3\" height=\"2\""),
        "{html}"
    );
}

#[test]
fn a_folder_that_is_no_site_is_left_alone() {
    let folder = portal(PAGES);
    let before = tree(folder.path());
    for (out, why) in [
        ("content", "pressed again"),
        ("content/new", "pressed again"),
        (".", "something else than a pressed site"),
        ("content/..", "something else than a pressed site"),
    ] {
        let refused = build(folder.path(), &["--out", out]);
        assert_eq!(refused.status.code(), Some(2), "{out}");
        let said = stderr(&refused);
        assert!(said.contains(why), "{out}: {said}");
    }
    assert!(tree(folder.path()) == before);
    // An empty folder is fine, and so is the site in it the next time.
    fs::create_dir(folder.path().join("dist")).unwrap();
    for _ in 0..2 {
        let built = build(folder.path(), &[]);
        assert!(built.status.success(), "{}", stderr(&built));
    }
    let manifest: serde_json::Value =
        serde_json::from_str(&page(folder.path(), "dist/glassbox.json")).unwrap();
    assert_eq!(manifest["day"], TODAY);
    assert!(manifest["time_zone_database"].as_str().unwrap() >= "2026a");
}
