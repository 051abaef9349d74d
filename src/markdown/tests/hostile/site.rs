//! A world around a page that answers as the press does.

use std::ops::Range;

use glassbox_markdown::{Env, Image, Link, Plain, Problem};

/// As the press answers: links leave by few schemes, images are the site's own.
pub(crate) struct Site;

impl Env for Site {
    fn link(&self, to: &str, span: Range<usize>) -> Result<Link, Problem> {
        Plain.link(to, span)
    }
    fn image(&self, to: &str) -> Result<Image, Problem> {
        match to.contains([':', '\\']) || to.starts_with('/') {
            true => Err((format!("no image at `{to}`"), None)),
            false => Plain.image(to),
        }
    }
    fn highlight(&self, _: &str, _: &str) -> Option<String> {
        None
    }
    fn draw(&self, _: &str, _: &str, _: &str) -> Option<Result<String, (Range<usize>, Problem)>> {
        None
    }
}
