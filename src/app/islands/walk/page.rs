//! The page around the picture: which of its scenarios and steps are shown, what its controls say.
//!
//! Its elements are looked up once. A move touches the step that it leaves, the one that it enters,
//! and of the rest only what is otherwise than before. The packet sets off once the step is painted.

use std::cell::RefCell;

use glassbox_model::{lifecycle::Spot, words::fill};
use leptos::ev;

use super::player::Now;
use crate::browser::walk::{self as dom, Element, all, one, set};
use crate::parts::{Shot, light, packet};

/// The figure, and the tabs in it.
pub(super) const WALK: &str = "#gb-walk";
pub(super) const TABS: &str = "#gb-tabs";

/// A scenario, and the one that stands beside another.
pub(super) const SCENARIO: &str = ".scenario";
pub(super) const BESIDE: &str = ".scenario[data-on='1']";

const COMPARE: &str = "#gb-compare";

/// A scenario on the page, with its steps.
struct Section {
    whole: Element,
    steps: Vec<Step>,
}

/// A step on the page: all of it, and the link in its head.
struct Step {
    whole: Element,
    link: Option<Element>,
}

/// Something in the picture, and its class while nothing lights it.
struct Part {
    element: Element,
    class: String,
}

/// The parts of the page that change, and what they show.
pub(super) struct Page {
    tabs: Vec<Element>,
    sections: Vec<Section>,
    parts: Vec<Part>,
    packets: Vec<Element>,
    /// What stands under the picture: the title of the step, and which of how many it is.
    caption: [Option<Element>; 2],
    /// `Step {number} of {count}`.
    count: String,
    shown: RefCell<Shown>,
    /// The class and the place of each packet, as they are.
    sent: RefCell<Vec<(String, Option<String>)>>,
}

/// What the page shows.
#[derive(Default)]
struct Shown {
    /// The steps: one, or two side by side.
    spots: Vec<Spot>,
    /// The scenario, and the one beside it.
    chosen: Option<(usize, Option<usize>)>,
    /// Whether there is nothing before, and nothing after.
    ends: Option<(bool, bool)>,
    playing: bool,
    /// The classes of the parts of the picture.
    classes: Vec<String>,
}

impl Page {
    /// Makes tabs of the links, and panels of the scenarios.
    pub(super) fn wake() -> Page {
        let tabs = all("#gb-tabs a");
        if let Some(list) = one(TABS) {
            let name = list.get_attribute("data-name");
            set(&list, "role", Some("tablist"));
            set(&list, "aria-label", name.as_deref());
        }
        let sections = all("#gb-walk .scenario").into_iter();
        let sections = sections.zip(&tabs).map(|(whole, tab)| {
            set(tab, "role", Some("tab"));
            set(&whole, "role", Some("tabpanel"));
            set(&whole, "aria-labelledby", Some(&tab.id()));
            let steps = dom::under(&whole, ".step").into_iter().map(|whole| Step {
                link: dom::under(&whole, ".step-head a").pop(),
                whole,
            });
            let steps = steps.collect();
            Section { whole, steps }
        });
        let sections = sections.collect();
        let parts = all("#gb-map > g").into_iter().skip(1);
        let parts = parts.map(|element| {
            let class = element.get_attribute("class").unwrap_or_default();
            Part { element, class }
        });
        let parts: Vec<_> = parts.collect();
        // What the page showed before it was live.
        for step in all("#gb-walk .step[data-on]") {
            set(&step, "data-on", None);
        }
        if let Some(walk) = one(WALK) {
            set(&walk, "data-live", Some(""));
        }
        let classes = parts.iter().map(|part| part.class.clone()).collect();
        Page {
            tabs,
            sections,
            parts,
            packets: all(".lc-packet"),
            caption: ["#gb-title", "#gb-count"].map(one),
            count: said("#gb-count", "data-words"),
            shown: RefCell::new(Shown {
                classes,
                ..Shown::default()
            }),
            sent: RefCell::default(),
        }
    }

