//! The icons of the site and its web app manifest (W3C): the built-in mark, until `public/` has
//! files of these names.

use serde_json::json;

use crate::pages::Press;

/// The mark as a drawing, for tabs.
pub(super) const FAVICON: &[u8] = include_bytes!("../../../public/favicon.svg");

/// The mark as a picture, for home screens.
pub(super) const TOUCH: &[u8] = include_bytes!("../../../public/apple-touch-icon.png");

/// The name of [`FAVICON`].
pub(super) const FAVICON_NAME: &str = "favicon.svg";
/// The name of [`TOUCH`].
pub(super) const TOUCH_NAME: &str = "apple-touch-icon.png";
/// The name of the manifest.
pub(super) const MANIFEST_NAME: &str = "site.webmanifest";

/// `site.webmanifest`: the portal's name, and its icons.
pub(super) fn manifest(press: &Press<'_>) -> Vec<u8> {
    let portal = &press.library.portal;
    let base = press.urls.page("");
    let mut icons = vec![json!({
        "src": press.urls.file(FAVICON_NAME),
        "sizes": "any",
        "type": "image/svg+xml",
    })];
    if press.has_touch_icon() {
        icons.push(json!({
            "src": press.urls.file(TOUCH_NAME),
            "sizes": "180x180",
            "type": "image/png",
        }));
    }
    let manifest = json!({
        "name": portal.name,
        "description": portal.tagline,
        "lang": portal.language.value,
        "start_url": base,
        "scope": base,
        "display": "browser",
        "icons": icons,
    });
    manifest.to_string().into_bytes()
}

impl Press<'_> {
    /// True when there is a picture for home screens: the author's, or the built-in one, which
    /// does not go with a drawing of the author's.
    pub(crate) fn has_touch_icon(&self) -> bool {
        let assets = &self.library.assets;
        assets.contains_key(TOUCH_NAME) || !assets.contains_key(FAVICON_NAME)
    }
}
