//! A list of windows by day, in the zone of the reader's choice.

use std::{cell::RefCell, time::Duration};

use leptos::prelude::{set_interval, window_event_listener_untyped};

use crate::browser::{
    self, Clock,
    page::{self, Element, Value, attribute, said},
    walk::{self as dom, first, one, set, under},
};

/// The name under which the chosen zone is remembered; empty stands for the hosts' zones.
const REMEMBERED: &str = "glassbox-zone";

/// How often the list looks at the clock.
const REFRESH: Duration = Duration::from_secs(30);

/// The list.
pub(super) struct Days {
    root: Element,
    /// A day without windows, where there is one to copy.
    blank: Option<Element>,
    windows: Vec<Window>,
    /// The zone, and its clock; none where each host's own zone leads.
    zone: RefCell<(String, Option<Clock>)>,
}

/// A window, with what the press wrote of it.
struct Window {
    element: Element,
    date: String,
    until: String,
    /// Its start and end, then its slots.
    times: Vec<Time>,
}

/// A time of day on the page.
struct Time {
    element: Element,
    at: String,
    written: String,
}

impl Days {
    /// Wakes the first list that sleeps, for as long as the page lives.
    pub(super) fn wake() -> Option<&'static Days> {
        let root = one(".windows:not([data-live])")?;
        set(&root, "data-live", Some(""));
        let blank = first(&root, ".day").and_then(|day| page::copy(&day));
        if let Some(windows) = blank.as_ref().and_then(|day| first(day, ".day-windows")) {
            windows.set_inner_html("");
        }
        let days: &Days = Box::leak(Box::new(Days {
            windows: under(&root, ".window")
                .into_iter()
                .map(Window::read)
                .collect(),
            zone: RefCell::default(),
            blank,
            root,
        }));
        days.offer_zones();
        days.tick();
        window_event_listener_untyped("change", |event| {
            if dom::within(&event, ".zone-picker") {
                days.choose(&page::event_value(&event));
            }
        });
        set_interval(|| days.tick(), REFRESH);
        Some(days)
    }

    /// Offers all zones, and takes the one that was chosen before, or the reader's own.
    fn offer_zones(&self) {
        let Some(picker) = first(&self.root, "select") else {
            return;
        };
        let known = browser::zones();
        let mut options = String::new();
        for zone in &known {
            options.push_str("<option>");
            options.push_str(zone);
        }
        let place = "beforeend".into();
        page::call(&picker, "insertAdjacentHTML", &[&place, &options.into()]);
        set(&picker, "disabled", None);
        let wanted = browser::recall(REMEMBERED);
        let wanted = wanted.filter(|zone| zone.is_empty() || known.contains(zone));
        let zone = wanted.as_ref().unwrap_or(&known[0]);
        page::set_member(&picker, "value", zone);
        self.take(zone);
    }

    fn choose(&self, zone: &str) {
        browser::remember(REMEMBERED, zone);
        self.take(zone);
    }

    /// Writes every day and time anew, as they are in a zone.
    fn take(&self, zone: &str) {
        let clock = clock(zone, &attribute(&self.root, "data-date"));
        *self.zone.borrow_mut() = (zone.to_owned(), clock);
        let Some(list) = first(&self.root, ".days") else {
            return;
        };
        list.set_inner_html("");
        let (mut day, mut today) = (None, String::new());
        for window in &self.windows {
            let date = window.write(&self.zone.borrow());
            if date != today {
                day = self.day(&list, &date, &self.day_of(window));
                today = date;
            }
            if let Some(day) = &day {
                page::append(day, window.element.clone());
            }
        }
    }

    /// A new day at the end of the list: where its windows go.
    fn day(&self, list: &Element, date: &str, day_of: &str) -> Option<Element> {
        let day = page::append(list, page::copy(self.blank.as_ref()?)?)?;
        set(&day, "data-day", Some(day_of));
        first(&day, ".day-date")?.set_text_content(Some(date));
        first(&day, ".day-windows")
    }

    /// The civil day of a window: `2026-11-30`.
    fn day_of(&self, window: &Window) -> String {
        let start = window.times.first().map(|time| time.at.as_str());
        browser::day(
            start.unwrap_or_default(),
            &self.zone(&zone_of(&window.element)),
        )
    }

    /// The name of a civil day: `Monday 30 November 2026`.
    pub(super) fn name(&self, day: &str) -> String {
        name_as(day, &attribute(&self.root, "data-date"))
    }

    /// Keeps a place for a day, in its order, where the list has none.
    pub(super) fn keep_day(&self, day: &str) {
        let days = under(&self.root, ".day");
        let Some(list) = first(&self.root, ".days") else {
            return;
        };
        if days.iter().any(|other| attribute(other, "data-day") == day) {
            return;
        }
        let next = days
            .iter()
            .find(|other| attribute(other, "data-day").as_str() > day);
        let windows = self.day(&list, &self.name(day), day);
        let empty = windows.and_then(|windows| windows.closest(".day").ok().flatten());
        if let Some(empty) = empty {
            set(&empty, "class", Some("day day-empty"));
            let next = next.map_or(Value::NULL, Value::from);
            page::call(&list, "insertBefore", &[&empty, &next]);
        }
    }

    /// Says of each window whether it is under way or over.
    fn tick(&self) {
        let now = browser::now();
        for window in &self.windows {
            // Instants of one form compare like their texts.
            let before = |at: usize| {
                let time = window.times.get(at);
                time.is_some_and(|time| time.at.trim_end_matches('Z') <= now.as_str())
            };
            let phase = match (before(0), before(1)) {
                (_, true) => "data-over",
                (true, _) => "data-now",
                _ => "",
            };
            if let Some(element) = first(&window.element, ".window-phase") {
                element.set_text_content(Some(&attribute(&self.root, phase)));
                let class = match phase {
                    "data-now" => "window-phase window-now",
                    _ => "window-phase",
                };
                set(&element, "class", Some(class));
                page::hide(&element, phase.is_empty());
            }
        }
    }

    /// Day, time and zone of an instant, for a host in some zone: `Monday 30 November 2026, 15:00`,
    /// `to`, `15:30`, `Europe/Berlin`.
    pub(super) fn say(&self, start: &str, end: &str, host_zone: &str) -> String {
        let zone = self.zone.borrow();
        match &zone.1 {
            Some(clock) => span(clock, start, end, &zone.0),
            None => self.say_there(start, end, host_zone),
        }
    }

    /// The day and the time of an instant.
    pub(super) fn date_and_time(&self, start: &str, host_zone: &str) -> (String, String) {
        let clock = clock(&self.zone(host_zone), &attribute(&self.root, "data-date"));
        clock.map_or_else(Default::default, |clock| {
            let civil = clock.read(start);
            (civil.date, civil.time)
        })
    }

    /// The same by the host's clock.
    pub(super) fn say_there(&self, start: &str, end: &str, host_zone: &str) -> String {
        let clock = clock(host_zone, &attribute(&self.root, "data-date"));
        clock.map_or_else(String::new, |clock| span(&clock, start, end, host_zone))
    }

    /// The zone that leads; that of a host where each host's own does.
    pub(super) fn zone(&self, host_zone: &str) -> String {
        let zone = self.zone.borrow();
        match zone.1 {
            Some(_) => zone.0.clone(),
            None => host_zone.to_owned(),
        }
    }
}

