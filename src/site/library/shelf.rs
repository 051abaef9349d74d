//! The files of the content, as they were read; after a change only what changed is read again.

use std::{
    collections::BTreeMap,
    fs::File,
    io::Read as _,
    path::{Component, Path, PathBuf},
    sync::Arc,
};

use glassbox_markdown::data;
use glassbox_model::{
    Code, Diagnostic, Kind, Source,
    content::{Portal, Tag},
    decode::{Decoder, FromNode, from_map},
    node::{Node, Value},
};
use rayon::prelude::*;

use super::{Entry, Library};
use crate::{
    folder::{self, Files},
    press::Options,
};

/// The files that hold what is true of everything.
const SETTINGS: [&str; 2] = ["site.toml", "tags.toml"];

/// How large a file of text may be, in bytes.
const MAX_TEXT: u64 = 4 << 20;

/// What stands in a content folder and in the `public` folder beside it.
#[derive(Debug)]
pub(super) struct Shelf {
    /// `site.toml`.
    pub(super) portal: Portal,
    /// `site.toml` as a source of diagnostics.
    pub(super) portal_source: Source,
    /// `tags.toml`, if there is one.
    pub(super) tags: Option<BTreeMap<String, Tag>>,
    /// Markdown and data, by path below the content folder.
    pub(super) read: BTreeMap<String, Arc<Read>>,
    /// All other files of both folders, by path below.
    pub(super) assets: BTreeMap<String, PathBuf>,
    /// Widths and heights of the images among them, where they can be told.
    pub(super) sizes: BTreeMap<String, (usize, usize)>,
    /// What is wrong with the folders and with the files that are no things.
    pub(super) found: Vec<Diagnostic>,
    /// True when a file stands elsewhere than where it is found: it may be seen at several paths.
    pub(super) has_links: bool,
}

/// A file of Markdown or data, read and decoded.
#[derive(Debug)]
pub(super) struct Read {
    file: PathBuf,
    /// What it holds, if that is a whole thing.
    pub(super) entry: Option<Arc<Entry>>,
    /// What is wrong with it.
    pub(super) found: Vec<Diagnostic>,
}

impl Shelf {
    /// Reads everything. What was decoded `earlier` and is the same is not decoded again.
    pub(super) fn read(options: &Options, earlier: Option<&Shelf>) -> Shelf {
        let mut found = Vec::new();
        let mut files = folder::files(&options.content, "", &mut found);
        let (portal, portal_source) = read_portal(&mut files, &mut found);
        let tags = read_tags(&mut files, &mut found);
        let (things, mut assets): (Files, Files) = files
            .into_iter()
            .partition(|(path, _)| path.ends_with(".md") || is_data(path));
        if let Some(public) = options.public.as_deref().filter(|public| public.is_dir()) {
            let name = public.file_name().unwrap_or_default().to_string_lossy();
            let seen_as = format!("../{name}/");
            for (path, file) in folder::files(public, &seen_as, &mut found) {
                assets.entry(path).or_insert(file);
            }
        }
        let read = things.into_par_iter().map(|(path, file)| {
            let earlier = earlier.and_then(|earlier| earlier.read.get(&path));
            let read = Read::of(&path, &file, options, earlier);
            (path, read)
        });
        let sizes = assets
            .par_iter()
            .filter_map(|(path, file)| Some((path.clone(), size_of(file)?)));
        let mut shelf = Shelf {
            read: read.collect(),
            sizes: sizes.collect(),
            portal,
            portal_source,
            tags,
            assets,
            found,
            has_links: false,
        };
        let read = shelf.read.iter().map(|(path, read)| (path, &read.file));
        let folders = [Some(&options.content), options.public.as_ref()];
        shelf.has_links = read.chain(&shelf.assets).any(|(path, file)| {
            let mut folders = folders.into_iter().flatten();
            !folders.any(|folder| folder.join(path) == *file)
        });
        shelf
    }

    /// What a library was made of.
    pub(super) fn of(library: &Library) -> Shelf {
        Shelf {
            portal: library.portal.clone(),
            portal_source: library.portal_source.clone(),
            tags: library.tags.clone(),
            read: library.read.clone(),
            assets: library.assets.clone(),
            sizes: library.sizes.clone(),
            found: library.found.clone(),
            has_links: library.has_links,
        }
    }

