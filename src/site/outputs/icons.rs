//! The icons of the site and its web app manifest (W3C), all from one drawing: the author's
//! `favicon.svg`, else the built-in mark. A file of the author's own takes the place of each.

use glassbox_model::{Code, Diagnostic};
use ico::{IconDir, IconDirEntry, IconImage, ResourceType};
use resvg::{
    tiny_skia::{Color, Pixmap},
    usvg::Tree,
};
use serde_json::json;

use crate::{library::Library, pages::Press, raster};

/// The name of the drawing.
pub(crate) const DRAWING: &str = "favicon.svg";
/// The name of the manifest.
pub(super) const MANIFEST: &str = "site.webmanifest";
/// The name of the pictures for browsers that know no drawings, which look for it by themselves.
pub(super) const FAVICON: &str = "favicon.ico";

/// The mark until the author has one.
const BUILT_IN: &[u8] = include_bytes!("../../../public/favicon.svg");

/// The widths of the pictures in [`FAVICON`].
const FAVICON_SIDES: [u32; 3] = [16, 32, 48];

/// A picture of the mark.
pub(super) struct Icon {
    /// Its file.
    pub(super) name: &'static str,
    /// Its width and height, in pixels.
    side: u32,
    /// How much of that the mark takes.
    part: f32,
    /// Whether it has a ground, as what is cut to a system's own shape needs.
    ground: bool,
    /// What the manifest says it is for; `None` where it is not in there.
    purpose: Option<&'static str>,
}

/// Every picture. Of one that is cut, a circle of 80 percent is always seen (Web App Manifest,
/// `maskable`); a square in there has 56.
pub(super) const ICONS: [Icon; 4] = [
    Icon {
        name: "apple-touch-icon.png",
        side: 180,
        part: 0.7,
        ground: true,
        purpose: None,
    },
    Icon {
        name: "icon-192.png",
        side: 192,
        part: 1.0,
        ground: false,
        purpose: Some("any"),
    },
    Icon {
        name: "icon-512.png",
        side: 512,
        part: 1.0,
        ground: false,
        purpose: Some("any"),
    },
    Icon {
        name: "icon-maskable-512.png",
        side: 512,
        part: 0.56,
        ground: true,
        purpose: Some("maskable"),
    },
];

/// The drawing of the portal.
pub(super) struct Mark {
    /// As it is written.
    pub(super) svg: Vec<u8>,
    /// As it is drawn.
    pub(super) tree: Tree,
}

impl Mark {
    /// The author's drawing, else the built-in one.
    ///
    /// # Errors
    ///
    /// When the author's cannot be drawn, with why.
    pub(super) fn of(library: &Library) -> Result<Mark, String> {
        let svg = match library.assets.get(DRAWING) {
            Some(file) => {
                std::fs::read(file).map_err(|error| format!("cannot be read: {error}"))?
            }
            None => BUILT_IN.to_vec(),
        };
        let tree = Tree::from_data(&svg, &raster::options())
            .map_err(|error| format!("cannot be drawn: {error}"))?;
        Ok(Mark { svg, tree })
    }

    /// A picture of it.
    fn icon(&self, icon: &Icon) -> Vec<u8> {
        raster::quick_png(self.picture(icon.side, icon.part, icon.ground))
    }

    /// `favicon.ico`: small pictures in one file.
    fn favicon(&self) -> Vec<u8> {
        let mut folder = IconDir::new(ResourceType::Icon);
        for side in FAVICON_SIDES {
            let picture = self.picture(side, 1.0, false);
            let image = IconImage::from_rgba_data(side, side, picture.take_demultiplied());
            let entry = IconDirEntry::encode_as_png(&image);
            folder.add_entry(entry.expect("there is memory for a picture of some kilobytes"));
        }
        let mut out = Vec::new();
        folder.write(&mut out).expect("writing to memory");
        out
    }

    fn picture(&self, side: u32, part: f32, ground: bool) -> Pixmap {
        let mut picture = raster::paper(side, side);
        if ground {
            picture.fill(Color::WHITE);
        }
        let width = side as f32;
        let edge = width * (1.0 - part) / 2.0;
        raster::draw(&self.tree, &mut picture, (edge, edge), width * part);
        picture
    }
}

/// `favicon.ico`, of the drawing that the checks have found to be one.
pub(super) fn favicon(press: &Press<'_>) -> Vec<u8> {
    let mark = Mark::of(press.library);
    mark.map(|mark| mark.favicon()).unwrap_or_default()
}

/// A picture of the same.
pub(super) fn picture(press: &Press<'_>, icon: &Icon) -> Vec<u8> {
    let mark = Mark::of(press.library);
    mark.map(|mark| mark.icon(icon)).unwrap_or_default()
}

/// The drawing as it is written, for a portal whose author has none.
pub(super) fn built_in() -> Vec<u8> {
    BUILT_IN.to_vec()
}

/// What is wrong with the author's drawing.
pub(crate) fn check(library: &Library) -> Option<Diagnostic> {
    let message = Mark::of(library).err()?;
    let error = Diagnostic::in_file(DRAWING, Code::BadValue, message);
    Some(error.hint("save it as plain SVG"))
}

/// `site.webmanifest`: the portal's name, and its icons.
pub(super) fn manifest(press: &Press<'_>) -> Vec<u8> {
    let portal = &press.library.portal;
    let base = press.urls.page("");
    let drawing = json!({
        "src": press.urls.file(DRAWING),
        "sizes": "any",
        "type": "image/svg+xml",
    });
    let pictures = ICONS.iter().filter_map(|icon| {
        Some(json!({
            "src": press.urls.file(icon.name),
            "sizes": format!("{0}x{0}", icon.side),
            "type": "image/png",
            "purpose": icon.purpose?,
        }))
    });
    let icons: Vec<_> = std::iter::once(drawing).chain(pictures).collect();
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