/// `Monday 30 November 2026, 15:00 to 15:30 Europe/Berlin`; without an end only its start.
fn span(clock: &Clock, start: &str, end: &str, zone: &str) -> String {
    let civil = clock.read(start);
    let until = match end.is_empty() {
        true => String::new(),
        false => [
            " ",
            &super::desk::word("data-to"),
            " ",
            &clock.read(end).time,
        ]
        .concat(),
    };
    [civil.date.as_str(), ", ", &civil.time, &until, " ", zone].concat()
}

impl Window {
    fn read(element: Element) -> Window {
        let text = |selector| dom::text(&element, selector);
        let times = under(&element, "time").into_iter().map(|time| Time {
            at: attribute(&time, "datetime"),
            written: said(&time),
            element: time,
        });
        let day = element.closest(".day").ok().flatten();
        set(&element, "data-zone", Some(&text(".zone")));
        Window {
            until: text(".window-until"),
            date: day.map_or_else(String::new, |day| dom::text(&day, ".day-date")),
            times: times.collect(),
            element,
        }
    }

    /// Writes all times as they are in a zone; answers the day.
    fn write(&self, (zone, clock): &(String, Option<Clock>)) -> String {
        let own = zone_of(&self.element);
        let clock = clock.as_ref().filter(|_| own != *zone);
        let text = |selector: &str, text: &str| {
            if let Some(element) = first(&self.element, selector) {
                element.set_text_content(Some(text));
            }
        };
        for time in &self.times {
            let said =
                clock.map_or_else(|| time.written.clone(), |clock| clock.read(&time.at).time);
            time.element.set_text_content(Some(&said));
        }
        if let Some(host) = first(&self.element, ".window-host") {
            page::hide(&host, clock.is_none());
        }
        let [start, end, ..] = self.times.as_slice() else {
            return self.date.clone();
        };
        let Some(clock) = clock else {
            text(".zone", &own);
            text(".window-until", &self.until);
            return self.date.clone();
        };
        let (date, until) = (clock.read(&start.at).date, clock.read(&end.at).date);
        text(".zone", zone);
        match until == date {
            true => text(".window-until", ""),
            false => text(".window-until", &[&until, ", "].concat()),
        }
        date
    }
}

/// The zone of a window's host.
pub(super) fn zone_of(window: &Element) -> String {
    attribute(window, "data-zone")
}

/// The clock of a zone in the language of the page; `None` when the browser does not know it.
fn clock(zone: &str, date: &str) -> Option<Clock> {
    (!zone.is_empty()).then(|| Clock::new(zone, &page::attribute_of("html", "lang"), date))?
}

/// The name of a civil day, as a template says.
pub(super) fn name_as(day: &str, template: &str) -> String {
    clock("UTC", template).map_or_else(String::new, |clock| {
        clock.read(&[day, "T12:00:00Z"].concat()).date
    })
}
