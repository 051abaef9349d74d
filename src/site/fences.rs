//! Fences that are highlighted or drawn.

use std::ops::Range;

use glassbox_markdown::Problem;
use glassbox_model::content::Portal;

use crate::{highlight, mermaid::Mermaid};

/// What draws and highlights.
pub(crate) struct Fences {
    mermaid: Mermaid,
    /// Whether code is coloured.
    highlight: bool,
}

impl Fences {
    /// Everything, ready, as the portal wants it.
    pub(crate) fn new(portal: &Portal) -> Fences {
        Fences {
            highlight: portal.markdown.as_ref().is_none_or(|it| it.highlight),
            mermaid: Mermaid::new(),
        }
    }

    /// Highlighted code; `None` for languages without a grammar, or when none is wanted.
    pub(crate) fn highlight(&self, language: &str, code: &str) -> Option<String> {
        match self.highlight {
            true => highlight::highlight(language, code),
            false => None,
        }
    }

    /// A diagram as SVG, or where in `code` what is wrong.
    pub(crate) fn draw(&self, code: &str, id: &str) -> Result<String, (Range<usize>, Problem)> {
        self.mermaid.draw(code, id)
    }
}
