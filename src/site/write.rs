//! A pressed site onto disk, all or nothing.

mod compress;

use std::{
    collections::BTreeMap,
    fs, io,
    path::{Component, Path, PathBuf},
};

use thiserror::Error;

use rayon::prelude::*;

use crate::press::{File, Make, Plan, Pressed};

/// The file by which a folder is known to hold a pressed site, and which says how it was pressed.
pub(crate) const MANIFEST: &str = "glassbox.json";

/// What kept a site from being written. The folder holds what it held before.
#[derive(Debug, Error)]
pub enum WriteError {
    /// A file or folder cannot be written.
    #[error("{path} cannot be written")]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The folder holds something else than a site.
    #[error(
        "{0} holds something else than a pressed site, and all of it would go; name an empty folder, or empty this one"
    )]
    NotASite(PathBuf),
}

/// Writes a site into `out`, whose earlier content goes; returns how many pages it has.
///
/// Each file is made when it is written, on all cores. Everything is written beside `out` first
/// and then put in its place, so that a reader never meets half a site and a full disk leaves the
/// last good one.
///
/// # Errors
///
/// When a file cannot be written, `out` cannot be replaced, or it holds what no press has written.
pub fn write(site: &Pressed, out: &Path) -> Result<usize, WriteError> {
    // `.` and links have no name of their own to put a new folder under.
    let out = &match out.exists() {
        true => out.canonicalize().map_err(fail(out))?,
        false => out.to_owned(),
    };
    if !may_be_replaced(out).map_err(fail(out))? {
        return Err(WriteError::NotASite(out.clone()));
    }
    let (new, old) = (beside(out, "new"), beside(out, "old"));
    // A run that was cut short between the two renames: the last good site is in `old`.
    if old.exists() && !out.exists() {
        fs::rename(&old, out).map_err(fail(&old))?;
    }
    for leftover in [&new, &old] {
        if leftover.exists() {
            fs::remove_dir_all(leftover).map_err(fail(leftover))?;
        }
    }
    let pages = site.plan(|plan| write_all(plan, &new, site.precompress).map(|()| plan.pages))?;
    if out.exists() {
        fs::rename(out, &old).map_err(fail(out))?;
    }
    if let Err(error) = fs::rename(&new, out) {
        // Back to what was there; the first error is the one to tell.
        if old.exists() {
            let _ = fs::rename(&old, out);
        }
        return Err(fail(out)(error));
    }
    if old.exists() {
        fs::remove_dir_all(&old).map_err(fail(&old))?;
    }
    Ok(pages)
}

fn fail(path: &Path) -> impl FnOnce(io::Error) -> WriteError {
    let path = path.to_owned();
    move |source| WriteError::Io { path, source }
}

/// Makes and writes every file, folder by folder on all cores, with compressed copies if they are
/// wanted.
fn write_all(plan: &Plan<'_>, out: &Path, precompress: bool) -> Result<(), WriteError> {
    folders(plan)?.par_iter().try_for_each(|(folder, files)| {
        let folder = out.join(folder);
        fs::create_dir_all(&folder).map_err(fail(&folder))?;
        files.par_iter().try_for_each(|(name, make)| {
            let path = out.join(name);
            let copy = |bytes: &[u8]| match precompress {
                true => write_copies(plan, name, bytes, &path).map_err(fail(&path)),
                false => Ok(()),
            };
            match make() {
                File::Bytes(bytes) => {
                    fs::write(&path, &bytes).map_err(fail(&path))?;
                    copy(&bytes)
                }
                File::Copy(from) if precompress => {
                    let bytes = fs::read(&from).map_err(fail(&from))?;
                    fs::write(&path, &bytes).map_err(fail(&path))?;
                    copy(&bytes)
                }
                File::Copy(from) => fs::copy(&from, &path).map(drop).map_err(fail(&from)),
            }
        })
    })
}

/// The files of each folder.
type Folders<'p> = BTreeMap<&'p Path, Vec<(&'p str, &'p Make<'p>)>>;

fn folders<'p>(plan: &'p Plan<'_>) -> Result<Folders<'p>, WriteError> {
    let mut folders = Folders::new();
    for (name, make) in &plan.files {
        // Ids and file names have been checked; what is written anywhere else would be a bug.
        let path = Path::new(name);
        let mut parts = path.components();
        if !parts.all(|part| matches!(part, Component::Normal(_))) {
            return Err(fail(path)(io::ErrorKind::InvalidFilename.into()));
        }
        let folder = path.parent().unwrap_or(path);
        folders.entry(folder).or_default().push((name, make));
    }
    Ok(folders)
}

/// Writes the compressed copies of a file beside it; what the author put there stays.
fn write_copies(plan: &Plan<'_>, name: &str, bytes: &[u8], path: &Path) -> io::Result<()> {
    for (extension, copy) in compress::copies(name, bytes)? {
        if !plan.files.contains_key(&format!("{name}.{extension}")) {
            let mut beside = path.as_os_str().to_owned();
            beside.push(format!(".{extension}"));
            fs::write(beside, copy)?;
        }
    }
    Ok(())
}

/// True for a folder that is not there, is empty, or holds a pressed site.
fn may_be_replaced(out: &Path) -> io::Result<bool> {
    if !out.exists() {
        return Ok(true);
    }
    let empty = fs::read_dir(out)?.next().is_none();
    Ok(empty || out.join(MANIFEST).is_file())
}

fn beside(out: &Path, extension: &str) -> PathBuf {
    let name = out.file_name().unwrap_or_default().to_string_lossy();
    out.with_file_name(format!(".{name}.{extension}"))
}