    /// Shows a step, or two side by side, where something else was shown before.
    pub(super) fn show(&self, now: Now, shown: &[(Spot, &Shot)], steps: usize) {
        let (spots, shots): (Vec<_>, Vec<_>) = shown.iter().copied().unzip();
        let mut classes: Vec<_> = self.parts.iter().map(|part| part.class.clone()).collect();
        light(&mut classes, &shots);
        let is = Shown {
            chosen: Some((now.spot.scenario, now.other)),
            ends: Some((now.spot.step == 0, now.spot.step + 1 >= steps)),
            playing: now.playing,
            classes,
            spots,
        };
        let was = self.shown.replace(Shown::default());
        if was.spots != is.spots {
            for spot in was.spots.iter().filter(|spot| !is.spots.contains(spot)) {
                self.light(*spot, false);
            }
            for spot in is.spots.iter().filter(|spot| !was.spots.contains(spot)) {
                self.light(*spot, true);
            }
            let titles: Vec<_> = is.spots.iter().map(|spot| self.title(*spot)).collect();
            let title = match &*titles {
                [one, other] if one != other => ["A: ", one, " / B: ", other].concat(),
                titles => titles.first().cloned().unwrap_or_default(),
            };
            let words = [title, self.count(now.spot.step, steps)];
            for (element, words) in self.caption.iter().zip(&words) {
                if let Some(element) = element {
                    dom::rewrite(element, words);
                }
            }
            for (at, (part, class)) in self.parts.iter().zip(&is.classes).enumerate() {
                if was.classes.get(at) != Some(class) {
                    set(&part.element, "class", Some(class));
                }
            }
        }
        if was.chosen != is.chosen {
            self.choose(now);
        }
        if let Some((first, last)) = is.ends.filter(|_| was.ends != is.ends) {
            for (to, done) in [
                ("first", first),
                ("previous", first),
                ("next", last),
                ("last", last),
            ] {
                control(to, "aria-disabled", done.then_some("true"));
            }
        }
        if was.playing != is.playing {
            let words = if is.playing {
                "data-pause"
            } else {
                "data-play"
            };
            control("play", "aria-label", Some(&said(".walk-bar", words)));
            control("play", "data-pressed", is.playing.then_some(""));
        }
        self.shown.replace(is);
    }

    /// Sends the packets to where they are at these steps.
    pub(super) fn send(&self, shown: &[(Spot, &Shot)]) {
        let shots: Vec<_> = shown.iter().map(|(_, shot)| *shot).collect();
        let packets = 0..self.packets.len();
        let is: Vec<_> = packets.map(|which| packet(which, &shots)).collect();
        let was = self.sent.replace(Vec::new());
        // The first one lies on top: it stands last.
        for (which, (element, (class, place))) in self.packets.iter().rev().zip(&is).enumerate() {
            let before = was.get(which);
            if before.map(|(class, _)| class) != Some(class) {
                set(element, "class", Some(class));
            }
            if place.is_some() && before.map(|(_, place)| place) != Some(place) {
                set(element, "transform", place.as_deref());
            }
        }
        self.sent.replace(is);
    }

    fn light(&self, spot: Spot, on: bool) {
        if let Some(step) = self.step(spot) {
            set(&step.whole, "data-on", on.then_some(""));
            if let Some(link) = &step.link {
                set(link, "aria-current", on.then_some("step"));
            }
        }
    }

    /// Shows which scenarios are chosen.
    fn choose(&self, Now { spot, other, .. }: Now) {
        for (index, (section, tab)) in self.sections.iter().zip(&self.tabs).enumerate() {
            let chosen = index == spot.scenario;
            let beside = other == Some(index);
            let on = if chosen { "0" } else { "1" };
            set(&section.whole, "data-on", (chosen || beside).then_some(on));
            set(
                tab,
                "aria-selected",
                Some(if chosen { "true" } else { "false" }),
            );
            set(tab, "tabindex", (!chosen).then_some("-1"));
            set(tab, "data-beside", beside.then_some(""));
        }
        if let Some(tab) = self.tabs.get(spot.scenario).cloned() {
            dom::after_paint(move || dom::scroll_to(&tab));
        }
        for (index, option) in all("#gb-compare option").iter().enumerate() {
            set(
                option,
                "disabled",
                (index == spot.scenario + 1).then_some(""),
            );
        }
        let other = other.map(|other| other.to_string());
        dom::choose(COMPARE, other.as_deref().unwrap_or_default());
        if let Some(walk) = one(WALK) {
            set(&walk, "data-compare", other.map(|_| ""));
        }
    }

    /// Which scenarios were seen, by their ids.
    pub(super) fn show_seen(&self, ids: &str) {
        let mut count = 0;
        for (index, tab) in self.tabs.iter().enumerate() {
            let id = self.scenario(index);
            let seen = ids.split_whitespace().any(|one| one == id);
            count += usize::from(seen);
            set(tab, "data-seen", seen.then_some(""));
        }
        let (seen, all) = (count.to_string(), self.tabs.len().to_string());
        let words = said("#gb-seen", "data-words");
        let words = fill(&words, &[("seen", &seen), ("all", &all)]);
        dom::write("#gb-seen", &words);
    }

