//! Fences that are highlighted or drawn.

use std::ops::Range;

use glassbox_markdown::Problem;

use crate::{highlight, mermaid::Mermaid};

/// What draws and highlights.
pub(crate) struct Fences {
    mermaid: Mermaid,
}

impl Fences {
    /// Everything, ready.
    pub(crate) fn new() -> Fences {
        Fences {
            mermaid: Mermaid::new(),
        }
    }

    /// Highlighted code; `None` for languages without a grammar.
    pub(crate) fn highlight(&self, language: &str, code: &str) -> Option<String> {
        highlight::highlight(language, code)
    }

    /// A diagram as SVG, or where in `code` what is wrong.
    pub(crate) fn draw(&self, code: &str, id: &str) -> Result<String, (Range<usize>, Problem)> {
        self.mermaid.draw(code, id)
    }
}
