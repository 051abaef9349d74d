//! Mail on its way out.

use chrono::{DateTime, TimeDelta, Utc};

use crate::{
    mail::{Desk, Tells},
    store::{Booking, Error, Tx, Work},
};

/// How long somebody who took a message may take to send it before another may.
const LEASE: TimeDelta = TimeDelta::seconds(120);

/// No message is due later than this: one that is was written by a clock that has been set back.
const LATEST: TimeDelta = TimeDelta::hours(2);

/// Puts the letters about a booking into the outbox; without a desk nobody is written to.
pub(super) async fn post(
    tx: &mut Tx<'_>,
    desk: Option<&Desk>,
    tells: Tells,
    booking: &Booking,
    now: DateTime<Utc>,
) -> Result<(), Error> {
    let Some(desk) = desk else {
        return Ok(());
    };
    for letter in desk.letters(tells, booking)? {
        let sql = "INSERT INTO outbox (id, booking, recipient, message, due, tries, state, sequence) \
            VALUES ($1, $2, $3, $4, $5, 0, 'waiting', $6)";
        let values = [
            letter.id.into(),
            booking.id.as_str().into(),
            letter.recipient.into(),
            letter.text.into(),
            now.timestamp().into(),
            booking.sequence.into(),
        ];
        tx.execute(sql, &values).await?;
    }
    Ok(())
}

/// A message that somebody has taken to send it.
#[derive(Clone, Debug)]
pub struct Waiting {
    /// Its id.
    pub id: String,
    /// To whom.
    pub recipient: String,
    /// All of it.
    pub message: String,
    /// How often it was tried, this time included.
    pub tries: i64,
}

/// Takes messages that are due; for a while nobody else can.
///
/// Of those about one booking to one person only the earliest is: nobody hears that a booking was
/// cancelled before it was made.
#[derive(Clone, Debug)]
pub struct Take {
    /// Now.
    pub now: DateTime<Utc>,
    /// How many at most.
    pub most: usize,
}

impl Work for Take {
    type Output = Vec<Waiting>;

    async fn run(self, tx: &mut Tx<'_>) -> Result<Vec<Waiting>, Error> {
        let sql = "SELECT id, recipient, message, tries, due FROM outbox \
            WHERE state = 'waiting' AND (due <= $1 OR due > $2) AND NOT EXISTS \
            (SELECT 1 FROM outbox earlier WHERE earlier.booking = outbox.booking \
            AND earlier.recipient = outbox.recipient AND earlier.state = 'waiting' \
            AND earlier.sequence < outbox.sequence) ORDER BY due, id LIMIT $3";
        let seconds = |instant: DateTime<Utc>| instant.timestamp().into();
        let most = i64::try_from(self.most).unwrap_or(i64::MAX);
        let values = [seconds(self.now), seconds(self.now + LATEST), most.into()];
        let due = tx.query(sql, &values).await?;
        let mut taken = Vec::new();
        for row in &due {
            let sql = "UPDATE outbox SET due = $1, tries = tries + 1 \
                WHERE id = $2 AND due = $3 AND state = 'waiting'";
            let id = row.text(0)?;
            let values = [seconds(self.now + LEASE), id.into(), row.int(4)?.into()];
            // Of two who found the same, the second changes nothing.
            if tx.execute(sql, &values).await? == 1 {
                taken.push(Waiting {
                    id: id.to_owned(),
                    recipient: row.text(1)?.to_owned(),
                    message: row.text(2)?.to_owned(),
                    tries: row.int(3)? + 1,
                });
            }
        }
        match taken.is_empty() && !due.is_empty() {
            // All were taken by another in this very moment: there may be more.
            true => Err(Error::Conflict),
            false => Ok(taken),
        }
    }
}

/// Says what became of a message.
#[derive(Clone, Debug)]
pub struct Delivered {
    /// Which.
    pub id: String,
    /// Whether the server took it.
    pub sent: bool,
    /// Whether it is not tried again.
    pub give_up: bool,
    /// When it is tried again otherwise.
    pub next: DateTime<Utc>,
}

impl Work for Delivered {
    type Output = ();

    async fn run(self, tx: &mut Tx<'_>) -> Result<(), Error> {
        // What was sent is not kept: it names people.
        let sql = match (self.sent, self.give_up) {
            (true, _) => "UPDATE outbox SET state = 'sent', message = '', due = $1 WHERE id = $2",
            (false, true) => "UPDATE outbox SET state = 'failed', due = $1 WHERE id = $2",
            (false, false) => "UPDATE outbox SET due = $1 WHERE id = $2",
        };
        tx.execute(sql, &[self.next.timestamp().into(), self.id.into()])
            .await?;
        Ok(())
    }
}

/// Reminds of the bookings that begin soon, each once.
#[derive(Clone, Debug)]
pub struct Remind {
    /// Now.
    pub now: DateTime<Utc>,
    /// How long before.
    pub before: TimeDelta,
    /// Who writes.
    pub desk: Desk,
}

impl Work for Remind {
    /// How many were reminded of.
    type Output = usize;

    async fn run(self, tx: &mut Tx<'_>) -> Result<usize, Error> {
        // What was booked or moved within that time needs no reminder.
        let sql = format!(
            "SELECT {} FROM booking WHERE status = 'confirmed' AND starts > $1 AND starts <= $2 \
             AND changed <= starts - $3 AND NOT EXISTS (SELECT 1 FROM reminder \
             WHERE reminder.booking = booking.id AND reminder.starts = booking.starts)",
            Booking::COLUMNS
        );
        let soon = self.now + self.before;
        let values = [
            self.now.timestamp().into(),
            soon.timestamp().into(),
            self.before.num_seconds().into(),
        ];
        let rows = tx.query(&sql, &values).await?;
        for row in &rows {
            let booking = Booking::read(row)?;
            let sql =
                "INSERT INTO reminder (booking, starts) VALUES ($1, $2) ON CONFLICT DO NOTHING";
            let starts = booking.slot.start.timestamp();
            let values = [booking.id.as_str().into(), starts.into()];
            // Another process may remind in this very moment.
            if tx.execute(sql, &values).await? == 1 {
                post(tx, Some(&self.desk), Tells::Reminder, &booking, self.now).await?;
            }
        }
        Ok(rows.len())
    }
}
