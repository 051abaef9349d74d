//! The honest note on a page whose review is overdue.

use leptos::prelude::*;

use crate::dates::Day;
use crate::icons::Icon;
use crate::view::Colophon;

/// Says that the page may be out of date, and who answers for it; nothing on a fresh page.
#[component]
pub(crate) fn StaleNote(
    /// The page's colophon.
    colophon: Option<Colophon>,
) -> AnyView {
    let colophon = colophon.unwrap_or_default();
    colophon.stale_since.map(|date| view! {
        <div class="stale">
            <Icon name="hourglass"/>
            <p>
                "This page was due for review on " <Day date/> ". Some of it may no longer be true"
                {colophon.owner.map(|owner| view! { "; " <a href=owner.href>{owner.title}</a> " answers for it" })}
                "."
            </p>
        </div>
    })
    .into_any()
}
