//! HTML that authors write and the allow-list drops, named where it stands.
//!
//! The sanitiser reads the finished page, where nobody knows any more what stood where. So the tags
//! are read a second time as they are written, by a tokenizer that keeps places (html5gum), and
//! held against the same list.

use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};

use glassbox_model::{Code, Diagnostic, Source};
use html5gum::{DefaultEmitter, Span, StartTag, Token, Tokenizer};

use crate::{
    lint::without_alternative,
    sanitise::{allow_list, allowed_value, claims_a_hole},
};

/// The allow-list, by name.
struct Allowed {
    elements: HashSet<&'static str>,
    attributes: HashMap<&'static str, HashSet<&'static str>>,
    everywhere: HashSet<&'static str>,
}

static ALLOWED: LazyLock<Allowed> = LazyLock::new(|| {
    let list = allow_list();
    Allowed {
        elements: list.clone_tags(),
        attributes: list.clone_tag_attributes(),
        everywhere: list.clone_generic_attributes(),
    }
});

/// Elements that go with all that they hold.
const WHOLE: [&str; 4] = ["script", "style", "svg", "math"];

/// The author's HTML as it comes, piece by piece.
#[derive(Default)]
pub(crate) struct Dropped {
    text: String,
    /// Where each piece begins in `text`, and in the file.
    pieces: Vec<(usize, usize)>,
    /// The element that goes with all that it holds, while we are in it.
    inside: Option<&'static str>,
}

impl Dropped {
    /// Adds a piece that stands at byte `at` of the file.
    pub(crate) fn add(&mut self, html: &str, at: usize) {
        // It is shown as text.
        if !claims_a_hole(html) {
            self.pieces.push((self.text.len(), at));
            self.text.push_str(html);
        }
    }

    /// Reports what is dropped of the pieces since the last end.
    pub(crate) fn end(&mut self, source: &Source, found: &mut Vec<Diagnostic>) {
        if self.pieces.is_empty() {
            return;
        }
        let text = std::mem::take(&mut self.text);
        let pieces = std::mem::take(&mut self.pieces);
        let emitter = DefaultEmitter::<usize>::new_with_span();
        for Ok(token) in Tokenizer::new_with_emitter(text.as_str(), emitter) {
            match token {
                Token::StartTag(tag) if self.inside.is_none() => {
                    self.tag(source, &tag, |at| in_file(&pieces, at), found);
                }
                Token::EndTag(tag)
                    if self.inside.is_some_and(|name| *tag.name == name.as_bytes()) =>
                {
                    self.inside = None;
                }
                _ => {}
            }
        }
    }

    fn tag(
        &mut self,
        source: &Source,
        tag: &StartTag<usize>,
        in_file: impl Fn(usize) -> usize,
        found: &mut Vec<Diagnostic>,
    ) {
        let name = String::from_utf8_lossy(&tag.name);
        let mut drop = |span: Span<usize>, what: String, hint: &str| {
            let at = in_file(span.start);
            let message = format!("{what} is not allowed and left out");
            let error = source.finding(Code::HtmlDropped, &(at..at), message);
            found.push(error.hint(hint));
        };
        if !ALLOWED.elements.contains(&*name) {
            drop(tag.span, format!("`<{name}>`"), instead_of(&name));
            let whole = WHOLE.into_iter().find(|whole| *whole == name);
            self.inside = whole.filter(|_| !tag.self_closing);
            return;
        }
        let own = ALLOWED.attributes.get(&*name);
        let mut alternative = false;
        let mut attributes: Vec<_> = tag.attributes.iter().collect();
        attributes.sort_by_key(|(_, value)| value.span.start);
        for (attribute, value) in attributes {
            let attribute = String::from_utf8_lossy(attribute);
            alternative |= attribute == "alt";
            let known = own.is_some_and(|own| own.contains(&*attribute))
                || ALLOWED.everywhere.contains(&*attribute);
            if !known || !allowed_value(&name, &attribute, &String::from_utf8_lossy(value)) {
                let what = format!("`{attribute}` on `<{name}>`");
                drop(value.span, what, instead_of_attribute(&attribute));
            }
        }
        if name == "img" && !alternative {
            let at = in_file(tag.span.start);
            found.push(without_alternative(source, &(at..at)));
        }
    }
}

/// Where byte `at` of the pieces stands in the file.
fn in_file(pieces: &[(usize, usize)], at: usize) -> usize {
    let piece = pieces.partition_point(|(start, _)| *start <= at);
    let (start, there) = pieces[piece.saturating_sub(1)];
    there + at - start
}

fn instead_of(element: &str) -> &'static str {
    match element {
        "script" | "noscript" | "style" | "link" => {
            "take it out: pages bring no scripts and styles"
        }
        "iframe" | "embed" | "object" | "video" | "audio" => "link to it",
        "svg" | "math" | "canvas" => {
            "put it into a file beside the page, and show that as an image"
        }
        "form" | "input" | "button" | "select" | "textarea" => {
            "link to a page that can take an answer"
        }
        _ => "say it in Markdown, or leave the tags out",
    }
}

fn instead_of_attribute(attribute: &str) -> &'static str {
    match attribute {
        "style" | "class" | "align" | "bgcolor" | "border" => {
            "leave it out: the style sheet says how pages look"
        }
        "id" | "name" => "headings have ids, and `## Title {#id}` gives one",
        _ if attribute.starts_with("on") => "take it out: pages bring no scripts",
        _ => "leave it out",
    }
}
