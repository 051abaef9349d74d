//! The note on a page that is not public, which only previews show.

use glassbox_model::content::Withheld;
use leptos::prelude::*;

use crate::dates::Day;
use crate::icons::Icon;
use crate::view::Colophon;

/// Says why readers do not see the page; nothing on a public one.
#[component]
pub(crate) fn WithheldNote(
    /// The page's colophon.
    colophon: Option<Colophon>,
) -> AnyView {
    let withheld = colophon.and_then(|colophon| colophon.withheld);
    withheld
        .map(|why| {
            let words = match why {
                Withheld::Draft => {
                    view! { "This page is a draft: readers do not see it." }.into_any()
                }
                Withheld::Until(date) => {
                    view! { "Readers do not see this page before " <Day date/> "." }.into_any()
                }
            };
            view! { <div class="stale"><Icon name="eye-off"/><p>{words}</p></div> }
        })
        .into_any()
}
