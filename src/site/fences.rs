//! Fences: what is highlighted, drawn, or taken from a file.

use std::{ops::Range, path::Path, sync::LazyLock};

use glassbox_markdown::Problem;
use glassbox_model::content::Portal;

use crate::{
    highlight,
    includes::{Included, Includes},
    mermaid::Mermaid,
};

/// What draws, highlights and includes.
pub(crate) struct Fences {
    mermaid: LazyLock<Mermaid>,
    includes: Includes,
    /// Whether code is coloured.
    highlight: bool,
}

impl Fences {
    /// Everything as the portal wants it; what draws is made when there is a diagram.
    pub(crate) fn new(content: &Path, portal: &Portal) -> Fences {
        Fences {
            highlight: portal.markdown.as_ref().is_none_or(|it| it.highlight),
            mermaid: LazyLock::new(Mermaid::new),
            includes: Includes::new(content, portal),
        }
    }

    /// Highlighted code; `None` for languages without a grammar, or when none is wanted.
    pub(crate) fn highlight(&self, language: &str, code: &str) -> Option<String> {
        match self.highlight {
            true => highlight::highlight(language, code),
            false => None,
        }
    }

    /// The text of a file for a fence of a page in `folder`, and what to remember of it.
    pub(crate) fn include(&self, folder: &str, path: &str) -> (Result<String, Problem>, Included) {
        self.includes.read(folder, path)
    }

    /// True when nothing has changed about what a page in `folder` included.
    pub(crate) fn includes_same(&self, folder: &str, included: &Included) -> bool {
        self.includes.is_same(folder, included)
    }

    /// A diagram as SVG, or where in `code` what is wrong.
    pub(crate) fn draw(&self, code: &str, id: &str) -> Result<String, (Range<usize>, Problem)> {
        self.mermaid.draw(code, id)
    }
}
