//! What the calendar shows: the list, the form, a booking, or the bookings of this device.
//!
//! The fragment of the address says which, so that the way back leads back.

use std::{
    cell::{Cell, RefCell},
    time::Duration,
};

use leptos::{
    ev,
    prelude::{set_interval, set_timeout, window_event_listener_untyped},
    task::spawn_local,
};

use glassbox_model::words::fill;

use super::{
    days::Days,
    form::Attempt,
    own,
    slots::{self, Known, Slots},
};
use crate::browser::{
    page::{self, attribute, set_on, show},
    walk::{self as dom, all, one},
};

const CALENDAR: &str = "#gb-calendar";
/// The views, of which one is shown.
const VIEWS: [&str; 5] = ["gb-list", "gb-book", "gb-booking", "gb-mine", "gb-host"];
/// How long the service may take before the page says that nothing is known.
const PATIENCE: Duration = Duration::from_millis(1500);
/// How often the service is asked again.
const REFRESH: Duration = Duration::from_secs(60);
/// The same, while it is away.
const REFRESH_AWAY: Duration = Duration::from_secs(20);

/// The calendar of a page.
pub(super) struct Desk {
    pub days: &'static Days,
    slots: Slots,
    pub known: Cell<Known>,
    /// Whether something is on its way that changes a booking.
    pub busy: Cell<bool>,
    /// What was sent and not answered.
    pub unanswered: RefCell<Option<Attempt>>,
    /// The booking that is shown, and its secret.
    pub shown: RefCell<super::booking::Shown>,
    /// Where the reader is in the weeks and months.
    pub place: super::views::Place,
}

/// A word that the calendar holds ready.
pub(super) fn word(name: &str) -> String {
    page::attribute_of(CALENDAR, name)
}

impl Desk {
    /// Wakes the calendar, where the page has one, for as long as the page lives.
    pub(super) fn wake(days: &'static Days) {
        if one(CALENDAR).is_none() {
            return;
        }
        let desk: &Desk = Box::leak(Box::new(Desk {
            days,
            slots: Slots::wake(),
            known: Cell::new(Known::Checking),
            busy: Cell::default(),
            unanswered: RefCell::default(),
            shown: RefCell::default(),
            place: super::views::Place::default(),
        }));
        own::fill_in();
        desk.wake_views();
        desk.choose_from_address();
        desk.narrow();
        desk.say(Known::Checking);
        desk.route(false);
        for name in [
            "hashchange",
            "click",
            "change",
            "input",
            "keydown",
            "submit",
            "online",
        ] {
            window_event_listener_untyped(name, move |event| desk.on(name, &event));
        }
        set_timeout(
            || {
                if desk.known.get() == Known::Checking {
                    desk.say(Known::Away);
                }
            },
            PATIENCE,
        );
        desk.refresh();
        for (every, away) in [(REFRESH, false), (REFRESH_AWAY, true)] {
            set_interval(
                move || {
                    if !page::unseen() && (desk.known.get() == Known::Away) == away {
                        desk.refresh();
                    }
                },
                every,
            );
        }
    }

    fn on(&'static self, name: &str, event: &ev::Event) {
        match name {
            "hashchange" => self.route(true),
            "online" => self.refresh(),
            "submit" if dom::within(event, "#gb-form") => {
                page::prevent(event);
                if self.known.get() == Known::Live {
                    self.submit();
                }
            }
            "click" if dom::within(event, "#gb-choices [type=reset]") => {
                for select in all("#gb-choices select") {
                    page::set_member(&select, "value", "");
                }
                self.narrowed();
            }
            "click" if dom::within(event, "#gb-cancel") => self.cancel(),
            "click" if dom::within(event, "[data-refuse]") => self.refuse(event),
            "click" if dom::within(event, "#gb-other-day") => self.choose_another_day(),
            "click" if dom::within(event, "#gb-earlier") => self.turn(-1),
            "click" if dom::within(event, "#gb-later") => self.turn(1),
            "click" if dom::within(event, "[data-pick]") => {
                let day = dom::attribute(event, "[data-pick]", "data-pick");
                self.choose_day(day.unwrap_or_default());
            }
            "keydown" if dom::within(event, "#gb-month") && self.day_key(&dom::key(event)) => {
                page::prevent(event);
            }
            "change" if dom::within(event, "#gb-views") => self.choose_view(),
            "click" if dom::within(event, "[data-move]") => self.ask_to_move(event),
            "click" if dom::within(event, "#gb-move") => self.reschedule(),
            "change" if dom::within(event, "#gb-choices") => self.narrowed(),
            "change" if dom::within(event, ".zone-picker") => self.say(self.known.get()),
            "input" | "change" if dom::within(event, "#gb-form") => self.write_request(),
            _ => {}
        }
    }

