//! What is booked with a host, behind a secret link. The island fills it in.

use leptos::prelude::*;

use crate::words::words;

/// The bookings ahead, each with what cancels it.
#[component]
pub(super) fn Host() -> AnyView {
    let booking = &words().booking;
    let (host, one, problems) = (&booking.host_page, &booking.booking, &booking.problems);
    let facts = [
        ("visitor", one.visitor),
        ("topic", one.topic),
        ("agenda", one.agenda),
        ("reason", one.reason),
    ]
    .map(|(name, label)| view! { <div><dt>{label}</dt><dd data-of=name></dd></div> });
    view! {
        <section id="gb-host" hidden data-title=host.title data-unknown=host.unknown data-away=host.away>
            <h2 tabindex="-1" aria-live="polite">{one.looking}</h2>
            <p class="calendar-problem" id="gb-host-trouble" role="alert"
                data-unchanged=problems.unchanged
                data-changed=problems.changed
                data-past=problems.over
                data-fast=problems.slow_down
                data-invalid=host.reason_wrong
            ></p>
            <p id="gb-feed" hidden><a>{host.feed}</a> " " <span class="calendar-hint">{host.feed_note}</span></p>
            <p id="gb-host-none" hidden>{host.none}</p>
            <ul id="gb-host-list">
                <li hidden>
                    <h3 data-of="when"></h3>
                    <p class="calendar-there" data-of="title"></p>
                    <p class="calendar-problem" data-moved=host.moved data-gone=host.gone></p>
                    <dl>{facts.collect_view()}</dl>
                    <details>
                        <summary>{host.cancel}</summary>
                        <label>{host.reason} <textarea rows="3" maxlength="500"></textarea></label>
                        <p class="actions"><button class="button" type="button" data-refuse>{host.cancel_sure}</button></p>
                    </details>
                </li>
            </ul>
        </section>
    }
    .into_any()
}
