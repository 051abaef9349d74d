//! When to call whoever is on call, and how.

use leptos::prelude::*;

use crate::icons::Icon;
use crate::view;
use crate::words::words;

/// The rule of a rotation, with the ways to call; nothing when there is no rule.
#[component]
pub(crate) fn CallRule(
    /// The rule.
    rule: Option<view::CallRule>,
) -> AnyView {
    rule.map(|rule| {
        let links = rule
            .links
            .into_iter()
            .map(|link| view! { <li><a href=link.href>{link.title}</a></li> });
        view! {
            <div class="call-rule">
                <p class="call-rule-title"><Icon name="on-call"/>{words().on_call.when_to_call}</p>
                <p>{rule.text}</p>
                <ul class="call-rule-links">{links.collect_view()}</ul>
            </div>
        }
    })
    .into_any()
}
