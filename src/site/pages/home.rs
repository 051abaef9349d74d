//! The front page, made for somebody's first morning.

use std::cmp::Reverse;

use chrono::NaiveDate;
use glassbox_app::view::{Body, Card, Drawing, Home, Instant, Page};
use glassbox_model::{
    Kind,
    content::{Status, Talk},
};

use super::{Press, title_id};
use crate::{
    library::{Entry, Matter},
    lifecycle::drawing,
};

/// How many windows, steps and pages the front page names.
const MAX_STEPS: usize = 5;
const MAX_WINDOWS: usize = 3;
const MAX_RECENT: usize = 6;

impl<'a> Press<'a> {
    pub(super) fn home(&self) -> Page {
        let above = self.library.indexes.get("");
        let compiled = self.indexes.get("");
        let mut windows = self.calendar.all();
        windows.truncate(MAX_WINDOWS);
        let home = Home {
            html: compiled
                .map(|page| page.document.html.clone())
                .unwrap_or_default(),
            start: self.start(),
            next_talk: self.next_talk(),
            last_talk: self.last_talk(),
            windows,
            collections: self
                .collections()
                .map(|kind| self.collection_card(kind))
                .chain(self.folder_cards())
                .collect(),
            recent: self.recent(),
            lifecycle: self.signature(),
        };
        let portal = &self.library.portal;
        let title = self.title_above("").unwrap_or_else(|| portal.name.clone());
        let summary = above.and_then(|above| above.common.summary.clone());
        Page {
            title_id: title_id(compiled.map(|page| &**page)),
            summary: summary.unwrap_or_else(|| portal.tagline.clone()),
            ..self.bare(
                Kind::Page,
                self.urls.page(""),
                title,
                Body::Home(Box::new(home)),
            )
        }
    }

    fn start(&self) -> Option<(Card, Vec<glassbox_app::view::PathStep>)> {
        let start = self.library.portal.start.as_ref();
        let slug = start.map(|start| start.strip_prefix("paths/").unwrap_or(start));
        let entry = match slug {
            Some(slug) => self.library.get(Kind::Path, slug)?,
            None => self.ordered(Kind::Path).first()?,
        };
        let Matter::Path(path) = &entry.matter else {
            return None;
        };
        let mut steps = self.steps(path);
        steps.truncate(MAX_STEPS);
        Some((self.card(entry), steps))
    }

    /// Talks that took or will take place, with their day.
    fn talks(&self) -> impl Iterator<Item = (&'a Entry, &'a Talk, NaiveDate)> {
        let talks = self.library.of_kind(Kind::Talk);
        talks.filter_map(|entry| match &entry.matter {
            Matter::Talk(talk, date) if talk.status != Status::Cancelled => {
                Some((entry, &**talk, *date))
            }
            _ => None,
        })
    }

    fn next_talk(&self) -> Option<(Card, Instant, u32)> {
        let (entry, talk, date) = self
            .talks()
            .filter(|(_, talk, date)| *date >= self.today && talk.status == Status::Planned)
            .min_by_key(|(.., date)| *date)?;
        let view = self.talk(entry, talk, date)?;
        Some((self.card(entry), view.start, view.minutes))
    }

    fn last_talk(&self) -> Option<Card> {
        let past = self.talks().filter(|(.., date)| *date < self.today);
        past.max_by_key(|(.., date)| *date)
            .map(|(entry, ..)| self.card(entry))
    }

    fn collection_card(&self, kind: Kind) -> Card {
        let words = self.words.kind(kind);
        let pages = match kind {
            Kind::Tag => self.tags.len(),
            kind => self.ordered(kind).len(),
        };
        Card {
            kind,
            title: words.title.to_owned(),
            href: self.urls.page(kind.folder()),
            summary: words.summary.to_owned(),
            language: None,
            note: words.count.of(pages),
            current: false,
        }
    }

    fn recent(&self) -> Vec<Card> {
        let prose = [Kind::Component, Kind::Guide, Kind::Runbook, Kind::Page];
        let mut entries: Vec<_> = self
            .library
            .entries
            .values()
            .filter(|entry| prose.contains(&entry.kind))
            .filter_map(|entry| Some((entry.common.reviewed.as_ref()?.value, entry)))
            .collect();
        entries.sort_by_key(|(reviewed, entry)| (Reverse(*reviewed), entry.id.as_str()));
        entries.truncate(MAX_RECENT);
        entries
            .into_iter()
            .map(|(_, entry)| self.card(entry))
            .collect()
    }

    /// The first lifecycle with its picture.
    fn signature(&self) -> Option<(Card, Drawing)> {
        let entry = self.ordered(Kind::Lifecycle).first()?;
        match &entry.matter {
            Matter::Lifecycle(lifecycle) => Some((self.card(entry), drawing(lifecycle))),
            _ => None,
        }
    }
}
