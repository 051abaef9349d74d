//! Where a file of the content is, for those who did not start the command.

use std::path::{Component, Path, PathBuf};

/// A file of a content folder as seen from where the command was started.
pub(super) fn here(content: &Path, file: &str) -> PathBuf {
    let mut path = PathBuf::new();
    // `content/../public/x` is `public/x` to everybody.
    for part in content.join(file).components() {
        let below = matches!(path.components().next_back(), Some(Component::Normal(_)));
        match part {
            Component::CurDir => {}
            Component::ParentDir if below => drop(path.pop()),
            _ => path.push(part),
        }
    }
    path
}

/// A content folder as seen from the root of its repository, which is how a forge knows it; as it
/// was given when it is in no repository.
pub(super) fn in_repository(content: &Path) -> PathBuf {
    let absolute = content
        .canonicalize()
        .unwrap_or_else(|_| content.to_owned());
    let root = absolute
        .ancestors()
        .find(|folder| folder.join(".git").exists());
    let below = root.and_then(|root| absolute.strip_prefix(root).ok());
    below.unwrap_or(content).to_owned()
}

/// A path with `/` between its parts, on every system.
pub(super) fn slashed(path: &Path) -> String {
    let parts: Vec<_> = path.iter().map(|part| part.to_string_lossy()).collect();
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_takes_no_detour() {
        assert_eq!(
            here(Path::new("content"), "a.md"),
            Path::new("content/a.md")
        );
        assert_eq!(
            here(Path::new("content"), "../public/x"),
            Path::new("public/x")
        );
        assert_eq!(
            here(Path::new("../content"), "../public/x"),
            Path::new("../public/x")
        );
        assert_eq!(
            here(Path::new("."), "../public/x"),
            Path::new("../public/x")
        );
    }
}
