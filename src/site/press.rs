//! The press itself: from folders to what is known of them, and from that to the plan of a site.

use std::{
    collections::{BTreeMap, BTreeSet},
    path::PathBuf,
    sync::Arc,
};

use chrono::NaiveDate;
use glassbox_app::view;
use glassbox_model::{Diagnostic, Severity};
use leptos::prelude::Owner;

use crate::{
    aliases::aliases,
    assets::{Client, ClientError},
    calendar::Calendar,
    check::check,
    compiled::{Documents, compile_all},
    fences::Fences,
    graph::Graph,
    includes,
    library::Library,
    links::Urls,
    outputs::{SCRIPT, outputs, redirects},
    pages::{Press, Sheet, in_order},
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
    /// The day (UTC) of the last change of each file, by path below `content`, where known.
    pub changed: Arc<BTreeMap<String, NaiveDate>>,
}

/// A content folder, read, compiled and checked: all that the files of its site are made of.
#[derive(Debug)]
pub struct Pressed {
    /// What is wrong with the content, by file, line and column.
    pub diagnostics: Vec<Diagnostic>,
    /// The files, by their real paths, that fences took their code from.
    pub included: BTreeSet<PathBuf>,
    library: Library,
    compiled: Documents,
    /// What stands above the indexes, by folder.
    indexes: Documents,
    client: Client,
    /// The URL of what the pages of aliases load; `None` when there are no aliases.
    redirect: Option<String>,
    base_path: String,
    today: NaiveDate,
    pub(crate) precompress: bool,
}

/// A file of a site.
#[derive(Clone, Debug)]
pub(crate) enum File {
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
    let mut client = match &options.client {
        Some(folder) => Client::read(folder, &options.base_path)?,
        None => Client::default(),
    };
    let (library, mut diagnostics) = Library::read(options);
    let urls = Urls::new(&library, &options.base_path);
    diagnostics.extend(includes::check(
        &options.content,
        &library.portal,
        &library.portal_source,
    ));
    let fences = Fences::new(&options.content, &library.portal);
    let (compiled, indexes, found) = compile_all(&library, &urls, &fences);
    diagnostics.extend(found);
    diagnostics.extend(check(&library, &urls, &compiled, &indexes, options.today));
    let mut diagnostics = library.portal.checks.apply(diagnostics);
    diagnostics.sort();
    diagnostics.dedup();
    let moved = aliases(&library).next().is_some();
    let redirect = moved.then(|| client.add(&options.base_path, "redirect", "js", SCRIPT.into()));
    Ok(Pressed {
        diagnostics,
        included: fences.included(),
        compiled,
        indexes,
        library,
        client,
        redirect,
        base_path: options.base_path.clone(),
        today: options.today,
        precompress: options.precompress,
    })
}

impl Pressed {
    /// What was read.
    pub(crate) fn library(&self) -> &Library {
        &self.library
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
        let graph = Graph::new(&self.library, &self.compiled, &urls);
        let calendar = Calendar::new(&self.library, &urls, self.today);
        let (order, tags) = (
            in_order(&self.library, &self.compiled),
            self.library.by_tag(),
        );
        let press = Press {
            library: &self.library,
            compiled: &self.compiled,
            indexes: &self.indexes,
            urls: &urls,
            graph: &graph,
            calendar: &calendar,
            order: &order,
            tags: &tags,
            today: self.today,
            words: self.library.language().words,
        };
        let site = press.site(self.client.assets.clone());
        let sheets = press.sheets();
        then(&self.planned(&press, &site, &sheets))
    }

    fn planned<'p>(
        &'p self,
        press: &'p Press<'p>,
        site: &'p view::Site,
        sheets: &'p [Sheet<'p>],
    ) -> Plan<'p> {
        let pages = sheets.len();
        let mut files = outputs(press, sheets, &self.client);
        if let Some(script) = &self.redirect {
            files.extend(redirects(press, script));
        }
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
fn document(site: &view::Site, page: &view::Page) -> String {
    let context = std::sync::Arc::new(hydration_context::SsrSharedContext::new_islands());
    let owner = Owner::new_root(Some(context));
    let html = owner.with(|| glassbox_app::render(site, page));
    drop(owner);
    html
}
