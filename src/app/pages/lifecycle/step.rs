//! One step: where, what, the message as it is there, and where to learn more.

use leptos::prelude::*;

use super::message::MessageFigure;
use super::question::{Question, Ways};
use crate::dates;
use crate::icons::{Icon, name_of};
use crate::parts::Prose;
use crate::view::{Ask, Behind, Link, Place, Step};
use crate::words::{sentence, tongue, words};

/// One step. Its head is the link that leads to it, its body all that is said about it.
#[component]
pub(super) fn StepItem(
    /// The step.
    step: Step,
    /// Which one of its scenario it is, from 1.
    number: usize,
    /// Whether it is the first that is shown.
    first: bool,
    /// Whether another scenario tells it, in the same words.
    told: bool,
) -> AnyView {
    let href = format!("#{}", step.anchor);
    let aliases = step
        .aliases
        .into_iter()
        .map(|alias| view! { <span class="step-anchor" id=alias></span> });
    let links = step.links.into_iter().map(step_link).collect::<Vec<_>>();
    view! {
        <li class=if told { "step step-told" } else { "step" } data-on=first.then_some("")>
            <span class="step-anchor" id=step.anchor></span>
            {aliases.collect::<Vec<_>>()}
            <h3 class="step-head"><span class="step-number" aria-hidden="true">{number}</span> " " <a href=href>{step.title}</a></h3>
            <div class="step-body">
                <p class="step-sentence">{step.sentence}</p>
                <Prose html=step.html/>
                {step.pick.map(|(chosen, because)| view! {
                    <p class="pick"><Icon name="node-app"/><span>{picked(chosen, because)}</span></p>
                })}
                {step.fork.map(|fork| view! { <Ways fork/> })}
                {step.message.map(|message| view! { <MessageFigure message/> })}
                {step.place.map(|place| view! { <PlaceLine place/> })}
                {step.check.map(|check| view! { <Question check/> })}
                {(!links.is_empty()).then(|| view! { <ul class="step-links">{links}</ul> })}
                {step.ask.map(|ask| view! { <AskLine ask/> })}
            </div>
        </li>
    }
    .into_any()
}

/// Where it happens, and what that is for.
#[component]
fn PlaceLine(
    /// The place.
    place: Place,
) -> AnyView {
    let title = match place.href {
        Some(href) => view! { <a href=href>{place.title}</a> }.into_any(),
        None => place.title.into_any(),
    };
    view! {
        <p class="step-place">
            <Icon name="map-pin"/>
            <span>
                <strong>{title}</strong>
                {place.with.map(|with| view! { " " <small>{with}</small> })}
                {(!place.about.is_empty()).then(|| view! { <br/> {place.about} })}
            </span>
        </p>
    }
    .into_any()
}

/// Who was picked, and why.
fn picked(chosen: String, because: String) -> AnyView {
    sentence(words().walk.picked, move |place| match place {
        "chosen" => view! { <strong>{chosen.clone()}</strong> }.into_any(),
        _ => because.clone().into_any(),
    })
}

/// Who can explain the step, and when.
#[component]
fn AskLine(
    /// Whom to ask.
    ask: Ask,
) -> AnyView {
    let words = words();
    let next = ask.next.map(|window| {
        let start = dates::machine(&window.start);
        let from = format!(
            "{}, {}",
            words.weekday_and_date(window.start.date),
            window.start.time
        );
        view! {
            " " {words.shell.next_hour} " "
            <a href=window.href><time datetime=start>{from}</time></a>
            " "
            <span class="zone">{window.start.zone}</span>
        }
    });
    let person = ask.person;
    let who = sentence(words.walk.ask, move |_| {
        view! { <a href=person.href.clone()>{person.title.clone()}</a> }.into_any()
    });
    view! { <p class="step-ask"><Icon name="person"/><span>{who} {next}</span></p> }.into_any()
}

/// A link with what is behind it, as a sign and in words.
fn step_link((behind, link): (Behind, Link)) -> AnyView {
    let said = &words().walk;
    let (name, sort) = match behind {
        Behind::Page(kind) => (name_of(kind), words().kind(kind).one),
        Behind::Code => ("code", said.code),
        Behind::Dashboard => ("dashboard", said.dashboard),
    };
    let (lang, dir) = tongue(link.language);
    view! {
        <li><Icon name/><small>{sort}</small> " " <a href=link.href lang=lang dir=dir>{link.title}</a></li>
    }
    .into_any()
}
