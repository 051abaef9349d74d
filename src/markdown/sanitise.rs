//! HTML that authors write, made safe by an allow-list (ammonia, on html5ever).
//!
//! Only pages that hold such HTML pay for it. What the compiler itself writes (code, diagrams,
//! icons, heading ids) must not be cut by the list, nor may an author imitate it: it is taken out
//! before, leaving an empty element with a number, a *hole*, and put back after. html5ever has
//! then closed and nested everything, so a hole sits where its kind of element may sit.

use std::{
    borrow::Cow,
    collections::{HashMap, HashSet},
    sync::{Arc, LazyLock, Mutex, PoisonError},
};

use glassbox_model::words::Prose;

use crate::{
    escape,
    mend::{end_of_tag, mended},
};

/// Begins a table, until it is named.
const TABLE_OPEN: &str = "<table>";
/// Begins the footnotes, until they are named.
const FOOTNOTES_OPEN: &str = "<section class=\"footnotes\">";

/// How often a page is read again; two suffice for all that has been seen.
const MAX_PASSES: usize = 8;

const HOLE: &str = "data-hole";

/// What the stand-in for an address begins with: a path, as far as the allow-list knows.
const ADDRESS: &str = "glassbox-address-";

/// True for author's HTML that could be taken for a hole: it is shown as text.
pub(crate) fn claims_a_hole(html: &str) -> bool {
    html.to_ascii_lowercase().contains(HOLE)
}

/// An address in the author's HTML. [`Holes::resolved`] is told where each leads, in their order.
pub(crate) struct Url {
    /// What the author wrote.
    pub(crate) destination: String,
    /// True for the source of an image.
    pub(crate) image: bool,
}

/// The trusted parts of a page.
#[derive(Debug)]
pub(crate) struct Holes {
    /// False: nothing will be sanitised, so parts stay where they are.
    used: bool,
    /// Each with the element that stands for it.
    parts: Vec<(&'static str, String)>,
    /// Addresses of the page's Markdown links, then those in the author's HTML.
    addresses: Vec<String>,
}

impl Holes {
    pub(crate) fn new(used: bool) -> Holes {
        Holes {
            used,
            parts: Vec::new(),
            addresses: Vec::new(),
        }
    }

    /// Trusted HTML that stands between blocks.
    pub(crate) fn block(&mut self, html: String) -> String {
        self.part("pre", html)
    }

    /// Trusted HTML that stands in running text.
    pub(crate) fn inline(&mut self, html: String) -> String {
        self.part("span", html)
    }

    /// Trusted HTML that stands in running text and holds a link: it ends a link around it.
    pub(crate) fn link(&mut self, html: String) -> String {
        self.part("a", html)
    }

    /// What stands for the address of a link until [`Holes::fill`].
    pub(crate) fn address(&mut self, href: String) -> String {
        if !self.used {
            return href;
        }
        self.addresses.push(href);
        stand_in(self.addresses.len() - 1)
    }

    /// Takes the address of the next [`Url`].
    pub(crate) fn resolved(&mut self, href: String) {
        self.addresses.push(href);
    }

    /// The opening tag of an element with an id.
    pub(crate) fn open_with_id(&self, element: &str, id: &str) -> String {
        let attribute = if self.used { HOLE } else { "id" };
        format!("<{element} {attribute}=\"{}\">", escape::attribute(id))
    }

    /// What begins a table. One that stands among an author's HTML is named with theirs at the end.
    pub(crate) fn open_table(&self, words: &Prose) -> Cow<'static, str> {
        match self.used {
            true => TABLE_OPEN.into(),
            false => named_table(words).into(),
        }
    }

