//! The note on a page that is not public, which only previews show.

use glassbox_model::content::Withheld;
use leptos::prelude::*;

use crate::dates::Day;
use crate::icons::Icon;
use crate::view::Colophon;
use crate::words::{sentence, words};

/// Says why readers do not see the page; nothing on a public one.
#[component]
pub(crate) fn WithheldNote(
    /// The page's colophon.
    colophon: Option<Colophon>,
) -> AnyView {
    let withheld = colophon.and_then(|colophon| colophon.withheld);
    withheld
        .map(|why| {
            let why = match why {
                Withheld::Draft => words().shell.draft.into_any(),
                Withheld::Until(date) => {
                    sentence(words().shell.until, |_| view! { <Day date/> }.into_any())
                }
            };
            view! { <div class="stale"><Icon name="eye-off"/><p>{why}</p></div> }
        })
        .into_any()
}
