//! What went wrong, as programs and people read it (RFC 9457).

use axum::{
    Json,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde_json::{Map, Value, json};

use crate::{
    rules::catalogue::Unbookable,
    store::{Error, Refusal},
};

/// A kind of problem: its status, its name, and what people read of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Problem {
    status: StatusCode,
    /// The last part of the type's URN: `slot-taken`.
    pub(super) name: &'static str,
    title: &'static str,
}

/// The name of the problem that an answer tells of, kept beside the answer.
#[derive(Clone, Copy)]
pub(super) struct Named(pub(super) &'static str);

const fn problem(status: StatusCode, name: &'static str, title: &'static str) -> Problem {
    Problem {
        status,
        name,
        title,
    }
}

impl Problem {
    pub(super) const MALFORMED: Problem = problem(
        StatusCode::BAD_REQUEST,
        "malformed",
        "The request cannot be read",
    );
    pub(super) const KEY_MISSING: Problem = problem(
        StatusCode::BAD_REQUEST,
        "idempotency-key-missing",
        "The request needs an Idempotency-Key header",
    );
    pub(super) const CROSS_SITE: Problem = problem(
        StatusCode::FORBIDDEN,
        "cross-site",
        "Other sites cannot change anything here",
    );
    pub(super) const NOT_FOUND: Problem =
        problem(StatusCode::NOT_FOUND, "not-found", "There is nothing here");
    pub(super) const METHOD_NOT_ALLOWED: Problem = problem(
        StatusCode::METHOD_NOT_ALLOWED,
        "method-not-allowed",
        "This cannot be done here",
    );
    pub(super) const TOO_SLOW: Problem = problem(
        StatusCode::REQUEST_TIMEOUT,
        "too-slow",
        "The request did not come in time",
    );
    pub(super) const SLOT_TAKEN: Problem = problem(
        StatusCode::CONFLICT,
        "slot-taken",
        "Somebody else has just booked this time",
    );
    pub(super) const ALREADY_BOOKED: Problem = problem(
        StatusCode::CONFLICT,
        "already-booked",
        "You already have a seat at this time",
    );
    pub(super) const CANCELLED: Problem = problem(
        StatusCode::CONFLICT,
        "cancelled",
        "This booking was cancelled",
    );
    pub(super) const PAST_CUTOFF: Problem = problem(
        StatusCode::CONFLICT,
        "past-cutoff",
        "This booking has already begun",
    );
    pub(super) const SLOT_PAST: Problem =
        problem(StatusCode::GONE, "slot-past", "This time has passed");
    pub(super) const STALE: Problem = problem(
        StatusCode::PRECONDITION_FAILED,
        "stale",
        "The booking has changed since you read it",
    );
    pub(super) const STALE_CONTENT: Problem = problem(
        StatusCode::PRECONDITION_FAILED,
        "stale-content",
        "These office hours have changed since you opened the page",
    );
    pub(super) const TOO_LARGE: Problem = problem(
        StatusCode::PAYLOAD_TOO_LARGE,
        "too-large",
        "That is more than can be taken",
    );
    pub(super) const NOT_JSON: Problem = problem(
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "not-json",
        "The request must be JSON",
    );
    pub(super) const INVALID: Problem = problem(
        StatusCode::UNPROCESSABLE_ENTITY,
        "invalid",
        "Something is not filled in rightly",
    );
    pub(super) const OUTSIDE_HOURS: Problem = problem(
        StatusCode::UNPROCESSABLE_ENTITY,
        "outside-hours",
        "There are no office hours at this time",
    );
    pub(super) const OTHER_HOURS: Problem = problem(
        StatusCode::UNPROCESSABLE_ENTITY,
        "other-hours",
        "A booking can be moved within its own office hours only",
    );
    pub(super) const NOTICE: Problem = problem(
        StatusCode::UNPROCESSABLE_ENTITY,
        "notice",
        "It is too late to book this time",
    );
    pub(super) const HORIZON: Problem = problem(
        StatusCode::UNPROCESSABLE_ENTITY,
        "horizon",
        "It is too early to book this time",
    );
    pub(super) const RANGE: Problem = problem(
        StatusCode::UNPROCESSABLE_ENTITY,
        "range",
        "A range goes forward and has at most 62 days",
    );
    pub(super) const KEY_REUSED: Problem = problem(
        StatusCode::UNPROCESSABLE_ENTITY,
        "idempotency-key-reused",
        "The Idempotency-Key was used for another request",
    );
    pub(super) const PRECONDITION_REQUIRED: Problem = problem(
        StatusCode::PRECONDITION_REQUIRED,
        "precondition-required",
        "The request needs an If-Match header",
    );
    pub(super) const TOO_MANY: Problem = problem(
        StatusCode::TOO_MANY_REQUESTS,
        "too-many-bookings",
        "You have as many bookings ahead as anybody may",
    );
    pub(super) const TOO_FAST: Problem = problem(
        StatusCode::TOO_MANY_REQUESTS,
        "too-fast",
        "That was a lot at once; please wait",
    );
    pub(super) const INTERNAL: Problem = problem(
        StatusCode::INTERNAL_SERVER_ERROR,
        "internal",
        "Something broke here",
    );
    pub(super) const UNAVAILABLE: Problem = problem(
        StatusCode::SERVICE_UNAVAILABLE,
        "unavailable",
        "Bookings cannot be taken at the moment",
    );

    /// The problem with more about it.
    pub(super) fn with(self, members: Value) -> Response {
        let mut body = Map::new();
        body.insert(
            "type".to_owned(),
            json!(format!("urn:glassbox:problem:{}", self.name)),
        );
        body.insert("title".to_owned(), json!(self.title));
        body.insert("status".to_owned(), json!(self.status.as_u16()));
        if let Value::Object(members) = members {
            body.extend(members);
        }
        let kind = HeaderValue::from_static("application/problem+json");
        let mut response = (self.status, Json(body)).into_response();
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        response.extensions_mut().insert(Named(self.name));
        response
    }

    /// The problem with a sentence about this very case.
    pub(super) fn because(self, detail: impl Into<String>) -> Response {
        self.with(json!({ "detail": detail.into() }))
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let mut response = self.with(Value::Null);
        if self.status == StatusCode::TOO_MANY_REQUESTS
            || self.status == StatusCode::SERVICE_UNAVAILABLE
        {
            let soon = HeaderValue::from_static("30");
            response.headers_mut().insert(header::RETRY_AFTER, soon);
        }
        response
    }
}

impl From<Unbookable> for Problem {
    fn from(why: Unbookable) -> Problem {
        match why {
            Unbookable::OutsideHours => Problem::OUTSIDE_HOURS,
            Unbookable::Past => Problem::SLOT_PAST,
            Unbookable::Notice => Problem::NOTICE,
            Unbookable::Horizon => Problem::HORIZON,
        }
    }
}

impl From<Error> for Problem {
    fn from(error: Error) -> Problem {
        match error {
            Error::Refused(refusal) => match refusal {
                Refusal::Taken => Problem::SLOT_TAKEN,
                Refusal::Unknown => Problem::NOT_FOUND,
                Refusal::KeyReused => Problem::KEY_REUSED,
                Refusal::Stale => Problem::STALE,
                Refusal::Cancelled => Problem::CANCELLED,
                Refusal::Begun => Problem::PAST_CUTOFF,
                Refusal::Seated => Problem::ALREADY_BOOKED,
                Refusal::TooMany => Problem::TOO_MANY,
            },
            Error::Conflict => Problem::UNAVAILABLE,
            Error::Reference | Error::Broken(_) => {
                tracing::error!(%error, "the store failed");
                Problem::UNAVAILABLE
            }
        }
    }
}

impl From<Error> for Response {
    fn from(error: Error) -> Response {
        Problem::from(error).into_response()
    }
}

impl From<Problem> for Response {
    fn from(problem: Problem) -> Response {
        problem.into_response()
    }
}
