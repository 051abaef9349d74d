//! Redirects from the aliases of pages: a page for servers that only serve files, and lists for
//! those that can answer 301 (RFC 9110, section 15.4.2).

use glassbox_app::view::Link;

use super::absolute;
use crate::{
    aliases::aliases,
    assets,
    pages::Press,
    press::{File, Make},
};

/// What the pages of aliases load: it keeps the fragment, which no server sees.
const SCRIPT: &str = include_str!("redirect.js");

/// The page at each alias and the script that they load, by path; nothing without aliases.
pub(crate) fn pages<'p>(press: &'p Press<'p>) -> Vec<(String, Make<'p>)> {
    let path = assets::hashed("redirect", "js", SCRIPT.as_bytes());
    let script = press.urls.file(&path);
    let mut files: Vec<(String, Make<'p>)> = aliases(press.library)
        .map(|(alias, id)| {
            let script = script.clone();
            let make = move || File::Bytes(page(press, id, &script).into_bytes());
            (alias.file(), Box::new(make) as Make<'p>)
        })
        .collect();
    if !files.is_empty() {
        files.push((path, Box::new(|| File::Bytes(SCRIPT.into()))));
    }
    files
}

fn page(press: &Press<'_>, id: &str, script: &str) -> String {
    let entry = press.library.thing(id);
    let to = Link {
        title: match entry {
            Some(entry) => press.title(entry),
            None => press.library.portal.name.clone(),
        },
        href: press.urls.page(id),
        language: None,
    };
    let language = match entry {
        Some(entry) => press.library.language_of(entry),
        None => press.library.language(),
    };
    glassbox_app::redirect(&language, &to, &absolute(press, &to.href), script)
}

/// How a list is made.
type List = fn(&Press<'_>) -> Vec<u8>;

/// The list of all redirects, as each kind of server reads it.
///
/// - `_redirects`: Netlify and Cloudflare Pages, lines of `from to 301`
/// - `_redirects.haproxy`: a map file of HAProxy, lines of `from to`
/// - `_redirects.nginx`: to be included in a `map` of nginx, which compares decoded paths
pub(super) const LISTS: [(&str, List); 3] = [
    ("_redirects", |press| {
        list(press, |_, from, to| format!("{from} {to} 301\n"))
    }),
    ("_redirects.haproxy", |press| {
        list(press, |_, from, to| format!("{from} {to}\n"))
    }),
    ("_redirects.nginx", |press| {
        let base = press.urls.page("");
        list(press, |path, _, to| format!("\"{base}{path}\" \"{to}\";\n"))
    }),
];

/// A line for each redirect: of its path, its URL, and where it leads.
fn list(press: &Press<'_>, line: impl Fn(&str, &str, &str) -> String) -> Vec<u8> {
    let mut lines = String::new();
    for (alias, id) in aliases(press.library) {
        let to = press.urls.page(id);
        for path in alias.addresses() {
            lines += &line(&path, &press.urls.file(&path), &to);
        }
    }
    lines.into_bytes()
}
