//! Cards: the picture of a page that chats and other sites show where somebody links to it
//! (`og:image` of the Open Graph protocol).
//!
//! A card is named by the hash of all that it is made of, so that pages know the name before it is
//! drawn, equal cards are one file, and a card that the last press drew is taken over.

mod lettering;

use std::{path::PathBuf, sync::OnceLock};

use glassbox_app::view::CARD_SIZE;
use glassbox_model::{Code, Diagnostic, Direction};
use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::Tree,
};

use super::icons::Mark;
use crate::{library::Library, pages::Caption, press::File, raster};
use lettering::Lettering;

/// This file: when the drawing changes, so do the names.
const DESIGN: &str = include_str!("social.rs");

/// The colours of `style/tokens.css` in the light scheme.
const INK: &str = "#14211f";
const ACCENT: &str = "#006a66";

/// The sheet of glass that the words stand on, and the edges of the box behind it.
const BOX: &str = r##"
<path fill="#f5f8f8" d="M0 0h1200v630H0z"/>
<g fill="none" stroke="#14302d" stroke-width="2">
<path stroke-opacity=".16" d="M88 40h1072v510H88zM48 590l40-40"/>
<path fill="#fff" stroke-opacity=".5" d="M48 80h1072v510H48z"/>
<path stroke-opacity=".5" d="M48 80l40-40M1120 80l40-40M1120 590l40-40"/>
</g>
<path fill="#006a66" d="M48 586h1072v6H48z"/>
"##;

/// Where words begin and end, and how wide they may run.
const LEFT: f32 = 96.0;
const RIGHT: f32 = 1072.0;
/// The base line of the last line of the title.
const LAST_LINE: f32 = 520.0;
/// The mark, beside the portal's name.
const MARK_SIDE: f32 = 48.0;
const MARK_TOP: f32 = 124.0;

/// The sizes of titles, in pixels, each with how many lines of it there may be.
const SIZES: [(f32, usize); 4] = [(92.0, 2), (80.0, 3), (64.0, 4), (52.0, 5)];

/// What draws the cards of a portal.
pub(crate) struct Cards {
    lettering: Lettering,
    mark: Option<Tree>,
    name: String,
    /// The hash of what all cards are made of.
    common: [u8; 32],
    /// The site of the last press.
    last: PathBuf,
    /// What all cards show, by where lines begin.
    frames: [OnceLock<Pixmap>; 2],
}

