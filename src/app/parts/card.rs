//! Pages as cards in a list.

use leptos::prelude::*;

use crate::icons::KindMark;
use crate::kept::{Part, once};
use crate::view::Card;
use crate::words::tongue;

/// A list of cards; nothing when there are none.
#[component]
pub(crate) fn Cards(
    /// The cards, in order.
    cards: Vec<Card>,
) -> AnyView {
    (!cards.is_empty())
        .then(|| {
            let items = cards
                .into_iter()
                .map(|card| once(Part::Card(card.clone()), || item(card)));
            view! { <ul class="cards">{items.collect_view()}</ul> }
        })
        .into_any()
}

/// One card: the whole of it leads to the page.
fn item(card: Card) -> impl IntoView {
    let (lang, dir) = tongue(card.language);
    view! {
        <li class="card">
            <KindMark kind=card.kind/>
            <div class="card-text">
                <a class="card-title" href=card.href aria-current=card.current.then_some("page") lang=lang.clone() dir=dir>
                    {card.title}
                </a>
                {(!card.summary.is_empty()).then(|| view! { <p class="card-summary" lang=lang dir=dir>{card.summary}</p> })}
                {(!card.note.is_empty()).then(|| view! { <p class="card-note"><span>{card.note}</span></p> })}
            </div>
        </li>
    }
}
