//! Every piece of Markdown in the content, compiled.

mod written;

use std::{
    cell::RefCell,
    collections::{BTreeMap, BTreeSet},
    iter,
    path::Path,
    sync::Arc,
};

use glassbox_markdown::{Anchor, Document, Role, compile, compile_as};
use glassbox_model::{Diagnostic, Source, content::Lifecycle, decode::Spanned};
use rayon::prelude::*;

use crate::{
    fences::Fences,
    includes::Included,
    library::{Entry, Library, Matter},
    links::{PageEnv, Urls, folder_of},
};

/// One thing's Markdown.
#[derive(Debug, Default)]
pub(crate) struct Compiled {
    /// The thing; `None` for one without Markdown.
    entry: Option<Arc<Entry>>,
    /// What is wrong with it.
    found: Vec<Diagnostic>,
    /// What its fences included.
    included: Vec<Included>,
    /// The body of its file.
    pub(crate) document: Document,
    /// The texts in its data, by where they stand in the file.
    texts: BTreeMap<usize, Document>,
}

impl Compiled {
    fn new(
        id: &str,
        entry: &Arc<Entry>,
        library: &Library,
        urls: &Urls<'_>,
        fences: &Fences,
    ) -> Compiled {
        let env = PageEnv {
            urls,
            fences: Some(fences),
            words: library.language_of(entry).words,
            id,
            path: &entry.source.path,
            included: RefCell::default(),
        };
        let (document, mut found) = compile(&entry.source, entry.body.clone(), &env);
        let mut texts = BTreeMap::new();
        for text in texts_of(&entry.matter) {
            let (document, also) = compile_text(&entry.source, text, &env);
            found.extend(also);
            texts.insert(text.span.start, document);
        }
        Compiled {
            entry: Some(Arc::clone(entry)),
            found,
            included: env.included.into_inner(),
            document,
            texts,
        }
    }

    /// True when it was compiled from this very entry, and what it includes is still the same.
    fn is_of(&self, entry: &Arc<Entry>, fences: &Fences) -> bool {
        let folder = folder_of(&entry.source.path);
        let own = self.entry.as_ref();
        own.is_some_and(|own| Arc::ptr_eq(own, entry))
            && self
                .included
                .iter()
                .all(|it| fences.includes_same(folder, it))
    }

    /// A text in the data, compiled.
    pub(crate) fn document_of(&self, text: &Spanned<String>) -> Option<&Document> {
        self.texts.get(&text.span.start)
    }

    /// The HTML of a text in the data; empty for a key that was left out.
    pub(crate) fn text(&self, text: Option<&Spanned<String>>) -> String {
        text.and_then(|text| self.document_of(text))
            .map(|document| document.html.clone())
            .unwrap_or_default()
    }

    /// How many words a text in the data has.
    pub(crate) fn words(&self, text: &Spanned<String>) -> usize {
        let document = self.texts.get(&text.span.start);
        document.map_or(0, |document| document.words)
    }

    /// The ids of the headings of a text in the data.
    pub(crate) fn ids_of(&self, text: &Spanned<String>) -> impl Iterator<Item = &String> {
        let document = self.texts.get(&text.span.start);
        document.into_iter().flat_map(|document| &document.ids)
    }

    /// True when a link to its page can name this id.
    pub(crate) fn has_id(&self, id: &str) -> bool {
        let mut texts = self.texts.values();
        self.document.ids.contains(id) || texts.any(|document| document.ids.contains(id))
    }

    /// All ids that a link to its page can name.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &String> {
        let texts = self.texts.values().flat_map(|document| &document.ids);
        self.document.ids.iter().chain(texts)
    }

    /// True when links can name the same of both. A diagram has anchors beside those in its texts:
    /// they count as changed with any of it.
    fn has_anchors_of(&self, earlier: &Compiled) -> bool {
        let diagram = |entry: &Arc<Entry>| matches!(entry.matter, Matter::Lifecycle(_));
        self.ids().eq(earlier.ids()) && !self.entry.as_ref().is_some_and(diagram)
    }

    /// All anchors that its links want.
    pub(crate) fn anchors(&self) -> impl Iterator<Item = &Anchor> {
        let texts = self.texts.values().flat_map(|document| &document.anchors);
        self.document.anchors.iter().chain(texts)
    }
}

/// The Markdown of many things, by their ids.
pub(crate) type Documents = BTreeMap<String, Arc<Compiled>>;

/// Everything compiled.
#[derive(Debug, Default)]
pub(crate) struct Texts {
    /// Things, by id.
    pub(crate) things: Documents,
    /// What stands above indexes, by folder.
    pub(crate) indexes: Documents,
}

