//! Moving a booking to another slot.

use chrono::{DateTime, Utc};

use super::{
    audit,
    cancel::By,
    claim::{claim, release},
    find::find,
    outbox::post,
    replace,
    seat::only_seat,
};
use crate::{
    mail::{Desk, Tells},
    rules::catalogue::Slot,
    store::{Booking, Error, Refusal, Tx, Work, booking::Status},
};

/// Moves a booking: the new time is claimed and the old one let go of in one transaction.
#[derive(Clone, Debug)]
pub struct Reschedule {
    /// The booking.
    pub id: String,
    /// The sequence that whoever asks has seen.
    pub seen: i64,
    /// The slot to move to.
    pub slot: Slot,
    /// Its hosts.
    pub hosts: Vec<String>,
    /// How many people it takes.
    pub capacity: u32,
    /// Its start by the hosts' clock, and the zone of that clock.
    pub civil: (String, String),
    /// The revision of the content that it is in.
    pub content_rev: String,
    /// When.
    pub now: DateTime<Utc>,
    /// Who writes to the people concerned; nobody where there is no mail.
    pub desk: Option<Desk>,
}

impl Work for Reschedule {
    type Output = Booking;

    async fn run(self, tx: &mut Tx<'_>) -> Result<Booking, Error> {
        let old = find(tx, &self.id)
            .await?
            .ok_or(Error::Refused(Refusal::Unknown))?;
        if old.status == Status::Cancelled {
            return Err(Error::Refused(Refusal::Cancelled));
        }
        if old.sequence != self.seen {
            return Err(Error::Refused(Refusal::Stale));
        }
        if old.slot.start <= self.now {
            return Err(Error::Refused(Refusal::Begun));
        }
        let mut booking = old.clone();
        booking.sequence += 1;
        booking.changed = self.now;
        booking.slot = self.slot;
        booking.hosts = self.hosts;
        (booking.details.civil, booking.details.host_zone) = self.civil;
        booking.details.content_rev = self.content_rev;
        glassbox_schedule::database_version().clone_into(&mut booking.details.tzdb);
        replace(tx, &booking).await?;
        if self.capacity > 1 {
            only_seat(tx, &booking).await?;
        }
        // The old time first: a slot may be moved to one that it overlaps.
        release(tx, &old).await?;
        claim(tx, &booking, self.capacity).await?;
        audit(tx, self.now, By::Visitor.word(), "reschedule", &booking).await?;
        let moved = Tells::Moved {
            start: old.slot.start,
            end: old.slot.end,
        };
        post(tx, self.desk.as_ref(), moved, &booking, self.now).await?;
        Ok(booking)
    }
}
