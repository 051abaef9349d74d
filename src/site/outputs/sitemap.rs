//! `sitemap.xml` (sitemaps.org protocol 0.9) and `robots.txt` (RFC 9309).

use glassbox_markdown::text;

use super::absolute;
use crate::pages::{Press, Sheet};

/// The pages that everybody may find, each with the day of its last change.
pub(super) fn sitemap(press: &Press<'_>, sheets: &[Sheet<'_>]) -> Vec<u8> {
    let pages = sheets
        .iter()
        .filter(|sheet| !matches!(sheet, Sheet::NotFound | Sheet::Print(_)))
        .filter(|sheet| sheet.entry().is_none_or(|it| it.withheld.is_none()));
    let mut xml = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for sheet in pages {
        let changed = sheet.entry().and_then(|entry| {
            let reviewed = entry.common.reviewed.as_ref();
            entry.publication.updated.or(reviewed.map(|day| day.value))
        });
        let modified = changed.map(|day| format!("<lastmod>{day}</lastmod>"));
        xml += &format!(
            "<url><loc>{}</loc>{}</url>\n",
            text(&absolute(press, &press.urls.page(&sheet.id()))),
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
