//! What the calendar can be narrowed to: by hours, host, topic and component.

use glassbox_model::Kind;
use leptos::prelude::*;

use crate::view::{Choice, Offer};
use crate::words::{tongue, words};

/// The choices. Their names are the keys of the page's query, so that a choice is a link.
#[component]
pub(super) fn Choices(
    /// What there is to choose from.
    offer: Offer,
) -> AnyView {
    let words = words();
    let booking = &words.booking;
    let hours = offer.hours.into_iter().map(|hours| Choice {
        hours: vec![hours.id.clone()],
        id: hours.id,
        title: hours.title,
        language: hours.language,
    });
    let title = words.kind(Kind::OfficeHours).title;
    view! {
        <details class="choices">
            <summary>{booking.filters}<span id="gb-chosen"></span></summary>
            <form id="gb-choices" method="get">
                {select("hours", title, booking.anything, hours.collect())}
                {select("host", booking.host, booking.anybody, offer.hosts)}
                {select("topic", booking.topic, booking.anything, offer.topics)}
                {select("component", booking.component, booking.anything, offer.components)}
                <p><button class="button" type="reset">{booking.all}</button></p>
            </form>
        </details>
    }
    .into_any()
}

fn select(
    name: &'static str,
    label: &'static str,
    none: &'static str,
    choices: Vec<Choice>,
) -> Option<AnyView> {
    (!choices.is_empty()).then(|| {
        let options = choices.into_iter().map(|choice| {
            let (lang, dir) = tongue(Some(choice.language));
            let hours = choice.hours.join(" ");
            view! { <option value=choice.id data-hours=hours lang=lang dir=dir>{choice.title}</option> }
        });
        view! {
            <div>
                <label for=format!("gb-by-{name}")>{label}</label>
                <select id=format!("gb-by-{name}") name=name>
                    <option value="">{none}</option>
                    {options.collect_view()}
                </select>
            </div>
        }
        .into_any()
    })
}
