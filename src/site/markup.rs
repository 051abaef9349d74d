//! HTML that the compiler wrote, changed tag by tag: it is well-formed, with attributes in double
//! quotes.

use memchr::{memchr, memmem};

/// `html` with what `tag` writes in place of each tag and comment.
pub(crate) fn tags(html: &str, mut tag: impl FnMut(&str, &mut String)) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(at) = memchr(b'<', rest.as_bytes()) {
        let (before, from) = rest.split_at(at);
        let (found, after) = from.split_at(end_of_tag(from));
        out.push_str(before);
        tag(found, &mut out);
        rest = after;
    }
    out + rest
}

/// `html` with what `write` makes of each element whose tag begins with `start`, up to the next tag
/// `end`, tags included.
pub(crate) fn elements(
    html: &str,
    start: &str,
    end: &str,
    write: impl Fn(&str) -> String,
) -> String {
    let mut out = String::with_capacity(html.len());
    let (mut written, mut at, mut open) = (0, 0, None);
    while let Some(found) = memchr(b'<', &html.as_bytes()[at..]) {
        let tag = at + found;
        at = tag + end_of_tag(&html[tag..]);
        match open {
            None if html[tag..at].starts_with(start) => open = Some(tag),
            Some(from) if &html[tag..at] == end => {
                out.push_str(&html[written..from]);
                out.push_str(&write(&html[from..at]));
                (written, open) = (at, None);
            }
            _ => {}
        }
    }
    out + &html[written..]
}

/// Writes a tag with what `value` writes in place of the value of each attribute; it is told the
/// attribute's name and its value.
pub(crate) fn values(tag: &str, out: &mut String, value: impl Fn(&str, &str, &mut String)) {
    let mut rest = tag;
    while let Some(at) = memmem::find(rest.as_bytes(), b"=\"") {
        let (before, after) = (&rest[..at], &rest[at + 2..]);
        let Some(end) = memchr(b'"', after.as_bytes()) else {
            break;
        };
        let name = before.rfind([' ', '\n', '\t', '\r', '\x0c']);
        let name = name.map_or(before, |space| &before[space + 1..]);
        out.push_str(before);
        out.push_str("=\"");
        value(name, &after[..end], out);
        out.push('"');
        rest = &after[end + 1..];
    }
    out.push_str(rest);
}

/// The bytes of the tag or comment that a text starts with.
fn end_of_tag(text: &str) -> usize {
    if text.starts_with("<!--") {
        return text.find("-->").map_or(text.len(), |at| at + 3);
    }
    let mut quoted = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    text.len()
}
