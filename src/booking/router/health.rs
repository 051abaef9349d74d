//! How the service is: alive, and ready to take bookings.

use std::sync::Arc;

use axum::{Json, extract::State, http::StatusCode, response::IntoResponse};
use serde_json::json;

use crate::{Service, store::work::Ping};

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

/// The store answers, too.
pub(super) async fn ready(State(service): State<Arc<Service>>) -> impl IntoResponse {
    match service.store.read(Ping).await {
        Ok(()) => (StatusCode::OK, Json(json!({ "status": "ok" }))),
        Err(error) => {
            tracing::error!(%error, "the store does not answer");
            (
                StatusCode::SERVICE_UNAVAILABLE,
                Json(json!({ "status": "unavailable" })),
            )
        }
    }
}
