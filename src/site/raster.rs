//! Drawings to pictures: SVG to PNG, without a browser.

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{self, ImageHrefResolver, Tree},
};

/// How drawings are read: nothing but the drawing itself is.
pub(crate) fn options() -> usvg::Options<'static> {
    usvg::Options {
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..usvg::Options::default()
    }
}

/// An empty picture, all of it to be seen through.
pub(crate) fn paper(width: u32, height: u32) -> Pixmap {
    Pixmap::new(width, height).expect("our own sizes are neither 0 nor huge")
}

/// Draws into the square of a picture whose upper left corner is at (`x`, `y`), in its middle and
/// as large as it goes.
pub(crate) fn draw(tree: &Tree, picture: &mut Pixmap, (x, y): (f32, f32), side: f32) {
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = side / width.max(height);
    let place = Transform::from_row(
        scale,
        0.0,
        0.0,
        scale,
        x + (side - width * scale) / 2.0,
        y + (side - height * scale) / 2.0,
    );
    resvg::render(tree, place, &mut picture.as_mut());
}

/// A picture as PNG (ISO/IEC 15948). With a palette, where that does, it is half as large.
pub(crate) fn png(picture: &Pixmap) -> Vec<u8> {
    let encoded = match indexed(picture) {
        Some((palette, pixels)) => with_palette(picture, palette, &pixels),
        None => picture.encode_png(),
    };
    encoded.expect("there is memory for the picture, which is larger")
}

/// A flat picture as PNG, in a fraction of the time and somewhat larger.
pub(crate) fn quick_png(picture: Pixmap) -> Vec<u8> {
    let (width, height) = (picture.width(), picture.height());
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, width, height);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_compression(png::Compression::Fast);
    encoder.set_filter(png::Filter::Up);
    let encoded = encoder
        .write_header()
        .and_then(|mut writer| writer.write_image_data(&picture.take_demultiplied()));
    encoded.expect("there is memory for the picture, which is larger");
    out
}

/// The colours of an opaque picture, and for each pixel which it has; `None` when there are more
/// than a byte can tell apart.
fn indexed(picture: &Pixmap) -> Option<(Vec<u8>, Vec<u8>)> {
    let width = picture.width() as usize;
    let mut colours: Vec<[u8; 4]> = Vec::new();
    let mut pixels: Vec<u8> = Vec::with_capacity(picture.data().len() / 4);
    // Where a colour was found last, by its hash: searching for each takes several times as long.
    let mut last = [0; 256];
    let mut above: &[[u8; 4]] = &[];
    for row in picture.data().as_chunks::<4>().0.chunks(width) {
        // Most of a drawing is ground, and the same line after line.
        if row == above {
            pixels.extend_from_within(pixels.len() - width..);
            continue;
        }
        above = row;
        for pixel in row {
            let hash = u32::from_le_bytes(*pixel).wrapping_mul(0x9e37_79b1);
            let mut at = last[(hash >> 24) as usize];
            if colours.get(at) != Some(pixel) {
                at = match colours.iter().position(|colour| colour == pixel) {
                    Some(at) => at,
                    None if colours.len() == 256 || pixel[3] != u8::MAX => return None,
                    None => {
                        colours.push(*pixel);
                        colours.len() - 1
                    }
                };
                last[(hash >> 24) as usize] = at;
            }
            pixels.push(at as u8);
        }
    }
    let palette = colours.iter().flat_map(|colour| &colour[..3]).copied();
    Some((palette.collect(), pixels))
}

fn with_palette(
    picture: &Pixmap,
    palette: Vec<u8>,
    pixels: &[u8],
) -> Result<Vec<u8>, png::EncodingError> {
    let mut out = Vec::new();
    let mut encoder = png::Encoder::new(&mut out, picture.width(), picture.height());
    encoder.set_color(png::ColorType::Indexed);
    encoder.set_palette(palette);
    // Numbers of colours say nothing about their neighbours.
    encoder.set_filter(png::Filter::NoFilter);
    // Half the time of what is usual, and a tenth larger.
    encoder.set_deflate_compression(png::DeflateCompression::Level(3));
    encoder.write_header()?.write_image_data(pixels)?;
    Ok(out)
}
