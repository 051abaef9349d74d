//! Prose: a component, a guide, a runbook or another page.

use glassbox_model::words::fill;
use leptos::prelude::*;

use crate::icons::Icon;
use crate::parts::{CallRule, PageHead, Prose};
use crate::view::{self, Page};
use crate::words::{foreign, words};

/// Title, facts, the symptom of a runbook, and the text.
#[component]
pub(crate) fn Article(
    /// The page.
    page: Page,
    /// Its prose.
    article: view::Article,
) -> AnyView {
    let words = &words().pages;
    let reading = fill(words.reading, &[("n", &article.minutes.to_string())]);
    view! {
        <PageHead page>
            <li><Icon name="clock"/><span>{reading}</span></li>
        </PageHead>
        {article.symptom.map(|symptom| view! {
            <div class="symptom">
                <p class="symptom-title"><Icon name="eye"/>{words.symptom}</p>
                <p lang=foreign()>{symptom}</p>
            </div>
        })}
        <CallRule rule=article.call/>
        <Prose html=article.html/>
    }
    .into_any()
}
