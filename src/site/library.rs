//! Everything under `content/`, read and decoded: each thing with its id.
//!
//! The id of a thing is its path below `content/` without the extension, and without the date that
//! starts a talk's file name: `guides/htop`, `talks/haproxy`. Its URL is the id with a slash behind.

mod entry;
mod manual;
mod shelf;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::Arc,
};

use glassbox_model::{
    Code, Diagnostic, Kind, Language, Source,
    content::{Portal, Tag, Withheld},
};

pub(crate) use entry::{Entry, Matter, id_of};
use shelf::{Read, Shelf};

use crate::press::Options;

/// The content of a portal.
#[derive(Debug)]
pub(crate) struct Library {
    /// `site.toml`.
    pub(crate) portal: Portal,
    /// `site.toml` as a source of diagnostics.
    pub(crate) portal_source: Source,
    /// `tags.toml` by id; `None` without such a file: any word is a tag then.
    pub(crate) tags: Option<BTreeMap<String, Tag>>,
    /// All things, by id.
    pub(crate) entries: BTreeMap<String, Arc<Entry>>,
    /// What stands above the index of a folder, by folder; the home page's folder is empty.
    pub(crate) indexes: BTreeMap<String, Arc<Entry>>,
    /// Why things are not public, by id. Those that are not shown either have no entry.
    pub(crate) withheld: BTreeMap<String, Withheld>,
    /// The ids of things that could not be decoded: what refers to them is not wrong, too.
    pub(crate) broken: BTreeSet<String>,
    /// The id of the thing that a file holds, by path.
    pub(crate) by_path: BTreeMap<String, String>,
    /// Files that are copied as they are, by path below `content/` or `public/`.
    pub(crate) assets: BTreeMap<String, PathBuf>,
    /// Widths and heights of the images among them; those that cannot be read are left out.
    pub(crate) sizes: BTreeMap<String, (usize, usize)>,
    /// Every file of a thing as it was read, by path.
    read: BTreeMap<String, Arc<Read>>,
    /// What is wrong with the folders and the settings.
    found: Vec<Diagnostic>,
    /// True when some of the files are links.
    has_links: bool,
}

impl Library {
    /// Reads a content folder and the `public/` folder beside it. What is not public is left out,
    /// unless drafts are wanted.
    pub(crate) fn read(options: &Options) -> (Library, Vec<Diagnostic>) {
        Library::of(Shelf::read(options, None), options)
    }

    /// The same after some files have changed: only they are read, if that is enough.
    pub(crate) fn again(
        &self,
        options: &Options,
        changed: &[PathBuf],
    ) -> (Library, Vec<Diagnostic>) {
        let mut shelf = Shelf::of(self);
        if !shelf.again(options, changed) {
            shelf = Shelf::read(options, Some(&shelf));
        }
        Library::of(shelf, options)
    }

    fn of(shelf: Shelf, options: &Options) -> (Library, Vec<Diagnostic>) {
        let mut diagnostics = shelf.found.clone();
        let mut library = Library {
            portal: shelf.portal,
            portal_source: shelf.portal_source,
            tags: shelf.tags,
            assets: shelf.assets,
            sizes: shelf.sizes,
            found: shelf.found,
            has_links: shelf.has_links,
            read: BTreeMap::new(),
            entries: BTreeMap::new(),
            indexes: BTreeMap::new(),
            withheld: BTreeMap::new(),
            broken: BTreeSet::new(),
            by_path: BTreeMap::new(),
        };
        for (path, read) in &shelf.read {
            if entry::is_behind(path, |other| shelf.read.contains_key(other)) {
                let id = entry::above_an_index(path).map(str::to_owned);
                let id = id.unwrap_or_else(|| entry::id_of(path));
                library.by_path.insert(path.clone(), id);
                continue;
            }
            diagnostics.extend(read.found.iter().cloned());
            match &read.entry {
                Some(entry) if entry.withheld.is_some() && !options.drafts => {
                    library.leave_out(entry);
                }
                Some(entry) => library.add(entry, &mut diagnostics),
                None => {
                    let id = entry::id_of(path);
                    library.by_path.insert(path.clone(), id.clone());
                    library.broken.insert(id);
                }
            }
        }
        library.read = shelf.read;
        (library, diagnostics)
    }

    /// True when both have the same settings, pages and files by name, and images as large: then
    /// every link and image leads from the same text to the same place.
    pub(crate) fn has_names_of(&self, other: &Library) -> bool {
        self.by_path == other.by_path
            && self.entries.keys().eq(other.entries.keys())
            && self.indexes.keys().eq(other.indexes.keys())
            && self.withheld == other.withheld
            && self.broken == other.broken
            && self.portal == other.portal
            && self.tags == other.tags
            && self.has_tags_of(other)
            && self.assets == other.assets
            && self.sizes == other.sizes
    }

    /// True when both, which have the same things, have the same tags in use.
    fn has_tags_of(&self, other: &Library) -> bool {
        let mut both = self.entries.values().zip(other.entries.values());
        both.all(|(one, other)| Arc::ptr_eq(one, other) || one.common.tags == other.common.tags)
            || self.tagged().collect::<BTreeSet<_>>() == other.tagged().collect()
    }

