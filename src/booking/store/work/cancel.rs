//! Cancelling a booking.

use chrono::{DateTime, Utc};

use super::{audit, claim::release, find::find, outbox::post, replace};
use crate::{
    mail::{Desk, Tells},
    store::{Booking, Error, Refusal, Tx, Work, booking::Status},
};

/// Who changes a booking.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// Who made it.
    Visitor,
    /// Its host.
    Host,
}

impl By {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            By::Visitor => "visitor",
            By::Host => "host",
        }
    }
}

/// Cancels a booking; one that is cancelled already stays as it is.
#[derive(Clone, Debug)]
pub struct Cancel {
    /// The booking.
    pub id: String,
    /// The sequence that whoever asks has seen; `None` for whatever it is.
    pub seen: Option<i64>,
    /// When.
    pub now: DateTime<Utc>,
    /// Who cancels.
    pub by: By,
    /// Why; may be empty.
    pub reason: String,
    /// Who writes to the people concerned; nobody where there is no mail.
    pub desk: Option<Desk>,
}

impl Work for Cancel {
    type Output = Booking;

    async fn run(self, tx: &mut Tx<'_>) -> Result<Booking, Error> {
        let mut booking = find(tx, &self.id)
            .await?
            .ok_or(Error::Refused(Refusal::Unknown))?;
        if booking.status == Status::Cancelled {
            return Ok(booking);
        }
        if self.seen.is_some_and(|seen| seen != booking.sequence) {
            return Err(Error::Refused(Refusal::Stale));
        }
        if booking.slot.start <= self.now {
            return Err(Error::Refused(Refusal::Begun));
        }
        booking.status = Status::Cancelled;
        booking.sequence += 1;
        booking.changed = self.now;
        self.by.word().clone_into(&mut booking.details.cancelled_by);
        booking.details.reason = self.reason;
        replace(tx, &booking).await?;
        release(tx, &booking).await?;
        audit(tx, self.now, self.by.word(), "cancel", &booking).await?;
        post(tx, self.desk.as_ref(), Tells::Cancelled, &booking, self.now).await?;
        Ok(booking)
    }
}
