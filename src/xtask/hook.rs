//! `cargo xtask hook`: what Trunk runs after a build, before it replaces `dist/`.
//!
//! [`run()`] takes what Trunk has staged, keeps it as the client bundle in `target/client/`, and
//! presses the site into the staging folder in its place. When that fails, so does Trunk, and
//! the last good `dist/` stays.

use std::{
    env, fs, io,
    path::{Path, PathBuf},
    process::ExitCode,
};

use anyhow::{Context, Result};
use walkdir::WalkDir;

use crate::{
    client,
    problem::Problem,
    site::Press,
    workspace::{CLIENT, Workspace},
};

/// Keeps the bundle, presses the site, and ends as the press ends.
///
/// # Errors
/// When Trunk did not start it, or files cannot be moved.
pub(crate) fn run(workspace: &Workspace) -> Result<ExitCode> {
    let variable = |name| env::var(name).ok().filter(|value| !value.is_empty());
    let staging = variable("TRUNK_STAGING_DIR").map(PathBuf::from);
    let staging = staging.ok_or_else(|| {
        let hint = "run `cargo xtask build`, or `trunk build --release`";
        Problem::new(
            "this is for Trunk to run, which sets TRUNK_STAGING_DIR",
            hint,
        )
    })?;
    let release = variable("TRUNK_PROFILE").is_some_and(|profile| profile == "release");
    let stamp = variable(client::FINGERPRINT).filter(|_| release);
    keep(workspace, &staging, stamp.as_deref())?;
    let press = Press {
        base_path: variable(client::BASE_PATH),
        out: staging,
    };
    Ok(press.run(workspace)?.code())
}

/// Replaces the stored bundle; without a stamp, nobody will take it for an up-to-date one.
fn keep(workspace: &Workspace, staging: &Path, stamp: Option<&str>) -> Result<()> {
    let client = workspace.path(CLIENT);
    let (new, old) = (client.with_extension("new"), client.with_extension("old"));
    for left_over in [&new, &old] {
        remove(left_over)?;
    }
    if workspace.stamp().exists() {
        fs::remove_file(workspace.stamp()).context("cannot remove the client's stamp")?;
    }
    move_content(staging, &new)
        .with_context(|| format!("cannot move the client to `{}`", new.display()))?;
    if client.exists() {
        fs::rename(&client, &old).context("cannot put the old client aside")?;
    }
    fs::rename(&new, &client).context("cannot put the new client in its place")?;
    remove(&old)?;
    if let Some(stamp) = stamp {
        fs::write(workspace.stamp(), stamp).context("cannot write the client's stamp")?;
    }
    Ok(())
}

fn remove(folder: &Path) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder)
            .with_context(|| format!("cannot remove `{}`", folder.display()))?;
    }
    Ok(())
}

/// Moves all that is in a folder, leaving it empty, into a new one.
fn move_content(from: &Path, to: &Path) -> io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let (from, to) = (entry.path(), to.join(entry.file_name()));
        match fs::rename(&from, &to) {
            Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
                copy(&from, &to)?;
                if from.is_dir() {
                    fs::remove_dir_all(&from)?;
                } else {
                    fs::remove_file(&from)?;
                }
            }
            done => done?,
        }
    }
    Ok(())
}

/// Copies a file, or a folder with all that is in it.
fn copy(from: &Path, to: &Path) -> io::Result<()> {
    for entry in WalkDir::new(from) {
        let entry = entry?;
        let below = entry.path().strip_prefix(from).map_err(io::Error::other)?;
        let place = if below.as_os_str().is_empty() {
            to.to_path_buf()
        } else {
            to.join(below)
        };
        if entry.file_type().is_dir() {
            fs::create_dir_all(place)?;
        } else {
            fs::copy(entry.path(), place)?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::{env, fs, process};

    use super::{copy, move_content};

    #[test]
    fn content_moves_and_copies_whole() {
        let root = env::temp_dir().join(format!("glassbox hook {}", process::id()));
        let (staged, moved, copied) = (root.join("a"), root.join("b"), root.join("c"));
        fs::create_dir_all(staged.join("snippets/x")).expect("folders for the test");
        fs::write(staged.join("index.html"), "shell").expect("a file for the test");
        fs::write(staged.join("snippets/x/y.js"), "glue").expect("a file for the test");
        move_content(&staged, &moved).expect("a move");
        copy(&moved, &copied).expect("a copy");
        copy(&moved.join("index.html"), &copied.join("again.html")).expect("a copy");
        let read = |name: &str| fs::read_to_string(copied.join(name)).expect("a copied file");
        assert_eq!(read("snippets/x/y.js"), "glue");
        assert_eq!(read("again.html"), "shell");
        assert_eq!(
            fs::read_dir(&staged).expect("the staging folder").count(),
            0
        );
        fs::remove_dir_all(root).expect("the test's folder goes");
    }
}
