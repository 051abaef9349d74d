//! All pages of a collection on one.

use leptos::prelude::*;

use crate::parts::{PageHead, Prose};
use crate::view::{self, Page};
use crate::words::{tongue, words};

/// One table of contents, and every page as a part.
#[component]
pub(crate) fn Print(
    /// The page.
    page: Page,
    /// The parts.
    print: view::Print,
) -> AnyView {
    let contents = print.parts.iter().map(|part| {
        let sections = part.sections.iter().map(|section| {
            let (href, title) = (section.href.clone(), section.title.clone());
            view! { <li><a href=href>{title}</a></li> }
        });
        let sections = sections.collect::<Vec<_>>();
        let (href, title) = (format!("#{}", part.id), part.title.clone());
        let (lang, dir) = tongue(Some(part.language.clone()));
        view! {
            <li lang=lang dir=dir>
                <a href=href>{title}</a>
                {(!sections.is_empty()).then(|| view! { <ul>{sections}</ul> })}
            </li>
        }
    });
    let contents = contents.collect_view();
    let parts = print.parts.into_iter().map(|part| {
        let (lang, dir) = tongue(Some(part.language));
        view! {
            <section class="print-part" lang=lang dir=dir>
                <h2 id=part.id>{part.title}</h2>
                {(!part.summary.is_empty()).then(|| view! { <p class="lead">{part.summary}</p> })}
                {(!part.note.is_empty()).then(|| view! { <p>{part.note}</p> })}
                <Prose html=part.html/>
            </section>
        }
    });
    view! {
        <PageHead page/>
        <nav class="print-contents" aria-label=words().shell.toc><ol>{contents}</ol></nav>
        {parts.collect_view()}
    }
    .into_any()
}
