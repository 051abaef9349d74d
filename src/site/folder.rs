//! The files of a folder, by their paths below it.
//!
//! Nothing outside the folder is ever read or copied: a symbolic link may only stand for a file of
//! the same folder that is not hidden.

use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
};

use glassbox_model::{Code, Diagnostic};
use walkdir::{DirEntry, WalkDir};

/// Files by path below their folder, with `/` between folders.
pub(crate) type Files = BTreeMap<String, PathBuf>;

/// All files below `root`, without hidden ones; what cannot be taken is reported at the path that
/// it has below `seen_as`.
pub(crate) fn files(root: &Path, seen_as: &str, diagnostics: &mut Vec<Diagnostic>) -> Files {
    let mut files = Files::new();
    let walk = WalkDir::new(root).into_iter();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !hidden(entry.path())) {
        let found = entry.map_err(|error| {
            let path = error.path().unwrap_or(root).to_owned();
            let cause = error
                .into_io_error()
                .unwrap_or_else(|| io::Error::other("a loop"));
            (path, unreadable(&cause))
        });
        let found = found.and_then(|entry| {
            let path = entry.path().to_owned();
            match take(root, entry) {
                Ok(file) => Ok(file.map(|file| (path, file))),
                Err(problem) => Err((path, problem)),
            }
        });
        match found {
            Ok(None) => {}
            Ok(Some((path, file))) => drop(files.insert(below(root, &path), file)),
            Err((path, (code, message, hint))) => {
                let path = format!("{seen_as}{}", below(root, &path));
                diagnostics.push(Diagnostic::in_file(&path, code, message).hint(hint));
            }
        }
    }
    files
}

type Problem = (Code, String, &'static str);

/// The file that an entry is or leads to; `None` for a folder.
fn take(root: &Path, entry: DirEntry) -> Result<Option<PathBuf>, Problem> {
    let kind = entry.file_type();
    if kind.is_dir() || kind.is_file() {
        return Ok(kind.is_file().then(|| entry.into_path()));
    }
    if !kind.is_symlink() {
        // A pipe or a socket would be waited for without end.
        let message = "it is neither a file nor a folder".to_owned();
        return Err((Code::Unreadable, message, "take it out of the folder"));
    }
    let path = entry.path();
    let failed = |error: io::Error| match error.kind() {
        io::ErrorKind::NotFound => {
            let message = "the link leads nowhere".to_owned();
            (
                Code::Unreadable,
                message,
                "mend the link, or put a file in its place",
            )
        }
        _ => unreadable(&error),
    };
    let target = path.canonicalize().map_err(failed)?;
    let root = root.canonicalize().map_err(failed)?;
    let refused = |why: &str, hint| Err((Code::Symlink, why.to_owned(), hint));
    match target.strip_prefix(&root) {
        Err(_) => refused(
            "the link leads out of the folder",
            "put a copy in its place",
        ),
        Ok(below) if below.iter().any(|part| hidden(Path::new(part))) => {
            refused("the link leads to a hidden file", "put a copy in its place")
        }
        Ok(_) if target.is_dir() => refused(
            "the link leads to a folder, and its pages would be there twice",
            "link from page to page instead",
        ),
        Ok(_) => Ok(Some(target)),
    }
}

fn unreadable(error: &io::Error) -> Problem {
    let message = format!("cannot be read: {error}").to_lowercase();
    (
        Code::Unreadable,
        message,
        "look at its permissions, and at those of its folder",
    )
}

fn hidden(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default();
    name.to_string_lossy().starts_with('.')
}

fn below(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}
