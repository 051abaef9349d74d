//! Where links and images lead: answers to what the Markdown compiler asks.

use std::{cell::RefCell, ops::Range};

use glassbox_markdown::{Anchor, Caution, Env, Image, Link, Problem};
use glassbox_model::{Kind, Words};
use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::{
    fences::Fences,
    includes::Included,
    library::{self, Library},
    suggest::Suggestions,
};

/// What a path segment must not hold as it is (RFC 3986, section 3.3).
const PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'%')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}');

/// Schemes that may leave the portal.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// All URLs of a portal.
#[derive(Debug)]
pub(crate) struct Urls<'a> {
    library: &'a Library,
    /// The base path: starts and ends with `/`.
    base: &'a str,
    /// What may have been meant.
    pub(crate) near: Suggestions<'a>,
}

/// What a reference such as `guides/htop#keys` names.
pub(crate) struct Target<'a> {
    /// The page's id; empty is the home page.
    pub(crate) page: &'a str,
    /// The fragment.
    pub(crate) fragment: Option<&'a str>,
}

impl<'a> Urls<'a> {
    /// The URLs of `library` under a base path.
    pub(crate) fn new(library: &'a Library, base: &'a str) -> Urls<'a> {
        Urls {
            library,
            base,
            near: Suggestions::new(library),
        }
    }

    /// The URL of a page.
    pub(crate) fn page(&self, id: &str) -> String {
        match id {
            "" => self.base.to_owned(),
            _ => format!("{}{}/", self.base, encode(id)),
        }
    }

    /// The URL of a file.
    pub(crate) fn file(&self, path: &str) -> String {
        format!("{}{}", self.base, encode(path))
    }

    /// True when a page with this id is pressed: a thing, an index or a tag.
    pub(crate) fn has_page(&self, id: &str) -> bool {
        id.is_empty()
            || (self.library.knows(id) && !self.library.hides(id))
            || Kind::COLLECTIONS
                .iter()
                .any(|kind| kind.folder() == id && self.library.lists(*kind))
            || id
                .strip_prefix("tags/")
                .is_some_and(|tag| self.library.tagged().any(|known| known == tag))
    }

    /// What a reference such as `guides/htop#keys` names; `Err` with a hint when nothing.
    pub(crate) fn target<'r>(&self, reference: &'r str) -> Result<Target<'r>, Problem> {
        let (page, fragment) = match reference.split_once('#') {
            Some((page, fragment)) => (page, Some(fragment)),
            None => (reference, None),
        };
        let page = page.trim_matches('/');
        match self.has_page(page) {
            true => Ok(Target { page, fragment }),
            false => Err((format!("no page `{page}`"), self.near.page(page))),
        }
    }

    /// The URL of a reference to a page, or of an address elsewhere.
    pub(crate) fn reference(&self, reference: &str) -> Result<String, Problem> {
        if let Some(address) = elsewhere(reference)? {
            return Ok(address.to_owned());
        }
        self.target(reference).map(|target| {
            let fragment = target.fragment.map(|fragment| format!("#{fragment}"));
            self.page(target.page) + fragment.as_deref().unwrap_or_default()
        })
    }

    /// The URL of an address in the data: one elsewhere, or a page or file of this site.
    pub(crate) fn address(&self, address: &str) -> Result<String, Problem> {
        if let Some(elsewhere) = elsewhere(address)? {
            return Ok(elsewhere.to_owned());
        }
        let path = address.trim_start_matches('/');
        match self.library.assets.contains_key(path) {
            true => Ok(self.file(path)),
            false => self.reference(path),
        }
    }
}

/// An address that leaves the portal; `None` for one that does not.
fn elsewhere(destination: &str) -> Result<Option<&str>, Problem> {
    if destination.starts_with("//") {
        return Ok(Some(destination));
    }
    let Some((scheme, _)) = destination.split_once(':') else {
        return Ok(None);
    };
    // `a/b:c` and `#a:b` are paths and fragments (RFC 3986, section 4.2).
    if !scheme
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || "+-.".contains(c))
    {
        return match scheme.contains(['/', '?', '#']) {
            true => Ok(None),
            false => Err((format!("`{destination}` is no address"), None)),
        };
    }
    match SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()) {
        true => Ok(Some(destination)),
        false => Err((
            format!("a link with the scheme `{scheme}:` is not allowed"),
            Some(format!("allowed are {}", SCHEMES.join(", "))),
        )),
    }
}

