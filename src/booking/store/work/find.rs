//! Looking things up.

use chrono::{DateTime, Utc};

use crate::{
    metrics::Measured,
    rules::taken::Taken,
    store::{Booking, Error, Tx, Work, booking::unspaced},
};

/// Finds a booking by its public id.
#[derive(Clone, Debug)]
pub struct Find(pub String);

impl Work for Find {
    type Output = Option<Booking>;

    async fn run(self, tx: &mut Tx<'_>) -> Result<Option<Booking>, Error> {
        find(tx, &self.0).await
    }
}

/// The booking of a public id.
pub(super) async fn find(tx: &mut Tx<'_>, id: &str) -> Result<Option<Booking>, Error> {
    let sql = format!("SELECT {} FROM booking WHERE id = $1", Booking::COLUMNS);
    let row = tx.first(&sql, &[id.into()]).await?;
    row.as_ref().map(Booking::read).transpose()
}

/// The live bookings that begin from one instant up to another, as far as others may know.
#[derive(Clone, Debug)]
pub struct TakenIn {
    /// From when.
    pub from: DateTime<Utc>,
    /// Until when.
    pub to: DateTime<Utc>,
}

impl Work for TakenIn {
    type Output = Vec<Taken>;

    async fn run(self, tx: &mut Tx<'_>) -> Result<Vec<Taken>, Error> {
        let sql = "SELECT slot, hosts, busy_from, busy_to FROM booking \
            WHERE starts >= $1 AND starts < $2 AND status = 'confirmed'";
        let values = [self.from.timestamp().into(), self.to.timestamp().into()];
        let rows = tx.query(sql, &values).await?;
        rows.iter()
            .map(|row| {
                Ok(Taken {
                    slot: row.text(0)?.to_owned(),
                    hosts: unspaced(row.text(1)?),
                    from: row.int(2)?,
                    to: row.int(3)?,
                })
            })
            .collect()
    }
}

/// The bookings that take place after an instant, in order.
#[derive(Clone, Debug)]
pub struct Ahead(pub DateTime<Utc>);

impl Work for Ahead {
    type Output = Vec<Booking>;

    async fn run(self, tx: &mut Tx<'_>) -> Result<Vec<Booking>, Error> {
        let sql = format!(
            "SELECT {} FROM booking WHERE starts > $1 AND status = 'confirmed' ORDER BY starts, id",
            Booking::COLUMNS
        );
        let rows = tx.query(&sql, &[self.0.timestamp().into()]).await?;
        rows.iter().map(Booking::read).collect()
    }
}

/// Measures what is true at an instant.
#[derive(Clone, Debug)]
pub struct Measure(pub DateTime<Utc>);

impl Work for Measure {
    type Output = Measured;

    async fn run(self, tx: &mut Tx<'_>) -> Result<Measured, Error> {
        let sql = "SELECT COUNT(*) FROM booking WHERE starts > $1 AND status = 'confirmed'";
        let ahead = tx.first(sql, &[self.0.timestamp().into()]).await?;
        let mut measured = Measured {
            ahead: ahead.map_or(Ok(0), |row| row.int(0))?,
            waiting: 0,
            failed: 0,
        };
        let sql = "SELECT state, COUNT(*) FROM outbox WHERE state IN ('waiting', 'failed') \
            GROUP BY state";
        for row in tx.query(sql, &[]).await? {
            match row.text(0)? {
                "waiting" => measured.waiting = row.int(1)?,
                _ => measured.failed = row.int(1)?,
            }
        }
        Ok(measured)
    }
}

/// Asks whether the store takes changes.
#[derive(Clone, Debug)]
pub struct Ping;

impl Work for Ping {
    type Output = ();

    async fn run(self, tx: &mut Tx<'_>) -> Result<(), Error> {
        // Nobody's time: SQLite writes nothing for a value that is the same as before.
        let sql = "INSERT INTO cell (host, cell, slot) VALUES ('', 0, '') ON CONFLICT DO NOTHING";
        tx.execute(sql, &[]).await?;
        let sql = "DELETE FROM cell WHERE host = ''";
        tx.execute(sql, &[]).await.map(drop)
    }
}
