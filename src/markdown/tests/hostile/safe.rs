//! Whether HTML is safe and well-formed, told apart from how the compiler makes it so: by its own
//! lists, html5ever's errors, and the URL parser of the browsers' standard.
//!
//! Used by the tests here and by the fuzz targets.

use scraper::{Html, Node};
use url::Url;

/// Every element that a compiled page may hold.
const ELEMENTS: &[&str] = &[
    "a",
    "abbr",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "dd",
    "del",
    "details",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "i",
    "img",
    "input",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strike",
    "strong",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "time",
    "tr",
    "tt",
    "u",
    "ul",
    "use",
    "var",
    "wbr",
];

/// Every attribute that one of them may have.
const ATTRIBUTES: &[&str] = &[
    "alt",
    "aria-hidden",
    "aria-label",
    "checked",
    "class",
    "cite",
    "colspan",
    "datetime",
    "decoding",
    "dir",
    "disabled",
    "headers",
    "height",
    "href",
    "hreflang",
    "id",
    "lang",
    "loading",
    "open",
    "role",
    "rowspan",
    "scope",
    "span",
    "src",
    "start",
    "tabindex",
    "title",
    "type",
    "value",
    "viewBox",
    "width",
];

const SCHEMES: &[&str] = &["http", "https", "mailto", "tel"];

/// What the shell of a page calls its own; no heading may.
const SHELL_IDS: &[&str] = &["gb-", "i-"];

/// How deep browsers nest elements before they put them elsewhere (Chromium: 512), with room for
/// the page around the text.
const MAX_DEPTH: usize = 256;

/// Everything that is wrong with a compiled page.
pub(crate) fn problems(html: &str) -> Vec<String> {
    let parsed = Html::parse_fragment(html);
    let mut problems: Vec<String> = parsed.errors.iter().map(ToString::to_string).collect();
    let written = parsed.root_element().inner_html();
    if Html::parse_fragment(&written).root_element().inner_html() != written {
        problems.push("it reads otherwise when it is written and read again".to_owned());
    }
    let base = Url::parse("https://portal.example/guides/a/").expect("a URL");
    let mut ids = std::collections::BTreeSet::new();
    for node in parsed.root_element().descendants() {
        if node.ancestors().count() > MAX_DEPTH {
            problems.push(format!("nested deeper than {MAX_DEPTH}"));
            break;
        }
        let element = match node.value() {
            Node::Element(element) => element,
            Node::Comment(_) | Node::Doctype(_) | Node::ProcessingInstruction(_) => {
                problems.push(format!("{:?}", node.value()));
                continue;
            }
            _ => continue,
        };
        // The root that the parser adds.
        if element.name() == "html" {
            continue;
        }
        if !ELEMENTS.contains(&element.name()) {
            problems.push(format!("<{}>", element.name()));
        }
        for (name, value) in element.attrs() {
            if !ATTRIBUTES.contains(&name) {
                problems.push(format!("<{} {name}={value:?}>", element.name()));
            }
            let address = matches!(name, "href" | "src" | "cite").then(|| base.join(value));
            let wrong = match (name, address) {
                ("src", Some(Ok(url))) => url.origin() != base.origin(),
                (_, Some(Ok(url))) => !SCHEMES.contains(&url.scheme()),
                // What is no URL leads nowhere.
                _ => false,
            };
            if wrong {
                problems.push(format!("<{} {name}={value:?}>", element.name()));
            }
            if name == "id"
                && (!ids.insert(value) || SHELL_IDS.iter().any(|own| value.starts_with(own)))
            {
                problems.push(format!("the id {value:?}"));
            }
        }
    }
    problems
}