fn encode(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

fn decode(text: &str) -> String {
    percent_decode_str(text).decode_utf8_lossy().into_owned()
}

/// `path` as seen from `folder`, without `.` and `..`; `None` above the top.
fn join(folder: &str, path: &str) -> Option<String> {
    let start = if path.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in start.split('/').chain(path.split('/')) {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

/// The folder of a file; empty at the top.
pub(crate) fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// The world as one page sees it.
pub(crate) struct PageEnv<'a> {
    /// All URLs.
    pub(crate) urls: &'a Urls<'a>,
    /// What draws and highlights; `None` where only links are asked for.
    pub(crate) fences: Option<&'a Fences>,
    /// The words of the interface around it.
    pub(crate) words: &'static Words,
    /// The page's id.
    pub(crate) id: &'a str,
    /// The page's file.
    pub(crate) path: &'a str,
    /// What its fences have included so far.
    pub(crate) included: RefCell<Vec<Included>>,
}

impl PageEnv<'_> {
    fn folder(&self) -> &str {
        folder_of(self.path)
    }

    fn page_link(&self, page: &str, fragment: Option<&str>, span: Range<usize>) -> Link {
        let hash = fragment
            .map(|fragment| format!("#{fragment}"))
            .unwrap_or_default();
        Link {
            href: match page == self.id && fragment.is_some() {
                true => hash,
                false => self.urls.page(page) + &hash,
            },
            page: Some(page.to_owned()),
            anchor: fragment
                .filter(|fragment| !fragment.is_empty())
                .map(|fragment| Anchor {
                    page: page.to_owned(),
                    fragment: decode(fragment),
                    span,
                }),
        }
    }

    /// What stands at a path from the top of the content.
    fn find(&self, path: &str) -> Option<Found> {
        let library = self.urls.library;
        let page = library
            .by_path
            .get(path)
            .or_else(|| library.by_path.get(&format!("{path}.md")))
            .map(String::as_str)
            .or_else(|| match path {
                "index.md" => Some(""),
                path => path.strip_suffix("/index.md"),
            })
            .unwrap_or(path);
        if self.urls.has_page(page) || library.hides(page) {
            return Some(Found::Page(page.to_owned()));
        }
        if library.assets.contains_key(path) {
            return Some(Found::File);
        }
        // On a forge, a folder is a page.
        let own = library::id_of(&format!("{path}/index.md"));
        match self.urls.has_page(&own) {
            true => Some(Found::Page(own)),
            false => library.listing(path).map(Found::Page),
        }
    }

    fn not_found(&self, destination: &str, path: &str) -> Problem {
        let message = format!("no page or file at `{destination}`");
        if let Some(hint) =
            self.counted_from_root(destination, path, |path| self.find(path).is_some())
        {
            return (message, Some(hint));
        }
        let near = &self.urls.near;
        let hint = match near.path(path) {
            Some(near) => format!("did you mean `{}`?", self.seen_from_here(near)),
            None => near
                .page(path)
                .unwrap_or_else(|| "link to a file of `content/` or `public/`".to_owned()),
        };
        (message, Some(hint))
    }

    /// How to mend a path that counts from the root of a repository, as forges do, where the
    /// content is a folder of it.
    fn counted_from_root(
        &self,
        destination: &str,
        path: &str,
        known: impl Fn(&str) -> bool,
    ) -> Option<String> {
        let mut below = path.match_indices('/').map(|(at, _)| &path[at + 1..]);
        let found = below.find(|below| destination.starts_with('/') && known(below))?;
        Some(format!(
            "`/` is the top of the content, not of the repository: write `{}`",
            self.seen_from_here(found)
        ))
    }

    /// A path from the top as a link on this page.
    fn seen_from_here(&self, path: &str) -> String {
        let (from, to) = (self.folder().split('/'), path.split('/'));
        let shared = from.zip(to).take_while(|(from, to)| from == to).count();
        let up = self.folder().split('/').filter(|part| !part.is_empty());
        let down: Vec<_> = path.split('/').skip(shared).collect();
        match "../".repeat(up.count() - shared) + &down.join("/") {
            here if here.is_empty() => "./".to_owned(),
            path => path,
        }
    }
}

/// What a link leads to.
enum Found {
    /// The page with this id.
    Page(String),
    /// A file that is copied.
    File,
}

impl Env for PageEnv<'_> {
    fn words(&self) -> &'static Words {
        self.words
    }

    fn link(&self, destination: &str, span: Range<usize>) -> Result<Link, Problem> {
        if let Some(address) = elsewhere(destination)? {
            return Ok(Link {
                href: address.to_owned(),
                page: None,
                anchor: None,
            });
        }
        let (path, fragment) = match destination.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (destination, None),
        };
        let (path, query) = match path.split_once('?') {
            Some((path, query)) => (path, format!("?{query}")),
            None => (path, String::new()),
        };
        if path.is_empty() {
            return Ok(self.page_link(self.id, fragment, span));
        }
        let Some(path) = join(self.folder(), &decode(path)) else {
            return Err((
                format!("`{destination}` leaves the content folder"),
                Some(
                    "link to what is outside of it by its whole address; a path from the top starts with `/`"
                        .to_owned(),
                ),
            ));
        };
        match self.find(&path) {
            Some(Found::Page(page)) => Ok(self.page_link(&page, fragment, span)),
            Some(Found::File) => Ok(Link {
                href: self.urls.file(&path) + &query,
                page: None,
                anchor: None,
            }),
            None => Err(self.not_found(destination, &path)),
        }
    }

    fn withheld(&self, page: &str) -> Option<Caution> {
        let library = self.urls.library;
        let public = library
            .entries
            .get(self.id)
            .or_else(|| library.indexes.get(self.id))
            .is_none_or(|entry| entry.withheld.is_none());
        let why = library.withheld.get(page).filter(|_| public)?;
        Some(Caution {
            message: crate::check::not_public(page, *why),
            dead: library.hides(page),
        })
    }

    fn image(&self, destination: &str) -> Result<Image, Problem> {
        if elsewhere(destination)?.is_some() {
            return Err((
                format!("the image `{destination}` is on another site"),
                Some(
                    "put a copy beside the page: readers' browsers fetch from this site only"
                        .to_owned(),
                ),
            ));
        }
        // Forges know `?raw=true`.
        let (written, _) = destination.split_once('?').unwrap_or((destination, ""));
        let path = join(self.folder(), &decode(written));
        let path = path.filter(|path| self.urls.library.assets.contains_key(path));
        match path {
            Some(path) => Ok(Image {
                src: self.urls.file(&path),
                size: self.urls.library.sizes.get(&path).copied(),
            }),
            None => {
                let assets = &self.urls.library.assets;
                let wanted = join(self.folder(), &decode(written)).unwrap_or_default();
                let known = |path: &str| assets.contains_key(path);
                let near = || self.urls.near.file(&wanted);
                let hint = self
                    .counted_from_root(destination, &wanted, known)
                    .or_else(|| Some(format!("did you mean `{}`?", self.seen_from_here(near()?))))
                    .unwrap_or_else(|| "put it beside the page, or into `public/`".to_owned());
                Err((format!("no image at `{destination}`"), Some(hint)))
            }
        }
    }

    fn unknown_language(&self, language: &str) -> Option<String> {
        crate::languages::unknown(language)
    }

    fn include(&self, path: &str) -> Result<String, Problem> {
        match self.fences {
            Some(fences) => {
                let (text, included) = fences.include(self.folder(), path);
                self.included.borrow_mut().push(included);
                text
            }
            None => Err((format!("no file at `{path}`"), None)),
        }
    }

    fn highlight(&self, language: &str, code: &str) -> Option<String> {
        self.fences?.highlight(language, code)
    }

    fn draw(
        &self,
        language: &str,
        code: &str,
        id: &str,
    ) -> Option<Result<String, (Range<usize>, Problem)>> {
        let fences = self.fences.filter(|_| language == "mermaid")?;
        Some(fences.draw(code, id))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_as_browsers_do() {
        assert_eq!(
            join("talks", "../guides/htop.md").as_deref(),
            Some("guides/htop.md")
        );
        assert_eq!(join("talks", "/guides/").as_deref(), Some("guides"));
        assert_eq!(join("talks", "./a//b.md").as_deref(), Some("talks/a/b.md"));
        assert_eq!(join("talks", "../../x"), None);
    }

    #[test]
    fn only_some_schemes_leave() {
        assert!(elsewhere("https://a.example").is_ok_and(|to| to.is_some()));
        assert!(elsewhere("MAILTO:a@b.example").is_ok_and(|to| to.is_some()));
        assert!(elsewhere("a/b:c").is_ok_and(|to| to.is_none()));
        assert!(elsewhere("javascript:alert(1)").is_err());
        assert!(elsewhere("\tjavascript:alert(1)").is_err());
    }
}
