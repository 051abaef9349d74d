//! The press itself: from folders to what is known of them, and from that to the plan of a site.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::{Path, PathBuf},
    sync::Arc,
};

use chrono::NaiveDate;
use glassbox_app::view;
use glassbox_model::{Diagnostic, Severity};
use leptos::prelude::Owner;

use crate::{
    assets::{Client, ClientError},
    calendar::Calendar,
    check::{Findings, check, check_things},
    compiled::Texts,
    graph::Graph,
    includes,
    library::Library,
    links::Urls,
    outputs::{Cards, outputs, redirects},
    pages::{Press, Sheet, faces, in_order},
};

/// What to press, and how.
#[derive(Clone, Debug)]
pub struct Options {
    /// The content folder.
    pub content: PathBuf,
    /// The folder whose files are copied as they are; it may be missing.
    pub public: Option<PathBuf>,
    /// The client bundle; `None` for pages without style, scripts and islands.
    pub client: Option<PathBuf>,
    /// The path that the site is served under: starts and ends with `/`.
    pub base_path: String,
    /// The day from which windows are expanded and reviews are due (UTC).
    pub today: NaiveDate,
    /// Whether what is not public on that day is pressed, too, and marked.
    pub drafts: bool,
    /// Whether compressed copies of texts are written beside them.
    pub precompress: bool,
    /// Draws the cards of pages, but for those that the site in this folder has already; `None`
    /// for pages without.
    pub cards: Option<PathBuf>,
    /// The day (UTC) of the last change of each file, by path below `content`, where known.
    pub changed: Arc<BTreeMap<String, NaiveDate>>,
}

/// A content folder, read, compiled and checked: all that the files of its site are made of.
#[derive(Debug)]
pub struct Pressed {
    /// What is wrong with the content, by file, line and column.
    pub diagnostics: Vec<Diagnostic>,
    library: Library,
    texts: Texts,
    findings: Findings,
    client: Arc<Client>,
    base_path: String,
    today: NaiveDate,
    pub(crate) precompress: bool,
    cards: Option<PathBuf>,
}

/// A file of a site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum File {
    /// Made by the press.
    Bytes(Vec<u8>),
    /// A copy of this file.
    Copy(PathBuf),
}

/// How a file is made.
pub(crate) type Make<'p> = Box<dyn Fn() -> File + Send + Sync + 'p>;

/// Every file of a site by its path, each with how it is made. Nothing is made before it is asked
/// for, so that a site need never be in memory as a whole.
pub(crate) struct Plan<'p> {
    /// The files.
    pub(crate) files: BTreeMap<String, Make<'p>>,
    /// How many of them are pages.
    pub(crate) pages: usize,
}

/// Reads, compiles and checks a content folder.
///
/// What is wrong with the content is in the result, all of it at once.
///
/// # Errors
///
/// When the client bundle cannot be used.
pub fn press(options: &Options) -> Result<Pressed, ClientError> {
    let client = match &options.client {
        Some(folder) => Client::read(folder, &options.base_path)?,
        None => Client::default(),
    };
    let read = Library::read(options);
    Ok(Pressed::of(read, Arc::new(client), options, None))
}

impl Pressed {
    /// Presses again after the files at some paths have changed, been made or removed. What they
    /// cannot have changed is kept; the result is the same as that of [`press()`].
    ///
    /// `options` may differ in the day.
    pub(crate) fn again(&self, options: &Options, changed: &[PathBuf]) -> Pressed {
        let client = Arc::clone(&self.client);
        if options.today != self.today {
            // What is public may have changed.
            return Pressed::of(Library::read(options), client, options, None);
        }
        let read = self.library.again(options, changed);
        Pressed::of(read, client, options, Some(self))
    }

    /// What was read.
    pub(crate) fn library(&self) -> &Library {
        &self.library
    }

    /// The files, by their real paths, that fences took their code from.
    pub fn included(&self) -> BTreeSet<&Path> {
        self.texts.included()
    }

    fn of(
        (library, mut diagnostics): (Library, Vec<Diagnostic>),
        client: Arc<Client>,
        options: &Options,
        earlier: Option<&Pressed>,
    ) -> Pressed {
        let earlier = earlier.filter(|earlier| library.has_names_of(&earlier.library));
        let urls = Urls::new(&library, &options.base_path);
        let texts = Texts::compile(
            &urls,
            &library,
            &options.content,
            earlier.map(|earlier| &earlier.texts),
        );
        diagnostics.extend(includes::check(
            &options.content,
            &library.portal,
            &library.portal_source,
        ));
        diagnostics.extend(texts.found().cloned());
        diagnostics.extend(check(&library, &urls, &texts, options.today));
        let findings = check_things(
            &library,
            &urls,
            &texts,
            options.today,
            earlier.map(|earlier| (&earlier.texts, &earlier.findings)),
        );
        diagnostics.extend(findings.values().flatten().cloned());
        let mut diagnostics = library.portal.checks.apply(diagnostics);
        diagnostics.sort();
        diagnostics.dedup();
        Pressed {
            diagnostics,
            texts,
            findings,
            library,
            client,
            base_path: options.base_path.clone(),
            today: options.today,
            precompress: options.precompress,
            cards: options.cards.clone(),
        }
    }

    /// True when the content has an error: it is no site then.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// Ties everything together and hands the plan of the site to `then`.
    pub(crate) fn plan<T>(&self, then: impl FnOnce(&Plan<'_>) -> T) -> T {
        let urls = Urls::new(&self.library, &self.base_path);
        let graph = Graph::new(&self.library, &self.texts.things, &urls);
        let calendar = Calendar::new(&self.library, &urls, self.today);
        let (order, tags) = (
            in_order(&self.library, &self.texts.things),
            self.library.by_tag(),
        );
        let last = self.cards.clone();
        let cards = last.and_then(|last| Cards::new(&self.library, last));
        let press = Press {
            library: &self.library,
            compiled: &self.texts.things,
            indexes: &self.texts.indexes,
            urls: &urls,
            graph: &graph,
            calendar: &calendar,
            order: &order,
            tags: &tags,
            faces: &faces(&self.library),
            today: self.today,
            cards: cards.as_ref(),
            words: self.library.language().words,
        };
        let site = Arc::new(press.site(self.client.assets.clone()));
        let sheets = press.sheets();
        then(&self.planned(&press, &site, &sheets))
    }

    fn planned<'p>(
        &'p self,
        press: &'p Press<'p>,
        site: &'p Arc<view::Site>,
        sheets: &'p [Sheet<'p>],
    ) -> Plan<'p> {
        let pages = sheets.len();
        let mut files = outputs(press, sheets, &self.client);
        files.extend(redirects(press));
        // An author's own file of the same name wins.
        for (path, file) in &self.library.assets {
            let make = || File::Copy(file.clone());
            files.insert(path.clone(), Box::new(make));
        }
        for (path, bytes) in &self.client.files {
            let make = || File::Bytes(bytes.clone());
            files.insert(path.clone(), Box::new(make));
        }
        for sheet in sheets {
            let path = sheet.path();
            let make = move || File::Bytes(document(site, &press.page(sheet)).into_bytes());
            files.insert(path, Box::new(make));
        }
        Plan { files, pages }
    }
}

/// The HTML of a page, rendered as the server of its islands.
fn document(site: &Arc<view::Site>, page: &view::Page) -> String {
    let context = std::sync::Arc::new(hydration_context::SsrSharedContext::new_islands());
    let owner = Owner::new_root(Some(context));
    let html = owner.with(|| glassbox_app::render(site, page));
    drop(owner);
    html
}
