//! `sitemap.xml` (sitemaps.org protocol 0.9) and `robots.txt` (RFC 9309).

use chrono::NaiveDate;
use glassbox_markdown::text;

use super::absolute;
use crate::pages::Press;

/// The given pages, each with the day of its last change.
pub(super) fn sitemap(press: &Press<'_>, pages: &[(String, Option<NaiveDate>)]) -> Vec<u8> {
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for (href, changed) in pages {
        let modified = changed.map(|day| format!("<lastmod>{day}</lastmod>"));
        xml += &format!(
            "<url><loc>{}</loc>{}</url>\n",
            text(&absolute(press, href)),
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
