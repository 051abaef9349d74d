//! Folders of pages that are no collection, such as the chapters of a book.
//!
//! What an author has in folders of other names is read folder by folder: each is a card on the
//! front page, and one without an `index.md` or `README.md` of its own gets an index.

use glassbox_app::view::{Body, Card, Group, Index, NavLink, Page};
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
            None => Card {
                kind: Kind::Page,
                title: folder_title(folder.id),
                href: self.urls.page(folder.id),
                summary: String::new(),
                language: None,
                note,
                current: false,
            },
        }
    }

    /// The index of a folder that has none.
    pub(super) fn folder_index(&self, id: &str) -> Page {
        let pages = self.folders().find(|folder| folder.id == id);
        let pages = pages.map_or(&[][..], |folder| folder.pages);
        let cards = pages.iter().map(|page| self.card(page)).collect();
        let folder = pages.first().and_then(|page| {
            let (folder, _) = page.source.path.split_once('/')?;
            self.forge_new(folder)
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
            breadcrumbs: vec![self.home_link()],
            ..self.bare(
                Kind::Page,
                self.urls.page(id),
                folder_title(id),
                Body::Index(index),
            )
        }
    }
}

/// What a folder is called when nobody says it.
pub(super) fn folder_title(id: &str) -> String {
    capital(&id.replace('-', " "))
}
