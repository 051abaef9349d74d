//! Every piece of Markdown in the content, compiled.

mod written;

use std::{collections::BTreeMap, sync::Arc};

use glassbox_markdown::{Anchor, Document, compile};
use glassbox_model::{Diagnostic, Source, content::Lifecycle, decode::Spanned};
use rayon::prelude::*;

use crate::{
    fences::Fences,
    library::{Entry, Library, Matter},
    links::{PageEnv, Urls},
};

/// One thing's Markdown.
#[derive(Debug, Default)]
pub(crate) struct Compiled {
    /// The body of its file.
    pub(crate) document: Document,
    /// The texts in its data, by where they stand in the file.
    texts: BTreeMap<usize, Document>,
}

impl Compiled {
    /// The HTML of a text in the data; empty for a key that was left out.
    pub(crate) fn text(&self, text: Option<&Spanned<String>>) -> String {
        text.and_then(|text| self.texts.get(&text.span.start))
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

    /// All ids that a link to its page can name.
    pub(crate) fn ids(&self) -> impl Iterator<Item = &String> {
        let texts = self.texts.values().flat_map(|document| &document.ids);
        self.document.ids.iter().chain(texts)
    }

    /// All anchors that its links want.
    pub(crate) fn anchors(&self) -> impl Iterator<Item = &Anchor> {
        let texts = self.texts.values().flat_map(|document| &document.anchors);
        self.document.anchors.iter().chain(texts)
    }
}

/// The Markdown of many things, by their ids.
pub(crate) type Documents = BTreeMap<String, Arc<Compiled>>;

/// Compiles the whole library on all cores: things by id, then what stands above indexes by folder.
pub(crate) fn compile_all(
    library: &Library,
    urls: &Urls<'_>,
    fences: &Fences,
) -> (Documents, Documents, Vec<Diagnostic>) {
    let one = |(id, entry): (&String, &Entry)| {
        let env = PageEnv {
            urls,
            fences: Some(fences),
            words: library.language_of(entry).words,
            id,
            path: &entry.source.path,
        };
        let (document, mut diagnostics) = compile(&entry.source, entry.body.clone(), &env);
        let mut texts = BTreeMap::new();
        for text in texts_of(&entry.matter) {
            let (document, found) = compile_text(&entry.source, text, &env);
            diagnostics.extend(found);
            texts.insert(text.span.start, document);
        }
        let compiled = Arc::new(Compiled { document, texts });
        ((id.clone(), compiled), diagnostics)
    };
    let (entries, found): (Vec<_>, Vec<_>) = library.entries.par_iter().map(one).unzip();
    let (indexes, also): (Vec<_>, Vec<_>) = library.indexes.par_iter().map(one).unzip();
    let diagnostics = found.into_iter().chain(also).flatten().collect();
    (
        entries.into_iter().collect(),
        indexes.into_iter().collect(),
        diagnostics,
    )
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
    let (mut document, mut diagnostics) = compile(&inner, 0..text.value.len(), env);
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
