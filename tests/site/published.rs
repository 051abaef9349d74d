//! Feeds and calendars of a build, read by parsers that are not ours.

use icalendar::{CalendarDateTime, Component, DatePerhapsTime};

use crate::{built, portal};

const PAGES: &[(&str, &str)] = &[
    (
        "site.toml",
        "name = 'Test, & more; \"quoted\"'\nurl = 'https://portal.example'\nzone = 'Europe/Berlin'\n",
    ),
    ("people/kim.toml", "name = 'Kim <ops>, Ünal'\n"),
    (
        "office-hours/ask.toml",
        "title = 'Ask; anything, now'\nhosts = ['kim']\nweekdays = ['monday']\nfrom = '15:00'\nto = '17:00'\nplace = 'Room 1, floor 2'\n",
    ),
    (
        "office-hours/debug.toml",
        "title = 'Debug'\nhosts = ['kim']\nzone = 'Asia/Tokyo'\nweekdays = ['friday']\nfrom = '09:00'\nto = '10:00'\n",
    ),
    (
        "talks/2026-11-16-given.md",
        "---\nspeakers: [kim]\nstatus: given\nupdated: 2026-11-18\ntags: [caches]\n---\n# Given & \\<b>\n\nText with a [link](#part), `href=\"/code` and [one](//other.example/x).\n\n## Part\n\n\
         > [!NOTE]\n> Mind.[^1]\n\n[^1]: This.\n\n```mermaid\nflowchart LR\n  accTitle: The way\n  accDescr: From a to b\n  a --> b\n```\n\nEnd of it.\n",
    ),
    (
        "talks/2026-11-30-planned.md",
        "---\nspeakers: [kim]\ntime: \"16:00\"\nminutes: 20\n---\n# Planned\n",
    ),
    (
        "talks/2026-12-14-cancelled.md",
        "---\nspeakers: [kim]\nstatus: cancelled\n---\n# Cancelled\n",
    ),
];

fn published() -> std::collections::BTreeMap<String, Vec<u8>> {
    let folder = portal(PAGES);
    built(folder.path(), &["--base-path", "/p/"])
}

#[test]
fn feeds_hold_the_talks_with_their_text() {
    let files = published();
    for path in ["talks/feed.xml", "talks/feed.json"] {
        let feed = feed_rs::parser::parse(&files[path][..])
            .unwrap_or_else(|error| panic!("{path}: {error}"));
        let title = feed.title.expect("a title").content;
        assert_eq!(title, "Test, & more; \"quoted\": Talks", "{path}");
        let ids: Vec<_> = feed.entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(
            ids,
            [
                "https://portal.example/p/talks/planned/",
                "https://portal.example/p/talks/given/"
            ],
            "{path}"
        );
        let given = &feed.entries[1];
        assert_eq!(
            given.title.as_ref().unwrap().content,
            "Given & <b>",
            "{path}"
        );
        assert_eq!(given.authors[0].name, "Kim <ops>, Ünal", "{path}");
        let text = given
            .content
            .as_ref()
            .and_then(|content| content.body.as_deref());
        let text = text.unwrap_or_default();
        assert!(text.contains("End of it."), "the whole text: {text}");
        assert!(
            text.contains("href=\"https://portal.example/p/talks/given/#part\""),
            "{path}: {text}"
        );
        // What only looks like an attribute is text, and what has a host keeps it.
        assert!(text.contains("<code>href=\"/code</code>"), "{path}: {text}");
        assert!(
            text.contains("href=\"//other.example/x\""),
            "{path}: {text}"
        );
        // Readers have neither our style sheet nor the drawings of our icons.
        assert!(
            !text.contains("<svg") && !text.contains("class=\"anchor\""),
            "{path}: {text}"
        );
        assert!(
            text.contains("<h2 id=\"part\">Part </h2>"),
            "{path}: {text}"
        );
        assert!(
            text.contains("<p><strong>The way</strong></p><p>From a to b</p>"),
            "{path}: {text}"
        );
        assert!(
            text.contains(">↩</a>") && text.contains("Note</p>"),
            "{path}: {text}"
        );
        let day = |date: Option<chrono::DateTime<chrono::Utc>>| date.map(|date| date.to_rfc3339());
        assert_eq!(
            day(given.updated).as_deref(),
            Some("2026-11-18T00:00:00+00:00"),
            "{path}"
        );
        assert!(given.published.is_some(), "{path}");
        assert_eq!(feed.entries[0].published, None, "{path}: it is to come");
    }
}

