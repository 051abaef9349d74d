//! All office hours, or all rotations: the rules, and what is ahead by day.

use glassbox_model::words::fill;
use leptos::prelude::*;

use crate::parts::{CallRule, Cards, PageHead, Subscribe, Windows};
use crate::view::{self, Page, Site};
use crate::words::words;

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
    let empty = agenda.windows.is_empty();
    let words = &words().hours;
    let ahead = fill(words.ahead, &[("n", &agenda.weeks.to_string())]);
    let kind = page.kind;
    let subscribe = site.clone();
    view! {
        <PageHead page><Subscribe site=subscribe kind/></PageHead>
        <CallRule rule=agenda.call/>
        <Cards cards=agenda.rules/>
        <section class="part">
            <h2>{ahead}</h2>
            {if empty {
                view! { <p>{words.none}</p> }.into_any()
            } else {
                view! { <Windows site windows=agenda.windows titled=true/> }.into_any()
            }}
        </section>
    }
    .into_any()
}
