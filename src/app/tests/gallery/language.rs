//! Every word of the interface comes from the table: seen by a language that nobody reads.
//!
//! Its words are the English ones in letters of full width, written from right to left. What is
//! shown in plain letters then is content, or was forgotten in a view.

use std::{collections::BTreeSet, fs, path::Path, sync::Arc};

use glassbox_app::{
    render,
    view::{Page, Site},
};
use glassbox_model::{
    Language, Words,
    words::{DE, EN, places},
};
use serde_json::Value;

use crate::{pages, parts};

/// English that cannot be mistaken for content.
fn unreadable() -> &'static Words {
    let mut value = serde_json::to_value(&EN).expect("words are plain data");
    widen(&mut value);
    value["tag"] = "ar".into();
    let json: &'static str = Box::leak(value.to_string().into_boxed_str());
    Box::leak(Box::new(
        serde_json::from_str(json).expect("words of the same form"),
    ))
}

fn widen(value: &mut Value) {
    match value {
        Value::String(text) => *text = wide(text),
        Value::Array(values) => values.iter_mut().for_each(widen),
        Value::Object(values) => values.values_mut().for_each(widen),
        _ => {}
    }
}

/// The letters of a text in full width; its places stay.
fn wide(text: &str) -> String {
    let widen = |c: char| match c {
        'A'..='Z' | 'a'..='z' => char::from_u32(c as u32 + 0xfee0).unwrap_or(c),
        c => c,
    };
    places(text)
        .map(|(text, place)| {
            let text: String = text.chars().map(widen).collect();
            match place {
                "" => text,
                place => format!("{text}{{{place}}}"),
            }
        })
        .collect()
}

/// Everything that the markup shows or names: texts, and the attributes that are read out.
fn shown(html: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut rest = html;
    while let Some((text, tail)) = rest.split_once('<') {
        found.push(text.to_owned());
        let (tag, after) = tail.split_once('>').unwrap_or((tail, ""));
        for attribute in ["aria-label", "title", "alt", "placeholder"] {
            let named = tag.split_once(&format!(" {attribute}=\""));
            found.extend(named.and_then(|(_, value)| Some(value.split_once('"')?.0.to_owned())));
        }
        rest = after;
    }
    found.push(rest.to_owned());
    found
}

/// The plain pieces of texts: what stands in plain letters, without what is around it.
fn plain(texts: Vec<String>) -> BTreeSet<String> {
    texts
        .iter()
        .flat_map(|text| text.split(|c: char| !c.is_ascii()))
        .map(|piece| piece.trim_matches(|c: char| !c.is_ascii_alphabetic()))
        .filter(|piece| !piece.is_empty())
        .map(str::to_owned)
        .collect()
}

/// The texts of a value, from its `Debug` form.
fn texts_of(debug: &str) -> Vec<String> {
    let mut texts = Vec::new();
    let mut chars = debug.chars();
    while chars.by_ref().any(|c| c == '"') {
        let mut text = String::new();
        while let Some(c) = chars.next().filter(|c| *c != '"') {
            text.push(match c {
                '\\' => match chars.next() {
                    Some('n') => '\n',
                    other => other.unwrap_or_default(),
                },
                c => c,
            });
        }
        texts.push(text);
    }
    texts
}

fn each_in(words: &'static Words, check: impl Fn(&str, &Page, &str)) {
    let site = Arc::new(Site {
        language: words.tag.to_owned(),
        ..Site::clone(&parts::site())
    });
    for (name, page) in pages::pages() {
        let language = Language {
            tag: words.tag.to_owned(),
            words,
        };
        let page = Page { language, ..page };
        check(name, &page, &render(&site, &page));
    }
}

#[test]
fn no_word_of_the_interface_stands_in_a_view() {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("gallery-rtl");
    fs::create_dir_all(&folder).expect("the folder can be made");
    let site = texts_of(&format!("{:?}", parts::site()));
    each_in(unreadable(), |name, page, html| {
        fs::write(folder.join(format!("{name}.html")), html).expect("the page can be written");
        let content = texts_of(&format!("{page:?}"));
        let content = site.iter().chain(&content).flat_map(|text| shown(text));
        let content = plain(content.collect());
        // Islands carry their values in an attribute that nobody reads.
        let html = html.replace("&#x27;", "'");
        let forgotten: Vec<_> = plain(shown(&html)).difference(&content).cloned().collect();
        assert!(forgotten.is_empty(), "{name}: {forgotten:?}");
    });
}

#[test]
fn a_page_says_its_language_and_direction() {
    each_in(&DE, |name, _, html| {
        assert!(html.contains("<html lang=\"de\" dir=\"ltr\">"), "{name}");
        assert!(html.contains("Zum Inhalt springen"), "{name}");
        assert!(!html.contains(" lang=\"en\""), "{name}");
    });
    // No words of it: the interface is English, the text is not.
    let site = parts::site();
    let (_, page) = pages::pages().swap_remove(1);
    let language = Language::of_portal("ar");
    let html = render(&site, &Page { language, ..page });
    assert!(html.contains("<html lang=\"en\" dir=\"rtl\">"));
    assert!(
        html.contains("<h1 lang=\"ar\">") && html.contains("<div lang=\"ar\" class=\"prose\">")
    );
}