/// What a calendar says of its events, as both parsers read it: title, first and last minute.
fn events(text: &str) -> Vec<(String, String, String)> {
    let calendar: icalendar::Calendar = text.parse().expect("a calendar");
    let when = |time: Option<DatePerhapsTime>| match time {
        Some(DatePerhapsTime::DateTime(CalendarDateTime::Utc(utc))) => {
            utc.format("%Y%m%dT%H%M%SZ").to_string()
        }
        other => panic!("an instant in UTC, not {other:?}"),
    };
    let one: Vec<_> = calendar
        .components
        .iter()
        .filter_map(|component| component.as_event())
        .map(|event| {
            let title = event.get_summary().unwrap_or_default().to_owned();
            (title, when(event.get_start()), when(event.get_end()))
        })
        .collect();
    let other = ical::IcalParser::new(text.as_bytes())
        .next()
        .expect("a calendar")
        .expect("that parses");
    let value = |event: &ical::parser::ical::component::IcalEvent, name: &str| {
        let property = event
            .properties
            .iter()
            .find(|property| property.name == name);
        property
            .and_then(|property| property.value.clone())
            .unwrap_or_default()
    };
    let mut ids: Vec<_> = other
        .events
        .iter()
        .map(|event| value(event, "UID"))
        .collect();
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), one.len(), "every event has an id of its own");
    for (event, (_, start, end)) in other.events.iter().zip(&one) {
        assert_eq!(
            (&value(event, "DTSTART"), &value(event, "DTEND")),
            (start, end)
        );
    }
    one
}

#[test]
fn calendars_hold_the_talks_and_all_office_hours() {
    let files = published();
    let text = |path: &str| String::from_utf8_lossy(&files[path]).into_owned();
    let event =
        |title: &str, start: &str, end: &str| (title.to_owned(), start.to_owned(), end.to_owned());
    assert_eq!(
        events(&text("talks.ics")),
        [
            event("Given & <b>", "20261115T230000Z", "20261115T231500Z"),
            event("Planned", "20261130T150000Z", "20261130T152000Z"),
            event("Cancelled", "20261213T230000Z", "20261213T231500Z"),
        ]
    );
    assert!(text("talks.ics").contains("STATUS:CANCELLED"));
    let hours = events(&text("office-hours.ics"));
    assert_eq!(hours.len(), 52, "26 weeks of two rules");
    assert_eq!(
        hours[0],
        event("Ask; anything, now", "20261123T140000Z", "20261123T160000Z")
    );
    assert_eq!(
        hours[1],
        event("Debug", "20261127T000000Z", "20261127T010000Z")
    );
}

#[test]
fn a_host_has_a_calendar_of_the_own_hours() {
    let more = [
        ("people/ada.toml", "name = 'Ada'\n"),
        ("people/bob.toml", "name = 'Bob'\n"),
        (
            "office-hours/both.toml",
            "title = 'Both'\nhosts = ['ada', 'kim']\nweekdays = ['tuesday']\nfrom = '15:00'\nto = '17:00'\n",
        ),
    ];
    let folder = portal(&[PAGES, &more].concat());
    let files = built(folder.path(), &["--base-path", "/p/"]);
    let of = |host: &str| files.get(&format!("people/{host}/office-hours.ics"));
    let text = |host: &str| String::from_utf8_lossy(of(host).expect("a calendar")).into_owned();
    assert_eq!(events(&text("kim")).len(), 78, "26 weeks of three rules");
    assert_eq!(events(&text("ada")).len(), 26, "of one");
    assert!(of("bob").is_none(), "nothing to subscribe to");
    assert!(
        text("ada")
            .contains("SOURCE;VALUE=URI:https://portal.example/p/people/ada/office-hours.ics")
    );
    let page = |host: &str| {
        String::from_utf8_lossy(&files[&format!("people/{host}/index.html")]).into_owned()
    };
    assert!(page("ada").contains("href=\"/p/people/ada/office-hours.ics\""));
    assert!(!page("bob").contains("people/bob/office-hours.ics"));
}