impl Texts {
    /// Compiles the whole library on all cores. What was compiled `earlier`, when every name led
    /// to the same place, from the same file is not compiled again.
    pub(crate) fn compile(
        urls: &Urls<'_>,
        library: &Library,
        content: &Path,
        earlier: Option<&Texts>,
    ) -> Texts {
        let fences = Fences::new(content, &library.portal);
        let all = |entries: &BTreeMap<String, Arc<Entry>>, earlier: Option<&Documents>| {
            // The same names in the same order.
            let earlier = earlier.into_iter().flat_map(BTreeMap::values);
            let earlier = earlier.map(Some).chain(iter::repeat(None));
            let entries: Vec<_> = entries.iter().zip(earlier).collect();
            let compiled = entries.into_par_iter().map(|((id, entry), earlier)| {
                let compiled = match earlier.filter(|earlier| earlier.is_of(entry, &fences)) {
                    Some(kept) => Arc::clone(kept),
                    None => Arc::new(Compiled::new(id, entry, library, urls, &fences)),
                };
                (id.clone(), compiled)
            });
            compiled.collect::<Vec<_>>().into_iter().collect()
        };
        Texts {
            things: all(&library.entries, earlier.map(|earlier| &earlier.things)),
            indexes: all(&library.indexes, earlier.map(|earlier| &earlier.indexes)),
        }
    }

    /// The Markdown of the page with an id.
    pub(crate) fn get(&self, page: &str) -> Option<&Compiled> {
        let found = self.things.get(page).or_else(|| self.indexes.get(page));
        found.map(|compiled| &**compiled)
    }

    /// What is wrong with the Markdown.
    pub(crate) fn found(&self) -> impl Iterator<Item = &Diagnostic> {
        self.all().flat_map(|compiled| &compiled.found)
    }

    /// True when links to anchors lead to the same places as `earlier`, when there were the same
    /// pages.
    pub(crate) fn has_anchors_of(&self, earlier: &Texts) -> bool {
        let mut both = self.all().zip(earlier.all());
        both.all(|(now, earlier)| Arc::ptr_eq(now, earlier) || now.has_anchors_of(earlier))
    }

    /// The files, by their real paths, that fences took their code from.
    pub(crate) fn included(&self) -> BTreeSet<&Path> {
        let included = self.all().flat_map(|compiled| &compiled.included);
        included.filter_map(|it| it.file.as_deref()).collect()
    }

    /// All of them: things in the order of their ids, then indexes in that of their folders.
    pub(crate) fn all(&self) -> impl Iterator<Item = &Arc<Compiled>> {
        self.things.values().chain(self.indexes.values())
    }
}

/// The Markdown among a thing's data.
fn texts_of(matter: &Matter) -> Vec<&Spanned<String>> {
    match matter {
        Matter::Person(person) => person.bio.iter().collect(),
        Matter::Path(path) => path.intro.iter().collect(),
        Matter::Hours(hours) => hours.body.iter().collect(),
        Matter::OnCall(rotation) => rotation.body.iter().collect(),
        Matter::Lifecycle(lifecycle) => lifecycle_texts(lifecycle),
        Matter::Page | Matter::Talk(..) | Matter::Runbook(_) => Vec::new(),
    }
}

fn lifecycle_texts(lifecycle: &Lifecycle) -> Vec<&Spanned<String>> {
    let steps = lifecycle
        .scenarios
        .iter()
        .flat_map(|scenario| &scenario.steps);
    lifecycle
        .intro
        .iter()
        .chain(&lifecycle.outro)
        .chain(steps.map(|step| &step.say))
        .collect()
}

/// Compiles a text in a data file; its diagnostics are placed where it stands there.
fn compile_text(
    source: &Source,
    text: &Spanned<String>,
    env: &PageEnv<'_>,
) -> (Document, Vec<Diagnostic>) {
    let inner = Source::new(source.path.clone(), text.value.clone());
    let (mut document, mut diagnostics) = compile_as(Role::Part, &inner, 0..text.value.len(), env);
    let written = &source.text[text.span.clone()];
    let in_file = |at: usize| text.span.start + written::offset(written, at);
    for diagnostic in &mut diagnostics {
        let at = inner.offset(diagnostic.line, diagnostic.column);
        (diagnostic.line, diagnostic.column) = source.position(in_file(at));
    }
    for anchor in &mut document.anchors {
        let at = in_file(anchor.span.start);
        anchor.span = at..at;
    }
    (document, diagnostics)
}
