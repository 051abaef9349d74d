//! All office hours, or all rotations: what is ahead by day, and the rules. At office hours a time
//! can be booked: the list is a calendar then, with views for the steps of a booking that the island
//! shows one at a time.

mod booking;
mod choices;
mod form;
mod host;
mod views;

use glassbox_model::words::fill;
use leptos::prelude::*;

use crate::icons::Icon;
use crate::parts::{CallRule, Cards, PageHead, Subscribe, Windows};
use crate::view::{self, Offer, Page, Site};
use crate::words::words;
use booking::{Booking, Mine};
use choices::Choices;
use form::BookingForm;
use host::Host;
use views::Views;

/// The agenda.
#[component]
pub(crate) fn Agenda(
    /// The site.
    site: Site,
    /// The page.
    page: Page,
    /// The agenda.
    agenda: view::Agenda,
) -> AnyView {
    let words = words();
    let kind = page.kind;
    let subscribe = site.clone();
    let mine = agenda.offer.is_some().then(|| {
        view! { <li class="mine"><Icon name="check"/><a href="#gb-mine">{words.booking.booking.mine}</a></li> }
    });
    let (windows, weeks) = (agenda.windows, agenda.weeks);
    match agenda.offer {
        Some(offer) => view! {
            <PageHead page><Subscribe site=subscribe kind/>{mine}</PageHead>
            <Calendar site offer windows/>
            <section class="part"><Cards cards=agenda.rules/></section>
        }
        .into_any(),
        None => view! {
            <PageHead page><Subscribe site=subscribe kind/></PageHead>
            <CallRule rule=agenda.call/>
            <Cards cards=agenda.rules/>
            <section class="part">
                <h2>{fill(words.hours.ahead, &[("n", &weeks.to_string())])}</h2>
                {if windows.is_empty() {
                    view! { <p>{words.hours.none}</p> }.into_any()
                } else {
                    view! { <Windows site windows titled=true/> }.into_any()
                }}
            </section>
        }
        .into_any(),
    }
}

/// The calendar: the list of times, the form, and the booking that comes of it.
#[component]
fn Calendar(
    /// The site.
    site: Site,
    /// What can be booked.
    offer: Offer,
    /// The windows, soonest first.
    windows: Vec<view::Window>,
) -> AnyView {
    let words = words();
    let booking = &words.booking;
    let empty = windows.is_empty();
    let (api, revision) = (offer.api.clone(), offer.revision.clone());
    let notes = [
        ("still", booking.still),
        ("checking", booking.checking),
        ("live", booking.live),
        ("away", booking.away),
        ("stale", booking.stale),
    ]
    .map(|(state, note)| view! { <span class=format!("when-{state}")>{note}</span> }.into_any());
    let since = view! { <span class="when-since" data-note=booking.away_since></span> }.into_any();
    let notes: Vec<_> = notes.into_iter().chain([since]).collect();
    view! {
        <section
            class="calendar"
            id="gb-calendar"
            data-api=api
            data-revision=revision
            data-to=words.to
            data-there=words.hours.host
            data-free=booking.free
            data-seats=booking.seats.other
            data-one-seat=booking.seats.one
            data-full=booking.full
            data-was-full=booking.was_full
            data-closed=booking.closed
            data-request=booking.request
            data-times=booking.views.times.other
            data-one-time=booking.views.times.one
            data-no-times=booking.views.no_times
        >
            <div id="gb-list">
                <h2 tabindex="-1">{booking.title}</h2>
                <p class="calendar-note" role="status">{notes}</p>
                {if empty {
                    view! { <p>{words.hours.none}</p> }.into_any()
                } else {
                    view! { <Choices offer=offer.clone()/> }.into_any()
                }}
                // Its island opens bookings made before, too.
                <Windows site windows titled=true above=(!empty).then(|| view! { <Views/> }.into_any())/>
                <p id="gb-nothing" hidden>{booking.nothing}</p>
            </div>
            <BookingForm offer/>
            <Booking/>
            <Mine/>
            <Host/>
        </section>
    }
    .into_any()
}
