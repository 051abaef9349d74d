//! Claiming time, and letting go of it.

use std::ops::Range;

use crate::store::{Booking, Error, Refusal, Tx, Value, tx::places};

/// Claims every cell of a booking's slot, of all its hosts, for the first seat that is left.
///
/// No look before: the seat is this booking's when all rows went in, and the keys of `cell` and
/// `claim` let only one of any number of bookings have that.
///
/// # Errors
///
/// [`Refusal::Taken`] when no seat is left, or a host is busy with another slot.
pub(super) async fn claim(tx: &mut Tx<'_>, booking: &Booking, capacity: u32) -> Result<(), Error> {
    let (slot, cells) = (booking.slot.key(), booking.slot.cells());
    let claims: Vec<_> = claims(&booking.hosts, cells.clone()).collect();
    let mut values: Vec<Value> = Vec::with_capacity(claims.len() * 5);
    for (host, cell) in &claims {
        values.extend([(*host).into(), (*cell).into(), slot.as_str().into()]);
    }
    let sql = format!(
        "INSERT INTO cell (host, cell, slot) VALUES {} ON CONFLICT DO NOTHING",
        places(claims.len(), 3)
    );
    if tx.execute(&sql, &values).await? < count(&claims) {
        for host in &booking.hosts {
            let sql = "SELECT slot FROM cell WHERE host = $1 AND cell >= $2 AND cell < $3 \
                AND slot <> $4 LIMIT 1";
            let values = [
                host.as_str().into(),
                cells.start.into(),
                cells.end.into(),
                slot.as_str().into(),
            ];
            if tx.first(sql, &values).await?.is_some() {
                return Err(Error::Refused(Refusal::Taken));
            }
        }
    }
    let sql = format!(
        "INSERT INTO claim (host, cell, seat, slot, booking) VALUES {} ON CONFLICT DO NOTHING",
        places(claims.len(), 5)
    );
    for seat in 0..i64::from(capacity) {
        values.clear();
        for (host, cell) in &claims {
            values.extend([
                (*host).into(),
                (*cell).into(),
                seat.into(),
                slot.as_str().into(),
                booking.id.as_str().into(),
            ]);
        }
        // A cell that was let go of between the two statements is claimed anew.
        let claimed = tx.execute(&sql, &values).await.map_err(again)?;
        if claimed == count(&claims) {
            return Ok(());
        }
        if claimed > 0 {
            let sql = "DELETE FROM claim WHERE booking = $1 AND seat = $2";
            tx.execute(sql, &[booking.id.as_str().into(), seat.into()])
                .await?;
        }
    }
    Err(Error::Refused(Refusal::Taken))
}

/// Lets go of all that a booking claims.
pub(super) async fn release(tx: &mut Tx<'_>, booking: &Booking) -> Result<(), Error> {
    let cells = booking.slot.cells();
    let of = |host: &str| -> [Value; 3] { [host.into(), cells.start.into(), cells.end.into()] };
    let mut hosts: Vec<_> = booking.hosts.iter().map(String::as_str).collect();
    hosts.sort_unstable();
    for host in &hosts {
        // One leaves after the other: of two at once, each would see the other's claim and leave
        // the cell to them.
        let sql = "UPDATE cell SET slot = slot WHERE host = $1 AND cell >= $2 AND cell < $3";
        tx.execute(sql, &of(host)).await?;
    }
    tx.execute(
        "DELETE FROM claim WHERE booking = $1",
        &[booking.id.as_str().into()],
    )
    .await?;
    for host in hosts {
        let sql = "DELETE FROM cell WHERE host = $1 AND cell >= $2 AND cell < $3 AND NOT EXISTS \
            (SELECT 1 FROM claim WHERE claim.host = cell.host AND claim.cell = cell.cell)";
        // Somebody may have taken another seat of it in this very moment.
        tx.execute(sql, &of(host)).await.map_err(again)?;
    }
    Ok(())
}

/// Host by host and cell by cell, always in the same order: two bookings never wait for each other.
fn claims(hosts: &[String], cells: Range<i64>) -> impl Iterator<Item = (&str, i64)> {
    let mut hosts: Vec<_> = hosts.iter().map(String::as_str).collect();
    hosts.sort_unstable();
    hosts
        .into_iter()
        .flat_map(move |host| cells.clone().map(move |cell| (host, cell)))
}

fn count(claims: &[(&str, i64)]) -> u64 {
    u64::try_from(claims.len()).unwrap_or(u64::MAX)
}

fn again(error: Error) -> Error {
    match error {
        Error::Reference => Error::Conflict,
        error => error,
    }
}
