//! Folders of pages that are no collection, such as the chapters of a book.
//!
//! What an author has in folders of other names is read folder by folder: each is a card on the
//! front page, and one without an `index.md` or `README.md` of its own gets an index, however deep
//! it lies.

use std::collections::BTreeSet;

use glassbox_app::view::{Body, Card, Group, Index, Link, NavLink, Page};
use glassbox_model::Kind;

use super::{Press, capital, collection::folder_of};
use crate::library::Entry;

/// Pages that are read one after the other; those at the top stand in a folder without a name.
#[derive(Clone, Copy)]
pub(crate) struct Folder<'a, 'b> {
    /// The id of the folder's index; empty at the top.
    pub(super) id: &'a str,
    /// Its pages; the author's index comes first.
    pub(super) pages: &'b [&'a Entry],
}

impl<'a> Folder<'a, '_> {
    /// The page that the author wrote as the folder's index.
    pub(super) fn index(self) -> Option<&'a Entry> {
        self.pages.iter().copied().find(|page| page.id == self.id)
    }

    /// The folder and those in it for which nobody wrote an index.
    pub(super) fn without_index(self) -> BTreeSet<&'a str> {
        let mut folders: BTreeSet<_> = self.pages.iter().flat_map(|page| above(&page.id)).collect();
        for page in self.pages {
            folders.remove(page.id.as_str());
        }
        folders
    }
}

impl<'a> Press<'a> {
    /// The folders that are no collection, in the order of their names.
    pub(super) fn folders(&self) -> impl Iterator<Item = Folder<'a, '_>> {
        let pages = self.ordered(Kind::Page);
        let folders = pages.chunk_by(|a, b| folder_of(a) == folder_of(b));
        folders.map(|pages| Folder {
            id: folder_of(pages[0]),
            pages,
        })
    }

    /// What leads to other pages than those of collections: a card a folder, and those at the top.
    pub(super) fn folder_cards(&self) -> Vec<Card> {
        let cards = self.folders().flat_map(|folder| match folder.id {
            "" => folder.pages.iter().map(|page| self.card(page)).collect(),
            _ => vec![self.folder_card(folder)],
        });
        cards.collect()
    }

    /// The folders for the navigation of a portal without collections.
    pub(super) fn folder_links(&self) -> impl Iterator<Item = NavLink> {
        let folders = self.folders().filter(|folder| !folder.id.is_empty());
        folders.map(|folder| {
            let card = self.folder_card(folder);
            NavLink {
                kind: Kind::Page,
                title: Some(card.title),
                href: card.href,
            }
        })
    }

    fn folder_card(&self, folder: Folder<'a, '_>) -> Card {
        let note = self.words.kinds.page.count.of(folder.pages.len());
        match folder.index() {
            Some(index) => Card {
                note,
                ..self.card(index)
            },
            None => {
                let link = self.folder_link(folder.id);
                Card {
                    kind: Kind::Page,
                    title: link.title,
                    href: link.href,
                    summary: String::new(),
                    language: link.language,
                    note,
                    current: false,
                }
            }
        }
    }

    /// The way to a folder: to its author's index, else to ours.
    fn folder_link(&self, id: &str) -> Link {
        match self.library.entries.get(id) {
            Some(index) => self.link(index),
            None => Link {
                title: folder_title(id),
                href: self.urls.page(id),
                language: None,
            },
        }
    }

    /// From the home page down to the folder that a page, or an index, stands in.
    pub(super) fn folder_crumbs(&self, id: &str) -> Vec<Link> {
        let folders = above(id).map(|folder| self.folder_link(folder));
        std::iter::once(self.home_link()).chain(folders).collect()
    }

    /// The index of a folder that has none: its pages, and the folders in it.
    pub(super) fn folder_index(&self, id: &str) -> Page {
        let top = id.split('/').next();
        let around = self.folders().find(|folder| Some(folder.id) == top);
        let pages = around.map_or(&[][..], |folder| folder.pages);
        let within = |page: &&&Entry| {
            page.id
                .strip_prefix(id)
                .is_some_and(|id| id.starts_with('/'))
        };
        let mut pages: Vec<_> = pages.iter().filter(within).copied().collect();
        // What a folder in it holds stands together, where its index wants to stand.
        let child = |page: &Entry| {
            let name = page.id[id.len() + 1..].split('/').next();
            id.len() + 1 + name.unwrap_or_default().len()
        };
        pages.sort_by_cached_key(|page| {
            let child = &page.id[..child(page)];
            let first = self.library.entries.get(child);
            let order = first.and_then(|first| first.common.order);
            (order.unwrap_or(u32::MAX), child)
        });
        let cards = pages.chunk_by(|a, b| a.id[..child(a)] == b.id[..child(b)]);
        let cards = cards.map(|pages| match pages {
            [page] if child(page) == page.id.len() => self.card(page),
            pages => self.folder_card(Folder {
                id: &pages[0].id[..child(pages[0])],
                pages,
            }),
        });
        let cards = cards.collect();
        let folder = pages.first().and_then(|page| {
            let depth = id.split('/').count();
            let (end, _) = page.source.path.match_indices('/').nth(depth - 1)?;
            self.forge_new(&page.source.path[..end])
        });
        let index = Index {
            groups: vec![Group {
                title: String::new(),
                cards,
            }],
            new: folder,
            print: None,
            ..Index::default()
        };
        Page {
            breadcrumbs: self.folder_crumbs(id),
            ..self.bare(
                Kind::Page,
                self.urls.page(id),
                folder_title(id),
                Body::Index(index),
            )
        }
    }
}

/// The ids of the folders around a page or folder, from the top down.
fn above(id: &str) -> impl Iterator<Item = &str> {
    id.match_indices('/').map(|(at, _)| &id[..at])
}

/// What a folder is called when nobody says it.
pub(super) fn folder_title(id: &str) -> String {
    let (_, name) = id.rsplit_once('/').unwrap_or(("", id));
    capital(&name.replace('-', " "))
}
