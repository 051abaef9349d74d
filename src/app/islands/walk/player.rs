//! Where the reader is in a diagram, and everything that takes them elsewhere.

use std::{sync::Arc, time::Duration};

use glassbox_model::lifecycle::{Move, Spot};
use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::page;
use crate::browser::{self, walk as dom};
use crate::parts::Shot;

/// What a move does to the browser's history.
#[derive(Clone, Copy, PartialEq, Eq)]
enum History {
    /// The reader went there: the way back leads here.
    Push,
    /// It went by itself: the way back leads to where the reader was.
    Replace,
    /// The browser went there.
    Keep,
}

/// Where the reader is, and how it goes on.
#[derive(Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Now {
    /// True once the module runs.
    pub live: bool,
    /// The scenario and the step.
    pub spot: Spot,
    /// The scenario beside it.
    pub other: Option<usize>,
    /// True while it goes on by itself.
    pub playing: bool,
}

/// The walk through a diagram.
pub(super) struct Player {
    /// The name under which it is remembered what was seen.
    remembered: String,
    tracks: Vec<Vec<Shot>>,
    now: RwSignal<Now>,
}

impl Player {
    /// A walk at its beginning.
    pub(super) fn new(id: String, tracks: Vec<Vec<Shot>>) -> Player {
        Player {
            remembered: format!("glassbox-seen:{id}"),
            tracks,
            now: RwSignal::new(Now::default()),
        }
    }

    /// Wakes up in the browser: goes where the address says, and listens.
    pub(super) fn start(self: &Arc<Player>) {
        let this = Arc::clone(self);
        Effect::new(move |last: Option<Option<TimeoutHandle>>| {
            if let Some(Some(last)) = last {
                last.clear();
            }
            let now = this.now.get();
            match now.live {
                true => this.show(now),
                false => this.wake(),
            }
            now.playing.then(|| {
                let dwell = this.shot(now.spot).dwell * 100 / page::speed();
                let (this, wait) = (Arc::clone(&this), Duration::from_millis(dwell.into()));
                set_timeout_with_handle(move || this.play_on(), wait).ok()
            })?
        });
    }

    fn wake(self: &Arc<Player>) {
        page::wake();
        self.now.update(|now| {
            now.live = true;
            now.spot = page::find(&dom::hash()).unwrap_or_default();
        });
        for name in ["popstate", "keydown", "click", "change"] {
            let this = Arc::clone(self);
            // It lives as long as the page does.
            window_event_listener_untyped(name, move |event| match name {
                "popstate" => this.came_back(),
                "keydown" => this.key(&event),
                "click" => this.click(&event),
                _ => this.compare(&event),
            });
        }
    }

    fn show(&self, now: Now) {
        page::show(&now, self.shown(now).as_slice(), self.steps(now));
        page::show_seen(&self.seen());
        dom::look_at(self.shot(now.spot).at);
    }

    /// What the picture shows: nothing before it is live.
    pub(super) fn scene(&self) -> Vec<Shot> {
        let now = self.now.get();
        let shown = self.shown(now).into_iter().filter(|_| now.live);
        shown.map(|spot| self.shot(spot)).collect()
    }

    /// The steps that are shown: one, or that of the scenario beside, too.
    fn shown(&self, now: Now) -> Vec<Spot> {
        let other = now.other.map(|scenario| Spot {
            scenario,
            ..now.spot
        });
        let spots = [Some(now.spot), other].into_iter().flatten();
        let last = |spot: Spot| self.length(spot.scenario).saturating_sub(1);
        spots
            .map(|spot| Spot {
                step: spot.step.min(last(spot)),
                ..spot
            })
            .collect()
    }

    fn length(&self, scenario: usize) -> usize {
        self.tracks.get(scenario).map_or(0, Vec::len)
    }

    /// How many steps can be taken: those of the longer one of two.
    fn steps(&self, now: Now) -> usize {
        let other = now.other.map_or(0, |other| self.length(other));
        self.length(now.spot.scenario).max(other)
    }

    fn shot(&self, spot: Spot) -> Shot {
        let track = self.tracks.get(spot.scenario);
        let shot = track.and_then(|track| track.get(spot.step).or(track.last()));
        shot.cloned().unwrap_or_default()
    }

