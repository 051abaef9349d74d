//! The language of a portal and of a page: its words, its dates, `lang` and `dir`.

use std::fs;

use crate::{built, portal};

const TALK: &str = "---\nspeakers: [kim]\n---\n# Vortrag\n\n> [!NOTE]\n> Kurz.\n";

fn pages(files: &[(&str, &str)]) -> impl Fn(&str) -> String + use<> {
    let folder = portal(files);
    built(folder.path(), &[]);
    move |path| {
        let path = folder.path().join("dist").join(path);
        fs::read_to_string(&path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
    }
}

#[test]
fn a_portal_is_in_its_language() {
    let page = pages(&[
        ("site.toml", "language = 'de'\n"),
        ("people/kim.toml", "name = 'Kim'\n"),
        ("talks/2026-11-30-a.md", TALK),
        (
            "office-hours/o.toml",
            "title = 'Fragen'\nhosts = ['kim']\nweekdays = ['monday']\nfrom = '15:00'\nto = '17:00'\n",
        ),
    ]);
    let talk = page("talks/a/index.html");
    assert!(talk.contains("<html lang=\"de\" dir=\"ltr\">"), "{talk}");
    assert!(talk.contains("Montag, 30. November 2026"), "{talk}");
    assert!(talk.contains("Hinweis</p>"), "{talk}");
    let home = page("index.html");
    assert!(
        home.contains("1 Vortrag") && home.contains("mit "),
        "{home}"
    );
    assert!(page("office-hours/o/index.html").contains("Montags, 15:00 bis 17:00"));
    let calendar = page("office-hours.ics");
    assert!(calendar.contains("DESCRIPTION:mit Kim"), "{calendar}");
}

#[test]
fn a_page_is_in_its_own_language() {
    let page = pages(&[
        ("people/kim.toml", "name = 'Kim'\n"),
        (
            "talks/2026-11-30-a.md",
            &TALK.replace("---\nspeakers", "---\nlanguage: de-AT\nspeakers"),
        ),
        ("guides/b.md", "---\nlanguage: he\n---\n# B\n\nText.\n"),
    ]);
    assert!(page("index.html").contains("<html lang=\"en\" dir=\"ltr\">"));
    let talk = page("talks/a/index.html");
    assert!(talk.contains("<html lang=\"de-AT\" dir=\"ltr\">"), "{talk}");
    assert!(
        talk.contains("Zum Inhalt springen") && talk.contains("Hinweis</p>"),
        "{talk}"
    );
    // There are no words of it: the interface stays English, the lines begin at the right.
    let guide = page("guides/b/index.html");
    assert!(guide.contains("<html lang=\"en\" dir=\"rtl\">"), "{guide}");
    assert!(guide.contains("<h1 id=\"b\" lang=\"he\">B</h1>"), "{guide}");
    // Where another page lists it, its words are in its language and begin where they should.
    let index = page("guides/index.html");
    let card = "href=\"/guides/b/\" lang=\"he\" dir=\"rtl\"";
    assert!(index.contains(card), "{index}");
    assert!(!page("talks/index.html").contains("href=\"/talks/a/\" lang=\"en\""));
}
