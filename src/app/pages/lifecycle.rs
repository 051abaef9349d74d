//! A lifecycle: the picture, and every scenario as a list of steps.

use glassbox_model::words::fill;
use leptos::prelude::*;

use crate::icons::Icon;
use crate::parts::{GlassBox, PageHead, Prose};
use crate::view::{self, Page};
use crate::words::words;

/// The picture, the choice of scenarios, and each of them.
#[component]
pub(crate) fn Lifecycle(
    /// The page.
    page: Page,
    /// The diagram.
    lifecycle: view::Lifecycle,
) -> AnyView {
    let choices = lifecycle.scenarios.iter().map(|scenario| {
        let (href, title) = (format!("#{}", scenario.id), scenario.title.clone());
        view! {
            <li>
                <a class="choice" href=href>
                    <span class=format!("outcome outcome-{}", scenario.outcome) aria-hidden="true"></span>
                    {title}
                </a>
            </li>
        }
    });
    let choices = choices.collect_view();
    let scenarios = lifecycle
        .scenarios
        .into_iter()
        .map(|scenario| view! { <Scenario scenario/> });
    view! {
        <PageHead page/>
        <Prose html=lifecycle.intro/>
        <GlassBox svg=lifecycle.picture/>
        <nav class="scenario-choice" aria-label=words().pages.scenario_choice><ul>{choices}</ul></nav>
        {scenarios.collect_view()}
        <Prose html=lifecycle.outro/>
    }
    .into_any()
}

/// One scenario: what the visitor sees, and the steps in order.
#[component]
fn Scenario(
    /// The scenario.
    scenario: view::Scenario,
) -> AnyView {
    let words = &words().pages;
    let outcome = match scenario.outcome {
        "ok" => words.works,
        "degraded" => words.degraded,
        _ => words.fails,
    };
    let id = scenario.id.clone();
    let anchor = view! { <Anchor id=scenario.id title=scenario.title.clone()/> };
    let steps = scenario
        .steps
        .into_iter()
        .map(|step| view! { <Step step/> });
    view! {
        <section class="scenario">
            <h2 id=id>{scenario.title} " " {anchor}</h2>
            <p>{scenario.summary}</p>
            <ul class="facts">
                <li><span class=format!("outcome outcome-{}", scenario.outcome) aria-hidden="true"></span>{outcome}</li>
                <li><Icon name="eye"/>{words.visitor_sees} " " <strong>{scenario.visitor_sees}</strong></li>
                {scenario.example.map(|example| view! { <li><Icon name="guide"/><code>{example}</code></li> })}
                {scenario.evidence.map(|evidence| view! { <li><Icon name="scroll-text"/>{words.evidence} " " {evidence}</li> })}
                {scenario.runbook.map(|runbook| view! { <li><Icon name="runbook"/><a href=runbook.href>{runbook.title}</a></li> })}
            </ul>
            <ol class="steps">{steps.collect_view()}</ol>
        </section>
    }
    .into_any()
}

/// One step: where, what, and where to read more.
#[component]
fn Step(
    /// The step.
    step: view::Step,
) -> AnyView {
    let id = step.anchor.clone();
    let anchor = view! { <Anchor id=step.anchor title=step.title.clone()/> };
    let links = step
        .links
        .into_iter()
        .map(|link| view! { <li><a href=link.href>{link.title}</a></li> });
    let links = links.collect::<Vec<_>>();
    view! {
        <li class="step" id=id>
            <h3>{step.title} " " {anchor}</h3>
            <p class="step-place">{step.place}</p>
            <Prose html=step.html/>
            {(!links.is_empty()).then(|| view! { <ul class="step-links">{links}</ul> })}
        </li>
    }
    .into_any()
}

/// The link of a heading to itself.
#[component]
fn Anchor(
    /// The id of the section.
    id: String,
    /// Its title.
    title: String,
) -> AnyView {
    let label = fill(words().prose.anchor, &[("title", &title)]);
    view! {
        <a class="anchor" href=format!("#{id}") aria-label=label>
            <Icon name="link"/>
        </a>
    }
    .into_any()
}
