//! The words of cards: which letters there are, and where lines break.

use std::sync::{Arc, LazyLock};

use resvg::usvg::{
    self, FontResolver, Node, Tree,
    fontdb::{Database, ID, Source},
};
use skrifa::{FontRef, MetadataProvider};
use unicode_linebreak::{BreakOpportunity, linebreaks};

use crate::raster;

/// This file: when lines break otherwise, cards have other names.
pub(super) const CODE: &str = include_str!("lettering.rs");

/// EB Garamond, of which `fonts/README.md` tells.
static BUILT_IN: LazyLock<Arc<Vec<u8>>> = LazyLock::new(|| {
    let font = include_bytes!("../../fonts/EBGaramond-Medium.ttf");
    Arc::new(font.to_vec())
});

/// The size in which widths are measured, in pixels.
const MEASURE: f32 = 100.0;

/// The width of a space, as a part of the size.
const SPACE: f32 = 0.25;

/// What sets words in the fonts of a portal.
pub(super) struct Lettering {
    options: usvg::Options<'static>,
    /// The fonts, in the order in which they are asked for a letter.
    fonts: Vec<ID>,
}

impl Lettering {
    /// Letters of the portal's own font, and of the built-in one where that has none.
    pub(super) fn new(own: Option<Vec<u8>>) -> Lettering {
        let mut database = Database::new();
        let own = own.map(Arc::new);
        let mut fonts = Vec::new();
        for font in own.into_iter().chain([Arc::clone(&BUILT_IN)]) {
            fonts.extend(database.load_font_source(Source::Binary(font)).first());
        }
        let first = fonts.first().copied();
        let options = usvg::Options {
            fontdb: Arc::new(database),
            font_resolver: FontResolver {
                select_font: Box::new(move |_, _| first),
                ..FontResolver::default()
            },
            ..raster::options()
        };
        Lettering { options, fonts }
    }

    /// A text without the signs that no font has; `None` when it would lose a letter or a digit,
    /// or nothing is left.
    pub(super) fn shown(&self, text: &str) -> Option<String> {
        let mut shown = String::with_capacity(text.len());
        for c in text.chars() {
            match self.has(c) || c.is_whitespace() {
                true => shown.push(c),
                false if c.is_alphanumeric() => return None,
                false => {}
            }
        }
        let words: Vec<_> = shown.split_whitespace().collect();
        (!words.is_empty()).then(|| words.join(" "))
    }

    fn has(&self, letter: char) -> bool {
        self.fonts.iter().any(|font| {
            let maps = |data: &[u8], index| {
                let font = FontRef::from_index(data, index).ok()?;
                font.charmap().map(letter)
            };
            let glyph = self.options.fontdb.with_face_data(*font, maps);
            glyph.flatten().is_some()
        })
    }

    /// The lines of a text that may be `width` wide, and their size: the first of `sizes` in which
    /// there are no more lines than go with it. Of a text too long for the last, the end is cut.
    pub(super) fn set(&self, text: &str, width: f32, sizes: &[(f32, usize)]) -> (Vec<String>, f32) {
        let pieces = self.pieces(text);
        let mut set = (Vec::new(), MEASURE);
        for (size, most) in sizes {
            let width = width * MEASURE / size;
            let fits = pieces.iter().all(|piece| piece.width <= width);
            set = (lines(&pieces, width), *size);
            if fits && set.0.len() <= *most {
                return set;
            }
        }
        let most = sizes.last().map_or(1, |(_, most)| *most);
        if set.0.len() > most {
            set.0.truncate(most);
            let last = set.0.last_mut();
            if let Some(last) = last {
                let cut = last.rfind(' ').unwrap_or(last.len());
                last.truncate(cut);
                last.push('…');
            }
        }
        set
    }

