//! The choice of scenarios: links without scripts, tabs with them.

use glassbox_model::words::fill;
use leptos::prelude::*;

use crate::icons::Icon;
use crate::view::Scenario;
use crate::words::words;

/// The scenarios as a list of links.
#[component]
pub(super) fn Choices(
    /// The scenarios.
    scenarios: Vec<Scenario>,
) -> AnyView {
    let links = scenarios.into_iter().map(|scenario| {
        view! { <li><a class="choice" href=format!("#{}", scenario.id)><Sign outcome=scenario.outcome/>{scenario.title}</a></li> }
    });
    view! { <nav class="scenario-choice" aria-label=words().pages.scenario_choice><ul>{links.collect::<Vec<_>>()}</ul></nav> }
        .into_any()
}

/// The scenarios as links that the island makes tabs of, how many were seen, and the choice of one
/// beside.
#[component]
pub(super) fn Tabs(
    /// The scenarios.
    scenarios: Vec<Scenario>,
) -> AnyView {
    let said = &words().walk;
    // What a device remembers comes later, and takes the same room.
    let all = scenarios.len().to_string();
    let seen = fill(said.seen, &[("seen", "0"), ("all", &all)]);
    let options = scenarios.iter().enumerate().map(|(index, scenario)| {
        view! { <option value=index>{scenario.title.clone()}</option> }
    });
    let options = options.collect::<Vec<_>>();
    let tabs = scenarios.into_iter().enumerate().map(|(index, scenario)| {
        view! {
            <a class="choice" id=format!("gb-tab-{index}") href=format!("#{}", scenario.id)>
                <Sign outcome=scenario.outcome/>
                {scenario.title}
                <span class="seen"><Icon name="check"/><span class="visually-hidden">{words().walk.seen_mark}</span></span>
            </a>
        }
    });
    view! {
        <div class="walk-choice">
            <div class="scenario-choice" id="gb-tabs" data-name=words().pages.scenario_choice>{tabs.collect::<Vec<_>>()}</div>
            <div class="walk-more">
                <p id="gb-seen" data-words=said.seen>{seen}</p>
                <label>
                    <span>{said.compare}</span> " "
                    <select id="gb-compare" autocomplete="off"><option value="">{said.nothing}</option>{options}</select>
                </label>
            </div>
        </div>
    }
    .into_any()
}

/// How a scenario ends, as a sign.
#[component]
fn Sign(
    /// `ok`, `degraded` or `error`.
    outcome: &'static str,
) -> AnyView {
    view! { <span class=format!("outcome outcome-{outcome}") aria-hidden="true"></span> }.into_any()
}
