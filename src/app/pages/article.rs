//! Prose: a component, a guide, a runbook or another page.

use leptos::prelude::*;

use crate::icons::Icon;
use crate::parts::{PageHead, Prose};
use crate::view::{self, Page};

/// Title, facts, the symptom of a runbook, and the text.
#[component]
pub(crate) fn Article(
    /// The page.
    page: Page,
    /// Its prose.
    article: view::Article,
) -> AnyView {
    view! {
        <PageHead page>
            <li><Icon name="clock"/>{article.minutes} " min read"</li>
        </PageHead>
        {article.symptom.map(|symptom| view! {
            <div class="symptom">
                <p class="symptom-title"><Icon name="eye"/>"You are in the right place when"</p>
                <p>{symptom}</p>
            </div>
        })}
        <Prose html=article.html/>
    }
    .into_any()
}
