//! Collections: which there are, and in which order their things stand.

use std::{cmp::Reverse, collections::BTreeMap, sync::Arc};

use glassbox_app::view::{Link, Sidebar};
use glassbox_model::Kind;

use super::{Press, folder::folder_title, sheet::Siblings, title_of};
use crate::{
    compiled::Documents,
    library::{Entry, Library, Matter},
};

/// How many siblings a sidebar shows: a list of all in each page of a large collection would make
/// the site grow with the square of it.
const MAX_SIBLINGS: usize = 60;

impl<'a> Press<'a> {
    /// The collections that have something to show, in the order of navigation.
    pub(super) fn collections(&self) -> impl Iterator<Item = Kind> + '_ {
        Kind::COLLECTIONS.into_iter().filter(|kind| match kind {
            Kind::Tag => !self.tags.is_empty(),
            kind => {
                !self.ordered(*kind).is_empty() || self.library.indexes.contains_key(kind.folder())
            }
        })
    }

    /// The things of a kind as a reader goes through them.
    pub(crate) fn ordered(&self, kind: Kind) -> &[&'a Entry] {
        self.order.get(&kind).map_or(&[], Vec::as_slice)
    }

    /// The links to things that are listed together: one list for all of their pages.
    pub(super) fn links(&self, siblings: &Siblings<'a>) -> Arc<[Link]> {
        let entries = siblings.entries.iter();
        let links = || entries.map(|entry| self.link(entry)).collect();
        Arc::clone(siblings.links.get_or_init(links))
    }

    /// The siblings of a thing, as its sidebar shows them: those around it when there are many.
    pub(super) fn sidebar(&self, entry: &Entry, links: &Arc<[Link]>, at: usize) -> Sidebar {
        let start = at.saturating_sub(MAX_SIBLINGS / 2);
        Sidebar {
            title: match entry.kind {
                Kind::Page => folder_title(folder_of(entry)),
                kind => self.words.kind(kind).title.to_owned(),
            },
            links: Arc::clone(links),
            shown: start..(start + MAX_SIBLINGS).min(links.len()),
            current: at,
        }
    }
}

/// The things of each kind as a reader goes through them.
pub(crate) fn in_order<'a>(
    library: &'a Library,
    compiled: &Documents,
) -> BTreeMap<Kind, Vec<&'a Entry>> {
    let mut order: BTreeMap<Kind, Vec<&Entry>> = BTreeMap::new();
    for entry in library.entries.values() {
        order.entry(entry.kind).or_default().push(entry);
    }
    for (kind, entries) in &mut order {
        match kind {
            // The latest talk first.
            Kind::Talk => entries.sort_by_key(|entry| match &entry.matter {
                Matter::Talk(_, date) => Reverse(Some(*date)),
                _ => Reverse(None),
            }),
            // Files of a folder stand together, its index first.
            Kind::Page => entries.sort_by_key(|entry| {
                let folder = folder_of(entry);
                let order = entry.common.order.unwrap_or(u32::MAX);
                (folder, entry.id != folder, order, entry.id.as_str())
            }),
            _ => entries.sort_by_cached_key(|entry| {
                let title = title_of(entry, compiled.get(&entry.id).map(|page| &**page));
                (entry.common.order.unwrap_or(u32::MAX), title.to_lowercase())
            }),
        }
    }
    order
}

/// The first folder of a thing's file, as in its id; empty at the top. An index is in its folder.
pub(super) fn folder_of(entry: &Entry) -> &str {
    let folder = entry.id.split('/').next().unwrap_or_default();
    match entry.source.path.contains('/') {
        true => folder,
        false => "",
    }
}
