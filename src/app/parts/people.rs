//! People by name, in a line.

use leptos::prelude::*;

use crate::view::Card;
use crate::words::words;

/// Names with links, separated by commas.
#[component]
pub(crate) fn People(
    /// Who.
    cards: Vec<Card>,
) -> AnyView {
    cards
        .into_iter()
        .enumerate()
        .map(|(index, card)| {
            let before = if index == 0 { "" } else { words().comma };
            view! { {before} <a href=card.href>{card.title}</a> }
        })
        .collect_view()
        .into_any()
}
