//! What stands before every handler: limits, other sites kept out, time limits; and what is told
//! about every request, which is never who asked or what for.

use std::{
    net::SocketAddr,
    sync::Arc,
    time::{Duration, Instant},
};

use axum::{
    body::Body,
    extract::{ConnectInfo, MatchedPath, Request, State},
    http::{HeaderValue, header},
    middleware::Next,
    response::{IntoResponse, Response},
};

use super::{
    limit,
    problem::{Named, Problem},
};
use crate::Service;

/// How long an answer may take.
const PATIENCE: Duration = Duration::from_secs(10);

pub(super) async fn guard(
    State(service): State<Arc<Service>>,
    request: Request<Body>,
    next: Next,
) -> Response {
    let begun = Instant::now();
    let method = request.method().clone();
    let path = request.extensions().get::<MatchedPath>().cloned();
    let answer = answer(&service, request, next);
    let mut response = match tokio::time::timeout(PATIENCE, answer).await {
        Ok(response) => response,
        Err(_) => Problem::UNAVAILABLE.into_response(),
    };
    let headers = response.headers_mut();
    headers
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    for (name, value) in [
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; frame-ancestors 'none'",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let path = path.as_ref().map_or("", MatchedPath::as_str);
    let (status, took) = (response.status(), begun.elapsed());
    service.metrics.answered(&method, path, status, took);
    if let Some(Named(problem)) = response.extensions().get() {
        service.metrics.refused(problem);
    }
    let millis = took.as_secs_f64() * 1_000.0;
    tracing::info!(%method, path, status = status.as_u16(), millis, "answered");
    response
}

async fn answer(service: &Service, request: Request<Body>, next: Next) -> Response {
    let changes = !request.method().is_safe();
    let headers = request.headers();
    if changes
        && headers
            .get("sec-fetch-site")
            .is_some_and(|site| site == "cross-site")
    {
        return Problem::CROSS_SITE.into_response();
    }
    if let Some(limits) = &service.limits {
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
        let Some(ConnectInfo(peer)) = peer else {
            return Problem::INTERNAL.into_response();
        };
        let address = limit::client(*peer, headers, &service.trusted_proxies);
        if !limits.allow(address, changes) {
            return Problem::TOO_FAST.into_response();
        }
    }
    next.run(request).await
}
