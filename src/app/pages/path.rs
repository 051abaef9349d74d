//! A learning path.

use leptos::prelude::*;

use crate::icons::Icon;
use crate::parts::{PageHead, PathSteps, Prose};
use crate::view::{self, Page};

/// What the path is for, and its steps in order.
#[component]
pub(crate) fn Path(
    /// The page.
    page: Page,
    /// The path.
    path: view::Path,
) -> AnyView {
    let count = path.steps.len();
    view! {
        <PageHead page>
            <li><Icon name="list"/>{count} {if count == 1 { " step" } else { " steps" }}</li>
            {path.audience.map(|audience| view! { <li><Icon name="person"/>"For " {audience}</li> })}
        </PageHead>
        <Prose html=path.html/>
        <section class="part">
            <h2>"The steps"</h2>
            <PathSteps steps=path.steps/>
        </section>
    }
    .into_any()
}
