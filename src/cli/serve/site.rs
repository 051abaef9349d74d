//! The files of a site, with the headers they are made for.

use std::path::Path;

use axum::{
    Router,
    extract::Request,
    http::{HeaderName, HeaderValue, StatusCode, header::CONTENT_TYPE},
    middleware::{self, Next},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use glassbox_site::headers::{HEADERS, cache_control};
use tower_http::{
    compression::CompressionLayer,
    services::{ServeDir, ServeFile},
};

/// The files of the folder `site`.
pub(super) fn folder(site: &Path) -> Router {
    let missing = ServeFile::new(site.join("404.html"));
    let files = ServeDir::new(site)
        .precompressed_br()
        .precompressed_gzip()
        .not_found_service(missing);
    Router::new().fallback_service(files)
}

/// Serves `files` under `base` (starts and ends with `/`).
pub(super) fn router(files: Router, base: &str) -> Router {
    let app = match base.trim_end_matches('/') {
        "" => files,
        prefix => {
            let home = base.to_owned();
            Router::new()
                .route("/", get(|| async move { Redirect::temporary(&home) }))
                .nest_service(prefix, files)
        }
    };
    guarded(app, base).layer(CompressionLayer::new())
}

/// `app` with the headers that every answer has.
pub(crate) fn guarded(app: Router, base: &str) -> Router {
    let base = base.to_owned();
    app.layer(middleware::from_fn(move |request: Request, next: Next| {
        headers(base.clone(), request, next)
    }))
}

async fn headers(base: String, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    let kept = cache_control(path.strip_prefix(&base).unwrap_or_default());
    // `//a` would be sent on to `//a/`, which is the front page of a host `a`.
    let mut response = match path.starts_with("//") {
        true => StatusCode::NOT_FOUND.into_response(),
        false => next.run(request).await,
    };
    let cache = match response.status().is_success() {
        true => kept,
        false => "no-cache",
    };
    for (name, value) in HEADERS.into_iter().chain([("Cache-Control", cache)]) {
        let name = HeaderName::from_bytes(name.as_bytes());
        if let (Ok(name), Ok(value)) = (name, HeaderValue::from_str(value)) {
            response.headers_mut().insert(name, value);
        }
    }
    name_charset(&mut response);
    response
}

/// Says of a text that it is UTF-8: browsers would guess otherwise, and wrongly.
fn name_charset(response: &mut Response) {
    let kind = response.headers().get(CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let unnamed = kind.starts_with("text/") && !kind.contains("charset");
    let named = HeaderValue::from_str(&format!("{kind}; charset=utf-8"));
    if let Ok(named) = named
        && unnamed
    {
        response.headers_mut().insert(CONTENT_TYPE, named);
    }
}