    /// What ends a table.
    pub(crate) fn close_table(&self) -> &'static str {
        match self.used {
            true => "</tbody></table>\n",
            false => "</tbody></table></div>\n",
        }
    }

    /// What begins the footnotes.
    pub(crate) fn open_footnotes(&self, words: &Prose) -> Cow<'static, str> {
        match self.used {
            true => FOOTNOTES_OPEN.into(),
            false => named_footnotes(words).into(),
        }
    }

    fn part(&mut self, element: &'static str, html: String) -> String {
        if !self.used {
            return html;
        }
        self.parts.push((element, html));
        format!(
            "<{element} {HOLE}=\"{}\"></{element}>",
            self.parts.len() - 1
        )
    }

    /// `html` through the allow-list, and the addresses that are still to be resolved.
    pub(crate) fn sanitise(&self, html: String) -> (String, Vec<Url>) {
        if !self.used {
            return (html, Vec::new());
        }
        let first = self.addresses.len();
        let urls = Arc::new(Mutex::new(Vec::new()));
        let found = Arc::clone(&urls);
        let mut builder = allow_list();
        builder.attribute_filter(move |element, attribute, value| {
            let image = (element, attribute) == ("img", "src");
            if !image && (element, attribute) != ("a", "href") {
                return allowed_value(element, attribute, value).then(|| value.into());
            }
            // An image has no address of ours: this would be an imitation.
            if !image && value.starts_with(ADDRESS) {
                return Some(value.into());
            }
            let mut urls = found.lock().unwrap_or_else(PoisonError::into_inner);
            urls.push(Url {
                destination: value.to_owned(),
                image,
            });
            Some(stand_in(first + urls.len() - 1).into())
        });
        let mut clean = mended(builder.clean(&html).to_string());
        // Taking an element out can leave its children where they may not be (`<p>` in `<p>`), so
        // the result is read again until it reads as it stands.
        let mut again = allow_list();
        again.attribute_filter(|element, attribute, value| {
            allowed_value(element, attribute, value).then(|| value.into())
        });
        for _ in 0..MAX_PASSES {
            let next = mended(again.clean(&clean).to_string());
            if next == clean {
                break;
            }
            clean = next;
        }
        let urls = std::mem::take(&mut *urls.lock().unwrap_or_else(PoisonError::into_inner));
        (clean, urls)
    }

    /// Puts the trusted parts back, and names in `words` what has a name.
    pub(crate) fn fill(&self, html: String, words: &Prose) -> String {
        if !self.used {
            return html;
        }
        let html = html
            .replace(TABLE_OPEN, &named_table(words))
            .replace("</table>", "</table></div>")
            .replace(FOOTNOTES_OPEN, &named_footnotes(words));
        let html = self.fill_addresses(&html);
        // Only a real tag holds a bare `<` and bare quotes: in text the one is escaped, in
        // attributes the others are.
        let mut filled = String::with_capacity(html.len());
        let mut rest = html.as_str();
        while let Some(at) = rest.find('<') {
            let (before, tag) = rest.split_at(at);
            filled.push_str(before);
            rest = match self.fill_one(tag, &mut filled) {
                Some(after) => after,
                None => {
                    let (tag, after) = tag.split_at(end_of_tag(tag));
                    push_without_hole(tag, &mut filled);
                    after
                }
            };
        }
        filled + rest
    }

    /// Puts the addresses of links back, in one pass.
    fn fill_addresses(&self, html: &str) -> String {
        let pattern = format!("\"{ADDRESS}");
        let mut parts = html.split(pattern.as_str());
        let mut filled = parts.next().unwrap_or_default().to_owned();
        for part in parts {
            let address = part.split_once("-\"").and_then(|(at, rest)| {
                Some((self.addresses.get(at.parse::<usize>().ok()?)?, rest))
            });
            match address {
                Some((href, rest)) => filled += &format!("\"{}\"{rest}", escape::attribute(href)),
                None => filled = filled + &pattern + part,
            }
        }
        filled
    }

    /// Fills the hole that `tag` begins with, if it does; returns what follows it.
    fn fill_one<'h>(&self, tag: &'h str, filled: &mut String) -> Option<&'h str> {
        let (name, rest) = tag[1..].split_once(' ')?;
        if !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
            return None;
        }
        let rest = rest.strip_prefix(HOLE)?.strip_prefix("=\"")?;
        let (value, rest) = rest.split_once('"')?;
        if !matches!(name, "pre" | "span" | "a") {
            filled.push_str(&format!("<{name} id=\"{value}\""));
            return Some(rest);
        }
        let rest = rest
            .strip_prefix("></")?
            .strip_prefix(name)?
            .strip_prefix('>')?;
        let (element, html) = self.parts.get(value.parse::<usize>().ok()?)?;
        // A tag that was never finished may have become an empty element around its number.
        (*element == name).then(|| {
            filled.push_str(html);
            rest
        })
    }
}

