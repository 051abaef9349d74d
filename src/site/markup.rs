//! HTML that the compiler wrote, changed tag by tag: it is well-formed, with attributes in double
//! quotes.

/// `html` with each tag and comment replaced by what `tag` makes of it.
pub(crate) fn tags(html: &str, tag: impl Fn(&str) -> String) -> String {
    let mut out = String::with_capacity(html.len() + html.len() / 8);
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        out.push_str(&rest[..at]);
        let found = &rest[at..at + end_of_tag(&rest[at..])];
        rest = &rest[at + found.len()..];
        out.push_str(&tag(found));
    }
    out + rest
}

/// A tag with the value of each attribute replaced by what `value` makes of its name and itself.
pub(crate) fn values(tag: &str, value: impl Fn(&str, &str) -> String) -> String {
    let mut out = String::with_capacity(tag.len());
    let mut rest = tag;
    while let Some(at) = rest.find("=\"") {
        let (before, after) = (&rest[..at], &rest[at + 2..]);
        let Some(end) = after.find('"') else {
            break;
        };
        let name = before
            .rsplit(char::is_whitespace)
            .next()
            .unwrap_or_default();
        out.push_str(before);
        out.push_str("=\"");
        out.push_str(&value(name, &after[..end]));
        out.push('"');
        rest = &after[end + 1..];
    }
    out + rest
}

/// The bytes of the tag or comment that a text starts with.
fn end_of_tag(text: &str) -> usize {
    if text.starts_with("<!--") {
        return text.find("-->").map_or(text.len(), |at| at + 3);
    }
    let mut quoted = false;
    for (at, c) in text.char_indices() {
        match c {
            '"' => quoted = !quoted,
            '>' if !quoted => return at + 1,
            _ => {}
        }
    }
    text.len()
}
