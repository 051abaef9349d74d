//! `glassbox restore`: bookings from a file into an empty folder or database.

use anyhow::{Context, Result, bail};
use glassbox_booking::store::work;

use crate::{Outcome, args::Restore, kept, report};

/// Fills it, or leaves it as it was.
pub(crate) fn run(args: &Restore) -> Result<Outcome> {
    if !args.file.is_file() {
        bail!("there is no backup {}", args.file.display());
    }
    let rows = tokio::runtime::Runtime::new()?.block_on(async {
        let Some(store) = kept::open(&args.kept).await? else {
            bail!("name where the bookings go with `--data DIR` or `DATABASE_URL`");
        };
        let rows = store.write(work::Restore(args.file.clone())).await;
        store.close().await;
        rows.with_context(|| format!("{} cannot be restored", args.file.display()))
    })?;
    report::note(&format!("{rows} rows are restored"));
    Ok(Outcome::Done)
}
