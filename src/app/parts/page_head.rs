//! The head of a page's main part: its kind, its title, what it is about, and a line of facts.

use glassbox_model::Kind;
use leptos::prelude::*;

use crate::icons::KindMark;
use crate::shell::{AskFact, StaleNote, WithheldNote};
use crate::view::Page;
use crate::words::{foreign, words};

/// The head of a page. The children are facts, each an `<li>`; whom to ask is
/// always one of them, and a page past its review says so.
#[component]
pub(crate) fn PageHead(
    /// The page.
    page: Page,
    /// What stands above the title; the kind of the page when nothing is given.
    #[prop(optional, into)]
    eyebrow: Option<String>,
    /// The facts.
    #[prop(optional)]
    children: Option<Children>,
) -> AnyView {
    let eyebrow =
        eyebrow.or((page.kind != Kind::Page).then(|| words().kind(page.kind).one.to_owned()));
    let has_facts = children.is_some() || !page.experts.is_empty();
    view! {
        <header class="page-head">
            {eyebrow.map(|words| view! {
                <p class="eyebrow"><KindMark kind=page.kind/><span>{words}</span></p>
            })}
            <h1 id=page.title_id lang=foreign()>{page.title}</h1>
            {(!page.summary.is_empty() && !page.excerpted).then(|| view! { <p class="lead" lang=foreign()>{page.summary}</p> })}
            {has_facts.then(|| view! {
                <ul class="facts">
                    {children.map(|children| children())}
                    <AskFact experts=page.experts/>
                </ul>
            })}
        </header>
        <WithheldNote colophon=page.colophon.clone()/>
        <StaleNote colophon=page.colophon/>
    }
    .into_any()
}
