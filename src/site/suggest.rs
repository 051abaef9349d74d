//! What may have been meant by what links and references name. The orders of names are made when the
//! first of them is wrong, so that very many wrong ones take no longer than as many right ones.

use std::{collections::BTreeMap, sync::OnceLock};

use glassbox_model::{Kind, Names};

use crate::library::Library;

/// All names of a library.
#[derive(Debug)]
pub(crate) struct Suggestions<'a> {
    library: &'a Library,
    pages: OnceLock<Names>,
    paths: OnceLock<Names>,
    files: OnceLock<Names>,
    slugs: OnceLock<BTreeMap<Kind, Names>>,
}

impl<'a> Suggestions<'a> {
    pub(crate) fn new(library: &'a Library) -> Suggestions<'a> {
        Suggestions {
            library,
            pages: OnceLock::new(),
            paths: OnceLock::new(),
            files: OnceLock::new(),
            slugs: OnceLock::new(),
        }
    }

    /// `did you mean …?` among the ids of pages.
    pub(crate) fn page(&self, wrong: &str) -> Option<String> {
        let names = || {
            let ids = self.library.entries.keys().map(String::as_str);
            let listed = Kind::COLLECTIONS
                .into_iter()
                .filter(|kind| self.library.lists(*kind));
            let indexes = listed.map(|kind| kind.folder());
            Names::new(ids.chain(indexes))
        };
        self.pages.get_or_init(names).did_you_mean(wrong)
    }

    /// The nearest among the paths of the files of pages.
    pub(crate) fn path(&self, wrong: &str) -> Option<&str> {
        let names = || Names::new(self.library.by_path.keys().map(String::as_str));
        self.paths.get_or_init(names).nearest(wrong)
    }

    /// The nearest among the files that are copied.
    pub(crate) fn file(&self, wrong: &str) -> Option<&str> {
        let names = || Names::new(self.library.assets.keys().map(String::as_str));
        self.files.get_or_init(names).nearest(wrong)
    }

    /// `did you mean …?` among the slugs of a kind.
    pub(crate) fn slug(&self, kind: Kind, wrong: &str) -> Option<String> {
        let names = || {
            let mut slugs: BTreeMap<_, Vec<&str>> = BTreeMap::new();
            for entry in self.library.entries.values() {
                slugs.entry(entry.kind).or_default().push(entry.slug());
            }
            let slugs = slugs.into_iter();
            slugs
                .map(|(kind, slugs)| (kind, Names::new(slugs)))
                .collect()
        };
        let slugs = self.slugs.get_or_init(names);
        slugs.get(&kind)?.did_you_mean(wrong)
    }
}
