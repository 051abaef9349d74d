//! `glassbox build`: the content into a folder that any web server can serve.

use std::path::{Path, PathBuf};

use anyhow::{Result, bail};
use glassbox_site::{Options, press, write};

use crate::{
    Outcome,
    args::{Build, Press},
    clock, history, report,
};

/// Presses, says what was found, and writes when there is no error; the folder keeps its last good
/// site when there is one.
pub(crate) fn run(args: &Build) -> Result<Outcome> {
    let out = &args.out;
    let options = Options {
        precompress: args.precompress,
        cards: Some(out.clone()),
        ..options(&args.press, args.drafts)?
    };
    for author in std::iter::once(&options.content).chain(&options.public) {
        if resolved(out)?.starts_with(resolved(author)?) {
            bail!(
                "the site cannot be written into {}, where it would be pressed again; name a folder outside with `--out`",
                author.display()
            );
        }
    }
    let pressed = press(&options)?;
    report::told(report::diagnostics(
        anstream::stderr(),
        &options.content,
        &pressed.diagnostics,
    ))?;
    if pressed.has_errors() {
        let summary = report::summary(&pressed.diagnostics).unwrap_or_default();
        let kept = match out.exists() {
            true => format!("; {} is left as it was", out.display()),
            false => String::new(),
        };
        report::note(&format!("{summary}{kept}"));
        return Ok(Outcome::ContentWrong);
    }
    let pages = write(&pressed, out)?;
    report::note(&format!("{pages} pages in {}", out.display()));
    Ok(Outcome::Done)
}

/// What to press, as it was asked for, without cards; says so when there is no client bundle.
///
/// # Errors
///
/// When there is no content folder.
pub(crate) fn options(args: &Press, drafts: bool) -> Result<Options> {
    let content = existing(&args.content.content)?;
    let client = args.client.join("index.html").is_file();
    if !client {
        report::note(&format!(
            "no client bundle in {}: pages have no style, scripts or islands (`cargo xtask build` makes one, `--client` names it)",
            args.client.display()
        ));
    }
    Ok(Options {
        public: public_beside(content),
        content: content.to_owned(),
        client: client.then(|| args.client.clone()),
        base_path: args.base_path.clone(),
        today: clock::today(args.today),
        drafts,
        precompress: false,
        cards: None,
        changed: history::last_changes(content),
    })
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
