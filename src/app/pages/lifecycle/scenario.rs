//! One scenario: what the visitor sees, its hops in the picture, and the steps in order.

use glassbox_model::words::fill;
use leptos::prelude::*;

use super::step::StepItem;
use crate::icons::Icon;
use crate::parts::numbered;
use crate::view::{self, Link};
use crate::words::{sentence, tongue, words};

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
    let own = scenario.told.last().map_or(0, |(_, last, _)| *last);
    let steps = (1..).zip(scenario.steps);
    let steps = steps.map(|(number, step)| {
        view! { <StepItem step number first={first && number == 1} told={number <= own}/> }
    });
    let told = scenario.told.into_iter().map(told).collect::<Vec<_>>();
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
            {(!told.is_empty()).then(|| view! { <p class="told">{told}</p> })}
            <ol class="steps">{steps.collect::<Vec<_>>()}</ol>
        </section>
    }
    .into_any()
}

/// Where some of the steps are told in full. On paper they are not told again.
fn told((first, last, teller): (usize, usize, Link)) -> AnyView {
    let said = &words().walk;
    let template = if first == last {
        said.told_one
    } else {
        said.told
    };
    let told = sentence(template, |place| match place {
        "first" => first.into_any(),
        "last" => last.into_any(),
        "title" => view! { <a href=teller.href.clone()>{teller.title.clone()}</a> }.into_any(),
        _ => ().into_any(),
    });
    view! { <span>{told}</span> " " }.into_any()
}
