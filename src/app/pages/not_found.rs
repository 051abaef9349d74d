//! "No such page", with the ways on.

use leptos::prelude::*;

use super::index::Groups;
use crate::icons::Icon;
use crate::parts::Prose;
use crate::shell::Mark;
use crate::view::{self, Page, Site};
use crate::words::words;

/// An empty box, and where to go from here.
#[component]
pub(crate) fn NotFound(
    /// The site.
    site: Site,
    /// The page.
    page: Page,
    /// The ways on.
    index: view::Index,
) -> AnyView {
    let words = &words().pages;
    let summary = if page.summary.is_empty() {
        words.not_found_lead.to_owned()
    } else {
        page.summary
    };
    view! {
        <header class="page-head not-found">
            <Mark/>
            <p class="eyebrow"><span>"404"</span></p>
            <h1>{page.title}</h1>
            <p class="lead">{summary}</p>
            <p class="actions"><a class="button button-primary" href=site.base>{words.to_front} <Icon name="arrow-right"/></a></p>
        </header>
        <Prose html=index.html/>
        <Groups groups=index.groups/>
    }
    .into_any()
}
