//! The page around the picture: which of its scenarios and steps are shown, what its controls say.

use glassbox_model::{lifecycle::Spot, words::fill};
use leptos::{ev, prelude::set_timeout};

use super::player::Now;
use crate::browser::walk::{self as dom, Element, all, one, set};

/// The figure, and the tabs in it.
pub(super) const WALK: &str = "#gb-walk";
pub(super) const TABS: &str = "#gb-tabs";

const SECTIONS: &str = "#gb-walk .scenario";
const COMPARE: &str = "#gb-compare";
const BAR: &str = ".walk-bar";
const FULL: &str = ".walk-bar [data-walk='full']";

/// Makes tabs of the links, and panels of the scenarios.
pub(super) fn wake() {
    if let Some(tabs) = one(TABS) {
        set(&tabs, "role", Some("tablist"));
        set(
            &tabs,
            "aria-label",
            tabs.get_attribute("data-name").as_deref(),
        );
    }
    for (index, section) in all(SECTIONS).iter().enumerate() {
        set(section, "role", Some("tabpanel"));
        set(section, "aria-labelledby", Some(&format!("gb-tab-{index}")));
    }
    for tab in tabs() {
        set(&tab, "role", Some("tab"));
    }
    let full = one(FULL).filter(|_| !dom::has_full_screen());
    if let Some(full) = full {
        full.remove();
    }
}

/// Shows these steps, and on the controls where they are among `steps`.
pub(super) fn show(now: &Now, shown: &[Spot], steps: usize) {
    for (index, section) in all(SECTIONS).iter().enumerate() {
        let place = shown.iter().position(|spot| spot.scenario == index);
        let place = place.map(|place| (place, shown[place].step));
        set(
            section,
            "data-on",
            place.map(|(place, _)| ["0", "1"][place.min(1)]),
        );
        for (number, step) in dom::under(section, ".step").iter().enumerate() {
            let on = place.is_some_and(|(_, step)| step == number);
            set(step, "data-on", on.then_some(""));
            for link in dom::under(step, ".step-head a") {
                set(&link, "aria-current", on.then_some("step"));
            }
        }
    }
    for (index, tab) in tabs().iter().enumerate() {
        let chosen = index == now.spot.scenario;
        set(
            tab,
            "aria-selected",
            Some(if chosen { "true" } else { "false" }),
        );
        set(tab, "tabindex", (!chosen).then_some("-1"));
        set(tab, "data-beside", (now.other == Some(index)).then_some(""));
    }
    for (index, option) in all("#gb-compare option").iter().enumerate() {
        set(
            option,
            "disabled",
            (index == now.spot.scenario + 1).then_some(""),
        );
    }
    dom::choose(
        COMPARE,
        &now.other.map(|other| other.to_string()).unwrap_or_default(),
    );
    if let Some(walk) = one(WALK) {
        set(&walk, "data-live", Some(""));
        set(&walk, "data-compare", now.other.map(|_| ""));
    }
    let first = now.spot.step == 0;
    let last = now.spot.step + 1 >= steps;
    for (to, done) in [
        ("first", first),
        ("previous", first),
        ("next", last),
        ("last", last),
    ] {
        if let Some(button) = control(to) {
            set(&button, "aria-disabled", done.then_some("true"));
        }
    }
    if let Some(play) = control("play") {
        let words = if now.playing {
            "data-pause"
        } else {
            "data-play"
        };
        set(&play, "aria-label", Some(&said(BAR, words)));
        set(&play, "data-on", now.playing.then_some(""));
    }
    let titles: Vec<_> = shown.iter().map(|spot| title(*spot)).collect();
    dom::write("#gb-count", &count(now.spot.step, steps));
    dom::write("#gb-title", &titles.join(" / "));
}

