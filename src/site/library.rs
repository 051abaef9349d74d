//! Everything under `content/`, read and decoded: each thing with its id.
//!
//! The id of a thing is its path below `content/` without the extension, and without the date that
//! starts a talk's file name: `guides/htop`, `talks/haproxy`. Its URL is the id with a slash behind.

mod entry;
mod manual;

use std::{
    collections::{BTreeMap, BTreeSet},
    path::Path,
};

use glassbox_markdown::data;
use glassbox_model::{
    Code, Diagnostic, Kind, Language, Source,
    content::{Portal, Tag, Withheld},
    decode::{Decoder, FromNode, from_map},
    did_you_mean,
    node::{Node, Value},
};
use rayon::prelude::*;

pub(crate) use entry::{Entry, Matter};

use crate::{
    folder::{self, Files},
    press::Options,
};

/// How large a file of text may be, in bytes.
const MAX_TEXT: u64 = 4 << 20;

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
    pub(crate) entries: BTreeMap<String, Entry>,
    /// What stands above the index of a folder, by folder; the home page's folder is empty.
    pub(crate) indexes: BTreeMap<String, Entry>,
    /// Why things are not public, by id. Those that are not shown either have no entry.
    pub(crate) withheld: BTreeMap<String, Withheld>,
    /// The ids of things that could not be decoded: what refers to them is not wrong, too.
    pub(crate) broken: BTreeSet<String>,
    /// The id of the thing that a file holds, by path.
    pub(crate) by_path: BTreeMap<String, String>,
    /// Files that are copied as they are, by path below `content/` or `public/`.
    pub(crate) assets: BTreeMap<String, std::path::PathBuf>,
}

impl Library {
    /// Reads a content folder and the `public/` folder beside it. What is not public is left out,
    /// unless drafts are wanted.
    pub(crate) fn read(options: &Options) -> (Library, Vec<Diagnostic>) {
        let mut diagnostics = Vec::new();
        let mut files = folder::files(&options.content, "", &mut diagnostics);
        let (portal, portal_source) = read_portal(&mut files, &mut diagnostics);
        let tags = read_tags(&mut files, &mut diagnostics);

        let read: Vec<_> = files
            .par_iter()
            .filter(|(path, _)| path.ends_with(".md") || is_data(path))
            .map(|(path, file)| (path.clone(), read_entry(path, file, options)))
            .collect();
        let mut library = Library {
            portal,
            portal_source,
            tags,
            entries: BTreeMap::new(),
            indexes: BTreeMap::new(),
            withheld: BTreeMap::new(),
            broken: BTreeSet::new(),
            by_path: BTreeMap::new(),
            assets: files
                .into_iter()
                .filter(|(path, _)| !path.ends_with(".md") && !is_data(path))
                .collect(),
        };
        for (path, (entry, found)) in read {
            diagnostics.extend(found);
            match entry {
                Some(entry) if entry.withheld.is_some() && !options.drafts => {
                    library.leave_out(entry)
                }
                Some(entry) => library.add(entry, &mut diagnostics),
                None => {
                    let id = entry::id_of(&path);
                    library.by_path.insert(path, id.clone());
                    library.broken.insert(id);
                }
            }
        }
        if let Some(public) = options.public.as_deref().filter(|public| public.is_dir()) {
            let name = public.file_name().unwrap_or_default().to_string_lossy();
            let seen_as = format!("../{name}/");
            for (path, file) in folder::files(public, &seen_as, &mut diagnostics) {
                library.assets.entry(path).or_insert(file);
            }
        }
        (library, diagnostics)
    }

    /// Remembers of a thing only that it is there, for what refers to it.
    fn leave_out(&mut self, entry: Entry) {
        let above = entry::above_an_index(&entry.source.path).is_some();
        if let Some(why) = entry.withheld.filter(|_| !above) {
            self.by_path.insert(entry.source.path, entry.id.clone());
            self.withheld.insert(entry.id, why);
        }
    }

