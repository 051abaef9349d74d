//! `glassbox backup`: all bookings into a file.

use std::{
    io::{BufWriter, Write},
    path::Path,
    sync::{Arc, Mutex, PoisonError},
};

use anyhow::{Context, Result, bail};
use glassbox_booking::store::work;
use tempfile::NamedTempFile;

use crate::{Outcome, args::Backup, kept, report};

/// Writes beside the file first: what bears its name is whole.
pub(crate) fn run(args: &Backup) -> Result<Outcome> {
    let file = &args.file;
    if file.exists() {
        bail!("{} is there already", file.display());
    }
    let folder = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let beside = NamedTempFile::new_in(folder.unwrap_or(Path::new(".")))
        .with_context(|| format!("{} cannot be written", file.display()))?;
    let out = Arc::new(Mutex::new(BufWriter::new(beside)));
    let rows = tokio::runtime::Runtime::new()?.block_on(async {
        let store = kept::existing(&args.kept).await?;
        let rows = store.read(work::Backup(out.clone())).await;
        rows.context("the bookings cannot be read")
    })?;
    let mut out = out.lock().unwrap_or_else(PoisonError::into_inner);
    out.flush()?;
    out.get_ref().as_file().sync_all()?;
    // A link is made only where nothing is.
    std::fs::hard_link(out.get_ref().path(), file)
        .with_context(|| format!("{} cannot be written", file.display()))?;
    report::note(&format!("{rows} rows in {}", file.display()));
    Ok(Outcome::Done)
}
