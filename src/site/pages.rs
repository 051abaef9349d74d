//! Every page of the portal as the values that its view shows.

mod article;
mod ask;
mod caption;
mod collection;
mod face;
mod folder;
mod frame;
mod home;
mod hours;
mod index;
mod lifecycle;
mod offer;
mod on_call;
mod path;
mod person;
mod print;
mod sheet;

use std::collections::BTreeMap;

use chrono::NaiveDate;
use glassbox_app::view::{Assets, Card, Kept, Link, NavLink, Site};
use glassbox_model::{Kind, Words};

use crate::{
    calendar::Calendar,
    compiled::{Compiled, Documents},
    graph::Graph,
    library::{Entry, Library, Matter},
    links::Urls,
    outputs::Cards,
};
pub(crate) use caption::Caption;
pub(crate) use collection::in_order;
pub(crate) use face::{Faces, faces};
pub(crate) use print::is_taken as is_print;
pub(crate) use sheet::Sheet;

/// How many folders the main navigation names.
const MAX_FOLDERS: usize = 8;

/// Everything that pages are made of.
#[derive(Clone, Copy)]
pub(crate) struct Press<'a> {
    pub(crate) library: &'a Library,
    pub(crate) compiled: &'a Documents,
    pub(crate) indexes: &'a Documents,
    pub(crate) urls: &'a Urls<'a>,
    pub(crate) graph: &'a Graph<'a>,
    pub(crate) calendar: &'a Calendar,
    /// The things of each kind as a reader goes through them.
    pub(crate) order: &'a BTreeMap<Kind, Vec<&'a Entry>>,
    /// The tags that things have, each with its things.
    pub(crate) tags: &'a BTreeMap<&'a str, Vec<&'a Entry>>,
    /// The things as they are named elsewhere.
    pub(crate) faces: &'a Faces<'a>,
    pub(crate) today: NaiveDate,
    /// What draws the cards of pages; `None` where none are wanted.
    pub(crate) cards: Option<&'a Cards>,
    /// The words of the page that is made.
    pub(crate) words: &'static Words,
}

/// The title of a thing: from its data, else its first heading, else its slug.
///
/// Where only data is at hand, there is no `page` and no heading.
pub(crate) fn title_of(entry: &Entry, page: Option<&Compiled>) -> String {
    let heading = page.and_then(|page| page.document.title.as_ref());
    match (&entry.common.title, heading) {
        (Some(title), _) => title.value.clone(),
        (None, Some(heading)) => heading.clone(),
        (None, None) => capital(&entry.slug().replace('-', " ")),
    }
}

/// The id of a page's title, when its author wrote it as a heading.
fn title_id(page: Option<&Compiled>) -> Option<String> {
    let id = page.map(|page| page.document.title_id.clone());
    id.filter(|id| !id.is_empty())
}

fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

impl<'a> Press<'a> {
    /// What all pages share.
    pub(crate) fn site(&self, assets: Assets) -> Site {
        let portal = &self.library.portal;
        let nav = self.collections().map(|kind| NavLink {
            kind,
            title: None,
            href: self.urls.page(kind.folder()),
        });
        let mut nav: Vec<_> = nav.collect();
        if nav.is_empty() {
            nav.extend(self.folder_links().take(MAX_FOLDERS));
        }
        Site {
            name: portal.name.clone(),
            tagline: portal.tagline.clone(),
            language: self.library.language().tag,
            base: self.urls.page(""),
            nav,
            contact: portal
                .contact
                .iter()
                .map(|link| Link {
                    title: link.title.clone(),
                    href: self.address(&link.href),
                    language: None,
                })
                .collect(),
            source_url: portal
                .forge
                .as_ref()
                .and_then(|forge| Some(forge.source.as_ref()?.value.clone())),
            origin: portal.url.value.clone(),
            stylesheets: portal
                .stylesheets
                .iter()
                .map(|sheet| self.address(sheet))
                .collect(),
            subscriptions: self.subscriptions(),
            assets,
            kept: Kept::default(),
        }
    }

    /// The URL of an address in the data, which the checks have found to be one.
    pub(crate) fn address(&self, address: &str) -> String {
        self.urls.address(address).unwrap_or_default()
    }

    /// A thing as it is listed.
    pub(crate) fn card(&self, entry: &Entry) -> Card {
        let note = self.note(entry);
        self.face(entry, |face| Card {
            language: Some(self.library.language_of(entry).tag),
            kind: entry.kind,
            title: face.title.clone(),
            href: face.href.clone(),
            summary: face.summary.clone(),
            note,
            current: false,
        })
    }

    /// A short fact that sets a thing apart from its siblings.
    fn note(&self, entry: &Entry) -> String {
        let words = &self.words.shell;
        let fact = self.fact(entry);
        match entry.withheld {
            Some(_) if fact.is_empty() => words.withheld.to_owned(),
            Some(_) => format!("{}, {fact}", words.withheld),
            None => fact,
        }
    }

    fn fact(&self, entry: &Entry) -> String {
        let pages = &self.words.pages;
        match &entry.matter {
            Matter::Talk(_, date) => self.words.date(*date),
            Matter::Path(path) => pages.steps.of(path.steps.len()),
            Matter::Lifecycle(lifecycle) => pages.scenarios.of(lifecycle.scenarios.len()),
            Matter::Hours(hours) => self.words.rule(hours),
            Matter::OnCall(rotation) => self.words.handoffs(rotation),
            Matter::Person(person) => person.pronouns.clone().unwrap_or_default(),
            Matter::Page | Matter::Runbook(_) => pages.minutes.of(self.minutes(entry) as usize),
        }
    }
}
