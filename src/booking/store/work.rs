//! The transactions, one module each.

mod backup;
mod book;
mod cancel;
mod claim;
mod find;
mod host;
mod outbox;
mod reschedule;
mod retention;
mod seat;

use chrono::{DateTime, Utc};

pub use backup::{Backup, Restore};
pub use book::{Attempt, Book, Booked, Earlier};
pub use cancel::{By, Cancel};
pub use find::{Ahead, Find, Measure, Ping, TakenIn};
pub use host::{HostOf, Link, OfHost, Opens, Unlink};
pub use outbox::{Delivered, Remind, Take, Waiting};
pub use reschedule::Reschedule;
pub use retention::Forget;

use super::{Booking, Error, Tx, tx::places};

/// Writes a change down, for ever. The details hold no personal data.
async fn audit(
    tx: &mut Tx<'_>,
    at: DateTime<Utc>,
    actor: &str,
    action: &str,
    booking: &Booking,
) -> Result<(), Error> {
    let details = serde_json::json!({
        "sequence": booking.sequence,
        "slot": booking.slot.key(),
        "civil": booking.details.civil,
        "zone": booking.details.host_zone,
    });
    let values = [
        at.timestamp().into(),
        actor.into(),
        action.into(),
        booking.id.as_str().into(),
        details.to_string().into(),
    ];
    let sql = "INSERT INTO audit (at, actor, action, booking, details) VALUES ($1, $2, $3, $4, $5)";
    tx.execute(sql, &values).await?;
    Ok(())
}

/// Puts a changed booking in the place of what it was.
///
/// # Errors
///
/// [`Error::Conflict`] when it has changed otherwise meanwhile.
async fn replace(tx: &mut Tx<'_>, booking: &Booking) -> Result<(), Error> {
    let sql = format!(
        "UPDATE booking SET ({}) = {} WHERE id = $1 AND sequence = ${}",
        Booking::COLUMNS,
        places(1, Booking::WIDTH),
        Booking::WIDTH + 1,
    );
    let mut values = booking.values()?;
    values.push((booking.sequence - 1).into());
    match tx.execute(&sql, &values).await? {
        1 => Ok(()),
        _ => Err(Error::Conflict),
    }
}
