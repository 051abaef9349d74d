//! Office hours, booked for real: the service beside the static site.
//!
//! - [`rules`]: what may be booked; plain functions.
//! - [`store`]: where bookings are kept, and the keys that make a second booking of the same time
//!   impossible.
//! - [`mail`]: what people hear of bookings; [`send_mail`] sends it.
//! - [`router()`]: the HTTP API under `/api/v1`, described in `router/openapi.json`.
//! - [`Service`]: what the handlers share; [`keep_house`] does what nobody asks for.
//!
//! What happens is counted in [`metrics`], without personal data, too.
//!
//! The clock is passed in. Nothing in here prints; what happens is told by `tracing`, without
//! personal data.

pub mod rules;
pub mod store;

pub mod mail;

mod housekeeping;
mod metrics;
mod router;
mod service;

pub use housekeeping::keep_house;
pub use mail::post::send_mail;
pub use metrics::Statsd;
pub use router::router;
pub use service::{Clock, Options, Service};

#[cfg(test)]
mod tests;
