//! Every page of the portal: what there is to press, in the order of navigation.

use std::{
    borrow::Cow,
    sync::{Arc, OnceLock},
};

use glassbox_app::view::{Body, Link, Page};
use glassbox_model::Kind;

use super::{Press, print};
use crate::library::{Entry, Matter};

/// A page to be pressed: what it is about.
pub(crate) enum Sheet<'a> {
    /// The front page.
    Home,
    /// What stands for a page that is missing.
    NotFound,
    /// The index of a collection.
    Index(Kind),
    /// The index of a folder of other pages that has none of its own.
    Folder(&'a str),
    /// A thing, the `at`th of those that it is listed with.
    Thing {
        /// The thing.
        entry: &'a Entry,
        /// It and those it is listed with, in order.
        siblings: Arc<Siblings<'a>>,
        /// Which of them it is.
        at: usize,
    },
    /// All pages of a collection on one.
    Print(Kind),
    /// The things with a tag.
    Tag(&'a str),
}

/// Things that are listed together.
pub(crate) struct Siblings<'a> {
    pub(super) entries: Vec<&'a Entry>,
    /// As their sidebars name them, once one of them is pressed.
    pub(super) links: OnceLock<Arc<[Link]>>,
}

impl<'a> Sheet<'a> {
    /// The page's id: what its URL is made of.
    pub(crate) fn id(&self) -> Cow<'a, str> {
        match self {
            Sheet::Home => "".into(),
            Sheet::NotFound => "404".into(),
            Sheet::Index(kind) => kind.folder().into(),
            Sheet::Folder(id) => (*id).into(),
            Sheet::Thing { entry, .. } => entry.id.as_str().into(),
            Sheet::Print(kind) => print::id(*kind).into(),
            Sheet::Tag(tag) => format!("{}/{tag}", Kind::Tag.folder()).into(),
        }
    }

    /// The thing that the page is about.
    pub(crate) fn entry(&self) -> Option<&'a Entry> {
        match self {
            Sheet::Thing { entry, .. } => Some(entry),
            _ => None,
        }
    }

    /// The path of the page's file.
    pub(crate) fn path(&self) -> String {
        match self {
            Sheet::Home => "index.html".to_owned(),
            Sheet::NotFound => "404.html".to_owned(),
            _ => format!("{}/index.html", self.id()),
        }
    }
}

impl<'a> Press<'a> {
    /// Every page.
    pub(crate) fn sheets(&self) -> Vec<Sheet<'a>> {
        let mut sheets = vec![Sheet::Home, Sheet::NotFound];
        for kind in self.collections() {
            sheets.push(Sheet::Index(kind));
            sheets.extend(things(self.ordered(kind)));
            sheets.extend(self.is_printed(kind).then_some(Sheet::Print(kind)));
        }
        for folder in self.folders() {
            sheets.extend(folder.without_index().into_iter().map(Sheet::Folder));
            sheets.extend(things(folder.pages));
        }
        sheets.extend(self.tags.keys().map(|tag| Sheet::Tag(tag)));
        sheets
    }

    /// The values that a page's view shows.
    pub(crate) fn page(&self, sheet: &Sheet<'a>) -> Page {
        Page {
            social_card: self.social_card(sheet),
            ..self.without_card(sheet)
        }
    }

    fn without_card(&self, sheet: &Sheet<'a>) -> Page {
        // In the language of its author.
        let language = match self.source(sheet) {
            Some(source) => self.library.language_of(source),
            None => self.library.language(),
        };
        let press = Press {
            words: language.words,
            ..*self
        };
        let page = match sheet {
            Sheet::Home => press.home(),
            Sheet::NotFound => press.not_found(),
            Sheet::Index(Kind::Tag) => press.tag_index(),
            Sheet::Index(kind) => press.collection_index(*kind),
            Sheet::Folder(id) => press.folder_index(id),
            Sheet::Print(kind) => press.print(*kind),
            Sheet::Tag(tag) => {
                let entries = self.tags.get(tag).map_or(&[][..], Vec::as_slice);
                press.tag_page(tag, entries)
            }
            Sheet::Thing {
                entry,
                siblings,
                at,
            } => press.framed(entry, siblings, *at, press.body(entry)),
        };
        Page { language, ..page }
    }

    /// The file that a page's author wrote: the thing's, or what stands above an index.
    pub(crate) fn source(&self, sheet: &Sheet<'a>) -> Option<&'a Entry> {
        match sheet {
            Sheet::Home | Sheet::Index(_) => {
                self.library.indexes.get(&*sheet.id()).map(|entry| &**entry)
            }
            _ => sheet.entry(),
        }
    }

    /// The main part of a thing's page.
    fn body(&self, entry: &'a Entry) -> Body {
        match &entry.matter {
            Matter::Page | Matter::Runbook(_) => Body::Article(self.article(entry)),
            Matter::Talk(talk, date) => match self.talk(entry, talk, *date) {
                Some(talk) => Body::Talk(talk),
                None => Body::Article(self.article(entry)),
            },
            Matter::Person(person) => Body::Person(self.person(entry, person)),
            Matter::Path(path) => Body::Path(self.path(entry, path)),
            Matter::Hours(hours) => Body::Hours(self.hours(entry, hours)),
            Matter::OnCall(rotation) => Body::OnCall(self.on_call(entry, rotation)),
            Matter::Lifecycle(lifecycle) => {
                Body::Lifecycle(Box::new(self.lifecycle(entry, lifecycle)))
            }
        }
    }
}

/// The pages of things that are listed together.
fn things<'a>(siblings: &[&'a Entry]) -> impl Iterator<Item = Sheet<'a>> {
    let siblings = Arc::new(Siblings {
        entries: siblings.to_owned(),
        links: OnceLock::new(),
    });
    (0..siblings.entries.len()).map(move |at| Sheet::Thing {
        entry: siblings.entries[at],
        siblings: Arc::clone(&siblings),
        at,
    })
}
