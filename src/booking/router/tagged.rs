//! Answers with a tag of their own, which who has them already need not get again (RFC 9110,
//! section 13).

use axum::{
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::problem::Problem;
use crate::rules::secret::hash;

/// A value as JSON.
pub(super) fn json(headers: &HeaderMap, value: &impl Serialize) -> Response {
    match serde_json::to_string(value) {
        Ok(body) => tagged(headers, "application/json", body),
        Err(_) => Problem::INTERNAL.into_response(),
    }
}

/// A text of a media type, or word that the asker has it already.
pub(super) fn tagged(headers: &HeaderMap, kind: &'static str, body: String) -> Response {
    let tag = format!("\"{}\"", &hash(&[body.as_bytes()])[..32]);
    let known = headers.get_all(header::IF_NONE_MATCH).iter().any(|tags| {
        let mut tags = tags.to_str().unwrap_or_default().split(',').map(str::trim);
        tags.any(|known| known == "*" || known.trim_start_matches("W/") == tag)
    });
    let fixed = [
        (
            header::ETAG,
            HeaderValue::from_str(&tag).unwrap_or(HeaderValue::from_static("\"\"")),
        ),
        (header::CACHE_CONTROL, HeaderValue::from_static("no-cache")),
    ];
    match known {
        true => (StatusCode::NOT_MODIFIED, fixed).into_response(),
        false => {
            let kind = [(header::CONTENT_TYPE, kind)];
            (fixed, kind, body).into_response()
        }
    }
}
