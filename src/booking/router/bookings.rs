//! Booking, looking at a booking, moving and cancelling it.
//!
//! Whoever shows the token of a booking manages it. To everybody else there is no such booking:
//! an unknown id and a wrong token get the same answer.

use std::sync::Arc;

use axum::{
    Json,
    body::Body,
    extract::{Path, State},
    http::{HeaderMap, HeaderName, Request as HttpRequest, StatusCode, header},
    response::{IntoResponse, Response},
};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::json;

use super::{
    input,
    limit::MOST_AHEAD,
    problem::Problem,
    view::{shown, tag, view},
};
use crate::{
    Service,
    rules::{
        catalogue::{Catalogue, Hours, Slot, SlotId, Unbookable},
        request::Request,
        secret::{Token, hash, public_id},
    },
    store::{
        Booking, Error, Refusal,
        booking::{Details, Status},
        work::{Attempt, Book, Booked, By, Cancel, Earlier, Find, Reschedule},
    },
};

/// `POST /bookings`
pub(super) async fn book(
    State(service): State<Arc<Service>>,
    request: HttpRequest<Body>,
) -> Result<Response, Response> {
    let key = input::idempotency_key(request.headers())?;
    let request: Request = input::json(request).await?;
    let now = service.now();
    let catalogue = service.catalogue(now);
    let token = Token::random();
    let attempt = Attempt {
        key: hash(&[b"key", key.as_bytes()]),
        request: request_hash(&request),
        sealed: token.sealed(&key),
    };
    let found = find_slot(
        &catalogue,
        &request.slot_id,
        request.content_rev.as_deref(),
        now,
    );
    let (slot, hours) = match found {
        Ok(found) => found,
        // It may have been booked in time, and the answer was lost.
        Err(problem) => {
            return match service.store.read(Earlier(attempt)).await? {
                Some(booked) => Ok(created(&service, &catalogue, &booked, &key)),
                None => Err(problem.into()),
            };
        }
    };
    let visitor = request
        .visitor(hours)
        .map_err(|errors| Problem::INVALID.with(json!({ "errors": errors })))?;
    let booking = Booking {
        id: public_id(),
        uid: uid(),
        sequence: 0,
        status: Status::Confirmed,
        slot: slot.clone(),
        hosts: hours.hosts().map(str::to_owned).collect(),
        token: token.hash(),
        created: now,
        changed: now,
        details: Details {
            visitor,
            civil: hours.civil(slot),
            host_zone: hours.zone.name().to_owned(),
            tzdb: glassbox_schedule::database_version().to_owned(),
            content_rev: catalogue.revision.clone(),
            ..Details::default()
        },
    };
    let work = Book {
        booking,
        capacity: hours.capacity(),
        attempt,
        most_ahead: service.limits.is_some().then_some(MOST_AHEAD),
        desk: service.desk(&catalogue, Some(token)),
    };
    match service.store.write(work).await {
        Ok(booked) => {
            if !booked.again {
                service.metrics.booking("booked");
            }
            Ok(created(&service, &catalogue, &booked, &key))
        }
        Err(error) => Err(refused(&service, &catalogue, error, slot, hours).await),
    }
}

/// `GET /bookings/{id}`
pub(super) async fn read(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let booking = authorised(&service, &id, input::bearer(&headers)).await?;
    let catalogue = service.catalogue(service.now());
    Ok(shown(&catalogue, &booking))
}

/// The body of a request to cancel.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CancelRequest {
    #[serde(default)]
    token: Option<String>,
}

/// `POST /bookings/{id}/cancel`
pub(super) async fn cancel(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    request: HttpRequest<Body>,
) -> Result<Response, Response> {
    let headers = request.headers().clone();
    let body: CancelRequest = input::json(request).await?;
    let token = body.token.as_deref().and_then(Token::parse);
    let token = token.or_else(|| input::bearer(&headers));
    let was = authorised(&service, &id, token).await?;
    let now = service.now();
    let catalogue = service.catalogue(now);
    let work = Cancel {
        id,
        seen: input::if_match_or_any(&headers)?,
        now,
        by: By::Visitor,
        reason: String::new(),
        desk: service.desk(&catalogue, None),
    };
    let booking = service.store.write(work).await?;
    if booking.sequence > was.sequence {
        service.metrics.booking("cancelled_by_visitor");
    }
    Ok(shown(&catalogue, &booking))
}

/// The body of a request to move a booking.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RescheduleRequest {
    slot_id: String,
    #[serde(default)]
    token: Option<String>,
    #[serde(default)]
    content_rev: Option<String>,
}

