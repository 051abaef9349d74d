//! What the card of a page says.

use glassbox_app::view::Link;
use glassbox_model::{Direction, Kind};

use super::{Press, Sheet, collection::folder_of, folder::folder_title};
use crate::library::Entry;

/// The words on the card of a page, beside the portal's name.
#[derive(Clone, Debug)]
pub(crate) struct Caption {
    /// The page's title.
    pub(crate) title: String,
    /// Where it stands: its collection or folder; empty at the top.
    pub(crate) section: String,
    /// Where its lines begin.
    pub(crate) direction: Direction,
}

impl<'a> Press<'a> {
    /// A page's card, where one is drawn, by its words and its URL.
    pub(super) fn social_card(&self, sheet: &Sheet<'a>) -> Option<Link> {
        let (cards, caption) = (self.cards?, self.caption(sheet)?);
        let words = [&caption.title, &caption.section, &self.library.portal.name];
        let words = words.map(String::as_str).into_iter();
        let words: Vec<_> = words.filter(|it| !it.is_empty()).collect();
        Some(Link {
            title: words.join(" · "),
            href: self.urls.file(&cards.path(&caption)),
            language: None,
        })
    }

    /// What the card of a page says; `None` for what nobody links to, or is not public.
    pub(crate) fn caption(&self, sheet: &Sheet<'a>) -> Option<Caption> {
        let portal = &self.library.portal;
        let (title, section) = match sheet {
            Sheet::NotFound | Sheet::Print(_) => return None,
            Sheet::Thing { entry, .. } => return self.caption_of(entry),
            Sheet::Home => match portal.tagline.as_str() {
                "" => (portal.name.clone(), String::new()),
                tagline => (tagline.to_owned(), String::new()),
            },
            Sheet::Index(kind) => (self.index_title(*kind), String::new()),
            Sheet::Folder(id) => (folder_title(id), String::new()),
            Sheet::Tag(tag) => (
                self.library.tag_title(tag).to_owned(),
                self.words.kind(Kind::Tag).title.to_owned(),
            ),
        };
        Some(Caption {
            title,
            section,
            direction: self.library.language().direction(),
        })
    }

    fn caption_of(&self, entry: &Entry) -> Option<Caption> {
        let language = self.library.language_of(entry);
        let folder = folder_of(entry);
        let section = match entry.kind {
            Kind::Page if folder.is_empty() || folder == entry.id => String::new(),
            Kind::Page => match self.library.entries.get(folder) {
                Some(index) => self.title(index),
                None => folder_title(folder),
            },
            kind => language.words.kind(kind).title.to_owned(),
        };
        entry.withheld.is_none().then(|| Caption {
            title: self.title(entry),
            section,
            direction: language.direction(),
        })
    }
}
