//! What compiling a page must know about the world around it.

use std::ops::Range;

use glassbox_model::words::{EN, Words};

/// A link's destination, resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The address to write: complete, with base path and fragment.
    pub href: String,
    /// The id of the page of this site that it leads to.
    pub page: Option<String>,
    /// The anchor it wants on a page of this site, to be checked when all pages are compiled.
    pub anchor: Option<Anchor>,
}

/// A heading or other id that a link wants to find.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The page's id, such as `guides/htop`.
    pub page: String,
    /// The fragment without `#`, percent-decoded.
    pub fragment: String,
    /// The link's bytes in the file.
    pub span: Range<usize>,
}

/// An image, resolved.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Image {
    /// The address to write.
    pub src: String,
    /// Width and height in pixels, when known.
    pub size: Option<(usize, usize)>,
}

/// What is to be said of a link to a page that is not public.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Caution {
    /// The message of the warning.
    pub message: String,
    /// True when the page is not there at all: the link is then shown as plain text.
    pub dead: bool,
}

/// What is wrong with a destination: the message and the hint of a diagnostic.
pub type Problem = (String, Option<String>);

/// Answers what a page asks about the world around it.
pub trait Env {
    /// Where a link leads.
    ///
    /// # Errors
    ///
    /// What is wrong with the destination; the link is then shown as plain text.
    fn link(&self, destination: &str, span: Range<usize>) -> Result<Link, Problem>;

    /// Whether a page that a link leads to is withheld from readers.
    fn withheld(&self, _page: &str) -> Option<Caution> {
        None
    }

    /// Where an image is and how large.
    ///
    /// # Errors
    ///
    /// What is wrong with it; its alternative text is then shown instead.
    fn image(&self, destination: &str) -> Result<Image, Problem>;

    /// The words of the interface around the text; English when it does not say.
    fn words(&self) -> &'static Words {
        &EN
    }

    /// How to mend the name of a fence's language, when nothing has that name.
    fn unknown_language(&self, _language: &str) -> Option<String> {
        None
    }

    /// The text of the file that a fence takes its code from.
    ///
    /// # Errors
    ///
    /// Why it cannot be had; the fence is then empty.
    fn include(&self, path: &str) -> Result<String, Problem> {
        Err((format!("no file at `{path}`"), None))
    }

    /// `code` of a fence in `language` as highlighted HTML; `None` to show it as it is.
    fn highlight(&self, language: &str, code: &str) -> Option<String>;

    /// A fence that is drawn: its SVG, or where in the text what is wrong.
    ///
    /// `None` for languages that are not drawn. `id` is unique in the page.
    fn draw(
        &self,
        language: &str,
        code: &str,
        id: &str,
    ) -> Option<Result<String, (Range<usize>, Problem)>>;
}

/// An [`Env`] that knows nothing: links and images stay as written, fences are code.
#[derive(Clone, Copy, Debug)]
pub struct Plain;

impl Env for Plain {
    fn link(&self, destination: &str, _: Range<usize>) -> Result<Link, Problem> {
        let href = destination.to_owned();
        let scheme = href.split_once(':').map(|(scheme, _)| scheme);
        match scheme {
            Some("http" | "https" | "mailto") | None => Ok(Link {
                href,
                page: None,
                anchor: None,
            }),
            Some(_) => Err((format!("the scheme of `{href}` is not allowed"), None)),
        }
    }

    fn image(&self, destination: &str) -> Result<Image, Problem> {
        self.link(destination, 0..0).map(|link| Image {
            src: link.href,
            size: None,
        })
    }

    fn highlight(&self, _: &str, _: &str) -> Option<String> {
        None
    }

    fn draw(&self, _: &str, _: &str, _: &str) -> Option<Result<String, (Range<usize>, Problem)>> {
        None
    }
}