/// `POST /bookings/{id}/reschedule`
pub(super) async fn reschedule(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    request: HttpRequest<Body>,
) -> Result<Response, Response> {
    let headers = request.headers().clone();
    let body: RescheduleRequest = input::json(request).await?;
    let token = body.token.as_deref().and_then(Token::parse);
    let token = token.or_else(|| input::bearer(&headers));
    let booking = authorised(&service, &id, token.clone()).await?;
    let seen = input::if_match(&headers)?;
    let now = service.now();
    let catalogue = service.catalogue(now);
    let (slot, hours) = find_slot(&catalogue, &body.slot_id, body.content_rev.as_deref(), now)?;
    if slot.hours != booking.slot.hours {
        return Err(Problem::OTHER_HOURS.into());
    }
    let work = Reschedule {
        id,
        seen,
        slot: slot.clone(),
        hosts: hours.hosts().map(str::to_owned).collect(),
        capacity: hours.capacity(),
        civil: (hours.civil(slot), hours.zone.name().to_owned()),
        content_rev: catalogue.revision.clone(),
        now,
        desk: service.desk(&catalogue, token),
    };
    match service.store.write(work).await {
        Ok(booking) => {
            service.metrics.booking("moved");
            Ok(shown(&catalogue, &booking))
        }
        Err(error) => Err(refused(&service, &catalogue, error, slot, hours).await),
    }
}

fn find_slot<'a>(
    catalogue: &'a Catalogue,
    id: &str,
    content_rev: Option<&str>,
    now: DateTime<Utc>,
) -> Result<(&'a Slot, &'a Hours), Problem> {
    let id = SlotId::parse(id).ok_or(Problem::OUTSIDE_HOURS)?;
    if !catalogue.hours.contains_key(&id.hours) {
        return Err(Problem::NOT_FOUND);
    }
    catalogue.find(&id, now).map_err(|why| {
        let changed = content_rev.is_some_and(|seen| seen != catalogue.revision);
        match why {
            Unbookable::OutsideHours if changed => Problem::STALE_CONTENT,
            why => why.into(),
        }
    })
}

/// The booking of an id, for whoever shows its token.
async fn authorised(
    service: &Service,
    id: &str,
    token: Option<Token>,
) -> Result<Booking, Response> {
    let booking = service.store.read(Find(id.to_owned())).await?;
    booking
        .zip(token)
        .filter(|(booking, token)| token.opens(&booking.token))
        .map(|(booking, _)| booking)
        .ok_or_else(|| Problem::NOT_FOUND.into())
}

/// Why not; for a slot that is gone, with what is free near it.
async fn refused(
    service: &Service,
    catalogue: &Catalogue,
    error: Error,
    slot: &Slot,
    hours: &Hours,
) -> Response {
    if error != Error::Refused(Refusal::Taken) {
        return error.into();
    }
    let nearest = service
        .nearest(catalogue, hours, slot.start, service.now())
        .await;
    let view = |slot: &Slot| json!({ "slot_id": slot.id().to_string(), "start": slot.start, "end": slot.end });
    let alternatives: Vec<_> = nearest.unwrap_or_default().iter().map(view).collect();
    Problem::SLOT_TAKEN.with(json!({ "alternatives": alternatives }))
}

fn created(service: &Service, catalogue: &Catalogue, booked: &Booked, key: &str) -> Response {
    let Some(token) = Token::unsealed(&booked.sealed, key) else {
        return Problem::INTERNAL.into_response();
    };
    let booking = &booked.booking;
    let location = format!("{}api/v1/bookings/{}", service.base_path, booking.id);
    let body = json!({ "booking": view(catalogue, booking), "manage_token": token.text() });
    let headers = [
        (header::LOCATION, location),
        (header::ETAG, tag(booking)),
        (
            HeaderName::from_static("idempotency-replayed"),
            booked.again.to_string(),
        ),
    ];
    (StatusCode::CREATED, headers, Json(body)).into_response()
}

/// The same for the same request, however its JSON was written.
fn request_hash(request: &Request) -> String {
    let canonical = serde_json::to_vec(request).unwrap_or_default();
    hash(&[b"request", &canonical])
}

/// A name for calendars that nobody else has: random, as RFC 7986, section 5.3 advises.
fn uid() -> String {
    let random: [u8; 16] = rand::random();
    format!("{:032x}@glassbox", u128::from_be_bytes(random))
}
