//! What compiles and yet is not as it should be: the outline, images, fences, and HTML that the
//! allow-list drops. A walk over the events by itself, so that the compiler only compiles.

use std::ops::Range;

use glassbox_model::{Code, Diagnostic, Source, decode::Spanned};
use pulldown_cmark::{CodeBlockKind, Event, Tag, TagEnd};

use crate::{dropped::Dropped, env::Env};

/// What a walk has found.
#[derive(Default)]
pub(crate) struct Lint {
    pub(crate) diagnostics: Vec<Diagnostic>,
    /// The headings of level 1, as plain text, with their bytes in the file.
    pub(crate) titles: Vec<Spanned<String>>,
}

/// Walks over the events of the body that starts at byte `start`; one of them opens the title.
pub(crate) fn lint(
    source: &Source,
    start: usize,
    events: &[(Event<'_>, Range<usize>)],
    title: Option<usize>,
    env: &dyn Env,
) -> Lint {
    let mut lint = Lint::default();
    let mut dropped = Dropped::default();
    // The page's title is level 1.
    let mut level = 1;
    for (at, (event, span)) in events.iter().enumerate() {
        let span = start + span.start..start + span.end;
        match event {
            Event::Start(Tag::Heading { level: written, .. }) => {
                let written = *written as u8;
                if written == 1 {
                    let value = text_until(&events[at..], |end| matches!(end, TagEnd::Heading(_)));
                    lint.titles.push(Spanned {
                        value,
                        span: span.clone(),
                    });
                }
                if written > level + 1 {
                    let message =
                        format!("a heading of level {written} below one of level {level}");
                    let hint = format!("write `{} …`", "#".repeat(usize::from(level) + 1));
                    let found = source.finding(Code::HeadingSkipped, &span, message);
                    lint.diagnostics.push(found.hint(hint));
                }
                level = match title == Some(at) {
                    true => written,
                    false => written.max(2),
                };
            }
            Event::Start(Tag::Image { .. }) => {
                let text = text_until(&events[at..], |end| matches!(end, TagEnd::Image));
                if text.is_empty() {
                    lint.diagnostics.push(without_alternative(source, &span));
                }
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                let language = crate::info::language(info);
                if let Some(hint) = env.unknown_language(&language) {
                    let line = source.text[span.start..].lines().next().unwrap_or_default();
                    let word = line.trim_start_matches([' ', '`', '~']);
                    let at = span.start + line.len() - word.len();
                    let message = format!("unknown language `{language}`");
                    let found = source.finding(Code::UnknownLanguage, &(at..at), message);
                    lint.diagnostics.push(found.hint(hint));
                }
            }
            Event::Html(html) | Event::InlineHtml(html) => dropped.add(html, span.start),
            // What is between two pieces of HTML parts one tag from the next.
            _ => dropped.end(source, &mut lint.diagnostics),
        }
    }
    dropped.end(source, &mut lint.diagnostics);
    lint
}

/// An image that says nothing to who cannot see it.
pub(crate) fn without_alternative(source: &Source, span: &Range<usize>) -> Diagnostic {
    let found = source.finding(Code::ImageAlt, span, "the image has no alternative text");
    found.hint("say what it shows: `![…](…)`; for mere decoration write `<img alt=\"\" …>`")
}

/// The plain text up to an end.
fn text_until(events: &[(Event<'_>, Range<usize>)], ends: impl Fn(&TagEnd) -> bool) -> String {
    let mut text = String::new();
    for (event, _) in events {
        match event {
            Event::End(end) if ends(end) => break,
            Event::Text(part) | Event::Code(part) => text.push_str(part),
            Event::SoftBreak | Event::HardBreak => text.push(' '),
            _ => {}
        }
    }
    text.trim().to_owned()
}
