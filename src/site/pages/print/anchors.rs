//! The anchors of many pages on one: ids stay unique, and what led to a page leads to its part.

use std::{borrow::Cow, collections::BTreeMap};

use crate::markup;

/// Puts pages into one document.
pub(super) struct Anchors {
    /// The id of each page's part, by the page's URL.
    parts: BTreeMap<String, String>,
}

/// Attributes whose words are ids of the same document.
const IDS: [&str; 6] = [
    "id",
    "for",
    "headers",
    "aria-controls",
    "aria-describedby",
    "aria-labelledby",
];

impl Anchors {
    /// Takes the pages' URLs with the ids of their parts.
    pub(super) fn new(parts: impl Iterator<Item = (String, String)>) -> Anchors {
        Anchors {
            parts: parts.collect(),
        }
    }

    /// The HTML of a page as it stands in the part `own`: each id with the part's before it, links
    /// to other pages in the document as links to their parts, headings a level lower.
    ///
    /// `html` is well-formed, with attributes in double quotes, as the compiler writes it.
    pub(super) fn bind(&self, html: &str, own: &str) -> String {
        markup::tags(html, |tag, out| {
            markup::values(&lower(tag), out, |name, value, out| {
                // Choices that belong together do so by their name.
                let name = match name {
                    "name" if tag.starts_with("<input") => "id",
                    name => name,
                };
                self.value(name, value, own, out);
            });
        })
    }

    fn value(&self, name: &str, value: &str, own: &str, out: &mut String) {
        match name {
            name if IDS.contains(&name) => {
                for (at, id) in value.split_whitespace().enumerate() {
                    out.push_str(if at == 0 { "" } else { " " });
                    out.extend([own, "--", id]);
                }
            }
            "href" | "xlink:href" => self.reference(value, own, out),
            _ => {
                let mut parts = value.split("url(#");
                out.extend(parts.next());
                for part in parts {
                    out.extend(["url(#", own, "--", part]);
                }
            }
        }
    }

    fn reference(&self, href: &str, own: &str, out: &mut String) {
        let (page, fragment) = match href.split_once('#') {
            Some((page, fragment)) => (page, Some(fragment)),
            None => (href, None),
        };
        let part = match page {
            // Icons are drawn once a document.
            "" if fragment.is_some_and(|icon| icon.starts_with("i-")) => None,
            "" => Some(own),
            page => self.parts.get(page).map(String::as_str),
        };
        match (part, fragment) {
            (None, _) => out.push_str(href),
            (Some(part), None | Some("")) => out.extend(["#", part]),
            (Some(part), Some(fragment)) => out.extend(["#", part, "--", fragment]),
        }
    }
}

/// The tag of a heading a level lower, down to 6; any other as it is.
fn lower(tag: &str) -> Cow<'_, str> {
    let (start, name) = match tag.strip_prefix("</h") {
        Some(name) => ("</h", name),
        None => match tag.strip_prefix("<h") {
            Some(name) => ("<h", name),
            None => return tag.into(),
        },
    };
    let mut chars = name.chars();
    match (chars.next().and_then(|c| c.to_digit(10)), chars.next()) {
        (Some(level @ 1..=5), Some('>' | ' ')) => {
            format!("{start}{}{}", level + 1, &name[1..]).into()
        }
        _ => tag.into(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unique_and_links_stay_inside() {
        let parts = [
            ("/guides/htop/", "page-htop"),
            ("/guides/lsof/", "page-lsof"),
        ];
        let parts = parts.map(|(page, part)| (page.to_owned(), part.to_owned()));
        let anchors = Anchors::new(parts.into_iter());
        for (html, expected) in [
            (
                "<h2 id=\"memory\">Memory <a class=\"anchor\" href=\"#memory\" aria-label=\"x > y\"><svg><use href=\"#i-link\"></use></svg></a></h2>",
                "<h3 id=\"page-htop--memory\">Memory <a class=\"anchor\" href=\"#page-htop--memory\" aria-label=\"x > y\"><svg><use href=\"#i-link\"></use></svg></a></h3>",
            ),
            (
                "<a href=\"/guides/lsof/\">a</a> <a href=\"/guides/lsof/#files\">b</a> <a href=\"/talks/x/#y\">c</a> <a href=\"https://a.example/#z\">d</a>",
                "<a href=\"#page-lsof\">a</a> <a href=\"#page-lsof--files\">b</a> <a href=\"/talks/x/#y\">c</a> <a href=\"https://a.example/#z\">d</a>",
            ),
            (
                "<svg aria-labelledby=\"t d\"><path marker-end=\"url(#m)\"/></svg>",
                "<svg aria-labelledby=\"page-htop--t page-htop--d\"><path marker-end=\"url(#page-htop--m)\"/></svg>",
            ),
            (
                "<input type=\"radio\" name=\"tabs\" id=\"a\"><label for=\"a\">A</label>",
                "<input type=\"radio\" name=\"page-htop--tabs\" id=\"page-htop--a\"><label for=\"page-htop--a\">A</label>",
            ),
            ("<h6>x</h6><hr><header>", "<h6>x</h6><hr><header>"),
            (
                "1 &lt; 2 <!-- <a href=\"#x\"> --> 3",
                "1 &lt; 2 <!-- <a href=\"#page-htop--x\"> --> 3",
            ),
        ] {
            assert_eq!(anchors.bind(html, "page-htop"), expected);
        }
    }
}
