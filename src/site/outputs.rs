//! What a portal publishes beside its pages: feeds, calendars and the site map.
//!
//! All addresses in here are absolute: these files are read far from the site.

mod calendars;
mod feeds;
mod sitemap;

use std::collections::BTreeMap;

use glassbox_app::view::Page;

use crate::pages::Press;

/// Every file, by its path.
pub(crate) fn outputs(press: &Press<'_>, pages: &[(String, Page)]) -> BTreeMap<String, Vec<u8>> {
    let mut files = BTreeMap::new();
    files.insert("sitemap.xml".to_owned(), sitemap::sitemap(press, pages));
    files.insert("robots.txt".to_owned(), sitemap::robots(press));
    files.extend(feeds::feeds(press));
    files.extend(calendars::calendars(press));
    files
}

/// A URL path with the portal's scheme and host before it.
pub(crate) fn absolute(press: &Press<'_>, href: &str) -> String {
    format!("{}{href}", press.library.portal.url.trim_end_matches('/'))
}
