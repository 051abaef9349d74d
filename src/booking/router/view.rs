//! A booking as those read it who may: who made it, and its hosts.

use axum::{
    Json,
    http::header,
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::json;

use crate::{
    rules::catalogue::Catalogue,
    store::{Booking, booking::Status},
};

/// A booking.
#[derive(Serialize)]
pub(super) struct BookingView<'a> {
    id: &'a str,
    uid: &'a str,
    status: Status,
    sequence: i64,
    changed: DateTime<Utc>,
    slot_id: String,
    hours: &'a str,
    title: &'a str,
    hosts: Vec<HostView<'a>>,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    host_civil: &'a str,
    host_tz: &'a str,
    booker_tz: &'a str,
    place: &'a str,
    name: &'a str,
    email: &'a str,
    topic_id: Option<&'a str>,
    topic: &'a str,
    agenda: &'a str,
    cancelled_by: &'a str,
    reason: &'a str,
}

/// Somebody who can be asked, in short.
#[derive(Serialize)]
pub(super) struct HostView<'a> {
    pub(super) id: &'a str,
    pub(super) name: &'a str,
}

/// The answer that shows a booking, tagged with its sequence.
pub(super) fn shown(catalogue: &Catalogue, booking: &Booking) -> Response {
    let body = json!({ "booking": view(catalogue, booking) });
    ([(header::ETAG, tag(booking))], Json(body)).into_response()
}

/// The tag of a booking as it is now (RFC 9110, section 8.8.3).
pub(super) fn tag(booking: &Booking) -> String {
    format!("\"{}\"", booking.sequence)
}

pub(super) fn view<'a>(catalogue: &'a Catalogue, booking: &'a Booking) -> BookingView<'a> {
    let hosts = booking.hosts.iter().map(|id| HostView {
        id,
        name: catalogue.name(id),
    });
    let (details, visitor) = (&booking.details, &booking.details.visitor);
    BookingView {
        id: &booking.id,
        uid: &booking.uid,
        status: booking.status,
        sequence: booking.sequence,
        changed: booking.changed,
        slot_id: booking.slot.id().to_string(),
        hours: &booking.slot.hours,
        title: catalogue.title(booking),
        hosts: hosts.collect(),
        start: booking.slot.start,
        end: booking.slot.end,
        host_civil: &details.civil,
        host_tz: &details.host_zone,
        booker_tz: &visitor.zone,
        place: catalogue.place(booking),
        name: &visitor.name,
        email: &visitor.email,
        topic_id: visitor.topic_id.as_deref(),
        topic: &visitor.topic,
        agenda: &visitor.agenda,
        cancelled_by: &details.cancelled_by,
        reason: &details.reason,
    }
}
