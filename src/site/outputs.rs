//! What a portal publishes beside its pages: feeds, calendars, the site map and the manifest.
//!
//! All addresses in here are absolute: these files are read far from the site.

mod calendars;
mod feeds;
mod redirects;
mod sitemap;

use std::collections::BTreeMap;

use glassbox_app::view::{Page, Subscription};
use glassbox_model::Kind;

pub(crate) use redirects::{SCRIPT, pages as redirects};

use crate::{library::Entry, pages::Press, write::MANIFEST};

/// The paths of all that the press makes beside pages.
pub(crate) const MADE_UP: [&str; 10] = [
    "_redirects",
    "_redirects.haproxy",
    "_redirects.nginx",
    "office-hours.ics",
    "robots.txt",
    "sitemap.xml",
    "talks.ics",
    "talks/feed.json",
    "talks/feed.xml",
    MANIFEST,
];

/// Every file, by its path.
pub(crate) fn outputs(press: &Press<'_>, pages: &[(String, Page)]) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    files.insert("sitemap.xml".to_owned(), sitemap::sitemap(press, pages));
    files.insert("robots.txt".to_owned(), sitemap::robots(press));
    files.insert(MANIFEST.to_owned(), manifest(press, pages.len()));
    files.extend(redirects::maps(press));
    files.extend(feeds::feeds(press));
    files.extend(calendars::calendars(press));
    files
}

/// How the site was pressed: for whoever wonders, and to know a site from other folders.
fn manifest(press: &Press<'_>, pages: usize) -> Vec<u8> {
    let manifest = serde_json::json!({
        "generator": concat!("glassbox ", env!("CARGO_PKG_VERSION")),
        "day": press.today,
        "pages": pages,
        "time_zone_database": glassbox_schedule::database_version(),
    });
    manifest.to_string().into_bytes()
}

impl<'a> Press<'a> {
    /// The public things of a kind in their order: what leaves the site shows no other.
    pub(crate) fn published(&self, kind: Kind) -> impl Iterator<Item = &'a Entry> + use<'a> {
        let entries = self.ordered(kind).into_iter();
        entries.filter(|entry| entry.withheld.is_none())
    }

    /// The feeds and calendars that [`outputs`] writes, as pages name them.
    pub(crate) fn subscriptions(&self) -> Vec<Subscription> {
        let of = |kind: Kind, files: &[(&str, &str, &'static str)]| {
            let any = self.published(kind).next().is_some();
            let files = files.iter().filter(|_| any);
            let subscription =
                |(title, path, media_type): &(&str, &str, &'static str)| Subscription {
                    kind,
                    title: (*title).to_owned(),
                    href: self.urls.file(path),
                    media_type,
                };
            files.map(subscription).collect::<Vec<_>>()
        };
        let talks = of(
            Kind::Talk,
            &[
                ("Atom feed", "talks/feed.xml", "application/atom+xml"),
                ("JSON feed", "talks/feed.json", "application/feed+json"),
                ("Calendar", "talks.ics", "text/calendar"),
            ],
        );
        let hours = [("Calendar", "office-hours.ics", "text/calendar")];
        talks
            .into_iter()
            .chain(of(Kind::OfficeHours, &hours))
            .collect()
    }
}

/// A URL path with the portal's scheme and host before it.
pub(crate) fn absolute(press: &Press<'_>, href: &str) -> String {
    format!("{}{href}", press.library.portal.url.trim_end_matches('/'))
}
