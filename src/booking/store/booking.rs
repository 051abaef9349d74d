//! A booking as it is kept.

use std::ops::Range;

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::{Error, Row, Value};
use crate::rules::{catalogue::Slot, request::Visitor};

/// A booking.
#[derive(Clone, Debug, PartialEq)]
pub struct Booking {
    /// Its public id.
    pub id: String,
    /// The calendars' name for it; never changes.
    pub uid: String,
    /// Counts its changes, from 0.
    pub sequence: i64,
    /// Whether it takes place.
    pub status: Status,
    /// The time that is booked.
    pub slot: Slot,
    /// The ids of the hosts.
    pub hosts: Vec<String>,
    /// The hash of the token that its holder manages it with.
    pub token: String,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// When it last changed.
    pub changed: DateTime<Utc>,
    /// What else is known of it.
    pub details: Details,
}

/// Whether a booking takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Status {
    /// It does.
    Confirmed,
    /// It does not.
    Cancelled,
}

/// What is known of a booking beside what is asked for by the store.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Details {
    /// Who comes, and what about.
    pub visitor: Visitor,
    /// What was agreed on, by the hosts' clock: `2026-11-30 15:00`.
    pub civil: String,
    /// The zone of that clock (IANA).
    pub host_zone: String,
    /// The release of the time zone database that made an instant of it.
    pub tzdb: String,
    /// The revision of the content that the slot was in.
    pub content_rev: String,
    /// Who cancelled it: `visitor` or `host`.
    #[serde(default)]
    pub cancelled_by: String,
    /// Why; may be empty.
    #[serde(default)]
    pub reason: String,
}

impl Status {
    /// The word for it.
    pub fn word(self) -> &'static str {
        match self {
            Status::Confirmed => "confirmed",
            Status::Cancelled => "cancelled",
        }
    }
}

impl Booking {
    /// The columns, in the order of [`Booking::values`] and [`Booking::read`].
    pub(super) const COLUMNS: &'static str = "id, uid, sequence, status, hours, slot, starts, ends, \
        busy_from, busy_to, hosts, email, token, created, changed, details";

    /// How many columns there are.
    pub(super) const WIDTH: usize = 16;

    pub(super) fn values(&self) -> Result<Vec<Value>, Error> {
        let seconds = |instant: DateTime<Utc>| Value::Int(instant.timestamp());
        Ok(vec![
            self.id.as_str().into(),
            self.uid.as_str().into(),
            self.sequence.into(),
            self.status.word().into(),
            self.slot.hours.as_str().into(),
            self.slot.key().into(),
            seconds(self.slot.start),
            seconds(self.slot.end),
            seconds(self.slot.busy.start),
            seconds(self.slot.busy.end),
            spaced(&self.hosts).into(),
            self.details.visitor.email.to_lowercase().into(),
            self.token.as_str().into(),
            seconds(self.created),
            seconds(self.changed),
            self.details_text()?.into(),
        ])
    }

    pub(super) fn details_text(&self) -> Result<String, Error> {
        let text = serde_json::to_string(&self.details);
        text.map_err(|error| Error::Broken(error.to_string()))
    }

    pub(super) fn read(row: &Row) -> Result<Booking, Error> {
        let details = serde_json::from_str(row.text(15)?)
            .map_err(|error| Error::Broken(error.to_string()))?;
        Ok(Booking {
            id: row.text(0)?.to_owned(),
            uid: row.text(1)?.to_owned(),
            sequence: row.int(2)?,
            status: match row.text(3)? {
                "confirmed" => Status::Confirmed,
                _ => Status::Cancelled,
            },
            slot: Slot {
                hours: row.text(4)?.to_owned(),
                start: instant(row, 6)?,
                end: instant(row, 7)?,
                busy: span(row, 8)?,
            },
            hosts: unspaced(row.text(10)?),
            token: row.text(12)?.to_owned(),
            created: instant(row, 13)?,
            changed: instant(row, 14)?,
            details,
        })
    }
}

/// Ids with a space before and behind each, so that one can be looked for.
pub(super) fn spaced(ids: &[String]) -> String {
    format!(" {} ", ids.join(" "))
}

/// The way back.
pub(super) fn unspaced(text: &str) -> Vec<String> {
    text.split_whitespace().map(str::to_owned).collect()
}

fn instant(row: &Row, at: usize) -> Result<DateTime<Utc>, Error> {
    let seconds = row.int(at)?;
    DateTime::from_timestamp(seconds, 0)
        .ok_or_else(|| Error::Broken(format!("{seconds} is no instant")))
}

fn span(row: &Row, at: usize) -> Result<Range<DateTime<Utc>>, Error> {
    Ok(instant(row, at)?..instant(row, at + 1)?)
}
