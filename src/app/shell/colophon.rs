//! Who stands behind a page, how fresh it is, and where to mend it.

use leptos::prelude::*;

use crate::dates::Day;
use crate::icons::Icon;
use crate::view::{Colophon, Link};
use crate::words::{sentence, tongue, words};

/// Owner, last change and review, tags, and the ways to the forge.
#[component]
pub(crate) fn ColophonLine(
    /// The colophon; `None` on pages that the press makes up.
    colophon: Option<Colophon>,
    /// The page's own address.
    href: String,
) -> AnyView {
    let words = &words().shell;
    colophon.map(|colophon| {
        let tags = colophon.tags.into_iter().map(|tag| {
            let (lang, dir) = tongue(tag.language);
            view! { <li><a class="tag" href=tag.href lang=lang dir=dir>{tag.title}</a></li> }
        });
        let tags = tags.collect::<Vec<_>>();
        view! {
            <footer class="colophon">
                {(!tags.is_empty()).then(|| view! { <ul class="tags" aria-label=words.tags>{tags}</ul> })}
                <ul class="facts">
                    {colophon.owner.map(|owner| view! { <li>{sentence(words.owned, |_| link(&owner))}</li> })}
                    {colophon.updated.map(|date| view! { <li>{sentence(words.updated, |_| view! { <Day date/> }.into_any())}</li> })}
                    {colophon.reviewed.map(|date| view! { <li>{sentence(words.reviewed, |_| view! { <Day date/> }.into_any())}</li> })}
                    {colophon.edit.map(|href| view! { <li class="forge"><a href=href><Icon name="pencil"/>{words.edit}</a></li> })}
                    {colophon.new.map(|href| view! { <li class="forge"><a href=href><Icon name="file-plus"/>{words.new}</a></li> })}
                    <li class="forge"><a href=format!("{href}index.md") type="text/markdown"><Icon name="scroll-text"/>{words.as_markdown}</a></li>
                </ul>
            </footer>
        }
    })
    .into_any()
}

fn link(to: &Link) -> AnyView {
    view! { <a href=to.href.clone()>{to.title.clone()}</a> }.into_any()
}
