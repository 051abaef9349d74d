//! Files that fences take their code from: those of the content, and of one more folder by choice.

use std::path::{Component, Path, PathBuf};

use glassbox_markdown::Problem;
use glassbox_model::{Code, Diagnostic, Source, content::Portal, decode::Spanned};

/// The largest file that is read.
const MAX_BYTES: u64 = 4 * 1024 * 1024;

/// Reads files for fences.
#[derive(Debug)]
pub(crate) struct Includes {
    content: PathBuf,
    /// The real paths of the folders that files may lie in.
    roots: Vec<PathBuf>,
}

/// What a fence included, to know whether it is still the same.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Included {
    /// The path as it was written.
    path: String,
    /// Where the file really is, if there is one.
    pub(crate) file: Option<PathBuf>,
    /// Of its text, or why there is none.
    text: Result<blake3::Hash, Problem>,
}

impl Includes {
    /// Reads from the content folder, and from the folder that `site.toml` names.
    pub(crate) fn new(content: &Path, portal: &Portal) -> Includes {
        let more = wanted(portal).map(|more| content.join(&more.value));
        let roots = std::iter::once(content.to_owned()).chain(more);
        Includes {
            content: content.to_owned(),
            // A folder that is not there is reported by the checks.
            roots: roots.filter_map(|root| root.canonicalize().ok()).collect(),
        }
    }

    /// The text of the file at `path`, which counts from the content's `folder`, or from the top
    /// when it starts with `/`.
    pub(crate) fn read(&self, folder: &str, path: &str) -> (Result<String, Problem>, Included) {
        let file = self.find(folder, path);
        let text = file.as_ref().map_err(Clone::clone);
        let text = text.and_then(|file| read(file, path));
        let hash = |text: &String| blake3::hash(text.as_bytes());
        let included = Included {
            path: path.to_owned(),
            file: file.ok(),
            text: text.as_ref().map(hash).map_err(Clone::clone),
        };
        (text, included)
    }

    /// True when nothing has changed about what a page in `folder` included.
    pub(crate) fn is_same(&self, folder: &str, included: &Included) -> bool {
        self.read(folder, &included.path).1 == *included
    }

    /// The real path of a file that may be included.
    fn find(&self, folder: &str, path: &str) -> Result<PathBuf, Problem> {
        let written = match path.strip_prefix('/') {
            Some(path) => self.content.join(path),
            None => self.content.join(folder).join(path),
        };
        let missing = || {
            let hint = "a path counts from the page, or with a `/` before it from `content/`";
            (format!("no file at `{path}`"), Some(hint.to_owned()))
        };
        // Links are followed first: what counts is where the file really is.
        let real = written.canonicalize().map_err(|_| missing())?;
        let inside = self.roots.iter().any(|root| {
            real.strip_prefix(root)
                .is_ok_and(|below| !below.components().any(hidden))
        });
        if !inside {
            let hint = "fences include from `content/`, and from the folder that `includes` in `site.toml` names; never hidden files";
            return Err((format!("`{path}` is outside"), Some(hint.to_owned())));
        }
        let is_file = real.metadata().is_ok_and(|about| about.is_file());
        is_file.then_some(real).ok_or_else(missing)
    }
}

/// The text of a file that is called `path` by who includes it.
fn read(file: &Path, path: &str) -> Result<String, Problem> {
    let unreadable = |error| (format!("`{path}` cannot be read: {error}"), None);
    if file.metadata().map_err(unreadable)?.len() > MAX_BYTES {
        let message = format!("`{path}` is larger than {} MiB", MAX_BYTES / 1024 / 1024);
        return Err((message, None));
    }
    let bytes = std::fs::read(file).map_err(unreadable)?;
    String::from_utf8(bytes).map_err(|_| (format!("`{path}` is not UTF-8"), None))
}

/// The folder that `site.toml` names.
fn wanted(portal: &Portal) -> Option<&Spanned<String>> {
    portal.markdown.as_ref()?.includes.as_ref()
}

/// What is wrong with the folder that `site.toml` names.
pub(crate) fn check(content: &Path, portal: &Portal, source: &Source) -> Option<Diagnostic> {
    let more = wanted(portal)?;
    let missing = !content.join(&more.value).is_dir();
    missing.then(|| {
        let message = format!("there is no folder `{}`", more.value);
        let error = source.finding(Code::BadValue, &more.span, message);
        error.hint("the path counts from `content/`")
    })
}

/// True for a part of a path that begins with a dot.
fn hidden(part: Component<'_>) -> bool {
    part.as_os_str().to_string_lossy().starts_with('.')
}
