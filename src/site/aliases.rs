//! Earlier addresses of pages, from `aliases` in their front matter.

use glassbox_markdown::Problem;
use percent_encoding::percent_decode_str;

use crate::library::Library;

/// An earlier address of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Alias {
    /// The path below the base path, without slashes around it: `wiki/Old page`.
    path: String,
}

impl Alias {
    /// Reads an address as an author writes it: a path from the top, percent-encoded or not.
    ///
    /// # Errors
    ///
    /// Why it cannot be an address of this site.
    pub(crate) fn parse(written: &str) -> Result<Alias, Problem> {
        let hint = || Some("write an earlier path of this site, such as `/wiki/htop/`".to_owned());
        let decoded = percent_decode_str(written).decode_utf8_lossy();
        let foreign =
            |c: char| c.is_control() || "?#\\\"<>".contains(c) || c == char::REPLACEMENT_CHARACTER;
        if decoded.contains("://") || decoded.starts_with("//") || decoded.contains(foreign) {
            return Err((format!("`{written}` is no path of this site"), hint()));
        }
        let path = decoded.trim().trim_matches('/');
        let path = match path.strip_suffix("index.html") {
            Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
            _ => path,
        };
        let parts: Vec<_> = path.split('/').filter(|part| !part.is_empty()).collect();
        if parts.iter().any(|part| [".", ".."].contains(part)) {
            return Err((format!("`{written}` has a `.` or `..` in it"), hint()));
        }
        Ok(Alias {
            path: parts.join("/"),
        })
    }

    /// The file that stands there.
    pub(crate) fn file(&self) -> String {
        match self.path.as_str() {
            "" => "index.html".to_owned(),
            path if self.is_file() => path.to_owned(),
            path => format!("{path}/index.html"),
        }
    }

    /// The paths below the base path by which it is asked for.
    pub(crate) fn addresses(&self) -> Vec<String> {
        match self.is_file() {
            true => vec![self.path.clone()],
            false => vec![self.path.clone(), format!("{}/", self.path)],
        }
    }

    /// The path with a slash before it, for messages.
    pub(crate) fn shown(&self) -> String {
        match self.is_file() || self.path.is_empty() {
            true => format!("/{}", self.path),
            false => format!("/{}/", self.path),
        }
    }

    fn is_file(&self) -> bool {
        [".html", ".htm"]
            .iter()
            .any(|extension| self.path.ends_with(extension))
    }
}

/// Every alias with the id of the page that it leads to, in the order of the ids. Those that are
/// no addresses are left out: the checks name them.
pub(crate) fn aliases(library: &Library) -> impl Iterator<Item = (Alias, &str)> {
    library
        .entries
        .iter()
        .chain(&library.indexes)
        .flat_map(|(id, entry)| {
            let parsed = entry.publication.aliases.iter();
            let parsed = parsed.filter_map(|alias| Alias::parse(alias).ok());
            parsed.map(move |alias| (alias, id.as_str()))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(written: &str) -> Option<String> {
        Alias::parse(written).ok().map(|alias| alias.file())
    }

    #[test]
    fn an_alias_is_a_file() {
        for (written, expected) in [
            ("/wiki/htop/", "wiki/htop/index.html"),
            ("wiki//htop", "wiki/htop/index.html"),
            ("/wiki/htop/index.html", "wiki/htop/index.html"),
            ("/wiki/Old%20page", "wiki/Old page/index.html"),
            ("/htop.html", "htop.html"),
            ("/htop.php", "htop.php/index.html"),
            ("/", "index.html"),
            ("/index.html", "index.html"),
        ] {
            assert_eq!(file(written).as_deref(), Some(expected), "{written}");
        }
    }

    #[test]
    fn what_leaves_the_site_is_none() {
        for written in [
            "https://a.example/x",
            "//a.example/x",
            "../x",
            "/a/./b",
            "/a/%2e%2e/b",
            "/a?b=1",
            "/a#b",
            "/a\"b",
            "/a\nb",
            "/%ff",
        ] {
            assert_eq!(file(written), None, "{written}");
        }
    }
}
