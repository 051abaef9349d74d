//! When to call whoever is on call, and how.

use leptos::prelude::*;

use crate::icons::Icon;
use crate::view;
use crate::words::{tongue, words};

/// The rule of a rotation, with the ways to call; nothing when there is no rule.
#[component]
pub(crate) fn CallRule(
    /// The rule.
    rule: Option<view::CallRule>,
) -> AnyView {
    rule.map(|rule| {
        let links = rule.links.into_iter().map(|link| {
            let (lang, dir) = tongue(link.language);
            view! { <li><a href=link.href lang=lang dir=dir>{link.title}</a></li> }
        });
        let (lang, dir) = tongue(rule.language);
        view! {
            <div class="call-rule">
                <p class="call-rule-title"><Icon name="on-call"/>{words().on_call.when_to_call}</p>
                <p lang=lang dir=dir>{rule.text}</p>
                <ul class="call-rule-links">{links.collect_view()}</ul>
            </div>
        }
    })
    .into_any()
}
