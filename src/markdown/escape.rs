//! Text into HTML.

use glassbox_model::is_forbidden;
use pulldown_cmark_escape::{escape_html, escape_html_body_text};

/// `text` as the content of an element.
pub fn text(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    // Writing to a `String` cannot fail.
    let _ = escape_html_body_text(&mut html, text);
    html
}

/// `text` as the value of an attribute in double quotes.
pub fn attribute(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    let _ = escape_html(&mut html, text);
    html
}

/// `html` with the characters that HTML or XML forbids (control characters, noncharacters) replaced
/// by U+FFFD, as CommonMark asks for NUL (spec 0.31, section 2.3). A form feed is white space to
/// HTML, and stands where no other character may: it becomes a space.
pub(crate) fn printable(html: String) -> String {
    // Nearly all pages are plain: their bytes are looked at many at once.
    let plain = |byte: u8| (0x20..0x7f).contains(&byte) || matches!(byte, b'\n' | b'\t' | b'\r');
    if html.bytes().fold(true, |all, byte| all & plain(byte)) {
        return html;
    }
    match html.contains(is_forbidden) {
        true => html.replace('\u{c}', " ").replace(is_forbidden, "\u{fffd}"),
        false => html,
    }
}
