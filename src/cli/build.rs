//! `glassbox build`: the content into a folder that any web server can serve.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use glassbox_site::{Options, Pressed, press, write};

use crate::{
    Outcome,
    args::{Build, Press},
    clock, history, report,
};

/// Presses and writes; the folder keeps its last good site when the content is wrong.
pub(crate) fn run(args: &Build) -> Result<Outcome> {
    let (_, pages) = press_and_write(
        &args.press,
        &args.out,
        Extras {
            drafts: args.drafts,
            precompress: args.precompress,
        },
    )?;
    match pages {
        None => Ok(Outcome::ContentWrong),
        Some(pages) => {
            report::note(&format!("{pages} pages in {}", args.out.display()));
            Ok(Outcome::Done)
        }
    }
}

/// What a site may have besides.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Extras {
    /// What is not public, marked.
    pub(crate) drafts: bool,
    /// Compressed copies of texts.
    pub(crate) precompress: bool,
}

/// What a preview has: no copies, which would only take time.
pub(crate) const PREVIEW: Extras = Extras {
    drafts: true,
    precompress: false,
};

/// Presses, says what was found, and writes when there is no error: how many pages.
///
/// # Errors
///
/// When the tool fails; content that is wrong is in the result.
pub(crate) fn press_and_write(
    args: &Press,
    out: &Path,
    extras: Extras,
) -> Result<(Pressed, Option<usize>)> {
    let content = existing(&args.content.content)?;
    for author in [Some(content.to_owned()), public_beside(content)]
        .into_iter()
        .flatten()
    {
        if resolved(out)?.starts_with(resolved(&author)?) {
            bail!(
                "the site cannot be written into {}, where it would be pressed again; name a folder outside with `--out` (`--site` when serving)",
                author.display()
            );
        }
    }
    let client = args.client.join("index.html").is_file();
    if !client {
        report::note(&format!(
            "no client bundle in {}: pages have no style, scripts or islands (`cargo xtask build` makes one)",
            args.client.display()
        ));
    }
    let pressed = press(&Options {
        public: public_beside(content),
        content: content.to_owned(),
        client: client.then(|| args.client.clone()),
        base_path: args.base_path.clone(),
        today: clock::today(args.today),
        drafts: extras.drafts,
        precompress: extras.precompress,
        changed: history::last_changes(content),
    })?;
    report::diagnostics(anstream::stderr(), content, &pressed.diagnostics)?;
    if pressed.has_errors() {
        let summary = report::summary(&pressed.diagnostics).unwrap_or_default();
        let kept = match out.exists() {
            true => format!("; {} is left as it was", out.display()),
            false => String::new(),
        };
        report::note(&format!("{summary}{kept}"));
        return Ok((pressed, None));
    }
    let pages = write(&pressed, out)?;
    Ok((pressed, Some(pages)))
}

/// A path without links and dots; of one that is not there yet, as far as its folders are.
fn resolved(path: &Path) -> Result<PathBuf> {
    let path = std::path::absolute(path)?;
    let there = path
        .ancestors()
        .find(|ancestor| ancestor.exists())
        .unwrap_or(&path);
    let rest = path.strip_prefix(there).unwrap_or(Path::new("")).to_owned();
    Ok(there.canonicalize()?.join(rest))
}

/// A content folder that is there.
///
/// # Errors
///
/// When it is not, with what to do.
pub(crate) fn existing(content: &Path) -> Result<&Path> {
    if !content.is_dir() {
        bail!(
            "there is no content folder `{}`; name one with `--content DIR`",
            content.display()
        );
    }
    Ok(content)
}

/// The `public` folder beside a content folder.
pub(crate) fn public_beside(content: &Path) -> Option<PathBuf> {
    let public = match content.parent() {
        Some(parent) => parent.join("public"),
        None => PathBuf::from("public"),
    };
    public.is_dir().then_some(public)
}
