//! The press itself: one call from folders to files.

use std::{collections::BTreeMap, path::PathBuf};

use chrono::NaiveDate;
use glassbox_app::view;
use glassbox_model::{Diagnostic, Severity};
use leptos::prelude::Owner;
use rayon::prelude::*;

use crate::{
    aliases::aliases,
    assets::{Client, ClientError},
    calendar::Calendar,
    check::check,
    compiled::compile_all,
    fences::Fences,
    graph::Graph,
    library::Library,
    links::Urls,
    outputs::{SCRIPT, outputs, redirects},
    pages::Press,
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
}

/// A pressed site.
#[derive(Debug, Default)]
pub struct Pressed {
    /// Its files, by path; empty when there is an error.
    pub files: BTreeMap<String, File>,
    /// What is wrong with the content, by file, line and column.
    pub diagnostics: Vec<Diagnostic>,
    /// How many pages there are.
    pub pages: usize,
}

impl Pressed {
    /// True when the content has an error: there are no files then.
    pub fn has_errors(&self) -> bool {
        self.diagnostics
            .iter()
            .any(|diagnostic| diagnostic.severity == Severity::Error)
    }
}

/// A file of a site.
#[derive(Clone, Debug)]
pub enum File {
    /// Made by the press.
    Bytes(Vec<u8>),
    /// A copy of this file.
    Copy(PathBuf),
}

/// Presses a content folder.
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
    let (library, mut diagnostics) = Library::read(
        &options.content,
        options.public.as_deref(),
        options.today,
        options.drafts,
    );
    let urls = Urls::new(&library, &options.base_path);
    let fences = Fences::new();
    let (compiled, indexes, found) = compile_all(&library, &urls, &fences);
    diagnostics.extend(found);
    diagnostics.extend(check(&library, &urls, &compiled, &indexes, options.today));
    let mut diagnostics = library.portal.checks.apply(diagnostics);
    diagnostics.sort();
    diagnostics.dedup();
    let mut pressed = Pressed {
        diagnostics,
        ..Pressed::default()
    };
    if pressed.has_errors() {
        return Ok(pressed);
    }

    let graph = Graph::new(&library, &compiled, &urls);
    let calendar = Calendar::new(&library, &urls, options.today);
    let press = Press {
        library: &library,
        compiled: &compiled,
        indexes: &indexes,
        urls: &urls,
        graph: &graph,
        calendar: &calendar,
        tags: library.by_tag(),
        today: options.today,
    };
    let site = press.site(client.assets.clone());
    let moved = aliases(&library).next().is_some();
    let moved = moved.then(|| {
        let script = client.add(&options.base_path, "redirect", "js", SCRIPT.into());
        redirects(&press, &site, &script)
    });
    let pages = press.pages();
    pressed.pages = pages.len();
    let documents: Vec<_> = pages
        .par_iter()
        .map(|(path, page)| {
            (
                path.clone(),
                File::Bytes(document(&site, page).into_bytes()),
            )
        })
        .collect();

    let outputs = outputs(&press, &pages).into_iter();
    pressed
        .files
        .extend(outputs.map(|(path, bytes)| (path, File::Bytes(bytes))));
    let moved = moved.into_iter().flatten();
    pressed
        .files
        .extend(moved.map(|(path, bytes)| (path, File::Bytes(bytes))));
    // An author's own file of the same name wins.
    for (path, file) in &library.assets {
        pressed.files.insert(path.clone(), File::Copy(file.clone()));
    }
    for (path, bytes) in client.files {
        pressed.files.insert(path, File::Bytes(bytes));
    }
    pressed.files.extend(documents);
    Ok(pressed)
}

/// The HTML of a page, rendered as the server of its islands.
fn document(site: &view::Site, page: &view::Page) -> String {
    let context = std::sync::Arc::new(hydration_context::SsrSharedContext::new_islands());
    let owner = Owner::new_root(Some(context));
    let html = owner.with(|| glassbox_app::render(site, page));
    drop(owner);
    html
}