    /// Says to those who do not see the picture where they have come to, in each of two scenarios
    /// where these differ.
    pub(super) fn say(&self, spots: &[Spot], step: usize, steps: usize) {
        let said = spots.iter().map(|spot| {
            let sentence = self.text(*spot, ".step-sentence");
            [&*self.title(*spot), ". ", &sentence].concat()
        });
        let said: Vec<_> = said.collect();
        let said = match &*said {
            [one, other] if one != other => {
                let of = |spot: usize| self.scenario_title(spots[spot].scenario);
                [&*of(0), ": ", one, " ", &of(1), ": ", other].concat()
            }
            said => said.first().cloned().unwrap_or_default(),
        };
        let words = [&*self.count(step, steps), ": ", &said].concat();
        dom::write("#gb-said", &words);
    }

    /// The first step at which two scenarios are not the same.
    pub(super) fn parting(&self, one: usize, other: usize) -> usize {
        let same = |step: usize| {
            let [one, other] = [one, other].map(|scenario| Spot { scenario, step });
            self.step(one).is_some()
                && self.step(other).is_some()
                && [".step-head a", ".prose"]
                    .iter()
                    .all(|part| self.text(one, part) == self.text(other, part))
        };
        (0..).take_while(|step| same(*step)).count()
    }

    /// Has what is said about a step laid out, so that it only has to be painted when it is shown.
    pub(super) fn prepare(&self, spot: Spot) {
        let unseen = !self.shown.borrow().spots.contains(&spot);
        if let Some(step) = self.step(spot).filter(|_| unseen) {
            dom::lay_out_with(&step.whole, "data-on");
        }
    }

    /// Gives the focus to a scenario's tab.
    pub(super) fn focus_tab(&self, index: usize) {
        if let Some(tab) = self.tabs.get(index) {
            dom::focus(tab);
        }
    }

    /// The id of a scenario.
    pub(super) fn scenario(&self, index: usize) -> String {
        let href = self
            .tabs
            .get(index)
            .and_then(|tab| tab.get_attribute("href"));
        href.unwrap_or_default().trim_start_matches('#').to_owned()
    }

    /// The address of a step, or of two side by side.
    pub(super) fn address(&self, spots: &[Spot]) -> String {
        let of = |spot: &Spot| {
            let href = self.link(*spot).and_then(|link| link.get_attribute("href"));
            href.unwrap_or_default()
        };
        let here = spots.first().map(of).unwrap_or_default();
        dom::address(&here, spots.get(1).map(of).as_deref())
    }

    /// The step that a fragment names, or the first step of the scenario that it names.
    pub(super) fn find(&self, fragment: &str) -> Option<Spot> {
        let target = dom::by_id(fragment)?;
        let within = |one: &Element| one.contains(Some(&target));
        let scenario = self.sections.iter().position(|one| within(&one.whole))?;
        let steps = &self.sections[scenario].steps;
        let step = steps.iter().position(|step| within(&step.whole));
        Some(Spot {
            scenario,
            step: step.unwrap_or(0),
        })
    }

    fn step(&self, spot: Spot) -> Option<&Step> {
        self.sections.get(spot.scenario)?.steps.get(spot.step)
    }

    fn link(&self, spot: Spot) -> Option<&Element> {
        self.step(spot)?.link.as_ref()
    }

    fn scenario_title(&self, scenario: usize) -> String {
        let section = self.sections.get(scenario);
        section.map_or_else(String::new, |section| dom::text(&section.whole, "h2"))
    }

    /// The text of a part of a step.
    fn text(&self, spot: Spot, part: &str) -> String {
        let step = self.step(spot);
        step.map_or_else(String::new, |step| dom::text(&step.whole, part))
    }

    fn title(&self, spot: Spot) -> String {
        let title = self.link(spot).and_then(|link| link.text_content());
        title.unwrap_or_default()
    }

    /// `Step 4 of 12`.
    fn count(&self, step: usize, steps: usize) -> String {
        let (number, count) = ((step + 1).to_string(), steps.to_string());
        fill(&self.count, &[("number", &number), ("count", &count)])
    }
}

/// How fast it goes on by itself, in per cent.
pub(super) fn speed() -> u32 {
    dom::chosen("#gb-speed").parse().unwrap_or(100)
}

/// The scenario that is chosen to be shown beside, if it was chosen just now.
pub(super) fn compared(event: &ev::Event) -> Option<Option<usize>> {
    dom::within(event, COMPARE).then(|| dom::chosen(COMPARE).parse().ok())
}

/// Words of the interface that the page holds ready.
fn said(selector: &str, name: &str) -> String {
    let element = one(selector);
    element
        .and_then(|element| element.get_attribute(name))
        .unwrap_or_default()
}

fn control(to: &str, name: &str, value: Option<&str>) {
    if let Some(button) = one(&["[data-walk=", to, "]"].concat()) {
        set(&button, name, value);
    }
}
