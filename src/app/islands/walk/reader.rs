//! What the reader does: keys, clicks, the way back, and letting it go on by itself.

use std::{
    cell::{Cell, RefCell},
    rc::Rc,
    time::Duration,
};

use glassbox_model::lifecycle::{Move, Spot};
use leptos::{ev, leptos_dom::helpers::TimeoutHandle, prelude::*};

use super::page::{self, Page};
use super::player::{Now, Player};
use crate::browser::{self, walk as dom};

/// How long nobody moves until the steps around are laid out ahead.
const REST: Duration = Duration::from_millis(250);

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

/// Takes the reader through a diagram.
struct Reader {
    /// The name under which it is remembered what was seen.
    remembered: String,
    player: Player,
    page: Page,
    now: Cell<Now>,
    /// Until it goes on by itself.
    timer: RefCell<Option<TimeoutHandle>>,
    /// Until the steps around are laid out.
    ahead: RefCell<Option<TimeoutHandle>>,
    /// The last move, until it is told.
    untold: Cell<Option<History>>,
    /// Whether what can wait for the next frame is waiting for it.
    waiting: Cell<bool>,
}

/// Goes where the address says, shows it, and listens for as long as the page lives.
pub(super) fn wake(id: &str, tracks: &str) {
    let reader = Rc::new(Reader {
        remembered: format!("glassbox-seen:{id}"),
        player: Player::new(tracks),
        page: Page::wake(),
        now: Cell::default(),
        timer: RefCell::default(),
        ahead: RefCell::default(),
        untold: Cell::default(),
        waiting: Cell::default(),
    });
    reader.page.show_seen(&reader.seen());
    reader.set(reader.addressed().unwrap_or_default());
    for name in ["popstate", "keydown", "click", "change"] {
        let reader = Rc::clone(&reader);
        window_event_listener_untyped(name, move |event| match name {
            "popstate" => reader.came_back(),
            "keydown" => reader.key(&event),
            "click" => reader.click(&event),
            _ => reader.compare(&event),
        });
    }
}

impl Reader {
    /// Shows what is so from now on; past the end there is nothing, whatever stood beside it before.
    fn set(self: &Rc<Reader>, mut now: Now) {
        let steps = self.player.steps(now);
        now.spot.step = now.spot.step.min(steps.saturating_sub(1));
        self.now.set(now);
        let shown = self.player.shown(now);
        self.page.show(now, &shown, steps);
        let Some((_, shot)) = shown.first() else {
            return;
        };
        if !self.waiting.replace(true) {
            let this = Rc::clone(self);
            dom::after_paint(move || this.follow());
        }
        let timer = now.playing.then(|| {
            let wait = Duration::from_millis((shot.dwell * 100 / page::speed()).into());
            let this = Rc::clone(self);
            set_timeout_with_handle(move || this.play_on(), wait).ok()
        });
        if let Some(last) = self.timer.replace(timer.flatten()) {
            last.clear();
        }
    }

    /// Goes to a place; what stands beside stays there.
    fn go(self: &Rc<Reader>, to: Spot, history: History) {
        let before = self.now.get();
        let now = Now {
            spot: to,
            other: before.other.filter(|other| *other != to.scenario),
            playing: before.playing && history == History::Replace,
        };
        self.turn(now, history);
    }

    /// Shows something else, and says so once.
    fn turn(self: &Rc<Reader>, to: Now, history: History) {
        let before = self.now.get();
        self.set(to);
        let now = self.now.get();
        if (now.spot, now.other) == (before.spot, before.other) {
            return;
        }
        // Keys that repeat are quicker than frames: what they passed is not told.
        let told = match (self.untold.get(), history) {
            (Some(History::Push), History::Replace) => History::Push,
            _ => history,
        };
        self.untold.set(Some(told));
    }

    /// What can wait until the step is painted: the packet sets off, the picture follows it, the move
    /// is told, and when nobody moves, the steps around are laid out.
    fn follow(self: &Rc<Reader>) {
        self.waiting.set(false);
        let shown = self.player.shown(self.now.get());
        let Some((_, shot)) = shown.first() else {
            return;
        };
        dom::look_at(shot.at);
        if let Some(history) = self.untold.take() {
            let spots: Vec<_> = shown.iter().map(|(spot, _)| *spot).collect();
            self.tell(&spots, history);
        }
        self.page.send(&shown);
        let this = Rc::clone(self);
        let ahead = set_timeout_with_handle(move || this.prepare(), REST);
        if let Some(last) = self.ahead.replace(ahead.ok()) {
            last.clear();
        }
    }

    /// Tells the address, the screen reader and the device's memory where the reader has come to.
    fn tell(&self, spots: &[Spot], history: History) {
        match history {
            History::Push => {
                dom::keep_in_view();
                dom::push(&self.page.address(spots));
            }
            History::Replace => dom::replace(&self.page.address(spots)),
            History::Keep => {}
        }
        let now = self.now.get();
        self.page.say(spots, now.spot.step, self.player.steps(now));
        for spot in spots {
            if spot.step + 1 >= self.player.length(spot.scenario) {
                self.saw(&self.page.scenario(spot.scenario));
            }
        }
    }

    /// What the address says: a step, and whether another one stands beside.
    fn addressed(&self) -> Option<Now> {
        let hash = dom::hash();
        let spot = match hash.is_empty() {
            true => Spot::default(),
            false => self.page.find(&hash)?,
        };
        let beside = self.page.find(&dom::beside());
        let beside = beside.filter(|beside| beside.scenario != spot.scenario);
        let step = spot.step.max(beside.map_or(0, |beside| beside.step));
        Some(Now {
            spot: Spot { step, ..spot },
            other: beside.map(|beside| beside.scenario),
            playing: false,
        })
    }

