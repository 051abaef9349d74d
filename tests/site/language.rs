//! The language of a portal and of a page: its words, its dates, `lang` and `dir`.

use std::{collections::BTreeSet, fs};

use scraper::{Html, Selector};

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

/// A portal in English, with pages in German and Hebrew. What an author writes in a language has its
/// mark: Ð in English, Ä in German, ה in Hebrew.
const MIXED: [(&str, &str); 18] = [
    ("site.toml", "tagline = 'Ð'\n"),
    ("people/kim.toml", "name = 'Kim'\nknows = ['x']\n"),
    ("tags.toml", "[t]\ntitle = 'Ð'\n"),
    ("architecture/x.md", "# Ð x\n\nÐ\n"),
    ("guides/a.md", "---\ntags: [t]\n---\n# Ð a\n\nÐ\n"),
    (
        "guides/b.md",
        "---\nlanguage: he\ntags: [t]\ncomponents: [x]\nreviewed: 2026-11-20\n---\n# ה b\n\n## ה s\n\nה\n",
    ),
    (
        "guides/c.md",
        "---\nlanguage: de\ntags: [t]\ncomponents: [x]\nreviewed: 2026-11-20\n---\n# Ä c\n\n## Ä s\n\nÄ\n",
    ),
    (
        "talks/2026-11-30-d.md",
        "---\nlanguage: he\nspeakers: [kim]\ncomponents: [x]\n---\n# ה d\n\nה\n",
    ),
    ("notes/index.md", "---\nlanguage: de\n---\n# Ä notes\n\nÄ\n"),
    ("notes/one.md", "# Ð one\n\nÐ\n"),
    (
        "paths/p.toml",
        "title = 'Ð p'\nsummary = 'Ð'\nsteps = [{ page = 'guides/b' }, { page = 'guides/c', note = 'Ð' }]\n",
    ),
    (
        "people/lee.toml",
        "name = 'Lee'\nlanguage = 'de'\nrole = 'Ä'\nbio = 'Ä'\nknows = ['x', 't']\n",
    ),
    (
        "runbooks/w.md",
        "---\nlanguage: he\nsymptom: ה\ntags: [t]\n---\n# ה w\n\nה\n",
    ),
    (
        "guides/index.md",
        "---\nlanguage: de\ntitle: Ä guides\n---\nÄ\n",
    ),
    (
        "paths/q.toml",
        "title = 'ה q'\nsummary = 'ה'\naudience = 'ה'\nintro = 'ה'\nlanguage = 'he'\nsteps = [{ page = 'guides/a', note = 'ה' }, { page = 'office-hours/o' }]\n",
    ),
    (
        "office-hours/o.toml",
        "title = 'Ä o'\nlanguage = 'de'\nsummary = 'Ä'\nhosts = ['kim']\nweekdays = ['monday']\nfrom = '15:00'\nto = '17:00'\nbody = 'Ä'\ntopics = [{ id = 'z', title = 'Ä' }]\n",
    ),
    (
        "on-call/r.toml",
        "title = 'ה r'\nlanguage = 'he'\npeople = ['kim']\nstarts = 2026-11-02\nhandoff = '10:00'\nrule = 'ה'\nbody = 'ה'\n",
    ),
    (
        "lifecycle/l.toml",
        "title = 'ה l'\nsummary = 'ה'\nlanguage = 'he'\nnodes = [{ id = 'a', title = 'ה', kind = 'client', col = 1, row = 1, what = 'ה' }]\n\
         scenarios = [{ id = 's', title = 'ה', summary = 'ה', steps = [{ id = 't', at = 'a', title = 'ה', say = 'ה' }] }]\n",
    ),
];

#[test]
fn what_is_in_another_language_says_so_wherever_it_stands() {
    let folder = portal(&MIXED);
    let site = built(folder.path(), &[]);
    let pages = site.iter().filter(|(path, _)| path.ends_with(".html"));
    let (mut seen, mut wrong) = (BTreeSet::new(), Vec::new());
    for (path, html) in pages {
        for (text, lang, dir) in spoken(&String::from_utf8_lossy(html)) {
            for (mark, language, direction) in
                [('Ð', "en", "ltr"), ('Ä', "de", "ltr"), ('ה', "he", "rtl")]
            {
                if text.contains(mark) {
                    if (lang.as_str(), dir.as_str()) != (language, direction) {
                        wrong.push(format!("{path}: {lang} {dir}: {text}"));
                    }
                    seen.insert((path.clone(), language));
                }
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    // Each mark stands on pages of all languages.
    for path in [
        "guides/a",
        "guides/b",
        "guides/c",
        "guides/print",
        "guides",
        "tags/t",
        "architecture/x",
    ] {
        for language in ["de", "he"] {
            let page = (format!("{path}/index.html"), language);
            assert!(seen.contains(&page), "{page:?}");
        }
    }
}

/// The texts of a page's body, each with the language and the direction that a browser takes it for.
fn spoken(html: &str) -> Vec<(String, String, String)> {
    let page = Html::parse_document(html);
    let elements = Selector::parse("body, body :not(script)").expect("a selector");
    let spoken = page.select(&elements).map(|element| {
        let text = element.children().filter_map(|node| node.value().as_text());
        let around = element
            .ancestors()
            .filter_map(|node| node.value().as_element());
        let around: Vec<_> = std::iter::once(element.value()).chain(around).collect();
        let is = |name| {
            around
                .iter()
                .find_map(|element| element.attr(name))
                .unwrap_or_default()
        };
        let text: String = text.map(|text| &**text).collect();
        (text, is("lang").to_owned(), is("dir").to_owned())
    });
    spoken.collect()
}
