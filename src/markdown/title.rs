//! Which heading of a page is its title.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::compile::Role;

/// The event that opens the title: a heading of level 1 behind nothing but pictures and HTML, such
/// as the badges of a README. Behind words it is a heading of the text.
pub(crate) fn find(role: Role, events: &[(Event<'_>, Range<usize>)]) -> Option<usize> {
    let mut images = 0_usize;
    for (at, (event, _)) in events.iter().enumerate() {
        match event {
            Event::Start(Tag::Heading {
                level: HeadingLevel::H1,
                ..
            }) => return (role == Role::Page).then_some(at),
            Event::Start(Tag::Image { .. }) => images += 1,
            Event::End(TagEnd::Image) => images -= 1,
            Event::Text(_) | Event::Code(_) if images > 0 => {}
            Event::Text(text) if text.trim().is_empty() => {}
            // HTML may hold the title itself.
            Event::Html(html) | Event::InlineHtml(html) if !html.contains("<h1") => {}
            Event::Start(Tag::Paragraph | Tag::Link { .. } | Tag::HtmlBlock)
            | Event::End(TagEnd::Paragraph | TagEnd::Link | TagEnd::HtmlBlock)
            | Event::SoftBreak
            | Event::HardBreak => {}
            _ => return None,
        }
    }
    None
}
