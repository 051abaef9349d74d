//! Aliases must be addresses that nothing else has.

use std::collections::BTreeMap;

use glassbox_model::{Code, Kind};

use super::Checker;
use crate::{aliases::Alias, outputs::MADE_UP};

impl Checker<'_> {
    pub(super) fn aliases(&mut self) {
        let library = self.library;
        let mut seen: BTreeMap<String, &str> = BTreeMap::new();
        for (id, entry) in library.entries.iter().chain(&library.indexes) {
            let own = match id.as_str() {
                "" => "index.html".to_owned(),
                id => format!("{id}/index.html"),
            };
            for written in &entry.publication.aliases {
                let alias = match Alias::parse(written) {
                    Ok(alias) => alias,
                    Err((message, hint)) => {
                        let error = entry.source.finding(Code::BadValue, &written.span, message);
                        self.found.push(error.maybe_hint(hint));
                        continue;
                    }
                };
                let (file, shown) = (alias.file(), alias.shown());
                if file == own {
                    let message =
                        format!("`{shown}` is this page's own address and would lead to itself");
                    let error = entry
                        .source
                        .finding(Code::RedirectLoop, &written.span, message);
                    self.found.push(error.hint("name earlier addresses only"));
                    continue;
                }
                let owner = match seen.insert(file.clone(), &entry.source.path) {
                    Some(other) => Some(format!("an alias in `{other}`")),
                    None => self.owner(&file),
                };
                if let Some(owner) = owner {
                    let message = format!("the alias `{shown}` is {owner}, too");
                    let error = entry
                        .source
                        .finding(Code::DuplicateUrl, &written.span, message);
                    self.found
                        .push(error.hint("only one of them can stand there: take the alias out"));
                }
            }
        }
    }

    /// What stands where an alias wants to.
    fn owner(&self, file: &str) -> Option<String> {
        if self.taken(file) {
            let id = file.strip_suffix("/index.html").unwrap_or_default();
            let entry = self.library.entries.get(id);
            return Some(match entry {
                Some(entry) => format!("the address of `{}`", entry.source.path),
                None => "the address of a page that the press makes".to_owned(),
            });
        }
        let top = file.split('/').next().unwrap_or_default();
        if [Kind::Tag.folder(), "assets", "_glassbox"].contains(&top) {
            return Some("among the pages and files that the press makes".to_owned());
        }
        // A file cannot be a folder, too.
        let folders = file.match_indices('/').map(|(at, _)| &file[..at]);
        let mut paths = folders.chain([file]);
        paths.find_map(|path| {
            let known = self.library.assets.contains_key(path) || MADE_UP.contains(&path);
            known.then(|| format!("the address of the file `{path}`"))
        })
    }
}