    /// Has the steps before and after this one laid out: most likely one of them is next.
    fn prepare(&self) {
        let now = self.now.get();
        for by in [Move::Next, Move::Previous] {
            let spot = now.spot.moved(by, self.player.steps(now));
            for (spot, _) in self.player.shown(Now { spot, ..now }) {
                self.page.prepare(spot);
            }
        }
    }

    fn step(self: &Rc<Reader>, by: Move) {
        let now = self.now.get();
        self.go(now.spot.moved(by, self.player.steps(now)), History::Push);
    }

    /// Starts or stops to go on by itself; at the end it begins anew.
    fn play(self: &Rc<Reader>) {
        let now = self.now.get();
        if !now.playing && now.spot.step + 1 >= self.player.steps(now) {
            self.go(now.spot.moved(Move::First, 1), History::Replace);
        }
        self.set(Now {
            playing: !now.playing,
            ..self.now.get()
        });
    }

    fn play_on(self: &Rc<Reader>) {
        let now = self.now.get();
        let steps = self.player.steps(now);
        let next = now.spot.moved(Move::Next, steps);
        self.go(next, History::Replace);
        if next.step + 1 >= steps {
            self.pause();
        }
    }

    fn pause(self: &Rc<Reader>) {
        self.set(Now {
            playing: false,
            ..self.now.get()
        });
    }

    fn seen(&self) -> String {
        browser::recall(&self.remembered).unwrap_or_default()
    }

    fn saw(&self, scenario: &str) {
        let seen = self.seen();
        if !seen.split_whitespace().any(|one| one == scenario) {
            let seen = format!("{seen} {scenario}");
            browser::remember(&self.remembered, &seen);
            self.page.show_seen(&seen);
        }
    }

    fn came_back(self: &Rc<Reader>) {
        if let Some(now) = self.addressed() {
            self.turn(now, History::Keep);
        }
    }

    /// Keys act inside the figure only, and never where they are somebody else's.
    fn key(self: &Rc<Reader>, event: &ev::Event) {
        if !dom::within(event, page::WALK) || dom::within(event, "select, input") {
            return;
        }
        let by = match dom::key(event).as_str() {
            "ArrowLeft" => Move::Previous,
            "ArrowRight" => Move::Next,
            "Home" => Move::First,
            "End" => Move::Last,
            "Escape" => return self.pause(),
            _ => return,
        };
        event.prevent_default();
        match dom::within(event, page::TABS) {
            true => self.tab(by),
            false => self.step(by),
        }
    }

    /// Among the tabs the same keys choose a scenario, around the ends.
    fn tab(self: &Rc<Reader>, by: Move) {
        let count = self.player.scenarios();
        let here = self.now.get().spot.scenario;
        let scenario = match by {
            Move::First => 0,
            Move::Previous => (here + count - 1) % count,
            Move::Next => (here + 1) % count,
            Move::Last => count - 1,
        };
        self.go(Spot { scenario, step: 0 }, History::Push);
        self.page.focus_tab(scenario);
    }

    /// Controls, links to steps, and the nodes of the picture.
    fn click(self: &Rc<Reader>, event: &ev::Event) {
        if let Some(to) = dom::attribute(event, "[data-walk]", "data-walk") {
            return match to.as_str() {
                "first" => self.step(Move::First),
                "previous" => self.step(Move::Previous),
                "next" => self.step(Move::Next),
                "last" => self.step(Move::Last),
                "play" => self.play(),
                _ => {}
            };
        }
        if dom::modified(event) || !dom::within(event, page::WALK) {
            return;
        }
        let spot = match dom::attribute(event, "a[href*='#']", "href") {
            Some(href) => {
                let path = dom::path();
                let fragment = href.strip_prefix(&path).unwrap_or(&href);
                self.page.find(fragment.trim_start_matches('#'))
            }
            None => dom::place(event, "#gb-map > g")
                .and_then(|part| self.player.next_at(self.now.get().spot, part)),
        };
        let Some(spot) = spot else { return };
        event.prevent_default();
        match self.now.get().other {
            Some(other) if dom::within(event, page::SCENARIO) => {
                self.go_beside(spot, other, dom::within(event, page::BESIDE));
            }
            _ => self.go(spot, History::Push),
        }
    }

    /// Follows a link in one of two scenarios side by side: that one goes there, unless the link leads
    /// to what the other one shows.
    fn go_beside(self: &Rc<Reader>, to: Spot, other: usize, in_other: bool) {
        let here = self.now.get().spot.scenario;
        let (scenario, other) = match in_other {
            _ if to.scenario == here || to.scenario == other => (here, other),
            true => (here, to.scenario),
            false => (to.scenario, other),
        };
        let now = Now {
            spot: Spot { scenario, ..to },
            other: Some(other),
            playing: false,
        };
        self.turn(now, History::Push);
    }

    /// Shows another scenario beside, from where the two part.
    fn compare(self: &Rc<Reader>, event: &ev::Event) {
        let Some(other) = page::compared(event) else {
            return;
        };
        let now = self.now.get();
        let Spot { scenario, step } = now.spot;
        let parting = other.map_or(0, |other| self.page.parting(scenario, other));
        let now = Now {
            spot: Spot {
                scenario,
                step: step.max(parting),
            },
            other,
            playing: false,
        };
        self.turn(now, History::Push);
    }
}
