//! Puts missing tools into the user's cache directory, as `<folder>/<package>-<version>/bin/`.
//!
//! [`ensure`] looks for each tool there, then on the `PATH`, and installs it last of all: into a
//! folder beside the final one, which is renamed when all is well, and under a lock, so that
//! two runs at once do not meet.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result, bail};

use super::{
    download, on_path,
    tool::{Recipe, SOON_BUILT, Source, Tool},
};
use crate::{lock, problem::Problem, progress::Progress, run};

/// Finds every tool, installing those that are missing below `folder`; one program a tool.
///
/// # Errors
/// When a tool is missing and cannot be installed.
pub(super) fn ensure(folder: &Path, tools: &[Tool]) -> Result<Vec<PathBuf>> {
    let found: Option<Vec<_>> = tools.iter().map(|tool| find(folder, tool)).collect();
    if let Some(found) = found {
        return Ok(found);
    }
    fs::create_dir_all(folder).map_err(|error| {
        Problem::new(
            format!("cannot make the folder `{}`: {error}", folder.display()),
            "set XDG_CACHE_HOME to a folder that you can write",
        )
    })?;
    let _lock = lock::hold(&folder.join(".lock"), "install the tools")?;
    let installed = tools
        .iter()
        .map(|tool| find(folder, tool).map_or_else(|| install(folder, tool), Ok))
        .collect();
    remove(&build_folder(folder))?;
    installed
}

/// The tool's program, in our folder or else, in the wanted version, on the `PATH`.
fn find(folder: &Path, tool: &Tool) -> Option<PathBuf> {
    let ours = folder.join(tool.folder()).join(tool.program_path());
    if ours.is_file() {
        return Some(ours);
    }
    on_path(tool.program).filter(|program| answers(program, tool))
}

fn answers(program: &Path, tool: &Tool) -> bool {
    run::capture(run::command(program).arg("--version"))
        .is_ok_and(|answer| tool.is_version(&answer))
}

fn install(folder: &Path, tool: &Tool) -> Result<PathBuf> {
    let place = folder.join(tool.folder());
    let staging = folder.join(format!("{}.new", tool.folder()));
    for left_over in [&staging, &place] {
        remove(left_over)?;
    }
    fs::create_dir_all(&staging)
        .with_context(|| format!("cannot make the folder `{}`", staging.display()))?;
    let mut progress = Progress::start(
        format!("installing {} {}", tool.package, tool.version),
        &format!(" into {}", place.display()),
    );
    let done = match &tool.source {
        Source::Crate(recipe) => download_or_build(&mut progress, tool, recipe, &staging),
        Source::Npm => npm(&mut progress, tool, &staging),
    };
    let done = done.and_then(|()| {
        fs::rename(&staging, &place)
            .with_context(|| format!("cannot make the folder `{}`", place.display()))
    });
    if let Err(error) = done {
        progress.finish("failed");
        let _ = remove(&staging);
        return Err(Problem::new(
            format!(
                "cannot install {} {}: {error:#}",
                tool.package, tool.version
            ),
            format!(
                "install it yourself with `{}`, then run this again",
                tool.by_hand()
            ),
        )
        .into());
    }
    progress.finish("done");
    Ok(place.join(tool.program_path()))
}

fn download_or_build(
    progress: &mut Progress,
    tool: &Tool,
    recipe: &Recipe,
    staging: &Path,
) -> Result<()> {
    let downloaded = download::fetch(progress, tool, recipe.archive, staging);
    let Err(reason) = downloaded.and_then(|()| check(tool, staging)) else {
        return Ok(());
    };
    progress.say(&format!(
        "no ready-made {} to be had ({reason:#}); building it, which takes some minutes",
        tool.program
    ));
    build(progress, tool, recipe, staging)
}

/// Builds a package of crates.io; all such builds share a folder, which [`ensure`] removes.
fn build(progress: &mut Progress, tool: &Tool, recipe: &Recipe, staging: &Path) -> Result<()> {
    let folder = staging.parent().unwrap_or(staging);
    remove(staging)?;
    let mut cargo = run::cargo();
    cargo
        .args(["install", tool.package, "--version", &tool.version])
        .args(recipe.arguments)
        .arg("--root")
        .arg(staging)
        .envs(SOON_BUILT)
        .env("CARGO_TARGET_DIR", build_folder(folder))
        .env_remove("RUSTFLAGS")
        .env_remove("CARGO_ENCODED_RUSTFLAGS")
        // Away from this repository's own configuration.
        .current_dir(folder);
    run::quiet(progress, &log_file(staging), &mut cargo)?;
    check(tool, staging)
}

/// Installs a package of the npm registry; "global" within the staging folder, for its `bin`.
fn npm(progress: &mut Progress, tool: &Tool, staging: &Path) -> Result<()> {
    let mut npm = run::command("npm");
    npm.args(["install", "--global", "--no-audit", "--no-fund", "--prefix"])
        .arg(staging)
        .arg(format!("{}@{}", tool.package, tool.version));
    run::quiet(progress, &log_file(staging), &mut npm)?;
    check(tool, staging)
}

fn check(tool: &Tool, staging: &Path) -> Result<()> {
    if !answers(&staging.join(tool.program_path()), tool) {
        bail!(
            "what came does not run here, or is not version {}",
            tool.version
        );
    }
    Ok(())
}

fn build_folder(folder: &Path) -> PathBuf {
    folder.join("build")
}

/// Beside the staging folder, so that it is still there after a failure.
fn log_file(staging: &Path) -> PathBuf {
    staging.with_extension("log")
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove `{}`", folder.display()))?;
    }
    Ok(())
}
