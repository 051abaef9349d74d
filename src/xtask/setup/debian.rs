//! Debian's packages, where they can be installed.

use super::on_path;
use crate::{progress::Progress, run};

/// Whether this account may install packages, and runs what root must not run.
pub(super) fn is_root() -> bool {
    run::capture(run::command("id").arg("-u")).is_ok_and(|id| id == "0")
}

/// Installs a package where that can be done; whether it was.
pub(super) fn install(package: &str) -> bool {
    if !is_root() || on_path("apt-get").is_none() {
        return false;
    }
    let mut progress = Progress::start(
        format!("installing {package}"),
        &format!(" for the whole machine: `apt-get install {package}`"),
    );
    let mut apt = |arguments: &[&str]| {
        let mut apt = run::command("apt-get");
        apt.args(arguments).env("DEBIAN_FRONTEND", "noninteractive");
        run::live_with(&mut progress, &mut apt).is_ok_and(|ended| ended.success())
    };
    // Old lists may do, so a failed update is not the end.
    apt(&["update", "-qq"]);
    let installed = apt(&["install", "-y", "-qq", "--no-install-recommends", package]);
    progress.finish(if installed { "done" } else { "failed" });
    installed
}
