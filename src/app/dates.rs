//! Dates and instants in words, always with the zone named.

use chrono::NaiveDate;
use leptos::prelude::*;

use crate::view::Instant;
use crate::words::words;

/// An instant as machines read it: `2026-11-30T23:00:00Z`.
pub(crate) fn machine(instant: &Instant) -> String {
    instant.utc.format("%Y-%m-%dT%H:%M:%SZ").to_string()
}

/// A civil date.
#[component]
pub(crate) fn Day(
    /// The date.
    date: NaiveDate,
) -> impl IntoView {
    view! { <time datetime=date.to_string()>{words().date(date)}</time> }
}

/// An instant in the words of whoever set it: `Monday 30 November 2026, 15:00
/// America/Los_Angeles`.
#[component]
pub(crate) fn Moment(
    /// The instant.
    instant: Instant,
) -> impl IntoView {
    let words = format!(
        "{}, {}",
        words().weekday_and_date(instant.date),
        instant.time
    );
    view! {
        <time datetime=machine(&instant)>{words}</time>
        " "
        <span class="zone">{instant.zone}</span>
    }
}
