//! All pages of a collection on one, in reading order, to print or to search in.

mod anchors;

use glassbox_app::view::{Body, Page, Print, PrintPart};
use glassbox_model::{Kind, words::fill};

use self::anchors::Anchors;
use super::Press;
use crate::library::{Entry, Matter};

/// Collections of prose, of which there is such a page.
const KINDS: [Kind; 4] = [Kind::Component, Kind::Guide, Kind::Talk, Kind::Runbook];

/// How many pages it takes, and how many are too many to be one document.
const COUNT: std::ops::RangeInclusive<usize> = 2..=200;

/// The last part of its id.
const NAME: &str = "print";

/// The id of the page that holds a whole collection.
pub(super) fn id(kind: Kind) -> String {
    format!("{}/{NAME}", kind.folder())
}

/// True for an id that no file may have: one of such a page.
pub(crate) fn is_taken(id: &str) -> bool {
    let folder = id.strip_suffix(NAME).and_then(|it| it.strip_suffix('/'));
    folder.is_some_and(|folder| KINDS.iter().any(|kind| kind.folder() == folder))
}

impl Press<'_> {
    /// True when all of a collection is on one page, too.
    pub(super) fn is_printed(&self, kind: Kind) -> bool {
        KINDS.contains(&kind) && COUNT.contains(&self.ordered(kind).len())
    }

    /// The address of the page that holds a whole collection.
    pub(super) fn print_href(&self, kind: Kind) -> Option<String> {
        self.is_printed(kind).then(|| self.urls.page(&id(kind)))
    }

    /// All of a collection on one page.
    pub(super) fn print(&self, kind: Kind) -> Page {
        let entries = self.ordered(kind);
        let part = |entry: &Entry| format!("page-{}", entry.id.replace('/', "-"));
        let anchors = Anchors::new(
            entries
                .iter()
                .map(|entry| (self.urls.page(&entry.id), part(entry))),
        );
        let parts = entries.iter().map(|entry| {
            let own = part(entry);
            let article = self.article(entry);
            let language = self.library.language_of(entry);
            PrintPart {
                title: self.title(entry),
                // Else it is the beginning of the text below.
                summary: entry.common.summary.clone().unwrap_or_default(),
                note: match &entry.matter {
                    Matter::Talk(_, date) => language.words.date(*date),
                    _ => article.symptom.unwrap_or_default(),
                },
                sections: self.sections(entry, &own),
                html: anchors.bind(&article.html, &own),
                language: language.tag,
                id: own,
            }
        });
        let collection = self.words.kind(kind).title;
        let title = fill(self.words.pages.print_title, &[("collection", collection)]);
        Page {
            breadcrumbs: self.crumbs(kind),
            ..self.bare(
                kind,
                self.urls.page(&id(kind)),
                title,
                Body::Print(Print {
                    parts: parts.collect(),
                }),
            )
        }
    }

    /// The sections of a page for the one table of contents.
    fn sections(&self, entry: &Entry, own: &str) -> Vec<glassbox_app::view::Link> {
        let page = self.compiled.get(entry.id.as_str());
        let headings = page.map_or(&[][..], |page| page.document.headings.as_slice());
        let sections = headings.iter().filter(|heading| heading.level == 2);
        sections
            .map(|heading| glassbox_app::view::Link {
                title: heading.title.clone(),
                href: format!("#{own}--{}", heading.id),
                language: None,
            })
            .collect()
    }
}
