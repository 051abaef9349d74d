//! Fences: code that is highlighted, diagrams that are drawn.

use glassbox_model::Code;

use crate::{
    compile::Compiler,
    escape::{attribute, text},
};

/// The language of an info string: what follows (as in `rust,ignore` or `rust title=x`) is not its
/// name.
pub(crate) fn language(info: &str) -> String {
    let name = info.split([' ', ',', '\t', '{']).next();
    name.unwrap_or_default().to_ascii_lowercase()
}

impl Compiler<'_> {
    pub(crate) fn end_code(&mut self) {
        let Some((info, code, start)) = self.open.code.take() else {
            return;
        };
        let start = start.unwrap_or(self.start);
        let language = language(&info);
        let id = format!("diagram-{}", start - self.start);
        match self.env.draw(&language, &code, &id) {
            Some(Ok(svg)) => {
                self.trust_block(format!(
                    "<figure class=\"diagram\" tabindex=\"0\">{svg}</figure>\n"
                ));
                return;
            }
            Some(Err((span, problem))) => {
                let at = self.in_file(start, &code, span.start);
                self.report(Code::Diagram, &(at..at), problem);
            }
            None => self.read_code(&code),
        }
        let highlighted = match language.is_empty() {
            true => None,
            false => self.env.highlight(&language, &code),
        };
        let class = match language.is_empty() {
            true => String::new(),
            false => format!(" class=\"language-{}\"", attribute(&language)),
        };
        let caption = match language.is_empty() {
            true => String::new(),
            false => format!("<figcaption>{}</figcaption>", text(&language)),
        };
        self.trust_block(format!(
            "<figure class=\"code\">{caption}<pre tabindex=\"0\"><code{class}>{}</code></pre></figure>\n",
            highlighted.unwrap_or_else(|| text(&code)),
        ));
    }

    /// Counts code as reading, without making it part of an excerpt.
    fn read_code(&mut self, code: &str) {
        self.document.words += code.split_whitespace().count();
    }

    /// Where byte `at` of a fence's text stands in the file: fences in lists and quotes are
    /// indented there, so it is found by line.
    fn in_file(&self, start: usize, code: &str, at: usize) -> usize {
        let before = &code[..at.min(code.len())];
        let line = before.matches('\n').count();
        let column = before.rsplit('\n').next().unwrap_or_default().len();
        let code_line = code.lines().nth(line).unwrap_or_default();
        let mut file_line = start;
        for _ in 0..line {
            file_line += self.source.text[file_line..]
                .find('\n')
                .map_or(self.source.text.len() - file_line, |at| at + 1);
        }
        let rest = &self.source.text[file_line..];
        let rest = rest.lines().next().unwrap_or_default();
        file_line + rest.find(code_line).unwrap_or_default() + column
    }
}
