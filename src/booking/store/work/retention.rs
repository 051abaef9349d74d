//! Forgetting what is no longer needed.

use chrono::{DateTime, Utc};

use crate::{
    rules::request::Visitor,
    store::{Booking, Error, Tx, Work},
};

/// How many bookings one transaction forgets.
const AT_ONCE: i64 = 100;

/// Forgets what can be forgotten.
#[derive(Clone, Debug)]
pub struct Forget {
    /// Who came to bookings that had ended by then.
    pub visitors: DateTime<Utc>,
    /// Answers that were given by then.
    pub attempts: DateTime<Utc>,
}

impl Work for Forget {
    /// How many bookings have no name any more.
    type Output = usize;

    async fn run(self, tx: &mut Tx<'_>) -> Result<usize, Error> {
        let sql = "DELETE FROM attempt WHERE at < $1";
        tx.execute(sql, &[self.attempts.timestamp().into()]).await?;
        let sql = format!(
            "SELECT {} FROM booking WHERE ends < $1 AND email <> '' ORDER BY ends LIMIT $2",
            Booking::COLUMNS
        );
        let values = [self.visitors.timestamp().into(), AT_ONCE.into()];
        let rows = tx.query(&sql, &values).await?;
        for row in &rows {
            let mut booking = Booking::read(row)?;
            booking.details.visitor = Visitor {
                topic_id: booking.details.visitor.topic_id,
                zone: booking.details.visitor.zone,
                ..Visitor::default()
            };
            booking.details.reason.clear();
            // Without a name there is nothing to manage: the token goes, too.
            let sql = "UPDATE booking SET email = '', token = '', details = $1 WHERE id = $2";
            let values = [booking.details_text()?.into(), booking.id.as_str().into()];
            tx.execute(sql, &values).await?;
            let sql = "DELETE FROM outbox WHERE booking = $1";
            tx.execute(sql, &[booking.id.as_str().into()]).await?;
        }
        Ok(rows.len())
    }
}
