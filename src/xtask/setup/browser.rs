//! What the browser tests need: a Chromium, and the npm packages of `tests/browser`.
//!
//! [`chromium`] prefers what is there, then Debian's package, then Playwright's own download;
//! [`packages`] follows the lock file.

use std::{
    env, fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use super::{debian, on_path};
use crate::{fingerprint, problem::Problem, progress::Progress, run, workspace::Workspace};

/// The folder of the browser tests, relative to the root.
pub(crate) const BROWSER_TESTS: &str = "tests/browser";

const NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
];
const ON_MACOS: [&str; 2] = [
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
];

/// Finds a Chromium, installing one if there is none.
///
/// # Errors
/// When there is none and none can be installed, or when `CHROMIUM` names no file.
pub(crate) fn chromium(workspace: &Workspace) -> Result<PathBuf> {
    if let Some(named) = env::var_os("CHROMIUM").filter(|path| !path.is_empty()) {
        let named = workspace.as_given(Path::new(&named));
        if named.is_file() {
            return Ok(named);
        }
        let hint = "unset CHROMIUM, or let it name the program";
        let what = format!("CHROMIUM is `{}`, which is no file", named.display());
        return Err(Problem::new(what, hint).into());
    }
    let place = present()
        .or_else(|| debian::install("chromium").then(present).flatten())
        .or_else(|| playwright(workspace).ok());
    place.ok_or_else(|| {
        let what = "the browser tests need Chromium, which could not be installed";
        let hint = "install Chromium or Chrome, as with `apt-get install chromium`, or let \
                    CHROMIUM name the program";
        Problem::new(what, hint).into()
    })
}

/// Installs the packages of the browser tests, unless that was done for this very lock file.
///
/// # Errors
/// When npm is missing or fails.
pub(crate) fn packages(workspace: &Workspace) -> Result<()> {
    let folder = workspace.path(BROWSER_TESTS);
    let wanted = fingerprint::file(&folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.glassbox-lock");
    if fs::read_to_string(&stamp).is_ok_and(|installed| installed == wanted) {
        return Ok(());
    }
    let mut progress = Progress::start(
        "installing the npm packages of the browser tests",
        &format!(" into {BROWSER_TESTS}/node_modules"),
    );
    let mut npm = run::command("npm");
    npm.args(["ci", "--no-audit", "--no-fund"])
        .current_dir(&folder);
    run::live_with(&mut progress, &mut npm)?.checked()?;
    progress.finish("done");
    fs::write(&stamp, wanted).with_context(|| format!("cannot write `{}`", stamp.display()))
}

fn present() -> Option<PathBuf> {
    let fixed = ON_MACOS.iter().map(PathBuf::from);
    let named = NAMES.iter().filter_map(|name| on_path(name));
    named.chain(fixed).find(|path| path.is_file())
}

/// Lets Playwright download its own, into its own cache.
fn playwright(workspace: &Workspace) -> Result<PathBuf> {
    packages(workspace)?;
    let folder = workspace.path(BROWSER_TESTS);
    let path = || -> Result<PathBuf> {
        let mut node = run::command("node");
        node.args([
            "--print",
            "require('playwright-core').chromium.executablePath()",
        ]);
        Ok(run::capture(node.current_dir(&folder))?.into())
    };
    if !path()?.is_file() {
        let details = " into Playwright's cache: `npx playwright-core install chromium`";
        let mut progress = Progress::start("installing Chromium", details);
        let mut npx = run::command("npx");
        npx.args(["playwright-core", "install", "chromium"])
            .current_dir(&folder);
        let ended = run::live_with(&mut progress, &mut npx)?;
        progress.finish(if ended.success() { "done" } else { "failed" });
        ended.checked()?;
    }
    path().and_then(|path| {
        anyhow::ensure!(
            path.is_file(),
            "Playwright installed no `{}`",
            path.display()
        );
        Ok(path)
    })
}
