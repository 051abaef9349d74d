//! Answers with a tag of their own, which who has them already need not get again (RFC 9110,
//! section 13).

use axum::{
    body::Bytes,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use super::problem::Problem;
use crate::rules::secret::hash;

/// Something to answer, with its tag.
#[derive(Clone)]
pub(super) struct Tagged {
    kind: &'static str,
    tag: String,
    body: Bytes,
}

impl Tagged {
    fn new(kind: &'static str, body: impl Into<Bytes>) -> Tagged {
        let body = body.into();
        let tag = format!("\"{}\"", &hash(&[&body])[..32]);
        Tagged { kind, tag, body }
    }

    /// A value as JSON.
    ///
    /// # Errors
    ///
    /// When it is nothing that JSON can hold.
    pub(super) fn json(value: &impl Serialize) -> Result<Tagged, Problem> {
        let body = serde_json::to_vec(value).map_err(|_| Problem::INTERNAL)?;
        Ok(Tagged::new("application/json", body))
    }

    /// How many bytes it has.
    pub(super) fn len(&self) -> usize {
        self.body.len()
    }

    /// The answer, or word that the asker has it already.
    pub(super) fn to(self, headers: &HeaderMap) -> Response {
        let known = headers.get_all(header::IF_NONE_MATCH).iter().any(|tags| {
            let mut tags = tags.to_str().unwrap_or_default().split(',').map(str::trim);
            tags.any(|known| known == "*" || known.trim_start_matches("W/") == self.tag)
        });
        let fixed = [
            (header::ETAG, self.tag.as_str()),
            (header::CACHE_CONTROL, "no-cache"),
        ];
        match known {
            true => (StatusCode::NOT_MODIFIED, fixed).into_response(),
            false => {
                let kind = [(header::CONTENT_TYPE, self.kind)];
                (fixed, kind, self.body).into_response()
            }
        }
    }
}

/// A value as JSON.
pub(super) fn json(headers: &HeaderMap, value: &impl Serialize) -> Response {
    Tagged::json(value).map_or_else(IntoResponse::into_response, |answer| answer.to(headers))
}

/// A text of a media type.
pub(super) fn tagged(headers: &HeaderMap, kind: &'static str, body: String) -> Response {
    Tagged::new(kind, body).to(headers)
}
