//! The index of a collection, or the pages with a tag.

use leptos::prelude::*;

use crate::icons::Icon;
use crate::parts::{Cards, PageHead, Prose, Subscribe};
use crate::view::{self, Page, Site};
use crate::words::words;

/// Title, an introduction, and the pages by group.
#[component]
pub(crate) fn Index(
    /// The site.
    site: Site,
    /// The page.
    page: Page,
    /// The index.
    index: view::Index,
) -> AnyView {
    let count: usize = index.groups.iter().map(|group| group.cards.len()).sum();
    let eyebrow = words().kinds.page.count.of(count);
    // The pages with a tag are no collection of their own.
    let kind = page.kind;
    view! {
        <PageHead page eyebrow=eyebrow><Subscribe site kind/></PageHead>
        <Prose html=index.html/>
        <Groups groups=index.groups/>
        {(index.new.is_some() || index.print.is_some()).then(|| view! {
            <p class="actions">
                {index.new.map(|href| view! {
                    <a class="button" href=href><Icon name="file-plus"/>{words().pages.add}</a>
                })}
                {index.print.map(|href| view! {
                    <a class="button" href=href><Icon name="scroll-text"/>{words().pages.print}</a>
                })}
            </p>
        })}
    }
    .into_any()
}

/// Cards by group, each under its heading.
#[component]
pub(crate) fn Groups(
    /// The groups.
    groups: Vec<view::Group>,
) -> AnyView {
    groups
        .into_iter()
        .map(|group| {
            view! {
                <section class="part">
                    {(!group.title.is_empty()).then(|| view! { <h2>{group.title}</h2> })}
                    <Cards cards=group.cards/>
                </section>
            }
        })
        .collect_view()
        .into_any()
}
