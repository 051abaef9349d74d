//! A learning path.

use leptos::prelude::*;

use crate::icons::Icon;
use crate::parts::{PageHead, PathSteps, Prose};
use crate::view::{self, Page};
use crate::words::{foreign, sentence, words};

/// What the path is for, and its steps in order.
#[component]
pub(crate) fn Path(
    /// The page.
    page: Page,
    /// The path.
    path: view::Path,
) -> AnyView {
    let words = &words().pages;
    let audience = path.audience.map(|audience| {
        sentence(words.audience, move |_| {
            view! { <span lang=foreign()>{audience.clone()}</span> }.into_any()
        })
    });
    let steps = words.steps.of(path.steps.len());
    view! {
        <PageHead page>
            <li><Icon name="list"/><span>{steps}</span></li>
            {audience.map(|audience| view! { <li><Icon name="person"/><span>{audience}</span></li> })}
        </PageHead>
        <Prose html=path.html/>
        <section class="part">
            <h2>{words.path_steps}</h2>
            <PathSteps steps=path.steps/>
        </section>
    }
    .into_any()
}
