//! What can be booked: asked of the service, and said of each time on the page.

use std::cell::RefCell;

use super::{days::Days, desk::word, form};
use crate::browser::{
    self, api,
    page::{self, Element, Value, attribute, get, list_of, said, text_of},
    walk::{self as dom, all, one, set, under},
};
use glassbox_model::{ical::Stamp, words::fill};

/// How many days one request may ask for.
const MAX_DAYS: f64 = 62.0;
const DAY: f64 = 86_400_000.0;

/// What is known of the slots.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Known {
    /// The service is being asked.
    Checking,
    /// What can be booked.
    Live,
    /// Nothing: the service is away.
    Away,
    /// Nothing: the service and the page are of different revisions.
    Stale,
}

impl Known {
    /// Its name in the page's attributes and classes.
    pub(super) fn name(self) -> &'static str {
        match self {
            Known::Checking => "checking",
            Known::Live => "live",
            Known::Away => "away",
            Known::Stale => "stale",
        }
    }
}

/// The slots of the page.
pub(super) struct Slots {
    /// The service's answer by slot id.
    answer: RefCell<Value>,
    /// When it came, in UTC; empty before the first.
    at: RefCell<String>,
}

/// One slot of the page.
pub(super) struct Slot {
    /// Its link.
    pub element: Element,
    /// Its window.
    pub window: Element,
    /// Its id: `ops.20261130T2300Z`.
    pub id: String,
    /// When it begins, in UTC.
    pub start: String,
}

impl Slot {
    /// The hours it is of.
    pub(super) fn hours(&self) -> String {
        attribute(&self.window, "data-hours")
    }

    /// The host's zone.
    pub(super) fn zone(&self) -> String {
        super::days::zone_of(&self.window)
    }
}

/// Every slot of the page, in order.
pub(super) fn on_page() -> Vec<Slot> {
    let slots = all(".slot[data-slot]").into_iter();
    slots.filter_map(read).collect()
}

/// The slot of an id.
pub(super) fn find(id: &str) -> Option<Slot> {
    one(&[".slot[data-slot='", id, "']"].concat()).and_then(read)
}

fn read(element: Element) -> Option<Slot> {
    Some(Slot {
        window: element.closest(".window").ok()??,
        id: attribute(&element, "data-slot"),
        start: attribute(&dom::first(&element, "time")?, "datetime"),
        element,
    })
}

impl Slots {
    /// Names every slot of the page.
    pub(super) fn wake() -> Slots {
        for window in all(".window") {
            let hours = attribute(&window, "data-hours");
            for slot in under(&window, ".slot") {
                let start = dom::first(&slot, "time").map(|time| attribute(&time, "datetime"));
                let start = Stamp::of_iso(&start.unwrap_or_default());
                // Without the seconds.
                let minute = start.as_str().get(..13).unwrap_or_default();
                set(
                    &slot,
                    "data-slot",
                    Some(&[&hours, ".", minute, "Z"].concat()),
                );
            }
        }
        Slots {
            answer: RefCell::new(Value::UNDEFINED),
            at: RefCell::default(),
        }
    }

    /// Asks the service for all slots of the page.
    pub(super) async fn ask(&self) -> Known {
        let starts = on_page();
        let last = starts.last().map(|slot| page::millis(&slot.start));
        let last = last.unwrap_or_default();
        let answer = page::object(&[]);
        let mut from = page::millis_now();
        loop {
            let to = from + (MAX_DAYS - 1.0) * DAY;
            let url = [
                &word("data-api"),
                "slots?from=",
                &page::day(from),
                "&to=",
                &page::day(to),
            ]
            .concat();
            let body = match api::ask("GET", &url, &[], None).await {
                Some(answer) if answer.status == 200 && answer.body.is_object() => answer.body,
                _ => return Known::Away,
            };
            if text_of(&body, "content_rev") != word("data-revision") {
                return Known::Stale;
            }
            page::mark("#gb-calendar", "data-mail", get(&body, "mail").is_truthy());
            for slot in list_of(&body, "slots").iter() {
                page::put(&answer, &text_of(&slot, "slot_id"), &slot);
            }
            from = to + DAY;
            if from > last {
                break;
            }
        }
        *self.answer.borrow_mut() = answer;
        *self.at.borrow_mut() = page::iso(page::millis_now()) + "Z";
        Known::Live
    }

    /// When the slots were last known; empty when they never were.
    pub(super) fn last_known(&self) -> String {
        self.at.borrow().clone()
    }

    /// Says of every slot what is known of it, and makes links of those that can be chosen.
    pub(super) fn paint(&self, known: Known, days: &Days) {
        let now = browser::now();
        for slot in on_page() {
            let (state, words) = self.state(&slot, known, &now);
            if let Some(place) = dom::first(&slot.element, "span")
                && said(&place) != words
            {
                place.set_text_content(Some(&words));
            }
            let open = matches!(state, "free" | "request");
            let href = ["#", &slot.id].concat();
            set(&slot.element, "data-on", Some(state));
            set(&slot.element, "href", open.then_some(&href));
            let label = open.then(|| {
                let when = days.say(&slot.start, "", &slot.zone());
                let rule = dom::text(&slot.window, ".window-rule");
                let time = dom::text(&slot.element, "time");
                [&time, " ", &words, ": ", &when, ", ", &rule].concat()
            });
            set(&slot.element, "aria-label", label.as_deref());
        }
    }

    fn state(&self, slot: &Slot, known: Known, now: &str) -> (&'static str, String) {
        let closed = || ("closed", word("data-closed"));
        if slot.start.trim_end_matches('Z') <= now {
            return closed();
        }
        match known {
            Known::Checking | Known::Stale => ("", String::new()),
            // What was free may be taken: that is not said. What was full may be free again.
            Known::Away if self.seats(&slot.id) == Some(0) => ("request", word("data-was-full")),
            Known::Away => ("request", word("data-request")),
            Known::Live => match self.seats(&slot.id) {
                None => closed(),
                Some(0) => ("full", word("data-full")),
                Some(_) if !form::takes_several(&slot.hours()) => ("free", word("data-free")),
                Some(1) => ("free", word("data-one-seat")),
                Some(seats) => {
                    let seats = seats.to_string();
                    ("free", fill(&word("data-seats"), &[("n", &seats)]))
                }
            },
        }
    }

    /// How many seats a slot had left when that was last known; none for one that was not offered.
    fn seats(&self, id: &str) -> Option<usize> {
        let found = get(&self.answer.borrow(), id);
        get(&found, "seats_left")
            .as_f64()
            .map(|seats| seats as usize)
    }
}
