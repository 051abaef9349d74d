//! The calendar: windows of office hours in the reader's own zone, and the booking of a time.
//!
//! The press writes the windows in the zone of each host, and every view, field and word of a
//! booking. Once the module runs, the reader's zone leads, named, with the host's time beside it
//! ([`days`]). Where times can be booked, it asks the service which are free ([`slots`]), shows one
//! view at a time ([`desk`]), and sends what is filled in ([`form`]); then the booking can be looked
//! at, moved and cancelled by its secret link ([`booking`]). The list can be a week or a month
//! ([`views`]), and a host has a page of what is booked ([`host`]).

mod booking;
mod days;
mod desk;
mod form;
mod host;
mod own;
mod request;
mod slots;
mod views;

use leptos::prelude::*;

use days::Days;
use desk::Desk;

use crate::browser::awake;

/// Wakes the list of windows that stands behind it, and the calendar around.
#[island]
pub fn Calendar() -> impl IntoView {
    awake(Box::new(|| {
        if let Some(days) = Days::wake() {
            Desk::wake(days);
        }
    }));
    view! { <span hidden></span> }
}
