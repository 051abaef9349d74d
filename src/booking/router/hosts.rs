//! Who can be asked, and what about.

use std::sync::Arc;

use axum::{
    extract::{Path, State},
    http::HeaderMap,
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::{problem::Problem, tagged::json};
use crate::{
    Service,
    rules::catalogue::{Catalogue, Host, Hours},
};

#[derive(Serialize)]
struct HostView<'a> {
    id: &'a str,
    name: &'a str,
    /// What can be asked, over all hours.
    topics: Vec<TopicView<'a>>,
    hours: Vec<HoursView<'a>>,
}

#[derive(Serialize, PartialEq)]
struct TopicView<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Serialize)]
struct HoursView<'a> {
    id: &'a str,
    title: &'a str,
    zone: &'a str,
    hosts: Vec<&'a str>,
    slot_minutes: u32,
    capacity: u32,
    notice_minutes: u32,
    horizon_days: u32,
    topics: Vec<TopicView<'a>>,
}

/// `GET /hosts`
pub(super) async fn all(State(service): State<Arc<Service>>, headers: HeaderMap) -> Response {
    let catalogue = service.catalogue(service.now());
    let hosts: Vec<_> = catalogue
        .hosts
        .values()
        .map(|host| view(host, &catalogue))
        .collect();
    json(&headers, &hosts)
}

/// `GET /hosts/{id}`
pub(super) async fn one(
    State(service): State<Arc<Service>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Response {
    let catalogue = service.catalogue(service.now());
    match catalogue.hosts.get(&id) {
        Some(host) => json(&headers, &view(host, &catalogue)),
        None => Problem::NOT_FOUND.into_response(),
    }
}

fn view<'a>(host: &'a Host, catalogue: &'a Catalogue) -> HostView<'a> {
    let hours: Vec<_> = catalogue
        .hours
        .values()
        .filter(|hours| hours.hosts().any(|id| id == host.id))
        .collect();
    let mut all = Vec::new();
    for topic in hours.iter().flat_map(|hours| topics(hours)) {
        if !all.contains(&topic) {
            all.push(topic);
        }
    }
    HostView {
        id: &host.id,
        name: &host.name,
        topics: all,
        hours: hours.into_iter().map(hours_view).collect(),
    }
}

fn hours_view(hours: &Hours) -> HoursView<'_> {
    HoursView {
        id: &hours.id,
        title: &hours.rule.title,
        zone: hours.zone.name(),
        hosts: hours.hosts().collect(),
        slot_minutes: hours.rule.slot_minutes.value,
        capacity: hours.capacity(),
        notice_minutes: hours.rule.notice_minutes,
        horizon_days: hours.rule.horizon_days.value,
        topics: topics(hours).collect(),
    }
}

fn topics(hours: &Hours) -> impl Iterator<Item = TopicView<'_>> {
    hours.rule.topics.iter().map(|topic| TopicView {
        id: &topic.id,
        title: &topic.title,
    })
}
