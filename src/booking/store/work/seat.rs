//! One person has one seat in a slot.

use crate::store::{Booking, Error, Refusal, Tx};

/// Makes sure that a booking's visitor has no other seat in its slot. People are told apart by their
/// addresses, whatever the case of their letters.
///
/// # Errors
///
/// [`Refusal::Seated`] when they have one.
pub(super) async fn only_seat(tx: &mut Tx<'_>, booking: &Booking) -> Result<(), Error> {
    let email = booking.details.visitor.email.to_lowercase();
    // Who asks twice at once is answered one after the other.
    tx.hold(&format!("glassbox bookings of {email}")).await?;
    let sql = "SELECT id FROM booking WHERE email = $1 AND starts = $2 AND slot = $3 \
        AND status = 'confirmed' AND id <> $4 LIMIT 1";
    let values = [
        email.into(),
        booking.slot.start.timestamp().into(),
        booking.slot.key().into(),
        booking.id.as_str().into(),
    ];
    match tx.first(sql, &values).await? {
        Some(_) => Err(Error::Refused(Refusal::Seated)),
        None => Ok(()),
    }
}
