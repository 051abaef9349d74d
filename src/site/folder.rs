//! The files of a folder, by their paths below it.

use std::{
    collections::BTreeMap,
    path::{Path, PathBuf},
};

use walkdir::WalkDir;

/// All files below `root`, by path with `/` between folders; hidden ones are left out.
///
/// # Errors
///
/// What cannot be read, with the path it stands at.
pub(crate) fn files(root: &Path) -> Result<BTreeMap<String, PathBuf>, walkdir::Error> {
    let hidden = |name: &std::ffi::OsStr| name.to_string_lossy().starts_with('.');
    WalkDir::new(root)
        .into_iter()
        .filter_entry(|entry| entry.depth() == 0 || !hidden(entry.file_name()))
        .filter(|entry| {
            entry
                .as_ref()
                .map_or(true, |entry| !entry.file_type().is_dir())
        })
        // A pipe or a socket would be waited for without end.
        .filter(|entry| entry.as_ref().map_or(true, |entry| entry.path().is_file()))
        .map(|entry| {
            let path = entry?.into_path();
            let below = path.strip_prefix(root).unwrap_or(&path);
            let parts: Vec<_> = below.iter().map(|part| part.to_string_lossy()).collect();
            Ok((parts.join("/"), path))
        })
        .collect()
}
