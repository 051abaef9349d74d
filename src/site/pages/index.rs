//! Indexes: of a collection, of a tag, and of the ways on from a missing page.

use std::collections::BTreeMap;

use chrono::Datelike;
use glassbox_app::view::{Body, Card, Group, Index, Page};
use glassbox_model::Kind;

use super::{Press, title_id};
use crate::library::{Entry, Matter};

impl Press<'_> {
    /// The index of a collection.
    pub(super) fn collection_index(&self, kind: Kind) -> Page {
        let body = match kind {
            Kind::OfficeHours => Body::Agenda(self.agenda()),
            Kind::OnCall => Body::Agenda(self.on_call_agenda()),
            kind => Body::Index(Index {
                html: self.above(kind),
                groups: self.groups(kind),
                new: self.forge_new(kind.folder()),
                print: self.print_href(kind),
            }),
        };
        self.index_page(kind, body)
    }

    /// An index, with the title and summary that its author gave it, else ours.
    fn index_page(&self, kind: Kind, body: Body) -> Page {
        let above = self.library.indexes.get(kind.folder());
        let summary = above.and_then(|above| above.common.summary.clone());
        let compiled = self.indexes.get(kind.folder());
        let (title, href) = (self.index_title(kind), self.urls.page(kind.folder()));
        Page {
            title_id: title_id(compiled.map(|page| &**page)),
            summary: summary.unwrap_or_else(|| self.words.kind(kind).summary.to_owned()),
            breadcrumbs: vec![self.home_link()],
            ..self.bare(kind, href, title, body)
        }
    }

    /// The title of a collection's index.
    pub(super) fn index_title(&self, kind: Kind) -> String {
        let title = self.title_above(kind.folder());
        title.unwrap_or_else(|| self.words.kind(kind).title.to_owned())
    }

    /// The title that an author gave to the index of a folder, by a key or a heading.
    pub(super) fn title_above(&self, folder: &str) -> Option<String> {
        let above = self.library.indexes.get(folder)?;
        let given = above.common.title.as_ref().map(|title| title.value.clone());
        given.or_else(|| self.indexes.get(folder)?.document.title.clone())
    }

    /// What the author wrote above the index of a collection.
    fn above(&self, kind: Kind) -> String {
        let page = self.indexes.get(kind.folder());
        page.map(|page| page.document.html.clone())
            .unwrap_or_default()
    }

    fn groups(&self, kind: Kind) -> Vec<Group> {
        let entries = self.ordered(kind);
        if kind != Kind::Talk {
            let cards = entries.iter().map(|entry| self.card(entry)).collect();
            return vec![Group {
                title: String::new(),
                cards,
            }];
        }
        let (mut coming, mut years) = (Vec::new(), BTreeMap::<i32, Vec<Card>>::new());
        for entry in entries {
            let Matter::Talk(_, date) = &entry.matter else {
                continue;
            };
            match *date >= self.today {
                true => coming.insert(0, self.card(entry)),
                false => years.entry(date.year()).or_default().push(self.card(entry)),
            }
        }
        let coming = Group {
            title: self.words.pages.coming.to_owned(),
            cards: coming,
        };
        let past = years.into_iter().rev().map(|(year, cards)| Group {
            title: year.to_string(),
            cards,
        });
        std::iter::once(coming)
            .chain(past)
            .filter(|group| !group.cards.is_empty())
            .collect()
    }

    fn tag_href(&self, tag: &str) -> String {
        self.urls.page(&format!("{}/{tag}", Kind::Tag.folder()))
    }

    fn tag_summary(&self, tag: &str) -> String {
        let known = self.library.tags.as_ref().and_then(|tags| tags.get(tag));
        known
            .and_then(|tag| tag.summary.clone())
            .unwrap_or_default()
    }

    pub(super) fn tag_index(&self) -> Page {
        let cards = self.tags.iter().map(|(tag, entries)| Card {
            kind: Kind::Tag,
            title: self.library.tag_title(tag).to_owned(),
            href: self.tag_href(tag),
            summary: self.tag_summary(tag),
            language: Some(self.library.language().tag),
            note: self.words.kinds.page.count.of(entries.len()),
            current: false,
        });
        let index = Index {
            html: self.above(Kind::Tag),
            groups: vec![Group {
                title: String::new(),
                cards: cards.collect(),
            }],
            new: None,
            print: None,
        };
        self.index_page(Kind::Tag, Body::Index(index))
    }

    pub(super) fn tag_page(&self, tag: &str, entries: &[&Entry]) -> Page {
        let mut by_kind: BTreeMap<Kind, Vec<&Entry>> = BTreeMap::new();
        for entry in entries {
            by_kind.entry(entry.kind).or_default().push(entry);
        }
        let groups = by_kind.into_iter().map(|(kind, mut entries)| {
            entries.sort_by_cached_key(|entry| self.title(entry).to_lowercase());
            Group {
                title: self.words.kind(kind).title.to_owned(),
                cards: entries.into_iter().map(|entry| self.card(entry)).collect(),
            }
        });
        let index = Index {
            groups: groups.collect(),
            ..Index::default()
        };
        Page {
            summary: self.tag_summary(tag),
            breadcrumbs: self.crumbs(Kind::Tag),
            ..self.bare(
                Kind::Tag,
                self.tag_href(tag),
                self.library.tag_title(tag).to_owned(),
                Body::Index(index),
            )
        }
    }

    /// "No such page", with the collections as ways on.
    pub(super) fn not_found(&self) -> Page {
        let cards = self.collections().map(|kind| Card {
            kind,
            title: self.words.kind(kind).title.to_owned(),
            href: self.urls.page(kind.folder()),
            summary: self.words.kind(kind).summary.to_owned(),
            language: None,
            note: String::new(),
            current: false,
        });
        let index = Index {
            groups: vec![Group {
                title: String::new(),
                cards: cards.chain(self.folder_cards()).collect(),
            }],
            ..Index::default()
        };
        let title = self.words.pages.not_found.to_owned();
        self.bare(
            Kind::Page,
            self.urls.page("404"),
            title,
            Body::NotFound(index),
        )
    }
}
