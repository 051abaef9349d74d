//! The table of contents. `page.js` marks the section in view.

use leptos::prelude::*;

use crate::view::TocEntry;
use crate::words::{foreign, words};

/// The sections of the page: a column where there is room, a sheet behind a button where not.
#[component]
pub(crate) fn Contents(
    /// The sections.
    entries: Vec<TocEntry>,
) -> AnyView {
    (!entries.is_empty()).then(|| {
        let links = entries.into_iter().map(|entry| view! {
            <li class=format!("toc-{}", entry.depth)><a href=format!("#{}", entry.id)>{entry.title}</a></li>
        });
        view! {
            <nav id="gb-toc" class="toc" popover="auto" aria-label=words().shell.toc>
                <p class="sidebar-title" aria-hidden="true">{words().shell.toc}</p>
                <ul lang=foreign()>{links.collect_view()}</ul>
            </nav>
        }
    })
    .into_any()
}
