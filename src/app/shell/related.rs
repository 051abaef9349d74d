//! What relates to the page, by group.

use std::sync::Arc;

use leptos::prelude::*;

use crate::parts::Cards;
use crate::view::Group;
use crate::words::words;

/// "Talks about this", "Runbooks for this" and so on.
#[component]
pub(crate) fn Related(
    /// The groups.
    groups: Arc<[Group]>,
) -> AnyView {
    let groups = groups.iter().filter(|group| !group.cards.is_empty());
    groups
        .map(|group| view! {
            <section class="related">
                <h2>{if group.title.is_empty() { words().shell.related.to_owned() } else { group.title.clone() }}</h2>
                <Cards cards=group.cards.clone()/>
            </section>
        })
        .collect_view()
    .into_any()
}
