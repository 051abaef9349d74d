//! One rule of office hours.

use glassbox_model::words::fill;
use leptos::prelude::*;

use crate::icons::Icon;
use crate::parts::{PageHead, People, Prose, Windows};
use crate::view::{self, Page, Site};
use crate::words::words;

/// Who, when, where and about what; and the windows ahead.
#[component]
pub(crate) fn Hours(
    /// The site.
    site: Site,
    /// The page.
    page: Page,
    /// The hours.
    hours: view::Hours,
) -> AnyView {
    let words = words();
    let minutes = words.pages.minutes.of(hours.slot_minutes as usize);
    let slot = fill(words.hours.slot, &[("minutes", &minutes)]);
    let ahead = fill(words.hours.ahead, &[("n", &hours.weeks.to_string())]);
    let topics = hours
        .topics
        .into_iter()
        .map(|topic| view! { <li>{topic}</li> })
        .collect::<Vec<_>>();
    let place = hours.place.map(|place| {
        let text = if place.href.is_empty() {
            view! { <span>{place.title}</span> }.into_any()
        } else {
            view! { <a href=place.href>{place.title}</a> }.into_any()
        };
        view! { <li><Icon name="map-pin"/>{text}</li> }
    });
    view! {
        <PageHead page>
            <li><Icon name="calendar"/><span>{hours.rule}</span></li>
            <li><Icon name="person"/><span><People cards=hours.hosts/></span></li>
            <li><Icon name="hourglass"/><span>{slot}</span></li>
            {place}
        </PageHead>
        <p class="actions"><a class="button button-primary" href=hours.book><Icon name="calendar"/>{words.booking.book}</a></p>
        <Prose html=hours.html/>
        {(!topics.is_empty()).then(|| view! {
            <section class="part">
                <h2>{words.hours.topics}</h2>
                <ul class="topics">{topics}</ul>
            </section>
        })}
        <section class="part">
            <h2>{ahead}</h2>
            <Windows site windows=hours.windows titled=false/>
        </section>
    }
    .into_any()
}
