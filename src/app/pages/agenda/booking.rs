//! A booking for whoever made it, and the bookings made on this device.

use leptos::prelude::*;

use crate::icons::Icon;
use crate::words::words;

/// A booking: what, when, where; how to move and cancel it. The island fills it in.
#[component]
pub(super) fn Booking() -> AnyView {
    let booking = &words().booking;
    let (one, problems) = (&booking.booking, &booking.problems);
    let facts = [
        ("hosts", one.hosts),
        ("place", one.place),
        ("topic", one.topic),
        ("agenda", one.agenda),
        ("visitor", one.visitor),
        ("reason", one.reason),
    ]
    .map(|(name, label)| {
        let value = match name {
            "place" => view! { <a data-of=name></a> }.into_any(),
            _ => view! { <span data-of=name></span> }.into_any(),
        };
        view! { <div><dt>{label}</dt><dd>{value}</dd></div> }
    });
    view! {
        <section id="gb-booking" hidden
            data-booked=one.booked
            data-yours=one.yours
            data-moved=one.moved
            data-cancelled=one.cancelled
            data-looking=one.looking
            data-unknown=one.unknown
            data-away=one.away
            data-entry=words().letter.with_host
        >
            <h2 tabindex="-1" aria-live="polite">{one.looking}</h2>
            <p class="calendar-problem" id="gb-trouble" role="alert"
                data-taken=problems.move_taken
                data-seated=problems.move_seated
                data-unchanged=problems.unchanged
                data-changed=problems.changed
                data-past=problems.over
                data-closed=problems.move_closed
                data-fast=problems.slow_down
            ></p>
            <div id="gb-facts" hidden>
                <p data-of="title"></p>
                <p class="calendar-when" data-of="when"></p>
                <p class="calendar-there" data-of="there"></p>
                <dl>{facts.collect_view()}</dl>
                <p class="by-mail" id="gb-mailed" data-words=one.mailed hidden></p>
                <div id="gb-manage">
                    <p class="actions">
                        <a class="button" id="gb-ics" download="office-hours.ics"><Icon name="calendar"/>{one.calendar}</a>
                    </p>
                    <p>{one.keep} " " <a id="gb-link">{one.link}</a></p>
                    <details>
                        <summary>{one.reschedule}</summary>
                        <p id="gb-nowhere" hidden>{one.nowhere}</p>
                        <ul id="gb-moves"></ul>
                    </details>
                    <dialog id="gb-sure" aria-labelledby="gb-sure-title">
                        <form method="dialog">
                            <p id="gb-sure-title">{one.move_sure}</p>
                            <p class="calendar-when" id="gb-move-when"></p>
                            <p class="actions">
                                <button class="button button-primary" id="gb-move">{one.move_yes}</button>
                                <button class="button">{one.move_no}</button>
                            </p>
                        </form>
                    </dialog>
                    <details>
                        <summary>{one.cancel}</summary>
                        <p>{one.cancel_note}</p>
                        <p class="actions"><button class="button" type="button" id="gb-cancel">{one.cancel_sure}</button></p>
                    </details>
                </div>
            </div>
            <p class="back"><a href="#gb-calendar"><Icon name="arrow-left"/> {one.back}</a></p>
        </section>
    }
    .into_any()
}

/// The bookings made on this device, which alone knows of them.
#[component]
pub(super) fn Mine() -> AnyView {
    let one = &words().booking.booking;
    view! {
        <section id="gb-mine" hidden>
            <h2 tabindex="-1">{one.mine}</h2>
            <p>{one.mine_note}</p>
            <p id="gb-none">{one.none}</p>
            <ul id="gb-own-list"></ul>
            <p class="back"><a href="#gb-calendar"><Icon name="arrow-left"/> {one.back}</a></p>
        </section>
    }
    .into_any()
}
