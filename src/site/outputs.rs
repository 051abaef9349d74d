//! What a portal publishes beside its pages: feeds, calendars, the site map and the manifest.
//!
//! All addresses in here are absolute: these files are read far from the site.

mod calendars;
mod feeds;
mod headers;
mod icons;
mod plain;
mod redirects;
mod sitemap;
mod social;

use std::collections::BTreeMap;

use glassbox_app::view::{Subscription, Window};
use glassbox_model::Kind;

pub(crate) use icons::check as check_icon;
pub(crate) use redirects::pages as redirects;
pub(crate) use social::{Cards, check as check_font};

use crate::{
    assets::Client,
    library::Entry,
    pages::{Press, Sheet},
    press::{File, Make},
    write::MANIFEST,
};

/// The paths of all that the press makes beside pages.
pub(crate) const MADE_UP: [&str; 20] = [
    "_headers",
    "_redirects",
    "_redirects.haproxy",
    "_redirects.nginx",
    icons::DRAWING,
    icons::FAVICON,
    icons::ICONS[0].name,
    icons::ICONS[1].name,
    icons::ICONS[2].name,
    icons::ICONS[3].name,
    "llms.txt",
    "office-hours.ics",
    "on-call.ics",
    "robots.txt",
    icons::MANIFEST,
    "sitemap.xml",
    "talks.ics",
    "talks/feed.json",
    "talks/feed.xml",
    MANIFEST,
];

/// A feed or calendar of a collection.
struct Publication {
    kind: Kind,
    path: &'static str,
    media_type: &'static str,
    make: fn(&Press<'_>) -> Vec<u8>,
}

const PUBLICATIONS: [Publication; 5] = [
    Publication {
        kind: Kind::Talk,
        path: "talks/feed.xml",
        media_type: "application/atom+xml",
        make: feeds::atom,
    },
    Publication {
        kind: Kind::Talk,
        path: "talks/feed.json",
        media_type: "application/feed+json",
        make: feeds::json,
    },
    Publication {
        kind: Kind::Talk,
        path: "talks.ics",
        media_type: "text/calendar",
        make: calendars::talks,
    },
    Publication {
        kind: Kind::OfficeHours,
        path: "office-hours.ics",
        media_type: "text/calendar",
        make: calendars::hours,
    },
    Publication {
        kind: Kind::OnCall,
        path: "on-call.ics",
        media_type: "text/calendar",
        make: calendars::on_call,
    },
];

/// Every file by its path, with how it is made.
pub(crate) fn outputs<'p>(
    press: &'p Press<'p>,
    sheets: &'p [Sheet<'p>],
    client: &'p Client,
) -> BTreeMap<String, Make<'p>> {
    let pages = sheets.len();
    let mut files: BTreeMap<String, Make<'p>> = BTreeMap::new();
    let mut add = |path: &str, make: Box<dyn Fn() -> Vec<u8> + Send + Sync + 'p>| {
        files.insert(path.to_owned(), Box::new(move || File::Bytes(make())));
    };
    add("sitemap.xml", Box::new(|| sitemap::sitemap(press, sheets)));
    add("robots.txt", Box::new(|| sitemap::robots(press)));
    add(MANIFEST, Box::new(move || manifest(press, pages)));
    add("llms.txt", Box::new(|| plain::llms(press)));
    let found = sheets
        .iter()
        .filter(|sheet| !matches!(sheet, Sheet::NotFound | Sheet::Print(_)));
    for sheet in found {
        let path = sheet.path().replace("index.html", plain::NAME);
        add(&path, Box::new(move || plain::page(press, sheet)));
    }
    add(icons::DRAWING, Box::new(icons::built_in));
    add(icons::FAVICON, Box::new(|| icons::favicon(press)));
    for icon in &icons::ICONS {
        add(icon.name, Box::new(|| icons::picture(press, icon)));
    }
    add(icons::MANIFEST, Box::new(|| icons::manifest(press)));
    add(
        "_headers",
        Box::new(|| headers::headers(press, client.files.keys())),
    );
    for (path, make) in redirects::LISTS {
        add(path, Box::new(move || make(press)));
    }
    for publication in press.publications() {
        add(publication.path, Box::new(|| (publication.make)(press)));
    }
    for host in press.published(Kind::Person) {
        if press.calendar_of(host).is_some() {
            let path = calendars::of_host(host);
            add(&path, Box::new(move || calendars::hours_of(press, host)));
        }
    }
    for (cards, caption) in sheets
        .iter()
        .filter_map(|it| Some((press.cards?, press.caption(it)?)))
    {
        files.insert(cards.path(&caption), Box::new(move || cards.file(&caption)));
    }
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
    pub(crate) fn published(&self, kind: Kind) -> impl Iterator<Item = &'a Entry> {
        let entries = self.ordered(kind).iter().copied();
        entries.filter(|entry| entry.withheld.is_none())
    }

    /// The feeds and calendars that have something to tell.
    fn publications(&self) -> impl Iterator<Item = &'static Publication> {
        PUBLICATIONS.iter().filter(|publication| {
            let mut things = self.published(publication.kind);
            match publication.kind {
                Kind::OfficeHours => things.any(|rule| !self.calendar.of(&rule.id).is_empty()),
                Kind::OnCall => things.any(|it| !self.calendar.shifts_of(&it.id).is_empty()),
                _ => things.next().is_some(),
            }
        })
    }

    /// The address of the calendar of a host's hours, where there are any.
    pub(crate) fn calendar_of(&self, host: &Entry) -> Option<String> {
        let page = self.urls.page(&host.id);
        if self.calendar.hosted_by(&page).is_empty() {
            return None;
        }
        let hosts = |window: &Window| window.hosts.iter().any(|it| it.href == page);
        let there = self
            .published(Kind::OfficeHours)
            .any(|rule| self.calendar.of(&rule.id).iter().any(hosts));
        there.then(|| self.urls.file(&calendars::of_host(host)))
    }

    /// The feeds and calendars, as pages name them.
    pub(crate) fn subscriptions(&self) -> Vec<Subscription> {
        self.publications()
            .map(|publication| Subscription {
                kind: publication.kind,
                href: self.urls.file(publication.path),
                media_type: publication.media_type,
            })
            .collect()
    }
}

/// A URL path with the portal's scheme and host before it.
pub(crate) fn absolute(press: &Press<'_>, href: &str) -> String {
    format!("{}{href}", origin(press))
}

/// The portal's scheme and host.
fn origin<'p>(press: &Press<'p>) -> &'p str {
    press.library.portal.url.trim_end_matches('/')
}
