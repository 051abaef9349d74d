//! What a host sees, and can do: behind the secret of a link that an operator hands out.
//!
//! A secret that opens nothing, and a booking of another host, are answered alike: there is no such
//! thing.

use std::sync::Arc;

use axum::{
    Json,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, Request as HttpRequest},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, TimeDelta, Utc};
use glassbox_model::{
    ical::{self, Calendar, Event},
    words::fill,
};
use serde::Deserialize;
use serde_json::json;

use super::{
    input,
    problem::Problem,
    tagged::tagged,
    view::{HostView, shown, view},
};
use crate::{
    Service,
    rules::{catalogue::Catalogue, request::reason, secret::Token},
    store::{
        Booking,
        booking::Status,
        work::{By, Cancel, Find, HostOf, OfHost, Opens},
    },
};

/// How long a calendar still tells of what is over or cancelled: as long as a program may take to
/// look again.
const TOLD: TimeDelta = TimeDelta::days(30);

/// `GET /host`
pub(super) async fn read(
    State(service): State<Arc<Service>>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let secret = input::bearer(&headers).ok_or(Problem::NOT_FOUND)?;
    let now = service.now();
    // No booking is longer than a day.
    let (id, bookings) = of_host(&service, &secret, Opens::Page, now - TimeDelta::days(1)).await?;
    let catalogue = service.catalogue(now);
    let bookings: Vec<_> = bookings
        .iter()
        .filter(|booking| booking.slot.end > now)
        .map(|booking| {
            let changed = catalogue.changed(booking);
            json!({ "booking": view(&catalogue, booking), "rules_changed": changed })
        })
        .collect();
    let host = HostView {
        name: catalogue.name(&id),
        id: &id,
    };
    let secret = secret.feed().text();
    let feed = format!("{}api/v1/feeds/host/{secret}.ics", service.base_path);
    Ok(Json(json!({ "host": host, "feed": feed, "bookings": bookings })).into_response())
}

/// The body of a host's request to cancel.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CancelRequest {
    #[serde(default)]
    reason: String,
}

/// `POST /host/bookings/{id}/cancel`
pub(super) async fn cancel(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    request: HttpRequest<Body>,
) -> Result<Response, Response> {
    let headers = request.headers().clone();
    let secret = input::bearer(&headers).ok_or(Problem::NOT_FOUND)?;
    let body: CancelRequest = input::json(request).await?;
    let host = service.store.read(HostOf(secret)).await?;
    let host = host.ok_or(Problem::NOT_FOUND)?;
    let booking = service.store.read(Find(id)).await?;
    let booking = booking
        .filter(|booking| booking.hosts.contains(&host))
        .ok_or(Problem::NOT_FOUND)?;
    let reason = reason(&body.reason)
        .map_err(|error| Problem::INVALID.with(json!({ "errors": [error] })))?;
    let now = service.now();
    let catalogue = service.catalogue(now);
    let work = Cancel {
        id: booking.id,
        seen: input::if_match_or_any(&headers)?,
        now,
        by: By::Host,
        reason,
        desk: service.desk(&catalogue, None),
    };
    let seen = booking.sequence;
    let booking = service.store.write(work).await?;
    if booking.sequence > seen {
        service.metrics.booking("cancelled_by_host");
    }
    Ok(shown(&catalogue, &booking))
}

/// `GET /feeds/host/{secret}.ics`
pub(super) async fn feed(
    State(service): State<Arc<Service>>,
    Path(file): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let secret = file.strip_suffix(".ics").and_then(Token::parse);
    let secret = secret.ok_or(Problem::NOT_FOUND)?;
    let now = service.now();
    let (id, bookings) = of_host(&service, &secret, Opens::Feed, now - TOLD).await?;
    let catalogue = service.catalogue(now);
    let calendar = Calendar {
        name: fill(service.words.letter.feed, &[("name", catalogue.name(&id))]),
        source: String::new(),
        events: bookings.iter().map(|it| event(&catalogue, it)).collect(),
    };
    let kind = "text/calendar; charset=utf-8";
    Ok(tagged(&headers, kind, calendar.to_text()))
}

async fn of_host(
    service: &Service,
    secret: &Token,
    opens: Opens,
    from: DateTime<Utc>,
) -> Result<(String, Vec<Booking>), Response> {
    let work = OfHost {
        secret: secret.clone(),
        opens,
        from,
    };
    let found = service.store.read(work).await?;
    found.ok_or_else(|| Problem::NOT_FOUND.into())
}

fn event(catalogue: &Catalogue, booking: &Booking) -> Event {
    let visitor = &booking.details.visitor;
    let what = [visitor.topic.as_str(), &visitor.agenda].join("\n\n");
    let who = format!("{} <{}>", visitor.name, visitor.email);
    Event {
        uid: booking.uid.clone(),
        stamp: booking.changed.into(),
        start: booking.slot.start.into(),
        end: booking.slot.end.into(),
        summary: format!("{}: {}", catalogue.title(booking), visitor.name),
        description: format!("{who}\n\n{}", what.trim()).trim().to_owned(),
        location: catalogue.place(booking).to_owned(),
        url: String::new(),
        status: match booking.status {
            Status::Confirmed => ical::Status::Confirmed,
            Status::Cancelled => ical::Status::Cancelled,
        },
    }
}
