//! How things are named on the pages of others. A thing is named on many pages, so that its face
//! is worked out once, when it is first needed.

use std::{collections::HashMap, sync::OnceLock};

use glassbox_app::view::Link;

use super::{Press, title_of};
use crate::library::{Entry, Library};

/// What others show of a thing.
pub(crate) struct Face {
    pub(super) title: String,
    pub(super) href: String,
    /// One or two sentences; may be empty.
    pub(super) summary: String,
}

/// The faces of things, by id.
pub(crate) type Faces<'a> = HashMap<&'a str, OnceLock<Face>>;

/// A place for the face of each thing.
pub(crate) fn faces(library: &Library) -> Faces<'_> {
    let ids = library.entries.keys();
    ids.map(|id| (id.as_str(), OnceLock::new())).collect()
}

impl Press<'_> {
    /// Takes something from a thing's face.
    pub(super) fn face<T>(&self, entry: &Entry, take: impl FnOnce(&Face) -> T) -> T {
        let face = || {
            let page = self.compiled.get(&entry.id).map(|page| &**page);
            Face {
                title: title_of(entry, page),
                href: self.urls.page(&entry.id),
                summary: match &entry.common.summary {
                    Some(summary) => summary.split_whitespace().collect::<Vec<_>>().join(" "),
                    None => page.map_or_else(String::new, |page| cut(&page.document.excerpt)),
                },
            }
        };
        match self.faces.get(entry.id.as_str()) {
            Some(place) => take(place.get_or_init(face)),
            None => take(&face()),
        }
    }

    /// The title of a thing.
    pub(crate) fn title(&self, entry: &Entry) -> String {
        self.face(entry, |face| face.title.clone())
    }

    /// One or two sentences about a thing: its own, else its first paragraph, cut at a word.
    pub(super) fn summary(&self, entry: &Entry) -> String {
        self.face(entry, |face| face.summary.clone())
    }

    /// A thing's title and address.
    pub(super) fn link(&self, entry: &Entry) -> Link {
        let language = Some(self.library.language_of(entry).tag);
        self.face(entry, |face| Link {
            language,
            title: face.title.clone(),
            href: face.href.clone(),
        })
    }
}

fn cut(excerpt: &str) -> String {
    const LONG: usize = 180;
    let excerpt = excerpt.trim();
    match excerpt.char_indices().nth(LONG) {
        None => excerpt.to_owned(),
        Some((at, _)) => {
            let cut = excerpt[..at].rfind(' ').unwrap_or(at);
            format!("{}…", &excerpt[..cut])
        }
    }
}
