//! One scenario: what the visitor sees, its hops in the picture, and the steps in order.

use glassbox_model::words::fill;
use leptos::prelude::*;

use super::step::StepItem;
use crate::icons::Icon;
use crate::parts::numbered;
use crate::view;
use crate::words::{tongue, words};

/// One scenario.
#[component]
pub(super) fn Section(
    /// The scenario.
    scenario: view::Scenario,
    /// Width and height of the picture.
    size: (i32, i32),
    /// Whether it is shown, with its first step, until another one is chosen.
    first: bool,
) -> AnyView {
    let (pages, walk) = (&words().pages, &words().walk);
    let outcome = match scenario.outcome {
        "ok" => pages.works,
        "degraded" => pages.degraded,
        _ => pages.fails,
    };
    let hops = fill(walk.hops, &[("title", &scenario.title)]);
    let steps = scenario
        .steps
        .into_iter()
        .enumerate()
        .map(|(at, step)| view! { <StepItem step first={first && at == 0}/> });
    view! {
        <section class="scenario" data-on=first.then_some("0")>
            <span class="step-anchor" id=scenario.id></span>
            <div class="scenario-head">
                <h2>{scenario.title}</h2>
                <p>{scenario.summary}</p>
                <ul class="facts">
                    <li><span class=format!("outcome outcome-{}", scenario.outcome) aria-hidden="true"></span>{outcome}</li>
                    {(!scenario.visitor_sees.is_empty()).then(|| view! {
                        <li><Icon name="eye"/><span>{pages.visitor_sees} " " <strong>{scenario.visitor_sees}</strong></span></li>
                    })}
                    {scenario.example.map(|example| view! { <li><Icon name="guide"/><code>{example}</code></li> })}
                    {scenario.evidence.map(|evidence| view! { <li><Icon name="scroll-text"/><span>{pages.evidence} " " {evidence}</span></li> })}
                    {scenario.runbook.map(|runbook| {
                        let (lang, dir) = tongue(runbook.language);
                        view! { <li><Icon name="runbook"/><a href=runbook.href lang=lang dir=dir>{runbook.title}</a></li> }
                    })}
                </ul>
            </div>
            <div class="scenario-hops">{numbered(hops, size, scenario.numbers)}</div>
            <ol class="steps">{steps.collect::<Vec<_>>()}</ol>
        </section>
    }
    .into_any()
}