    /// Asks the service, and says what it answers.
    pub(super) fn refresh(&'static self) {
        spawn_local(async {
            let known = self.slots.ask().await;
            self.say(known);
        });
    }

    /// Says what is known of the slots.
    pub(super) fn say(&self, known: Known) {
        self.known.set(known);
        set_on(CALENDAR, "data-state", Some(known.name()));
        self.say_since(known);
        self.slots.paint(known, self.days);
        self.show_view();
        self.write_request();
        self.write_moves();
    }

    /// Says when it was that what is shown was so, while nothing newer can be known.
    fn say_since(&self, known: Known) {
        let at = self.slots.last_known();
        let since = known == Known::Away && !at.is_empty();
        set_on(CALENDAR, "data-since", since.then_some(&at));
        if let Some(note) = one(".when-since") {
            let time = if since {
                self.days.say(&at, "", "UTC")
            } else {
                String::new()
            };
            let words = fill(&attribute(&note, "data-note"), &[("time", &time)]);
            note.set_text_content(since.then_some(&words));
        }
    }

    /// Shows the view that the fragment names.
    pub(super) fn route(&'static self, focus: bool) {
        let hash = dom::hash();
        let slot = slots::find(&hash);
        let view = match (hash.split_once('/'), &slot) {
            (Some(("m", secret)), _) => {
                self.look_up(secret);
                "gb-booking"
            }
            (Some(("h", secret)), _) => {
                self.look_up_host(secret);
                "gb-host"
            }
            (_, Some(slot)) => {
                self.open_form(slot);
                "gb-book"
            }
            _ if hash == "gb-mine" => {
                own::list(self.days);
                "gb-mine"
            }
            _ => "gb-list",
        };
        let changed = one(&["#", view, "[hidden]"].concat()).is_some();
        for name in VIEWS {
            show(&["#", name].concat(), name == view);
        }
        if changed && focus {
            page::focus(&["#", view, " h2"].concat());
            page::to_top(CALENDAR);
        }
    }

    /// Takes the choices that the address names.
    fn choose_from_address(&self) {
        for select in all("#gb-choices select") {
            let wanted = page::asked(&attribute(&select, "name"));
            if !wanted.is_empty() {
                page::set_member(&select, "value", &wanted);
            }
        }
        page::set_value("#gb-own", &page::asked("about"));
    }

    /// Narrows the list, and names the choice in the address.
    fn narrowed(&self) {
        let mut query = String::new();
        for select in all("#gb-choices select") {
            let value = page::text_of(&select, "value");
            if !value.is_empty() {
                query.push(if query.is_empty() { '?' } else { '&' });
                query.push_str(&attribute(&select, "name"));
                query.push('=');
                query.push_str(&page::encode(&value));
            }
        }
        // An empty query would leave the address as it is.
        dom::replace(if query.is_empty() { "?" } else { &query });
        self.narrow();
    }

    /// Shows the windows that fit the choices.
    fn narrow(&self) {
        let (mut names, mut fits) = (Vec::new(), Vec::new());
        for option in all("#gb-choices option[value]:not([value='']):checked") {
            names.push(page::said(&option));
            fits.push(attribute(&option, "data-hours"));
        }
        let windows = all("#gb-list .window");
        let mut any = windows.is_empty();
        for window in windows {
            let hours = attribute(&window, "data-hours");
            let fits = fits
                .iter()
                .all(|fit| fit.split(' ').any(|one| one == hours));
            any |= fits;
            page::hide(&window, !fits);
        }
        show("#gb-nothing", !any);
        let before = if names.is_empty() { "" } else { ": " };
        dom::write("#gb-chosen", &[before, &page::row(&names, ", ")].concat());
        self.show_view();
    }

    /// Says a problem that the place of its view holds ready.
    pub(super) fn complain(&self, place: &str, problem: &str) {
        let words = page::attribute_of(place, &["data-", problem].concat());
        dom::write(place, &words);
        if let Some(place) = one(place).filter(|_| !words.is_empty()) {
            page::call(&place, "scrollIntoView", &[&false.into()]);
        }
    }
}

/// The links to slots that are free near another, in a list.
pub(super) fn offer(days: &Days, list: &str, ids: &[String]) {
    let Some(list) = one(list) else {
        return;
    };
    list.set_inner_html("");
    for slot in ids.iter().filter_map(|id| slots::find(id)) {
        let when = days.say(&slot.start, "", &slot.zone());
        page::add_link(&list, "button", &slot.id, &when);
    }
}