    /// Goes to a place, and says so once.
    fn go(&self, to: Spot, history: History) {
        let mut now = self.now.get_untracked();
        now.playing &= history == History::Replace;
        let moved = to != now.spot;
        now.spot = to;
        now.other = now.other.filter(|other| *other != to.scenario);
        self.now.set(now);
        if !moved {
            return;
        }
        let here = self.shown(Now { other: None, ..now });
        let here = here.first().copied().unwrap_or_default();
        match history {
            History::Push => dom::push(&page::address(here)),
            History::Replace => dom::replace(&page::address(here)),
            History::Keep => {}
        }
        page::say(here, self.length(here.scenario));
        if to.step + 1 >= self.length(to.scenario) {
            self.saw(&page::scenario(to.scenario));
        }
        if history == History::Push {
            dom::keep_in_view();
        }
    }

    fn step(&self, by: Move) {
        let now = self.now.get_untracked();
        self.go(now.spot.moved(by, self.steps(now)), History::Push);
    }

    /// Starts or stops to go on by itself; at the end it begins anew.
    fn play(&self) {
        let mut now = self.now.get_untracked();
        if !now.playing && now.spot.step + 1 >= self.steps(now) {
            self.go(now.spot.moved(Move::First, 1), History::Replace);
            now = self.now.get_untracked();
        }
        now.playing = !now.playing;
        self.now.set(now);
    }

    fn play_on(&self) {
        let now = self.now.get_untracked();
        let steps = self.steps(now);
        let next = now.spot.moved(Move::Next, steps);
        self.go(next, History::Replace);
        if next.step + 1 >= steps {
            self.now.update(|now| now.playing = false);
        }
    }

    fn seen(&self) -> String {
        browser::recall(&self.remembered).unwrap_or_default()
    }

    fn saw(&self, scenario: &str) {
        let seen = self.seen();
        if !seen.split_whitespace().any(|one| one == scenario) {
            let seen = format!("{seen} {scenario}");
            browser::remember(&self.remembered, &seen);
            page::show_seen(&seen);
        }
    }

    fn came_back(&self) {
        let hash = dom::hash();
        let spot = match hash.is_empty() {
            true => Some(Spot::default()),
            false => page::find(&hash),
        };
        if let Some(spot) = spot {
            self.go(spot, History::Keep);
        }
    }

    /// Keys act inside the figure only, and never where they are somebody else's.
    fn key(&self, event: &ev::Event) {
        if !dom::within(event, page::WALK) || dom::within(event, "select, input") {
            return;
        }
        let by = match dom::key(event).as_str() {
            "ArrowLeft" => Move::Previous,
            "ArrowRight" => Move::Next,
            "Home" => Move::First,
            "End" => Move::Last,
            "Escape" => return self.now.update(|now| now.playing = false),
            _ => return,
        };
        event.prevent_default();
        match dom::within(event, page::TABS) {
            true => self.tab(by),
            false => self.step(by),
        }
    }

    /// Among the tabs the same keys choose a scenario, around the ends.
    fn tab(&self, by: Move) {
        let count = self.tracks.len();
        let here = self.now.get_untracked().spot.scenario;
        let scenario = match by {
            Move::First => 0,
            Move::Previous => (here + count - 1) % count,
            Move::Next => (here + 1) % count,
            Move::Last => count - 1,
        };
        self.go(Spot { scenario, step: 0 }, History::Push);
        page::focus_tab(scenario);
    }

    /// Controls, links to steps, and the nodes of the picture.
    fn click(&self, event: &ev::Event) {
        if dom::modified(event) || !dom::within(event, page::WALK) {
            return;
        }
        if let Some(to) = dom::attribute(event, "[data-walk]", "data-walk") {
            match to.as_str() {
                "first" => self.step(Move::First),
                "previous" => self.step(Move::Previous),
                "next" => self.step(Move::Next),
                "last" => self.step(Move::Last),
                "play" => self.play(),
                "copy" => page::copy(),
                _ => dom::full_screen(),
            }
            return;
        }
        let spot = match dom::attribute(event, "a[href^='#']", "href") {
            Some(href) => page::find(href.trim_start_matches('#')),
            None => dom::place(event, "#gb-map > g").and_then(|part| self.next_at(part)),
        };
        if let Some(spot) = spot {
            event.prevent_default();
            self.go(spot, History::Push);
        }
    }

    /// The next step at a node, counted around the end.
    fn next_at(&self, part: usize) -> Option<Spot> {
        let here = self.now.get_untracked().spot;
        let count = self.length(here.scenario);
        (1..=count)
            .map(|ahead| Spot {
                step: (here.step + ahead) % count,
                ..here
            })
            .find(|spot| self.shot(*spot).node == Some(part))
    }

    fn compare(&self, event: &ev::Event) {
        if let Some(choice) = page::compared(event) {
            self.now.update(|now| {
                now.other = choice.filter(|other| *other != now.spot.scenario);
                now.playing = false;
            });
        }
    }
}
