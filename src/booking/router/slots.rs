//! What can be booked, and whether it still can: free or full, never who.

use std::{ops::Range, sync::Arc};

use axum::{
    extract::{Path, Query, State, rejection::QueryRejection},
    http::HeaderMap,
    response::Response,
};
use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

use super::{problem::Problem, shelf::From, tagged::Tagged};
use crate::{
    Service,
    rules::catalogue::{Hours, Slot},
};

/// How many days one request may ask for.
const MAX_DAYS: i64 = 62;

/// The days to look at, in UTC, the last one included.
#[derive(Deserialize)]
pub(super) struct Days {
    from: NaiveDate,
    to: NaiveDate,
}

#[derive(Serialize)]
struct SlotsView<'a> {
    content_rev: &'a str,
    tzdb: &'a str,
    mail: bool,
    slots: Vec<SlotView<'a>>,
}

#[derive(Serialize)]
struct SlotView<'a> {
    slot_id: String,
    hours: &'a str,
    hosts: Vec<&'a str>,
    start: DateTime<Utc>,
    end: DateTime<Utc>,
    seats_left: u32,
    full: bool,
}

/// `GET /slots`
pub(super) async fn all(
    State(service): State<Arc<Service>>,
    days: Result<Query<Days>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    list(&service, None, days, &headers).await
}

/// `GET /hosts/{id}/slots`
pub(super) async fn of_host(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    days: Result<Query<Days>, QueryRejection>,
    headers: HeaderMap,
) -> Result<Response, Response> {
    let catalogue = service.catalogue(service.now());
    if !catalogue.hosts.contains_key(&id) {
        return Err(Problem::NOT_FOUND.into());
    }
    list(&service, Some(id), days, &headers).await
}

async fn list(
    service: &Service,
    host: Option<String>,
    days: Result<Query<Days>, QueryRejection>,
    headers: &HeaderMap,
) -> Result<Response, Response> {
    let Query(days) = days.map_err(|error| Problem::MALFORMED.because(error.body_text()))?;
    let range = days.range().ok_or(Problem::RANGE)?;
    let now = service.now();
    let catalogue = service.catalogue(now);
    let asked = (host, days.from, days.to);
    // Asked for before it is read: what changes meanwhile makes the answer old at once.
    let from = From {
        version: service.store.version().await?,
        catalogue: catalogue.clone(),
        now,
    };
    if let Some(answer) = service.shelf.find(&asked, &from) {
        return Ok(answer.to(headers));
    }
    let diary = service.diary(now, from.version.clone()).await?;
    let wanted = |hours: &Hours| match &asked.0 {
        Some(host) => hours.hosts().any(|id| id == host),
        None => true,
    };
    let slots = catalogue
        .offered(now, range.clone())
        .filter(|(_, hours)| wanted(hours))
        .map(|(slot, hours)| view(slot, hours, diary.seats_left(slot, hours)))
        .collect();
    let answer = Tagged::json(&SlotsView {
        content_rev: &catalogue.revision,
        tzdb: glassbox_schedule::database_version(),
        mail: service.mail.is_some(),
        slots,
    })?;
    let until = catalogue.same_until(now, range);
    service.shelf.keep(asked, from, until, &answer);
    Ok(answer.to(headers))
}

fn view<'a>(slot: &Slot, hours: &'a Hours, seats_left: u32) -> SlotView<'a> {
    SlotView {
        slot_id: slot.id().to_string(),
        hours: &hours.id,
        hosts: hours.hosts().collect(),
        start: slot.start,
        end: slot.end,
        seats_left,
        full: seats_left == 0,
    }
}

impl Days {
    fn range(&self) -> Option<Range<DateTime<Utc>>> {
        let days = (self.to - self.from).num_days() + 1;
        let midnight = |day: NaiveDate| day.and_time(NaiveTime::MIN).and_utc();
        let until = midnight(self.to).checked_add_signed(TimeDelta::days(1))?;
        (1..=MAX_DAYS)
            .contains(&days)
            .then(|| midnight(self.from)..until)
    }
}
