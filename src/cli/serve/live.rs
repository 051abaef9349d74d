//! What browsers hear of a preview.
//!
//! A page asks for `/_glassbox/events` (server-sent events, WHATWG HTML §9.2). Each press sends
//! one event: `reload`, or `diagnostics` with what is wrong, which the page shows over itself. The
//! last event is sent to every browser that comes later, so that nobody reads an old page unaware.

use std::{convert::Infallible, sync::Arc};

use axum::{
    Router,
    body::Body,
    extract::{Request, State},
    http::{StatusCode, header},
    middleware::{self, Next},
    response::{
        Html, IntoResponse, Response,
        sse::{Event, KeepAlive, Sse},
    },
    routing::get,
};
use futures_util::{Stream, StreamExt};
use glassbox_model::{Diagnostic, Severity};
use http_body_util::BodyExt;
use tokio::sync::watch::Receiver;
use tokio_stream::wrappers::WatchStream;

use super::site;

const SCRIPT: &str = include_str!("live.js");
const STYLE: &str = include_str!("live.css");

/// What the last press came to.
#[derive(Clone, Debug, Default)]
pub(super) struct LastPress {
    /// Counts presses, so that a browser knows whether it has seen this one.
    pub(super) press: u64,
    /// What is wrong; empty when the site is new.
    pub(super) diagnostics: Arc<Vec<Diagnostic>>,
}

/// `app`, served under `base`, with what browsers need to hear of each press.
pub(super) fn router(app: Router, base: &str, last: Receiver<LastPress>) -> Router {
    let events = Router::new()
        .route("/_glassbox/events", get(events))
        .route(
            "/_glassbox/live.js",
            get(|| async { asset("text/javascript", SCRIPT) }),
        )
        .route(
            "/_glassbox/live.css",
            get(|| async { asset("text/css", STYLE) }),
        )
        .with_state(last.clone());
    let app = app.layer(middleware::from_fn_with_state(last, add_script));
    site::guarded(events.merge(app), base)
}

fn asset(kind: &'static str, text: &'static str) -> impl IntoResponse {
    (
        [
            (header::CONTENT_TYPE, kind),
            (header::CACHE_CONTROL, "no-cache"),
        ],
        text,
    )
}

async fn events(
    State(state): State<Receiver<LastPress>>,
) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    let events = WatchStream::new(state).map(|state| {
        let errors = has_errors(&state);
        let name = if errors { "diagnostics" } else { "reload" };
        let list: &[Diagnostic] = if errors { &state.diagnostics } else { &[] };
        let data = serde_json::json!({ "press": state.press, "diagnostics": list });
        Ok(Event::default().event(name).data(data.to_string()))
    });
    Sse::new(events).keep_alive(KeepAlive::default())
}

fn has_errors(last: &LastPress) -> bool {
    let errors = |found: &Diagnostic| found.severity == Severity::Error;
    last.diagnostics.iter().any(errors)
}

/// Adds the script to every page, and stands in for a site that could not be pressed yet.
async fn add_script(
    State(state): State<Receiver<LastPress>>,
    request: Request,
    next: Next,
) -> Response {
    let wants_page = request.headers().get(header::ACCEPT).is_some_and(|accept| {
        accept
            .to_str()
            .is_ok_and(|accept| accept.contains("text/html"))
    });
    // The script is put into the text: it must come as it is, and whole.
    let mut request = request;
    for name in [
        header::ACCEPT_ENCODING,
        header::IF_MODIFIED_SINCE,
        header::IF_NONE_MATCH,
        header::RANGE,
    ] {
        if wants_page {
            request.headers_mut().remove(name);
        }
    }
    let last = state.borrow().clone();
    let response = next.run(request).await;
    let page = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"text/html"));
    let script = format!(
        "<link rel=\"stylesheet\" href=\"/_glassbox/live.css\"><script src=\"/_glassbox/live.js\" data-press=\"{}\" defer></script>",
        last.press
    );
    let unpressed = !page && response.status() == StatusCode::NOT_FOUND && has_errors(&last);
    if wants_page && unpressed {
        let page = Html(format!(
            "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Not pressed yet</title>{script}<p>The content has errors; this page comes as soon as they are mended."
        ));
        return (StatusCode::NOT_FOUND, page).into_response();
    }
    if !page {
        return response;
    }
    let (mut head, body) = response.into_parts();
    let Ok(bytes) = body.collect().await else {
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let html = String::from_utf8_lossy(&bytes.to_bytes()).replacen(
        "</head>",
        &format!("{script}</head>"),
        1,
    );
    head.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(head, Body::from(html))
}
