//! The talks as feeds with their full text: Atom (RFC 4287) and JSON Feed (version 1.1).

use atom_syndication::{
    Category, ContentBuilder, Entry, EntryBuilder, FeedBuilder, FixedDateTime, LinkBuilder, Person,
    PersonBuilder, Text,
};
use chrono::{DateTime, NaiveTime, Utc};
use glassbox_model::{Kind, content::Status};
use serde_json::json;

use super::{absolute, origin, plain::is_path};
use crate::{library::Matter, markup, pages::Press};

/// How many talks a feed holds, the latest first.
const MAX_TALKS: usize = 50;

/// A talk as both feeds tell it.
struct Item {
    title: String,
    url: String,
    summary: String,
    html: String,
    /// The tag of its language (BCP 47).
    language: String,
    /// When it took place; not set before that.
    published: Option<DateTime<Utc>>,
    updated: DateTime<Utc>,
    speakers: Vec<String>,
    tags: Vec<String>,
}

fn items(press: &Press<'_>) -> Vec<Item> {
    let talks = press.published(Kind::Talk).filter_map(|entry| {
        let Matter::Talk(talk, date) = &entry.matter else {
            return None;
        };
        if talk.status == Status::Cancelled {
            return None;
        }
        let view = press.talk(entry, talk, *date)?;
        let card = press.card(entry);
        Some(Item {
            title: card.title,
            url: absolute(press, &card.href),
            summary: card.summary,
            html: with_origin(
                press,
                &absolute(press, &card.href),
                &without_pictures(&view.article.html),
            ),
            language: press.library.language_of(entry).tag,
            published: Some(view.start.utc).filter(|_| *date <= press.today),
            updated: entry
                .publication
                .updated
                .map_or(view.start.utc, |day| day.and_time(NaiveTime::MIN).and_utc()),
            speakers: view
                .speakers
                .into_iter()
                .map(|speaker| speaker.title)
                .collect(),
            tags: entry
                .common
                .tags
                .iter()
                .map(|tag| press.library.tag_title(tag).to_owned())
                .collect(),
        })
    });
    talks.take(MAX_TALKS).collect()
}

/// The same text as it is read elsewhere, without our style sheet and our pictures: headings have no
/// links to themselves, and a drawing is its title and its description.
fn without_pictures(html: &str) -> String {
    let html = markup::elements(html, "<a class=\"anchor\"", "</a>", |_| String::new());
    markup::elements(&html, "<svg", "</svg>", |drawing| {
        let said = |from: &str, to: &str| {
            let (_, text) = drawing.split_once(from)?.1.split_once('>')?;
            text.split_once(to).map(|(text, _)| text)
        };
        match (said("<title", "</title>"), said("<desc", "</desc>")) {
            (Some(title), Some(about)) => format!("<p><strong>{title}</strong></p><p>{about}</p>"),
            (Some(text), None) | (None, Some(text)) => format!("<p>{text}</p>"),
            (None, None) if drawing.contains("#i-corner-down-left") => "↩".to_owned(),
            (None, None) => String::new(),
        }
    })
}

/// The same text with absolute addresses: a feed is read elsewhere. `url` is the talk's own.
fn with_origin(press: &Press<'_>, url: &str, html: &str) -> String {
    markup::tags(html, |tag, out| {
        markup::values(tag, out, |name, value, out| {
            match name {
                "href" if value.starts_with('#') => out.push_str(url),
                "href" | "src" if is_path(value) => out.push_str(origin(press)),
                _ => {}
            }
            out.push_str(value);
        });
    })
}

/// `talks/feed.xml`.
pub(super) fn atom(press: &Press<'_>) -> Vec<u8> {
    let items = items(press);
    // The time is an option: without any talk the feed is as old as the day.
    let latest = items.iter().map(|item| item.updated).max();
    let updated = latest.unwrap_or_else(|| press.today.and_time(NaiveTime::MIN).and_utc());
    let portal = &press.library.portal;
    let own = absolute(press, &press.urls.file("talks/feed.xml"));
    let page = absolute(press, &press.urls.page(Kind::Talk.folder()));
    let link = |rel: &str, href: &str| {
        let mut link = LinkBuilder::default();
        link.rel(rel).href(href).build()
    };
    FeedBuilder::default()
        .title(Text::plain(format!(
            "{}: {}",
            portal.name, press.words.kinds.talk.title
        )))
        .id(page.clone())
        .updated(fixed(updated))
        .links(vec![link("self", &own), link("alternate", &page)])
        .lang(portal.language.value.clone())
        // Of talks without a speaker: each entry must have an author (RFC 4287, 4.2.1).
        .authors(vec![person(&portal.name)])
        .entries(items.iter().map(entry).collect::<Vec<_>>())
        .build()
        .to_string()
        .into_bytes()
}

fn entry(item: &Item) -> Entry {
    let authors = item.speakers.iter().map(|name| person(name));
    let category = |tag: &String| Category {
        term: tag.clone(),
        ..Category::default()
    };
    let mut link = LinkBuilder::default();
    let mut content = ContentBuilder::default();
    EntryBuilder::default()
        .title(Text::plain(item.title.clone()))
        .id(item.url.clone())
        .published(item.published.map(fixed))
        .updated(fixed(item.updated))
        .links(vec![link.rel("alternate").href(item.url.clone()).build()])
        .authors(authors.collect::<Vec<_>>())
        .categories(item.tags.iter().map(category).collect::<Vec<_>>())
        .summary(Text::plain(item.summary.clone()))
        .content(
            content
                .content_type("html".to_owned())
                .value(item.html.clone())
                .lang(item.language.clone())
                .build(),
        )
        .build()
}

fn person(name: &str) -> Person {
    PersonBuilder::default().name(name.to_owned()).build()
}

fn fixed(instant: DateTime<Utc>) -> FixedDateTime {
    instant.fixed_offset()
}

fn seconds(instant: DateTime<Utc>) -> String {
    instant.to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
}

/// `talks/feed.json`.
pub(super) fn json(press: &Press<'_>) -> Vec<u8> {
    let portal = &press.library.portal;
    let items = items(press);
    let items = items.iter().map(|item| {
        let mut entry = json!({
            "id": item.url,
            "url": item.url,
            "title": item.title,
            "summary": item.summary,
            "content_html": item.html,
            "language": item.language,
            "date_modified": seconds(item.updated),
            "authors": item.speakers.iter().map(|name| json!({ "name": name })).collect::<Vec<_>>(),
            "tags": item.tags,
        });
        if let Some(published) = item.published {
            entry["date_published"] = seconds(published).into();
        }
        entry
    });
    let feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": format!("{}: {}", portal.name, press.words.kinds.talk.title),
        "home_page_url": absolute(press, &press.urls.page(Kind::Talk.folder())),
        "feed_url": absolute(press, &press.urls.file("talks/feed.json")),
        "language": portal.language.value,
        "items": items.collect::<Vec<_>>(),
    });
    feed.to_string().into_bytes()
}