impl Cards {
    /// Everything, ready; `None` when the portal wants no cards or has no address: other sites ask
    /// for the whole URL of a picture.
    pub(crate) fn new(library: &Library, last: PathBuf) -> Option<Cards> {
        let portal = &library.portal;
        let wanted = portal.social.as_ref().is_none_or(|social| social.cards);
        if !wanted || portal.url.span.is_empty() {
            return None;
        }
        let font = own_font(library).and_then(Result::ok);
        let mark = Mark::of(library).ok();
        let mut hasher = blake3::Hasher::new();
        let parts = [
            DESIGN.as_bytes(),
            lettering::CODE.as_bytes(),
            font.as_deref().unwrap_or_default(),
            mark.as_ref().map_or(&[][..], |mark| &mark.svg),
            portal.name.as_bytes(),
        ];
        for part in parts {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part);
        }
        Some(Cards {
            lettering: Lettering::new(font),
            mark: mark.map(|mark| mark.tree),
            name: portal.name.clone(),
            common: *hasher.finalize().as_bytes(),
            last,
            frames: Default::default(),
        })
    }

    /// The path of the card that says this.
    pub(crate) fn path(&self, caption: &Caption) -> String {
        let mut hasher = blake3::Hasher::new_keyed(&self.common);
        for part in [
            caption.direction.word(),
            caption.section.as_str(),
            caption.title.as_str(),
        ] {
            hasher.update(part.as_bytes());
            hasher.update(&[0]);
        }
        format!("assets/card-{}.png", &hasher.finalize().to_hex()[..16])
    }

    /// The card that says this: of the last site where it has it, else drawn.
    pub(crate) fn file(&self, caption: &Caption) -> File {
        let drawn = self.last.join(self.path(caption));
        match drawn.is_file() {
            true => File::Copy(drawn),
            false => File::Bytes(raster::png(&self.draw(caption))),
        }
    }

    fn draw(&self, caption: &Caption) -> Pixmap {
        let rtl = caption.direction == Direction::Rtl;
        let frame = self.frames[usize::from(rtl)].get_or_init(|| self.frame(rtl));
        let mut picture = frame.clone();
        let place = Place { rtl };
        let mut words = String::new();
        if let Some(section) = self.lettering.shown(&caption.section) {
            words += &place.text(RIGHT, 161.0, 36.0, ACCENT, &section);
        }
        if let Some(title) = self.lettering.shown(&caption.title) {
            let (lines, size) = self.lettering.set(&title, RIGHT - LEFT, &SIZES);
            let height = size * 1.14;
            for (line, below) in lines.iter().zip((0..lines.len()).rev()) {
                let y = LAST_LINE - height * below as f32;
                words += &place.text(LEFT, y, size, INK, line);
            }
        }
        self.add(&mut picture, &words);
        picture
    }

    /// The box, the mark and the portal's name.
    fn frame(&self, rtl: bool) -> Pixmap {
        let mut picture = raster::paper(CARD_SIZE.0, CARD_SIZE.1);
        let place = Place { rtl };
        let name = self.lettering.shown(&self.name).unwrap_or_default();
        let from = match self.mark {
            Some(_) => LEFT + MARK_SIDE + 16.0,
            None => LEFT,
        };
        let name = place.text(from, 161.0, 42.0, INK, &name);
        self.add(&mut picture, &format!("{BOX}{name}"));
        if let Some(mark) = &self.mark {
            let x = match rtl {
                true => RIGHT - MARK_SIDE,
                false => LEFT,
            };
            raster::draw(mark, &mut picture, (x, MARK_TOP), MARK_SIDE);
        }
        picture
    }

    /// Draws SVG over a picture.
    fn add(&self, picture: &mut Pixmap, svg: &str) {
        let tree = self.lettering.read(CARD_SIZE, svg);
        resvg::render(&tree, Transform::identity(), &mut picture.as_mut());
    }
}

/// Where words stand.
#[derive(Clone, Copy)]
struct Place {
    /// Whether lines begin at the right: all is mirrored then.
    rtl: bool,
}

impl Place {
    /// A line of words at one of the two margins, or near the left one.
    fn text(self, x: f32, y: f32, size: f32, colour: &str, words: &str) -> String {
        let (x, at_right) = match self.rtl {
            true => (LEFT + RIGHT - x, x < RIGHT),
            false => (x, x >= RIGHT),
        };
        let anchor = if at_right { "end" } else { "start" };
        // Isolated, so that what is written from right to left begins there (UAX 9, section 2.4).
        let (open, close) = if self.rtl {
            ("\u{2067}", "\u{2069}")
        } else {
            ("", "")
        };
        let words = quick_xml::escape::escape(words);
        format!(
            r#"<text x="{x}" y="{y}" font-size="{size}" fill="{colour}" text-anchor="{anchor}">{open}{words}{close}</text>"#
        )
    }
}

/// The font that the portal names, or what is wrong with it; `None` when it names none.
fn own_font(library: &Library) -> Option<Result<Vec<u8>, String>> {
    let font = library.portal.social.as_ref()?.font.as_ref()?;
    let file = library.assets.get(font.trim_start_matches('/'))?;
    let bytes = std::fs::read(file).map_err(|error| format!("cannot be read: {error}"));
    Some(bytes.and_then(|bytes| match lettering::is_font(&bytes) {
        true => Ok(bytes),
        false => Err("is no TrueType or OpenType font".to_owned()),
    }))
}

/// What is wrong with the font that the portal names, if its file is there.
pub(crate) fn check(library: &Library) -> Option<Diagnostic> {
    let message = own_font(library)?.err()?;
    let font = library.portal.social.as_ref()?.font.as_ref()?;
    let message = format!("`{}` {message}", font.value);
    let error = library
        .portal_source
        .finding(Code::BadValue, &font.span, message);
    Some(error.hint("name a file that ends in `.ttf` or `.otf`; `.woff2` has to be unpacked first"))
}
