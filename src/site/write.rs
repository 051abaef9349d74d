//! A pressed site onto disk, all or nothing.

use std::{
    fs, io,
    path::{Path, PathBuf},
};

use thiserror::Error;

use crate::press::{File, Pressed};

/// What kept a site from being written. The folder holds what it held before.
#[derive(Debug, Error)]
#[error("{path} cannot be written")]
pub struct WriteError {
    /// The file or folder.
    path: PathBuf,
    source: io::Error,
}

/// Writes a site into `out`, whose earlier content goes.
///
/// Everything is written beside `out` first and then put in its place, so that a reader never
/// meets half a site and a full disk leaves the last good one.
///
/// # Errors
///
/// When a file cannot be written or `out` cannot be replaced.
pub fn write(site: &Pressed, out: &Path) -> Result<(), WriteError> {
    let new = beside(out, "new");
    let old = beside(out, "old");
    let fail = |path: &Path| {
        let path = path.to_owned();
        move |source| WriteError { path, source }
    };
    for leftover in [&new, &old] {
        if leftover.exists() {
            fs::remove_dir_all(leftover).map_err(fail(leftover))?;
        }
    }
    for (path, file) in &site.files {
        let path = new.join(path);
        let folder = path.parent().unwrap_or(&new);
        fs::create_dir_all(folder).map_err(fail(folder))?;
        match file {
            File::Bytes(bytes) => fs::write(&path, bytes).map_err(fail(&path))?,
            File::Copy(from) => fs::copy(from, &path).map(drop).map_err(fail(from))?,
        }
    }
    if out.exists() {
        fs::rename(out, &old).map_err(fail(out))?;
    }
    fs::rename(&new, out).map_err(fail(out))?;
    if old.exists() {
        fs::remove_dir_all(&old).map_err(fail(&old))?;
    }
    Ok(())
}

fn beside(out: &Path, extension: &str) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.{extension}"))
}
