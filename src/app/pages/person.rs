//! A person: when they can be asked, what they know, where else they are.

use glassbox_model::Kind;
use leptos::prelude::*;

use crate::icons::Icon;
use crate::parts::{Cards, PageHead, Prose, Windows};
use crate::view::{self, Page, Site};
use crate::words::words;

/// A person's page.
#[component]
pub(crate) fn Person(
    /// The site.
    site: Site,
    /// The page.
    page: Page,
    /// The person.
    person: view::Person,
) -> AnyView {
    let words = words();
    let links = person.links.into_iter().map(|link| {
        view! {
            <li><Icon name="external"/><a href=link.href>{link.title}</a></li>
        }
    });
    view! {
        <PageHead page>
            {person.pronouns.map(|pronouns| view! { <li><Icon name="person"/>{pronouns}</li> })}
            {person.zone.map(|zone| view! { <li><Icon name="map-pin"/>{zone}</li> })}
            {links.collect_view()}
        </PageHead>
        <Prose html=person.html/>
        {(!person.windows.is_empty()).then(|| view! {
            <section class="part">
                <h2>{words.kind(Kind::OfficeHours).title}</h2>
                <Windows site windows=person.windows titled=true/>
            </section>
        })}
        {(!person.talks.is_empty()).then(|| view! {
            <section class="part">
                <h2>{words.kind(Kind::Talk).title}</h2>
                <Cards cards=person.talks/>
            </section>
        })}
        {(!person.knows.is_empty()).then(|| view! {
            <section class="part">
                <h2>{words.pages.can_explain}</h2>
                <Cards cards=person.knows/>
            </section>
        })}
    }
    .into_any()
}
