//! `cargo xtask bench lifecycle`: how long the browser works to show a step, on a processor that it
//! slows four times, beside a bare page of which one paragraph changes. A step should be drawn within one
//! frame.

use std::process::ExitCode;

use anyhow::Result;

use crate::{
    problem::Problem,
    run,
    setup::browser,
    workspace::{DIST, Workspace},
};

/// What does it, in the folder of the browser tests.
const SCRIPT: &str = "bench_lifecycle.mjs";

/// Steps through every lifecycle of the built site.
///
/// # Errors
/// When there is no site, or no browser.
pub(super) fn run(workspace: &Workspace) -> Result<ExitCode> {
    let site = workspace.path(DIST);
    if !site.is_dir() {
        let hint = "`cargo xtask build` makes it";
        return Err(Problem::new(format!("there is no site in `{DIST}`"), hint).into());
    }
    let chromium = browser::chromium(workspace)?;
    browser::packages(workspace)?;
    let mut node = run::command("node");
    node.arg(workspace.path(browser::BROWSER_TESTS).join(SCRIPT))
        .env("GLASSBOX_BIN", workspace.product()?)
        .env("GLASSBOX_SITE", site)
        .env("CHROMIUM", chromium);
    Ok(run::live(&mut node)?.code())
}
