//! Compressed copies of texts, for servers that send them instead.

use std::io::{self, Write};

use brotli::enc::BrotliEncoderParams;
use flate2::{Compression, GzBuilder};

/// What is compressed, by extension. Pictures are already.
const TEXTS: [&str; 12] = [
    "css",
    "html",
    "ics",
    "js",
    "json",
    "md",
    "svg",
    "toml",
    "txt",
    "wasm",
    "webmanifest",
    "xml",
];

/// The copies of a file, each with the extension that is added to its name: Brotli (RFC 7932) and
/// gzip (RFC 1952), as small as they get. None of what is no text, or would not get smaller.
///
/// # Errors
///
/// When there is no memory to write to.
pub(super) fn copies(path: &str, bytes: &[u8]) -> io::Result<Vec<(&'static str, Vec<u8>)>> {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    if !TEXTS.contains(&extension) {
        return Ok(Vec::new());
    }
    let mut brotli = Vec::new();
    let params = BrotliEncoderParams {
        quality: 11,
        size_hint: bytes.len(),
        ..BrotliEncoderParams::default()
    };
    brotli::BrotliCompress(&mut &bytes[..], &mut brotli, &params)?;
    // Neither name nor time is in it: the same bytes give the same copy.
    let mut gzip = GzBuilder::new().write(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    let copies = [("br", brotli), ("gz", gzip.finish()?)];
    Ok(copies
        .into_iter()
        .filter(|(_, copy)| copy.len() < bytes.len())
        .collect())
}

#[cfg(test)]
mod tests {
    use std::io::Read;

    use super::*;

    #[test]
    fn copies_hold_the_same() {
        let text = "all the same ".repeat(100);
        let copies = copies("guides/a/index.html", text.as_bytes()).expect("copies");
        let [("br", brotli), ("gz", gzip)] = copies.as_slice() else {
            panic!("two copies");
        };
        let mut read = Vec::new();
        brotli::BrotliDecompress(&mut &brotli[..], &mut read).expect("Brotli");
        assert_eq!(read, text.as_bytes());
        let mut read = String::new();
        flate2::read::GzDecoder::new(&gzip[..])
            .read_to_string(&mut read)
            .expect("gzip");
        assert_eq!(read, text);
    }

    #[test]
    fn what_gains_nothing_has_none() {
        assert!(copies("a.txt", b"a").expect("copies").is_empty());
        assert!(copies("a.png", &[0; 1000]).expect("copies").is_empty());
    }
}
