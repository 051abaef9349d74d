//! What the pages are made of: the site, cards, windows.

use std::sync::Arc;

use chrono::{DateTime, NaiveDate, TimeDelta};
use glassbox_app::view::*;
use glassbox_model::Kind;

/// The site of the pages.
pub(crate) fn site() -> Arc<Site> {
    let file = |name: &str| format!("/{name}");
    Arc::new(Site {
        name: "Glassbox".into(),
        tagline: "Look inside the machines that run your code.".into(),
        language: "en".into(),
        base: "/".into(),
        nav: Kind::COLLECTIONS
            .into_iter()
            .map(|kind| NavLink {
                kind,
                title: None,
                href: format!("/{}/", kind.folder()),
            })
            .collect(),
        contact: vec![link("ops@example.com", "mailto:ops@example.com")],
        source_url: Some("https://git.example.com/ops/glassbox".into()),
        origin: "https://glassbox.example.com".into(),
        subscriptions: vec![Subscription {
            kind: Kind::Talk,
            href: "/talks/feed.xml".into(),
            media_type: "application/atom+xml",
        }],
        stylesheets: vec!["/brand.css".into()],
        assets: Assets {
            stylesheet: file("style.css"),
            theme: file("scripts/theme.js"),
            page: file("scripts/page.js"),
            tabs: file("scripts/tabs.js"),
            walk: file("scripts/walk.js"),
            module: Some(Module {
                start: file("scripts/start.js"),
                glue: file("client.js"),
                wasm: file("client_bg.wasm"),
            }),
        },
        ..Site::default()
    })
}

pub(crate) fn link(title: &str, href: &str) -> Link {
    Link {
        title: title.into(),
        href: href.into(),
        language: None,
    }
}

pub(crate) fn card(kind: Kind, title: &str, summary: &str, note: &str) -> Card {
    let href = format!("/{}/", kind.folder());
    Card {
        kind,
        title: title.into(),
        href,
        summary: summary.into(),
        language: None,
        note: note.into(),
        current: false,
    }
}

pub(crate) fn cards() -> Vec<Card> {
    vec![
        card(
            Kind::Runbook,
            "The disk is full",
            "df says 100 %, and deleted files still hold space. Find who holds them and let go.",
            "7 minutes",
        ),
        card(
            Kind::Guide,
            "lsof",
            "Which process holds this file, this port, this socket?",
            "5 minutes",
        ),
        card(
            Kind::Talk,
            "Load balancing with HAProxy",
            "What round robin means when one of the servers is slow.",
            "30 November 2026",
        ),
        card(
            Kind::Component,
            "SSL terminator",
            "Decrypts, adds three headers, and passes the request on in plain text.",
            "6 minutes",
        ),
    ]
}

pub(crate) fn instant(days: i64, hour: u32) -> Instant {
    let date = NaiveDate::from_ymd_opt(2026, 11, 30).unwrap_or_default() + TimeDelta::days(days);
    let utc = date.and_hms_opt(hour, 0, 0).unwrap_or_default().and_utc() + TimeDelta::hours(8);
    Instant {
        utc: DateTime::from_timestamp(utc.timestamp(), 0).unwrap_or_default(),
        date,
        time: format!("{hour:02}:00"),
        zone: "America/Los_Angeles".into(),
    }
}

pub(crate) fn windows(count: i64) -> Vec<Window> {
    (0..count)
        .flat_map(|week| {
            let window = |title: &str, host: &str, days, hour| Window {
                rule: "load-balancers".into(),
                title: title.into(),
                language: None,
                href: "/office-hours/load-balancers/".into(),
                hosts: vec![link(host, "/people/mitchell/")],
                start: instant(week * 7 + days, hour),
                end: instant(week * 7 + days, hour + 2),
                slots: Vec::new(),
                ask: String::new(),
            };
            [
                window("Load balancers and TLS", "Mitchell Hashimoto", 0, 15),
                window("Anything Linux", "Julia Evans", 0, 17),
                window("Deploys", "Kris Buytaert", 3, 9),
            ]
        })
        .collect()
}