    /// The parts of a text between which a line may break (UAX 14), measured.
    fn pieces(&self, text: &str) -> Vec<Piece> {
        let mut from = 0;
        let texts: Vec<_> = linebreaks(text)
            .filter(|(at, how)| *how == BreakOpportunity::Allowed || *at == text.len())
            .map(|(at, _)| {
                let piece = &text[from..at];
                from = at;
                piece
            })
            .collect();
        let measured = texts.iter().enumerate().map(|(at, text)| {
            let text = quick_xml::escape::escape(text.trim_end());
            format!(r#"<text id="{at}" font-size="{MEASURE}">{text}</text>"#)
        });
        let tree = self.read((1, 1), &measured.collect::<String>());
        let width_of = |at: usize| match tree.node_by_id(&at.to_string()) {
            Some(Node::Text(text)) => text.bounding_box().width(),
            _ => 0.0,
        };
        let pieces = texts.into_iter().enumerate().map(|(at, text)| Piece {
            text: text.to_owned(),
            width: width_of(at),
        });
        pieces.collect()
    }

    /// A drawing of our own.
    pub(super) fn read(&self, (width, height): (u32, u32), svg: &str) -> Tree {
        let svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}">{svg}</svg>"#
        );
        Tree::from_str(&svg, &self.options).expect("what we write ourselves is SVG")
    }
}

/// A part of a text that stays on one line.
struct Piece {
    /// With the space that follows it.
    text: String,
    /// Its width without that space, in the size of [`MEASURE`].
    width: f32,
}

/// Fills line after line; what is wider than a line is cut into parts that are not.
fn lines(pieces: &[Piece], width: f32) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let mut used = f32::INFINITY;
    for piece in pieces {
        let parts = (piece.width / width).ceil().max(1.0);
        let letters: Vec<char> = piece.text.chars().collect();
        for part in letters.chunks((letters.len() as f32 / parts).ceil() as usize) {
            let part: String = part.iter().collect();
            let needed = piece.width / parts;
            match lines.last_mut() {
                Some(line) if used + needed <= width => line.push_str(&part),
                _ => {
                    lines.push(part.clone());
                    used = 0.0;
                }
            }
            used += needed;
            if part.ends_with(' ') {
                used += SPACE * MEASURE;
            }
        }
    }
    for line in &mut lines {
        line.truncate(line.trim_end().len());
    }
    lines
}

/// True for bytes that hold a font.
pub(super) fn is_font(bytes: &[u8]) -> bool {
    FontRef::from_index(bytes, 0).is_ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZES: [(f32, usize); 2] = [(90.0, 1), (50.0, 3)];

    fn set(text: &str) -> (Vec<String>, f32) {
        Lettering::new(None).set(text, 600.0, &SIZES)
    }

    #[test]
    fn a_short_title_is_large_and_a_long_one_small() {
        assert_eq!(set("HAProxy"), (vec!["HAProxy".to_owned()], 90.0));
        let (lines, size) = set("How a request reaches your code, and who can explain each step");
        assert_eq!(size, 50.0);
        assert!((2..=3).contains(&lines.len()), "{lines:?}");
        assert!(lines.iter().all(|line| line.trim() == line), "{lines:?}");
    }

    #[test]
    fn no_line_is_wider_than_it_may_be() {
        let lettering = Lettering::new(None);
        for text in [
            "Wwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwwww",
            "net.core.netdev_max_backlog_and_everything_that_belongs_to_it",
            "one two three four five six seven eight nine ten eleven twelve thirteen fourteen",
        ] {
            let (lines, size) = lettering.set(text, 600.0, &SIZES);
            for line in lines {
                let width: f32 = lettering.pieces(&line).iter().map(|it| it.width).sum();
                assert!(width * size / MEASURE <= 600.0, "{line}");
            }
        }
    }

    #[test]
    fn what_has_no_room_is_cut_at_a_word() {
        let (lines, _) = set(&"many words ".repeat(40));
        assert_eq!(lines.len(), 3);
        assert!(
            lines[2].ends_with("words…") || lines[2].ends_with("many…"),
            "{lines:?}"
        );
    }

    #[test]
    fn signs_are_left_out_and_letters_never() {
        let lettering = Lettering::new(None);
        let shown = |text| lettering.shown(text);
        assert_eq!(shown("Ship it 🚀 now").as_deref(), Some("Ship it now"));
        assert_eq!(
            shown("Über Čeština, Привет, Ελληνικά").as_deref(),
            Some("Über Čeština, Привет, Ελληνικά")
        );
        assert_eq!(shown("負荷分散"), None);
        assert_eq!(shown("🚀"), None);
        assert_eq!(shown(""), None);
    }
}
