//! The files of a site, with the headers they are made for.

use std::path::Path;

use axum::{
    Router,
    extract::Request,
    http::{HeaderName, HeaderValue, header},
    middleware::{self, Next},
    response::{Redirect, Response},
    routing::get,
};
use tower_http::{
    compression::CompressionLayer,
    services::{ServeDir, ServeFile},
};

/// What a browser may load: everything from here, nothing inline (CSP Level 3).
/// `wasm-unsafe-eval` lets the module be compiled, and only that.
const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self'; \
    img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; \
    form-action 'self'; frame-ancestors 'none'";

/// Serves the folder `site` under `base` (starts and ends with `/`).
pub(crate) fn router(site: &Path, base: &str) -> Router {
    let missing = ServeFile::new(site.join("404.html"));
    let files = ServeDir::new(site).not_found_service(missing);
    let app = match base.trim_end_matches('/') {
        "" => Router::new().fallback_service(files),
        prefix => {
            let home = base.to_owned();
            Router::new()
                .route("/", get(|| async move { Redirect::temporary(&home) }))
                .nest_service(prefix, files)
        }
    };
    app.layer(middleware::from_fn(headers))
        .layer(CompressionLayer::new())
}

async fn headers(request: Request, next: Next) -> Response {
    // Names with a hash never change; all else is asked for again.
    let hashed = request.uri().path().contains("/assets/");
    let mut response = next.run(request).await;
    let cache = match hashed && response.status().is_success() {
        true => "public, max-age=31536000, immutable",
        false => "no-cache",
    };
    let fixed: [(HeaderName, &str); 5] = [
        (header::CACHE_CONTROL, cache),
        (header::CONTENT_SECURITY_POLICY, POLICY),
        (header::REFERRER_POLICY, "same-origin"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
    ];
    for (name, value) in fixed {
        let value = HeaderValue::from_str(value).unwrap_or(HeaderValue::from_static(""));
        response.headers_mut().insert(name, value);
    }
    response
}
