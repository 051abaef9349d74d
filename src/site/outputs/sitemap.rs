//! `sitemap.xml` (sitemaps.org protocol 0.9) and `robots.txt` (RFC 9309).

use glassbox_app::view::{Body, Page};
use glassbox_markdown::text;

use super::absolute;
use crate::pages::Press;

/// Every public page but the missing one, with the day of its last review.
pub(super) fn sitemap(press: &Press<'_>, pages: &[(String, Page)]) -> Vec<u8> {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    let found = pages
        .iter()
        .filter(|(_, page)| !matches!(page.body, Body::NotFound(_)))
        .filter(|(_, page)| {
            let colophon = page.colophon.as_ref();
            colophon.is_none_or(|colophon| colophon.withheld.is_none())
        });
    for (_, page) in found {
        let reviewed = page
            .colophon
            .as_ref()
            .and_then(|colophon| colophon.reviewed);
        let modified = reviewed.map(|day| format!("<lastmod>{day}</lastmod>"));
        xml += &format!(
            "<url><loc>{}</loc>{}</url>\n",
            text(&absolute(press, &page.href)),
            modified.unwrap_or_default(),
        );
    }
    xml += "</urlset>\n";
    xml.into_bytes()
}

/// Everybody may read everything; the site map is named.
pub(super) fn robots(press: &Press<'_>) -> Vec<u8> {
    let sitemap = absolute(press, &press.urls.file("sitemap.xml"));
    format!("User-agent: *\nAllow: /\n\nSitemap: {sitemap}\n").into_bytes()
}
