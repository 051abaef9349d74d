//! Booking a slot.

use super::{audit, claim::claim, find::find, outbox::post, seat::only_seat};
use crate::{
    mail::{Desk, Tells},
    store::{Booking, Error, Refusal, Tx, Work, tx::places},
};

/// Books a slot, or finds what the same request has booked before.
#[derive(Clone, Debug)]
pub struct Book {
    /// The booking to make.
    pub booking: Booking,
    /// How many people the slot takes.
    pub capacity: u32,
    /// The request.
    pub attempt: Attempt,
    /// How many bookings ahead one address may have; `None` for any number.
    pub most_ahead: Option<i64>,
    /// Who writes to the people concerned; nobody where there is no mail.
    pub desk: Option<Desk>,
}

/// A request that may be sent more than once.
#[derive(Clone, Debug)]
pub struct Attempt {
    /// The hash of its idempotency key.
    pub key: String,
    /// The hash of what it asks for.
    pub request: String,
    /// The token to give away, sealed with the key.
    pub sealed: String,
}

/// What came of it.
#[derive(Clone, Debug)]
pub struct Booked {
    /// The booking.
    pub booking: Booking,
    /// Its token, sealed with the key.
    pub sealed: String,
    /// Whether it had been made before.
    pub again: bool,
}

impl Work for Book {
    type Output = Booked;

    async fn run(self, tx: &mut Tx<'_>) -> Result<Booked, Error> {
        let booking = self.booking;
        let sql = format!(
            "INSERT INTO booking ({}) VALUES {}",
            Booking::COLUMNS,
            places(1, Booking::WIDTH)
        );
        tx.execute(&sql, &booking.values()?).await?;
        let sql = "INSERT INTO attempt (key, request, booking, sealed, at) \
            VALUES ($1, $2, $3, $4, $5) ON CONFLICT DO NOTHING";
        let values = [
            self.attempt.key.as_str().into(),
            self.attempt.request.as_str().into(),
            booking.id.as_str().into(),
            self.attempt.sealed.as_str().into(),
            booking.created.timestamp().into(),
        ];
        // The same request came before: what it came to is the answer, whether or not anything is
        // left for a second one. Asking only now spares all others the question.
        if tx.execute(sql, &values).await? == 0 {
            let sql = "DELETE FROM booking WHERE id = $1";
            tx.execute(sql, &[booking.id.into()]).await?;
            return earlier(tx, &self.attempt).await?.ok_or(Error::Conflict);
        }
        if let Some(most) = self.most_ahead {
            let sql = "SELECT COUNT(*) FROM booking \
                WHERE email = $1 AND starts > $2 AND status = 'confirmed'";
            let email = booking.details.visitor.email.to_lowercase();
            // Who asks many times at once is counted one by one.
            tx.hold(&format!("glassbox bookings of {email}")).await?;
            let ahead = tx
                .first(sql, &[email.into(), booking.created.timestamp().into()])
                .await?;
            if ahead.map_or(Ok(0), |row| row.int(0))? > most {
                return Err(Error::Refused(Refusal::TooMany));
            }
        }
        // The key of a claim sees to it where there is one seat only.
        if self.capacity > 1 {
            only_seat(tx, &booking).await?;
        }
        claim(tx, &booking, self.capacity).await?;
        audit(tx, booking.created, "visitor", "book", &booking).await?;
        post(
            tx,
            self.desk.as_ref(),
            Tells::Booked,
            &booking,
            booking.created,
        )
        .await?;
        Ok(Booked {
            booking,
            sealed: self.attempt.sealed,
            again: false,
        })
    }
}

/// Finds what the same request has booked before.
#[derive(Clone, Debug)]
pub struct Earlier(pub Attempt);

impl Work for Earlier {
    type Output = Option<Booked>;

    async fn run(self, tx: &mut Tx<'_>) -> Result<Option<Booked>, Error> {
        earlier(tx, &self.0).await
    }
}

async fn earlier(tx: &mut Tx<'_>, attempt: &Attempt) -> Result<Option<Booked>, Error> {
    let sql = "SELECT request, booking, sealed FROM attempt WHERE key = $1";
    let Some(row) = tx.first(sql, &[attempt.key.as_str().into()]).await? else {
        return Ok(None);
    };
    if row.text(0)? != attempt.request {
        return Err(Error::Refused(Refusal::KeyReused));
    }
    let booking = find(tx, row.text(1)?).await?;
    Ok(Some(Booked {
        booking: booking.ok_or(Error::Refused(Refusal::Unknown))?,
        sealed: row.text(2)?.to_owned(),
        again: true,
    }))
}