    fn add(&mut self, entry: Entry, diagnostics: &mut Vec<Diagnostic>) {
        let path = entry.source.path.clone();
        if let Some(folder) = entry::above_an_index(&path) {
            self.indexes.insert(folder.to_owned(), entry);
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
            let error = entry.source.error(Code::DuplicateUrl, &(0..0), message);
            diagnostics.push(error.hint("rename the file or its folder"));
        }
        match self.entries.get(&entry.id) {
            Some(first) => diagnostics.push(
                entry
                    .source
                    .error(
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
                self.entries.insert(entry.id.clone(), entry);
            }
        }
    }

    /// The things of a kind, in the order of their id.
    pub(crate) fn of_kind(&self, kind: Kind) -> impl Iterator<Item = &Entry> {
        // Ids begin with the folder of their kind; those of other pages with anything.
        self.entries
            .range(kind.folder().to_owned()..)
            .take_while(move |(id, _)| id.starts_with(kind.folder()))
            .map(|(_, entry)| entry)
            .filter(move |entry| entry.kind == kind)
    }

    /// The thing of a kind with a slug, such as the person `mitchell`.
    pub(crate) fn get(&self, kind: Kind, slug: &str) -> Option<&Entry> {
        self.entries.get(&format!("{}/{slug}", kind.folder()))
    }

    /// True when there is such a thing, even if it could not be decoded or is left out.
    pub(crate) fn knows(&self, id: &str) -> bool {
        self.entries.contains_key(id) || self.broken.contains(id) || self.hides(id)
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
        match &entry.common.language {
            Some(tag) => Language::new(tag, portal.words),
            None => portal,
        }
    }

    /// The title of a tag.
    pub(crate) fn tag_title<'a>(&'a self, tag: &'a str) -> &'a str {
        let known = self.tags.as_ref().and_then(|tags| tags.get(tag));
        known.map_or(tag, |known| &known.title)
    }

    /// `did you mean …?` among the slugs of a kind.
    pub(crate) fn suggest(&self, kind: Kind, wrong: &str) -> Option<String> {
        did_you_mean(wrong, self.of_kind(kind).map(|entry| entry.slug()))
    }
}

/// True for the data files of the collections that are not Markdown.
fn is_data(path: &str) -> bool {
    let folder = path.split('/').next().unwrap_or_default();
    path.ends_with(".toml")
        && matches!(
            Kind::of_folder(folder),
            Kind::Person | Kind::Path | Kind::OfficeHours | Kind::OnCall | Kind::Lifecycle
        )
}

fn read_source(path: &str, file: &Path) -> Result<Source, Diagnostic> {
    let unreadable = |error: std::io::Error| {
        let message = format!("cannot be read: {error}").to_lowercase();
        Diagnostic::in_file(path, Code::Unreadable, message).hint("look at its permissions")
    };
    let size = std::fs::metadata(file).map_err(unreadable)?.len();
    if size > MAX_TEXT {
        let message = format!(
            "the file has {} MiB, more than {}",
            size >> 20,
            MAX_TEXT >> 20
        );
        let error = Diagnostic::in_file(path, Code::TooLarge, message);
        return Err(error.hint("divide it, or put it into `public/` and link to it"));
    }
    let bytes = std::fs::read(file).map_err(unreadable)?;
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    String::from_utf8(bytes)
        .map(|text| Source::new(path, text))
        .map_err(|error| {
            let valid =
                String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
            let at = valid.len();
            let message = "the file is not UTF-8 from here on";
            Source::new(path, valid)
                .error(Code::NotUtf8, &(at..at), message)
                .hint(match wide {
                    true => "it is UTF-16: save it as UTF-8",
                    false => "save it as UTF-8",
                })
        })
}

fn read_entry(path: &str, file: &Path, options: &Options) -> (Option<Entry>, Vec<Diagnostic>) {
    match read_source(path, file) {
        Ok(source) => {
            let (mut entry, diagnostics) = Entry::decode(source, options.today);
            if let Some(entry) = &mut entry {
                let publication = &mut entry.publication;
                let changed = || options.changed.get(path).copied();
                publication.updated = publication.updated.or_else(changed);
            }
            (entry, diagnostics)
        }
        Err(diagnostic) => (None, vec![diagnostic]),
    }
}

/// Takes a TOML file out of the list and reads it; nothing without such a file.
fn read_toml(
    files: &mut Files,
    path: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Source, Node)> {
    let file = files.remove(path)?;
    match read_source(path, &file) {
        Ok(source) => {
            let (node, found) = data::toml(&source, 0..source.text.len());
            diagnostics.extend(found);
            Some((source, node?))
        }
        Err(diagnostic) => {
            diagnostics.push(diagnostic);
            None
        }
    }
}

fn read_portal(files: &mut Files, diagnostics: &mut Vec<Diagnostic>) -> (Portal, Source) {
    let empty = || {
        let node = Node {
            span: 0..0,
            value: Value::Map(Vec::new()),
        };
        (Source::new("site.toml", ""), node)
    };
    let (source, node) = read_toml(files, "site.toml", diagnostics).unwrap_or_else(empty);
    let mut decoder = Decoder {
        source: &source,
        diagnostics,
    };
    let portal = from_map(&node, &mut decoder);
    let portal = portal.or_else(|| {
        let (source, node) = empty();
        from_map(
            &node,
            &mut Decoder {
                source: &source,
                diagnostics: &mut Vec::new(),
            },
        )
    });
    // An empty file is a whole portal: every key has a default.
    (
        portal.expect("every key of site.toml may be left out"),
        source,
    )
}

fn read_tags(
    files: &mut Files,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<BTreeMap<String, Tag>> {
    let (source, node) = read_toml(files, "tags.toml", diagnostics)?;
    let mut decoder = Decoder {
        source: &source,
        diagnostics,
    };
    let Value::Map(entries) = &node.value else {
        return None;
    };
    let tags = entries.iter().filter_map(|(key, node)| {
        let tag = Tag::from_node(node, &mut decoder)?;
        Some((key.name.clone(), tag))
    });
    Some(tags.collect())
}
