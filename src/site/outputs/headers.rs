//! `_headers`: the response headers of the site, for hosts that read them there (Netlify,
//! Cloudflare Pages).

use crate::{
    headers::{FOR_EVER, HEADERS, cache_control},
    pages::Press,
};

/// The headers of every path; of `assets` only those that may be kept are named, as both hosts add
/// up what several rules say, and rightly ask for all else again by themselves.
pub(super) fn headers<'f>(press: &Press<'_>, assets: impl Iterator<Item = &'f String>) -> Vec<u8> {
    let mut out = format!("{}*\n", press.urls.page(""));
    for (name, value) in HEADERS {
        out += &format!("  {name}: {value}\n");
    }
    for path in assets.filter(|path| cache_control(path) == FOR_EVER) {
        out += &format!("{}\n  Cache-Control: {FOR_EVER}\n", press.urls.file(path));
    }
    out.into_bytes()
}