/// Which scenarios were seen, by their ids.
pub(super) fn show_seen(ids: &str) {
    let seen = |index: usize| ids.split_whitespace().any(|id| id == scenario(index));
    let tabs = tabs();
    for (index, tab) in tabs.iter().enumerate() {
        set(tab, "data-seen", seen(index).then_some(""));
    }
    let count = (0..tabs.len()).filter(|index| seen(*index)).count();
    let (seen, all) = (count.to_string(), tabs.len().to_string());
    let words = said("#gb-seen", "data-words");
    dom::write("#gb-seen", &fill(&words, &[("seen", &seen), ("all", &all)]));
}

/// Says to those who do not see the picture where they have come to.
pub(super) fn say(spot: Spot, steps: usize) {
    let sentence = step(spot).map(|step| dom::text(&step, ".step-sentence"));
    let (count, title) = (count(spot.step, steps), title(spot));
    let sentence = sentence.unwrap_or_default();
    dom::write("#gb-said", &format!("{count}: {title}. {sentence}"));
}

/// `Step 4 of 12`.
fn count(step: usize, steps: usize) -> String {
    let (number, count) = ((step + 1).to_string(), steps.to_string());
    let words = said("#gb-count", "data-words");
    fill(&words, &[("number", &number), ("count", &count)])
}

/// Words of the interface that the page holds ready.
fn said(selector: &str, name: &str) -> String {
    let element = one(selector);
    element
        .and_then(|element| element.get_attribute(name))
        .unwrap_or_default()
}

/// Copies the address of this step, and says so.
pub(super) fn copy() {
    dom::copy_address();
    dom::write("#gb-said", &said(BAR, "data-copied"));
    let mark = |on: Option<&str>| {
        if let Some(button) = control("copy") {
            set(&button, "data-on", on);
        }
    };
    mark(Some(""));
    set_timeout(move || mark(None), std::time::Duration::from_secs(2));
}

/// How fast it goes on by itself, in per cent.
pub(super) fn speed() -> u32 {
    dom::chosen("#gb-speed").parse().unwrap_or(100)
}

/// The scenario that is chosen to be shown beside, if it was chosen just now.
pub(super) fn compared(event: &ev::Event) -> Option<Option<usize>> {
    dom::within(event, COMPARE).then(|| dom::chosen(COMPARE).parse().ok())
}

/// Gives the focus to a scenario's tab.
pub(super) fn focus_tab(index: usize) {
    dom::focus(&format!("#gb-tab-{index}"));
}

/// The id of a scenario.
pub(super) fn scenario(index: usize) -> String {
    let href = tabs().get(index).and_then(|tab| tab.get_attribute("href"));
    href.unwrap_or_default().trim_start_matches('#').to_owned()
}

/// The fragment of a step.
pub(super) fn address(spot: Spot) -> String {
    let link = step(spot).and_then(|step| dom::under(&step, ".step-head a").into_iter().next());
    link.and_then(|link| link.get_attribute("href"))
        .unwrap_or_default()
}

/// The step that a fragment names, or the first step of the scenario that it names.
pub(super) fn find(fragment: &str) -> Option<Spot> {
    let target = dom::by_id(fragment)?;
    let section = target.closest(".scenario").ok()??;
    let scenario = all(SECTIONS).iter().position(|one| *one == section)?;
    let step = target.closest(".step").ok()?;
    let steps = dom::under(&section, ".step");
    let step = step.and_then(|step| steps.iter().position(|one| *one == step));
    Some(Spot {
        scenario,
        step: step.unwrap_or(0),
    })
}

fn step(spot: Spot) -> Option<Element> {
    let section = all(SECTIONS).into_iter().nth(spot.scenario)?;
    dom::under(&section, ".step").into_iter().nth(spot.step)
}

fn title(spot: Spot) -> String {
    step(spot)
        .map(|step| dom::text(&step, ".step-head"))
        .unwrap_or_default()
}

fn tabs() -> Vec<Element> {
    all("#gb-tabs a")
}

fn control(to: &str) -> Option<Element> {
    one(&format!("[data-walk={to}]"))
}
