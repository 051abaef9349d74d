//! The honest note on a page whose review is overdue.

use leptos::prelude::*;

use crate::dates::Day;
use crate::icons::Icon;
use crate::view::Colophon;
use crate::words::{sentence, words};

/// Says that the page may be out of date, and who answers for it; nothing on a fresh page.
#[component]
pub(crate) fn StaleNote(
    /// The page's colophon.
    colophon: Option<Colophon>,
) -> AnyView {
    let words = &words().shell;
    let colophon = colophon.unwrap_or_default();
    colophon.stale_since.map(|date| view! {
        <div class="stale">
            <Icon name="hourglass"/>
            <p>
                {match colophon.owner {
                    Some(owner) => sentence(words.stale_owned, |place| match place {
                        "owner" => view! { <a href=owner.href.clone()>{owner.title.clone()}</a> }.into_any(),
                        _ => view! { <Day date/> }.into_any(),
                    }),
                    None => sentence(words.stale, |_| view! { <Day date/> }.into_any()),
                }}
            </p>
        </div>
    })
    .into_any()
}
