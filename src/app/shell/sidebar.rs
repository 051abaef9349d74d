//! The other pages of the page's collection.

use glassbox_model::Kind;
use leptos::prelude::*;

use crate::view::Group;
use crate::words::words;

/// The collection: a column where there is room, a sheet behind a button where not.
#[component]
pub(crate) fn Sidebar(
    /// The pages, by group; empty: nothing is shown.
    groups: Vec<Group>,
    /// The kind of the collection.
    kind: Kind,
) -> AnyView {
    let words = words().kind(kind);
    (!groups.is_empty()).then(|| {
        let groups = groups.into_iter().map(|group| {
            let links = group.cards.into_iter().map(|card| view! {
                <li><a href=card.href aria-current=card.current.then_some("page")>{card.title}</a></li>
            });
            view! {
                <p class="sidebar-title">
                    {if group.title.is_empty() { words.title.to_owned() } else { group.title }}
                </p>
                <ul>{links.collect_view()}</ul>
            }
        });
        view! {
            <nav id="gb-sidebar" class="sidebar" popover="auto" aria-label=words.all>
                {groups.collect_view()}
            </nav>
        }
    })
    .into_any()
}
