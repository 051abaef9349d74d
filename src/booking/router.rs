//! The HTTP API under `/api/v1`. `openapi.json` describes it; `tests/booking` holds the handlers to
//! that.
//!
//! GET never changes anything. Every error is a problem body (RFC 9457).

mod bookings;
mod guard;
mod health;
mod host_page;
mod hosts;
mod input;
mod problem;
mod slots;
mod tagged;
mod view;

pub(crate) mod limit;
pub(crate) mod shelf;

use std::sync::Arc;

use axum::{
    Router,
    http::header,
    middleware,
    response::IntoResponse,
    routing::{get, post},
};
use tower_http::catch_panic::CatchPanicLayer;

use crate::Service;
use problem::Problem;

/// The API, and how the service is.
pub fn router(service: Arc<Service>) -> Router {
    let api = Router::new()
        .route("/hosts", get(hosts::all))
        .route("/hosts/{id}", get(hosts::one))
        .route("/hosts/{id}/slots", get(slots::of_host))
        .route("/slots", get(slots::all))
        .route("/bookings", post(bookings::book))
        .route("/bookings/{id}", get(bookings::read))
        .route("/bookings/{id}/cancel", post(bookings::cancel))
        .route("/bookings/{id}/reschedule", post(bookings::reschedule))
        .route("/host", get(host_page::read))
        .route("/host/bookings/{id}/cancel", post(host_page::cancel))
        .route("/feeds/host/{file}", get(host_page::feed))
        .route("/openapi.json", get(openapi))
        .fallback(|| async { Problem::NOT_FOUND })
        .method_not_allowed_fallback(|| async { Problem::METHOD_NOT_ALLOWED });
    let prefix = format!("{}api/v1", service.base_path);
    Router::new()
        .nest(&prefix, api)
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(health::metrics))
        .layer(CatchPanicLayer::custom(|_| {
            Problem::INTERNAL.into_response()
        }))
        .layer(middleware::from_fn_with_state(
            service.clone(),
            guard::guard,
        ))
        .with_state(service)
}

async fn openapi() -> impl IntoResponse {
    (
        [(header::CONTENT_TYPE, "application/json")],
        include_str!("router/openapi.json"),
    )
}
