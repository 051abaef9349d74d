//! Where bookings are kept, as the command line says.

use anyhow::{Context, Result, bail};
use glassbox_booking::store::Store;

use crate::args::Kept;

/// The file of a folder of bookings.
pub(crate) const FILE: &str = "bookings.sqlite";

/// The store, made if it is not there; none when none was named.
///
/// # Errors
///
/// When it cannot be opened.
pub(crate) async fn open(kept: &Kept) -> Result<Option<Store>> {
    match (&kept.data, &kept.database_url) {
        (Some(folder), _) => Store::sqlite(folder)
            .map(Some)
            .with_context(|| format!("bookings cannot be kept in {}", folder.display())),
        (None, Some(url)) => Store::postgres(url)
            .await
            .map(Some)
            .context("bookings cannot be kept in the database of DATABASE_URL"),
        (None, None) => Ok(None),
    }
}

/// The store of a service that was there before.
///
/// # Errors
///
/// When none was named, there is none, or it cannot be opened.
pub(crate) async fn existing(kept: &Kept) -> Result<Store> {
    if let Some(folder) = &kept.data
        && !folder.join(FILE).is_file()
    {
        bail!(
            "there are no bookings in {}; `glassbox serve --data DIR` begins them",
            folder.display()
        );
    }
    match open(kept).await? {
        Some(store) => Ok(store),
        None => bail!("name where the bookings are with `--data DIR` or `DATABASE_URL`"),
    }
}
