//! How the service is: alive, ready to take bookings, and how much it has to do.

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    Json,
    extract::State,
    http::{StatusCode, header},
    response::IntoResponse,
};
use prometheus::TEXT_FORMAT;
use serde_json::json;

use crate::{Service, store::work::Ping};

/// How long an answer of the store counts.
const FRESH: Duration = Duration::from_secs(1);

/// The process answers, and with which data.
pub(super) async fn alive(State(service): State<Arc<Service>>) -> impl IntoResponse {
    let catalogue = service.catalogue(service.now());
    Json(json!({
        "status": "ok",
        "version": env!("CARGO_PKG_VERSION"),
        "content_rev": catalogue.revision,
        "tzdb": glassbox_schedule::database_version(),
    }))
}

/// What was counted, and what is true now, for Prometheus.
pub(super) async fn metrics(State(service): State<Arc<Service>>) -> impl IntoResponse {
    service.measure().await;
    let catalogue = service.catalogue(service.now());
    let tzdb = glassbox_schedule::database_version();
    let text = service.metrics.text(tzdb, &catalogue.revision);
    ([(header::CONTENT_TYPE, TEXT_FORMAT)], text)
}

/// The store takes changes, too. Asked at most once a second, since asking writes.
pub(super) async fn ready(State(service): State<Arc<Service>>) -> impl IntoResponse {
    let mut probed = service.probed.lock().await;
    let ready = match *probed {
        Some((at, ready)) if at.elapsed() < FRESH => ready,
        _ => {
            let answered = service.store.write(Ping).await;
            if let Err(error) = &answered {
                tracing::error!(%error, "the store takes no changes");
            }
            *probed = Some((Instant::now(), answered.is_ok()));
            answered.is_ok()
        }
    };
    match ready {
        true => (StatusCode::OK, Json(json!({ "status": "ok" }))),
        false => (
            StatusCode::SERVICE_UNAVAILABLE,
            Json(json!({ "status": "unavailable" })),
        ),
    }
}