    /// Remembers of a thing only that it is there, for what refers to it.
    fn leave_out(&mut self, entry: &Entry) {
        let above = entry::above_an_index(&entry.source.path).is_some();
        if let Some(why) = entry.withheld.filter(|_| !above) {
            let path = entry.source.path.clone();
            self.by_path.insert(path, entry.id.clone());
            self.withheld.insert(entry.id.clone(), why);
        }
    }

    fn add(&mut self, entry: &Arc<Entry>, diagnostics: &mut Vec<Diagnostic>) {
        let path = &entry.source.path;
        if let Some(folder) = entry::above_an_index(path) {
            self.by_path.insert(path.clone(), folder.to_owned());
            self.indexes.insert(folder.to_owned(), Arc::clone(entry));
            return;
        }
        self.by_path.insert(path.clone(), entry.id.clone());
        let top = entry.id.split('/').next().unwrap_or_default();
        let made_up = Kind::COLLECTIONS
            .iter()
            .any(|kind| kind.folder() == entry.id)
            || crate::pages::is_print(&entry.id)
            || [Kind::Tag.folder(), "assets", "404", "_glassbox"].contains(&top);
        if made_up {
            let message = format!(
                "`/{}/` is the URL of a page or file that the press makes",
                entry.id
            );
            let error = entry.source.finding(Code::DuplicateUrl, &(0..0), message);
            diagnostics.push(error.hint("rename the file or its folder"));
        }
        match self.entries.get(&entry.id) {
            Some(first) => diagnostics.push(
                entry
                    .source
                    .finding(
                        Code::DuplicateUrl,
                        &(0..0),
                        format!(
                            "`/{}/` is the URL of `{}`, too",
                            entry.id, first.source.path
                        ),
                    )
                    .hint("rename one of the two files"),
            ),
            None => {
                self.withheld
                    .extend(entry.withheld.map(|why| (entry.id.clone(), why)));
                self.entries.insert(entry.id.clone(), Arc::clone(entry));
            }
        }
    }

    /// The things of a kind, in the order of their id.
    pub(crate) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Entry> {
        // Ids begin with the folder of their kind; those of other pages with anything.
        self.entries
            .range(kind.folder().to_owned()..)
            .take_while(move |(id, _)| id.starts_with(kind.folder()))
            .map(|(_, entry)| &**entry)
            .filter(move |entry| entry.kind == kind)
    }

    /// The thing of a kind with a slug, such as the person `mitchell`.
    pub(crate) fn get(&self, kind: Kind, slug: &str) -> Option<&Entry> {
        self.thing(&format!("{}/{slug}", kind.folder()))
    }

    /// The thing with an id.
    pub(crate) fn thing(&self, id: &str) -> Option<&Entry> {
        self.entries.get(id).map(|entry| &**entry)
    }

    /// True when there is such a thing, even if it could not be decoded or is left out.
    pub(crate) fn knows(&self, id: &str) -> bool {
        self.entries.contains_key(id) || self.broken.contains(id) || self.hides(id)
    }

    /// True when a kind has an index: there are such things, or something stands above their list.
    pub(crate) fn lists(&self, kind: Kind) -> bool {
        let within = |id: &String| id.split('/').next() == Some(kind.folder());
        match kind {
            Kind::Tag => self.tagged().next().is_some(),
            kind => {
                self.indexes.contains_key(kind.folder())
                    || self.of_kind(kind).next().is_some()
                    || self.broken.iter().any(within)
            }
        }
    }

    /// The tags of all things, as often as they have them.
    pub(crate) fn tagged(&self) -> impl Iterator<Item = &str> {
        let entries = self.entries.values();
        entries.flat_map(|entry| entry.common.tags.iter().map(|tag| tag.value.as_str()))
    }

    /// The page that lists what a folder holds, when it has no page of its own.
    pub(crate) fn listing(&self, folder: &str) -> Option<String> {
        let id = id_of(&format!("{folder}/index.md"));
        let within = format!("{id}/");
        let first = self.entries.range(within.clone()..).next();
        let (_, first) = first.filter(|(id, _)| id.starts_with(&within))?;
        Some(match first.kind {
            Kind::Page => id,
            kind => kind.folder().to_owned(),
        })
    }

    /// True for a thing that is left out because it is not public.
    pub(crate) fn hides(&self, id: &str) -> bool {
        self.withheld.contains_key(id) && !self.entries.contains_key(id)
    }

    /// The tags that things have, each with its things.
    pub(crate) fn by_tag(&self) -> BTreeMap<&str, Vec<&Entry>> {
        let mut tags: BTreeMap<&str, Vec<&Entry>> = BTreeMap::new();
        for entry in self.entries.values() {
            for tag in &entry.common.tags {
                tags.entry(tag).or_default().push(entry);
            }
        }
        tags
    }

    /// The language of the portal.
    pub(crate) fn language(&self) -> Language {
        Language::of_portal(&self.portal.language)
    }

    /// The language of a thing: its own, else the portal's.
    pub(crate) fn language_of(&self, entry: &Entry) -> Language {
        let portal = self.language();
        match &entry.publication.language {
            Some(tag) => Language::new(tag, portal.words),
            None => portal,
        }
    }

    /// The title of a tag.
    pub(crate) fn tag_title<'a>(&'a self, tag: &'a str) -> &'a str {
        let known = self.tags.as_ref().and_then(|tags| tags.get(tag));
        known.map_or(tag, |known| &known.title)
    }
}
