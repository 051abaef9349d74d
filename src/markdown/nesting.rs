//! How deep a page may nest: deeper than anybody means to, and no deeper than parsers of HTML can
//! take. Chromium puts elements elsewhere from 512 on, and what each tag costs grows with the depth.

use std::ops::Range;

use glassbox_model::Code;
use pulldown_cmark::Event;

use crate::compile::Compiler;

/// How deep Markdown may nest, and as deep again the author's HTML.
const MAX: usize = 100;

/// Elements that hold nothing, or that the next of their kind ends: they do not nest.
const FLAT: &[&str] = &[
    "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta",
    "option", "p", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "wbr",
];

/// Where we are.
#[derive(Default)]
pub(crate) struct Nesting {
    markdown: usize,
    /// The elements that the author's HTML has opened.
    html: Vec<String>,
    reported: bool,
}

impl Nesting {
    /// How many lists, quotes and other Markdown are around this point.
    pub(crate) fn depth(&self) -> usize {
        self.markdown
    }

    /// Takes note of the tags in `html`; true when one of them is too deep.
    fn overflows(&mut self, html: &str) -> bool {
        for tag in html.split('<').skip(1) {
            let (ends, tag) = match tag.strip_prefix('/') {
                Some(tag) => (true, tag),
                None => (false, tag),
            };
            let end = tag.find(|c: char| c.is_ascii_whitespace() || matches!(c, '>' | '/'));
            let name = tag[..end.unwrap_or(tag.len())].to_ascii_lowercase();
            // Inside of drawings and formulas, any element nests in any other.
            let foreign = self.html.iter().any(|open| open == "svg" || open == "math");
            if !name.starts_with(|c: char| c.is_ascii_alphabetic())
                || (!foreign && FLAT.contains(&name.as_str()))
            {
                continue;
            }
            match (ends, self.html.iter().rposition(|open| *open == name)) {
                (true, Some(at)) => drop(self.html.remove(at)),
                (true, None) => {}
                (false, _) if self.html.len() == MAX => return true,
                (false, _) => self.html.push(name),
            }
        }
        false
    }
}

impl<'a> Compiler<'a> {
    /// The event, unless it is too deep: of that only the text stays.
    pub(crate) fn within_limits(
        &mut self,
        event: Event<'a>,
        span: &Range<usize>,
    ) -> Option<Event<'a>> {
        let nesting = &mut self.nesting;
        let event = match event {
            Event::Start(_) => {
                nesting.markdown += 1;
                (nesting.markdown <= MAX).then_some(event)
            }
            Event::End(_) => {
                nesting.markdown -= 1;
                return (nesting.markdown < MAX).then_some(event);
            }
            Event::Html(html) | Event::InlineHtml(html) if nesting.overflows(&html) => {
                self.out.push(Event::Text(html));
                None
            }
            event => Some(event),
        };
        if event.is_none() && !std::mem::replace(&mut self.nesting.reported, true) {
            let hint = "end lists, quotes and HTML elements before more of them begin".to_owned();
            let problem = (format!("nested deeper than {MAX}"), Some(hint));
            self.report(Code::TooDeep, span, problem);
        }
        event
    }
}
