//! What became of bookings when a rule or the time zone database changed.
//!
//! A booking keeps its instant whatever happens; nothing is moved by itself. What was agreed on by
//! the hosts' clock is kept beside it, so that it can be told where the two have parted.

use chrono::TimeDelta;
use glassbox_schedule::{Zone, windows};
use serde::Serialize;

use super::catalogue::{Catalogue, Hours, civil};
use crate::store::{Booking, booking::Status};

/// How a booking stands to the rules of today.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(tag = "what", rename_all = "lowercase")]
pub enum Changed {
    /// Its hosts' clock shows another time at its instant than what was agreed on.
    Moved {
        /// What it shows: `2026-12-07 14:00`.
        host_civil: String,
    },
    /// The office hours have no slot at its time any more.
    Gone,
}

impl Catalogue {
    /// What the rules of today make of a booking that is to come; `None` when all is as agreed.
    pub fn changed(&self, booking: &Booking) -> Option<Changed> {
        if booking.status == Status::Cancelled {
            return None;
        }
        let agreed = &booking.details;
        let zone = Zone::named(&agreed.host_zone).ok();
        let shows = zone.and_then(|zone| civil(&zone, booking.slot.start));
        let hours = self.hours.get(&booking.slot.hours);
        match shows {
            Some(shows) if shows != agreed.civil => Some(Changed::Moved { host_civil: shows }),
            _ if hours.is_some_and(|hours| hours.still_hold(booking)) => None,
            _ => Some(Changed::Gone),
        }
    }
}

impl Hours {
    /// Whether a booking of them could be made today, as far as its time and hosts go.
    fn still_hold(&self, booking: &Booking) -> bool {
        let slot = &booking.slot;
        let day = slot.start.date_naive();
        // A civil date of any zone begins within a day of that in UTC.
        let (from, to) = (day - TimeDelta::days(1), day + TimeDelta::days(2));
        let mut windows = windows(&self.rule, &self.zone, from, to).into_iter();
        windows.any(|window| window.start <= slot.start && slot.end <= window.end)
            && booking
                .hosts
                .iter()
                .all(|id| self.hosts().any(|host| host == id))
    }
}