/// Adds a tag that is no hole: one that the author never finished has swallowed a hole's.
fn push_without_hole(tag: &str, filled: &mut String) {
    let parts = tag.split_once(" data-hole=\"");
    match parts.and_then(|(before, rest)| Some((before, rest.split_once('"')?.1))) {
        Some((before, after)) => filled.extend([before, after]),
        None => filled.push_str(tag),
    }
}

/// What begins a table: around it, so that a wide one scrolls by itself, is an element with a name.
fn named_table(words: &Prose) -> String {
    format!(
        "<div class=\"table-scroll\" role=\"group\" aria-label=\"{}\" tabindex=\"0\"><table>",
        escape::attribute(words.table)
    )
}

fn named_footnotes(words: &Prose) -> String {
    format!(
        "<section class=\"footnotes\" aria-label=\"{}\">",
        escape::attribute(words.footnotes)
    )
}

fn stand_in(address: usize) -> String {
    format!("{ADDRESS}{address}-")
}

/// Values of the few attributes that authors share with the compiler.
pub(crate) fn allowed_value(element: &str, attribute: &str, value: &str) -> bool {
    match attribute {
        // The wrapper of a table is put around `<table>` as it stands.
        _ if element == "table" => false,
        "class" => ALLOWED_CLASSES.contains(value),
        "role" => value == "note",
        _ => true,
    }
}

static ALLOWED_CLASSES: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    [
        "task",
        "tabs",
        "tab",
        "footnotes",
        "alert-title",
        "alert alert-note",
        "alert alert-tip",
        "alert alert-important",
        "alert alert-warning",
        "alert alert-caution",
        "align-left",
        "align-center",
        "align-right",
    ]
    .into()
});

/// The elements and attributes that pass.
pub(crate) fn allow_list() -> ammonia::Builder<'static> {
    let mut builder = ammonia::Builder::default();
    builder
        .add_tags(["details", "summary", "section", "figure", "figcaption"])
        // What an author could use to imitate or cover the page around the text.
        .rm_tags([
            "header", "footer", "nav", "aside", "article", "hgroup", "map", "area", "center",
        ])
        .add_tag_attributes("details", ["open"])
        .add_tag_attributes("div", ["class", "role"])
        .add_tag_attributes("p", ["class"])
        .add_tag_attributes("li", ["class", HOLE])
        .add_tag_attributes("section", ["class"])
        .add_tag_attributes("th", ["class"])
        .add_tag_attributes("td", ["class"])
        .add_tag_attributes("pre", [HOLE])
        .add_tag_attributes("span", [HOLE])
        .add_tag_attributes("a", [HOLE])
        .url_schemes(["http", "https", "mailto", "tel"].into())
        .url_relative(ammonia::UrlRelative::PassThrough)
        .link_rel(None);
    for heading in ["h2", "h3", "h4", "h5", "h6"] {
        builder.add_tag_attributes(heading, [HOLE]);
    }
    let mut tag_attributes: HashMap<_, HashSet<_>> = builder.clone_tag_attributes();
    // Legacy layout: the style sheet's business, and `align` is nothing a strict policy needs.
    #[expect(clippy::iter_over_hash_type, reason = "the same is done to each")]
    for attributes in tag_attributes.values_mut() {
        // `cite` is an address that no browser shows and nobody would check.
        for unwanted in ["align", "char", "charoff", "bgcolor", "size", "cite"] {
            attributes.remove(unwanted);
        }
    }
    builder.tag_attributes(tag_attributes);
    builder
}
