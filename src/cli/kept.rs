//! Where bookings are kept, as the command line says.

use anyhow::{Context, Result, bail};
use glassbox_booking::store::{Store, work::Ping};

use crate::args::Kept;

/// The file of a folder of bookings.
pub(crate) const FILE: &str = "bookings.sqlite";

/// The store, made if it is not there; none when none was named.
///
/// # Errors
///
/// When it cannot be opened.
pub(crate) async fn open(kept: &Kept) -> Result<Option<Store>> {
    let opened = match (&kept.data, &kept.database_url) {
        (Some(folder), _) => Store::sqlite(folder),
        (None, Some(url)) => Store::postgres(url).await,
        (None, None) => return Ok(None),
    };
    opened.map(Some).with_context(|| cannot(kept))
}

/// The store of a service: made if it is not there, and it takes changes; none when none was named.
///
/// # Errors
///
/// When it cannot be opened, or only be read.
pub(crate) async fn writable(kept: &Kept) -> Result<Option<Store>> {
    let store = open(kept).await?;
    if let Some(store) = &store {
        store.write(Ping).await.with_context(|| cannot(kept))?;
    }
    Ok(store)
}

fn cannot(kept: &Kept) -> String {
    match &kept.data {
        Some(folder) => format!("bookings cannot be kept in {}", folder.display()),
        None => "bookings cannot be kept in the database of DATABASE_URL".to_owned(),
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
