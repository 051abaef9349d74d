//! Reading requests.

use std::time::Duration;

use axum::{
    body::{Body, to_bytes},
    http::{HeaderMap, Request, header},
    response::Response,
};
use serde::de::DeserializeOwned;
use serde_json::error::Category;
use tokio::time::timeout;

use super::problem::Problem;
use crate::rules::secret::Token;

/// How long a body may be.
const MAX_BODY: usize = 16 * 1024;
/// How long it may take to come.
const PATIENCE: Duration = Duration::from_secs(5);
/// How long an idempotency key may be.
const MAX_KEY: usize = 255;

/// The JSON of a body.
///
/// # Errors
///
/// The problem with it: other sites can send forms, but no JSON without asking first, so that the
/// type is insisted on.
pub(super) async fn json<T: DeserializeOwned>(request: Request<Body>) -> Result<T, Response> {
    let kind = request.headers().get(header::CONTENT_TYPE);
    let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    let kind = kind.split(';').next().unwrap_or_default().trim();
    if !kind.eq_ignore_ascii_case("application/json") {
        return Err(Problem::NOT_JSON.into());
    }
    let bytes = timeout(PATIENCE, to_bytes(request.into_body(), MAX_BODY))
        .await
        .map_err(|_| Problem::TOO_SLOW)?
        .map_err(|_| Problem::TOO_LARGE)?;
    serde_json::from_slice(&bytes).map_err(|error| match error.classify() {
        Category::Data => Problem::INVALID.because(error.to_string()),
        _ => Problem::MALFORMED.because(error.to_string()),
    })
}

/// A key that makes sending a request again harmless
/// (draft-ietf-httpapi-idempotency-key-header-07).
pub(super) fn idempotency_key(headers: &HeaderMap) -> Result<String, Problem> {
    let key = headers
        .get("idempotency-key")
        .and_then(|key| key.to_str().ok());
    let key = key
        .map(|key| key.trim().trim_matches('"'))
        .unwrap_or_default();
    match key.is_empty() || key.len() > MAX_KEY {
        true => Err(Problem::KEY_MISSING),
        false => Ok(key.to_owned()),
    }
}

/// The token of an `Authorization: Bearer` header (RFC 6750).
pub(super) fn bearer(headers: &HeaderMap) -> Option<Token> {
    let value = headers.get(header::AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    scheme
        .eq_ignore_ascii_case("bearer")
        .then(|| Token::parse(token.trim()))?
}

/// The sequence that an `If-Match` header names.
///
/// # Errors
///
/// When there is none, or it names no sequence of ours.
pub(super) fn if_match(headers: &HeaderMap) -> Result<i64, Problem> {
    let value = headers
        .get(header::IF_MATCH)
        .ok_or(Problem::PRECONDITION_REQUIRED)?;
    let value = value.to_str().unwrap_or_default().trim().trim_matches('"');
    value.parse().map_err(|_| Problem::STALE)
}

/// The same, where it may be left out.
///
/// # Errors
///
/// When it names no sequence of ours.
pub(super) fn if_match_or_any(headers: &HeaderMap) -> Result<Option<i64>, Problem> {
    let given = headers.contains_key(header::IF_MATCH);
    given.then(|| if_match(headers)).transpose()
}