    /// Reads again what has changed; false when that takes reading everything: files have come or
    /// gone, or hold settings.
    pub(super) fn again(&mut self, options: &Options, changed: &[PathBuf]) -> bool {
        if self.has_links {
            return false;
        }
        for path in changed {
            let content = below(&options.content, path);
            let public = || options.public.as_deref().and_then(|it| below(it, path));
            // What pages include from elsewhere is none of the content.
            let Some(at) = content.clone().or_else(public) else {
                continue;
            };
            if at.split('/').any(|part| part.starts_with('.')) {
                continue;
            }
            if SETTINGS.contains(&at.as_str()) {
                return false;
            }
            if let Some(earlier) = content.and_then(|_| self.read.get(&at)) {
                if !earlier.file.is_file() {
                    return false;
                }
                let read = Read::of(&at, &earlier.file, options, Some(earlier));
                self.read.insert(at, read);
            } else if let Some(file) = self.assets.get(&at) {
                if !file.is_file() {
                    return false;
                }
                match size_of(file) {
                    Some(size) => drop(self.sizes.insert(at, size)),
                    None => drop(self.sizes.remove(&at)),
                }
            } else if path.symlink_metadata().is_ok() || self.has_below(&at) {
                return false;
            }
            // Else it has come and gone: editors make files beside the one that they save.
        }
        true
    }

    /// True when there was something in a folder.
    fn has_below(&self, folder: &str) -> bool {
        let folder = format!("{folder}/");
        let files = |path: Option<&String>| path.is_some_and(|path| path.starts_with(&folder));
        files(
            self.read
                .range(folder.clone()..)
                .next()
                .map(|(path, _)| path),
        ) || files(
            self.assets
                .range(folder.clone()..)
                .next()
                .map(|(path, _)| path),
        )
    }
}

impl Read {
    /// True when it was decoded from these very bytes.
    fn holds(&self, bytes: &[u8]) -> bool {
        let entry = self.entry.as_ref();
        entry.is_some_and(|entry| entry.source.text.as_bytes() == bytes)
    }

    fn of(path: &str, file: &Path, options: &Options, earlier: Option<&Arc<Read>>) -> Arc<Read> {
        let bytes = read_bytes(path, file);
        if let (Some(earlier), Ok(bytes)) = (earlier, &bytes)
            && earlier.holds(bytes)
        {
            return Arc::clone(earlier);
        }
        let (entry, found) = match bytes.and_then(|bytes| source_of(path, bytes)) {
            Ok(source) => Entry::decode(source, options),
            Err(diagnostic) => (None, vec![diagnostic]),
        };
        Arc::new(Read {
            file: file.to_owned(),
            entry: entry.map(Arc::new),
            found,
        })
    }
}

/// The path of a file below a folder, with `/` between folders.
fn below(folder: &Path, file: &Path) -> Option<String> {
    let below = match file.strip_prefix(folder) {
        Ok(below) => below.to_owned(),
        // Some systems tell of a file by its whole path.
        Err(_) => file
            .strip_prefix(folder.canonicalize().ok()?)
            .ok()?
            .to_owned(),
    };
    let names = below.components().map(|part| match part {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    });
    let names: Option<Vec<_>> = names.collect();
    names.map(|names| names.join("/"))
}

fn size_of(file: &Path) -> Option<(usize, usize)> {
    let size = imagesize::size(file).ok()?;
    Some((size.width, size.height))
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

/// Reads a file of text.
fn read_bytes(path: &str, file: &Path) -> Result<Vec<u8>, Diagnostic> {
    let unreadable = |error: std::io::Error| {
        let message = format!("cannot be read: {error}").to_lowercase();
        Diagnostic::in_file(path, Code::Unreadable, message).hint("look at its permissions")
    };
    let file = File::open(file).map_err(unreadable)?;
    let size = file.metadata().map_err(unreadable)?.len();
    if size > MAX_TEXT {
        let message = format!(
            "the file has {} MiB, more than {}",
            size >> 20,
            MAX_TEXT >> 20
        );
        let error = Diagnostic::in_file(path, Code::TooLarge, message);
        return Err(error.hint("divide it, or put it into `public/` and link to it"));
    }
    // With room for one byte more, the end is seen without asking how much is left.
    let mut bytes = Vec::with_capacity(size as usize + 1);
    let read = file.take(MAX_TEXT).read_to_end(&mut bytes);
    read.map(|_| bytes).map_err(unreadable)
}

fn source_of(path: &str, bytes: Vec<u8>) -> Result<Source, Diagnostic> {
    let wide = bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]);
    String::from_utf8(bytes)
        .map(|text| Source::new(path, text))
        .map_err(|error| {
            let valid =
                String::from_utf8_lossy(&error.as_bytes()[..error.utf8_error().valid_up_to()]);
            let at = valid.len();
            let message = "the file is not UTF-8 from here on";
            Source::new(path, valid)
                .finding(Code::NotUtf8, &(at..at), message)
                .hint(match wide {
                    true => "it is UTF-16: save it as UTF-8",
                    false => "save it as UTF-8",
                })
        })
}

/// Takes a TOML file out of the list and reads it; nothing without such a file.
fn read_toml(
    files: &mut Files,
    path: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<(Source, Node)> {
    let file = files.remove(path)?;
    match read_bytes(path, &file).and_then(|bytes| source_of(path, bytes)) {
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
