//! Redirects from the aliases of pages: a page for servers that only serve files, and lists for
//! those that can answer 301 (RFC 9110, section 15.4.2).

use std::collections::BTreeMap;

use glassbox_app::view::{Link, Site};

use super::absolute;
use crate::{aliases::aliases, pages::Press};

/// What the pages of aliases load: it keeps the fragment, which no server sees.
pub(crate) const SCRIPT: &str = include_str!("redirect.js");

/// The page at each alias, by its path. `script` is the URL of [`SCRIPT`].
pub(crate) fn pages(press: &Press<'_>, site: &Site, script: &str) -> BTreeMap<String, Vec<u8>> {
    let page = |id: &str| {
        let to = Link {
            title: match press.library.entries.get(id) {
                Some(entry) => press.title(entry),
                None => press.library.portal.name.clone(),
            },
            href: press.urls.page(id),
        };
        glassbox_app::redirect(site, &to, &absolute(press, &to.href), script)
    };
    aliases(press.library)
        .map(|(alias, id)| (alias.file(), page(id).into_bytes()))
        .collect()
}

/// The list of all redirects, as each kind of server reads it.
///
/// - `_redirects`: Netlify and Cloudflare Pages, lines of `from to 301`
/// - `_redirects.haproxy`: a map file of HAProxy, lines of `from to`
/// - `_redirects.nginx`: to be included in a `map` of nginx, which compares decoded paths
pub(super) fn maps(press: &Press<'_>) -> BTreeMap<String, Vec<u8>> {
    let (mut hosts, mut haproxy, mut nginx) = (String::new(), String::new(), String::new());
    let base = press.urls.page("");
    for (alias, id) in aliases(press.library) {
        let to = press.urls.page(id);
        for path in alias.addresses() {
            let from = press.urls.file(&path);
            hosts += &format!("{from} {to} 301\n");
            haproxy += &format!("{from} {to}\n");
            nginx += &format!("\"{base}{path}\" \"{to}\";\n");
        }
    }
    let files = [
        ("_redirects", hosts),
        ("_redirects.haproxy", haproxy),
        ("_redirects.nginx", nginx),
    ];
    files
        .into_iter()
        .map(|(path, text)| (path.to_owned(), text.into_bytes()))
        .collect()
}
