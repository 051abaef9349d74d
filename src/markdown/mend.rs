//! What neither html5ever nor a browser mends, so that it would be wrong in every page: annotations
//! (`<rt>`, `<rp>`) outside of `<ruby>` (WHATWG HTML §13.2.6.4.7), and line breaks at the start of
//! `<pre>`, of which each reading drops one (§13.2.6.4.7, `pre`).

/// Elements without an end tag, of those that the allow-list knows.
const VOID: &[&str] = &["br", "col", "hr", "img", "wbr"];

/// `html`, as html5ever writes it, without these.
pub(crate) fn mended(html: String) -> String {
    if !["<rt", "<rp", "<pre"].iter().any(|tag| html.contains(tag)) {
        return html;
    }
    let mut out = String::with_capacity(html.len());
    // What is open, and whether its tags stay.
    let mut open: Vec<(&str, bool)> = Vec::new();
    let mut rest = html.as_str();
    while let Some(at) = rest.find('<') {
        let (before, from) = rest.split_at(at);
        let (tag, after) = from.split_at(end_of_tag(from));
        let end = tag.find([' ', '>']).unwrap_or(tag.len());
        let stays = match tag[1..end].strip_prefix('/') {
            Some(_) => open.pop().is_none_or(|(_, stays)| stays),
            None => {
                let name = &tag[1..end];
                let around = open.last().map(|(name, _)| *name);
                let stays = match name {
                    "rt" | "rp" => matches!(around, Some("ruby" | "rtc")),
                    "rtc" => around == Some("ruby"),
                    _ => true,
                };
                if !VOID.contains(&name) {
                    open.push((name, stays));
                }
                stays
            }
        };
        out.push_str(before);
        if stays {
            out.push_str(tag);
        }
        rest = match &tag[1..end] {
            "pre" => after.trim_start_matches('\n'),
            _ => after,
        };
    }
    out + rest
}

/// The length of the tag that `html` begins with; values of attributes stand in double quotes.
pub(crate) fn end_of_tag(html: &str) -> usize {
    let mut quoted = false;
    for (at, byte) in html.bytes().enumerate() {
        match byte {
            b'"' => quoted = !quoted,
            b'>' if !quoted => return at + 1,
            _ => {}
        }
    }
    html.len()
}

#[cfg(test)]
mod tests {
    use super::mended;

    #[test]
    fn annotations_annotate() {
        let right = "<ruby lang=\"ja\">漢<rp>(</rp><rt>kan</rt><br></ruby>";
        assert_eq!(mended(right.to_owned()), right);
        let wrong = "<p title=\">\"><rt>x</rt> <ruby><b><rt>y</rt></b></ruby></p>";
        assert_eq!(
            mended(wrong.to_owned()),
            "<p title=\">\">x <ruby><b>y</b></ruby></p>"
        );
    }

    #[test]
    fn code_begins_with_no_empty_line() {
        let html = "<pre lang=\"x\">\n\na\n\n</pre>\n\n".to_owned();
        assert_eq!(mended(html), "<pre lang=\"x\">a\n\n</pre>\n\n");
    }
}
