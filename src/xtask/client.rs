//! The client bundle: the WebAssembly module, its glue, styles and shell, as Trunk makes them.
//!
//! [`ensure`] runs Trunk only when the bundle's inputs changed since it was made. The bundle is
//! stored by the hook (see [`crate::hook`]), together with the fingerprint it was made for.

use std::{env, fs, process::Command};

use anyhow::{Result, bail};

use crate::{
    fingerprint, lock,
    progress::Progress,
    run, setup,
    workspace::{CLIENT, DIST, Workspace},
};

/// Tells the hook, through Trunk, what to stamp the bundle with.
pub(crate) const FINGERPRINT: &str = "GLASSBOX_CLIENT_FINGERPRINT";
/// Tells the hook, through Trunk, where the site will live; a user may set it as well.
pub(crate) const BASE_PATH: &str = "GLASSBOX_BASE_PATH";

/// What [`ensure`] has done.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Client {
    /// Nothing: the bundle is up to date.
    Fresh,
    /// The bundle is new, and the site in `dist/` has been pressed with it.
    Pressed,
    /// The bundle is new, but its site could not be pressed; the errors have been shown.
    NotPressed,
}

/// Brings the bundle up to date. When Trunk runs, it presses the site into `dist/`, too.
///
/// # Errors
/// When a tool is missing or the client does not build.
pub(crate) fn ensure(workspace: &Workspace, base_path: Option<&str>) -> Result<Client> {
    let wanted = fingerprint::client(workspace.root(), &setup::client_versions(workspace)?)?;
    if is_made_for(workspace, &wanted) {
        return Ok(Client::Fresh);
    }
    let lock = workspace.stamp().with_extension("lock");
    let _lock = lock::hold(&lock, "build the client")?;
    if is_made_for(workspace, &wanted) {
        return Ok(Client::Fresh);
    }
    let tools = setup::client_tools(workspace)?;
    // Trunk is offline: it must find every crate here.
    run::live(run::cargo().arg("fetch"))?.checked()?;
    let mut progress = Progress::start("building the client", &format!(" into {DIST}/"));
    let mut trunk = run::command(&tools.trunk);
    trunk
        .args(["build", "--release", "--offline=true", "--dist", DIST])
        .env("PATH", &tools.path)
        // The errors of cargo and of the press say it all; Trunk's own stack says nothing.
        .env("RUST_LIB_BACKTRACE", "0")
        .env(FINGERPRINT, &wanted);
    if let Some(base_path) = base_path {
        trunk.env(BASE_PATH, base_path);
    }
    mend_no_color(&mut trunk);
    let ended = run::live_with(&mut progress, &mut trunk)?;
    if ended.success() {
        progress.finish("done");
        return Ok(Client::Pressed);
    }
    if is_made_for(workspace, &wanted) {
        progress.finish("done");
        eprintln!("error: the pages could not be pressed, so {DIST}/ is as it was");
        return Ok(Client::NotPressed);
    }
    progress.finish("failed");
    ended.checked()?;
    bail!("Trunk has made no client")
}

fn is_made_for(workspace: &Workspace, wanted: &str) -> bool {
    workspace.path(CLIENT).join("index.html").is_file()
        && fs::read_to_string(workspace.stamp()).is_ok_and(|stamp| stamp == wanted)
}

/// Trunk 0.21.14 takes `true` or `false` only, where everybody else takes anything but nothing.
fn mend_no_color(trunk: &mut Command) {
    match env::var_os("NO_COLOR") {
        Some(value) if !value.is_empty() => trunk.env("NO_COLOR", "true"),
        _ => trunk.env_remove("NO_COLOR"),
    };
}
