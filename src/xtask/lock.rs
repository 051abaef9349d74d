//! Keeps two runs at once from doing the same thing: the second waits, and says so.

use std::{
    fs::{self, File, TryLockError},
    path::Path,
    thread,
    time::Duration,
};

use anyhow::{Context, Result, bail};

use crate::progress::Progress;

/// How often a lock is tried that another run holds.
const POLL: Duration = Duration::from_millis(200);

/// Holds the lock at `path` for as long as the file is open; `waiting` says what for.
///
/// # Errors
/// When the file cannot be made or locked.
pub(crate) fn hold(path: &Path, waiting: &str) -> Result<File> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)
            .with_context(|| format!("cannot make the folder `{}`", folder.display()))?;
    }
    let file = File::create(path).with_context(|| format!("cannot write `{}`", path.display()))?;
    let mut progress: Option<Progress> = None;
    loop {
        match file.try_lock() {
            Ok(()) => break,
            Err(TryLockError::WouldBlock) => {
                let start = || Progress::start(format!("waiting for another run to {waiting}"), "");
                progress.get_or_insert_with(start).tick();
                thread::sleep(POLL);
            }
            Err(TryLockError::Error(error)) => {
                bail!("cannot lock `{}`: {error}", path.display());
            }
        }
    }
    if let Some(progress) = progress {
        progress.finish("done");
    }
    Ok(file)
}
