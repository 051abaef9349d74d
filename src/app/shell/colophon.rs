//! Who stands behind a page, how fresh it is, and where to mend it.

use leptos::prelude::*;

use crate::dates::Day;
use crate::icons::Icon;
use crate::view::Colophon;

/// Owner, last change and review, tags, and the ways to the forge.
#[component]
pub(crate) fn ColophonLine(
    /// The colophon; `None` on pages that the press makes up.
    colophon: Option<Colophon>,
) -> AnyView {
    colophon.map(|colophon| {
        let tags = colophon.tags.into_iter().map(|tag| view! {
            <li><a class="tag" href=tag.href>{tag.title}</a></li>
        });
        let tags = tags.collect::<Vec<_>>();
        view! {
            <footer class="colophon">
                {(!tags.is_empty()).then(|| view! { <ul class="tags" aria-label="Tags">{tags}</ul> })}
                <ul class="facts">
                    {colophon.owner.map(|owner| view! { <li>"Owned by " <a href=owner.href>{owner.title}</a></li> })}
                    {colophon.updated.map(|date| view! { <li>"Last changed " <Day date/></li> })}
                    {colophon.reviewed.map(|date| view! { <li>"Last reviewed " <Day date/></li> })}
                    {colophon.edit.map(|href| view! { <li class="forge"><a href=href><Icon name="pencil"/>"Edit this page"</a></li> })}
                    {colophon.new.map(|href| view! { <li class="forge"><a href=href><Icon name="file-plus"/>"New page"</a></li> })}
                </ul>
            </footer>
        }
    })
    .into_any()
}
