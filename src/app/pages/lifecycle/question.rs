//! Questions: those that decide how it goes on, and those to the reader.

use leptos::prelude::*;

use crate::icons::Icon;
use crate::view::{Check, Fork};
use crate::words::words;

/// A fork: each answer is a link to where it leads.
#[component]
pub(super) fn Ways(
    /// The fork.
    fork: Fork,
) -> AnyView {
    let options = fork.options.into_iter().map(|(link, outcome, taken)| {
        view! {
            <li>
                <a class="choice" href=link.href aria-current=taken.then_some("true")>
                    <span class=format!("outcome outcome-{outcome}") aria-hidden="true"></span>
                    {link.title}
                </a>
            </li>
        }
    });
    view! {
        <div class="fork">
            <p><Icon name="fork"/>{fork.question}</p>
            <ul>{options.collect::<Vec<_>>()}</ul>
        </div>
    }
    .into_any()
}

/// A question to the reader: each answer opens to say whether it is right, and why.
#[component]
pub(super) fn Question(
    /// The question.
    check: Check,
) -> AnyView {
    let said = &words().walk;
    let answers = check.answers.into_iter().map(|(label, right, because)| {
        let (class, verdict) = if right {
            ("answer answer-right", said.right)
        } else {
            ("answer", said.wrong)
        };
        view! {
            <details class=class>
                <summary>{label}</summary>
                <p><strong>{verdict}</strong> " " {because}</p>
            </details>
        }
    });
    view! {
        <div class="check">
            <p><Icon name="question"/>{check.question}</p>
            {answers.collect::<Vec<_>>()}
        </div>
    }
    .into_any()
}
