//! A list of windows by day, in the zone of the reader's choice.

use std::{cell::RefCell, rc::Rc, time::Duration};

use leptos::prelude::{document, set_interval, window_event_listener_untyped};

use crate::browser::{
    self, Clock,
    page::{self, Element, attribute, said},
    walk::{self as dom, one, set, under},
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
    zone: String,
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
    /// Wakes the first list that sleeps.
    pub(super) fn wake() -> Option<Rc<Days>> {
        let root = one(".windows:not([data-live])")?;
        set(&root, "data-live", Some(""));
        let first = under(&root, ".day").into_iter().next();
        let blank = first.and_then(|day| page::element(day.clone_node_with_deep(true).ok()?));
        for windows in blank.iter().flat_map(|day| under(day, ".day-windows")) {
            windows.set_inner_html("");
        }
        let days = Rc::new(Days {
            windows: under(&root, ".window")
                .into_iter()
                .map(Window::read)
                .collect(),
            zone: RefCell::default(),
            blank,
            root,
        });
        days.offer_zones();
        days.tick();
        let this = Rc::clone(&days);
        window_event_listener_untyped("change", move |event| {
            if dom::within(&event, ".zone-picker") {
                this.choose(&page::event_value(&event));
            }
        });
        let this = Rc::clone(&days);
        set_interval(move || this.tick(), REFRESH);
        Some(days)
    }

    /// Offers all zones, and takes the one that was chosen before, or the reader's own.
    fn offer_zones(&self) {
        let Some(picker) = under(&self.root, "select").into_iter().next() else {
            return;
        };
        let known = known_zones();
        let mut options = String::new();
        for zone in &known {
            options.push_str("<option>");
            options.push_str(zone);
        }
        picker.insert_adjacent_html("beforeend", &options).ok();
        set(&picker, "disabled", None);
        let wanted = browser::recall(REMEMBERED);
        let wanted = wanted.filter(|zone| zone.is_empty() || known.contains(zone));
        let zone = wanted.or(known.into_iter().next()).unwrap_or_default();
        page::set_member(&picker, "value", &zone);
        self.take(&zone);
    }

    fn choose(&self, zone: &str) {
        browser::remember(REMEMBERED, zone);
        self.take(zone);
    }

    /// Writes every day and time anew, as they are in a zone.
    fn take(&self, zone: &str) {
        let clock = clock(zone, &attribute(&self.root, "data-date"));
        *self.zone.borrow_mut() = (zone.to_owned(), clock);
        let Some(list) = under(&self.root, ".days").into_iter().next() else {
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
                day.append_child(&window.element).ok();
            }
        }
    }

    /// A new day at the end of the list: where its windows go.
    fn day(&self, list: &Element, date: &str, day_of: &str) -> Option<Element> {
        let day = page::element(self.blank.as_ref()?.clone_node_with_deep(true).ok()?)?;
        set(&day, "data-day", Some(day_of));
        list.append_child(&day).ok()?;
        under(&day, ".day-date")
            .first()?
            .set_text_content(Some(date));
        under(&day, ".day-windows").into_iter().next()
    }

    /// The civil day of a window: `2026-11-30`.
    fn day_of(&self, window: &Window) -> String {
        let start = window.times.first().map(|time| time.at.as_str());
        browser::day(start.unwrap_or_default(), &self.zone(&window.zone))
    }

    /// The name of a civil day: `Monday 30 November 2026`.
    pub(super) fn name(&self, day: &str) -> String {
        name_as(day, &attribute(&self.root, "data-date"))
    }

    /// Keeps a place for a day, in its order, where the list has none.
    pub(super) fn keep_day(&self, day: &str) {
        let days = under(&self.root, ".day");
        let Some(list) = under(&self.root, ".days").into_iter().next() else {
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
            empty.set_class_name("day day-empty");
            list.insert_before(&empty, next.map(AsRef::as_ref)).ok();
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
            for element in under(&window.element, ".window-phase") {
                element.set_text_content(Some(&attribute(&self.root, phase)));
                element.set_class_name(match phase {
                    "data-now" => "window-phase window-now",
                    _ => "window-phase",
                });
                set(&element, "hidden", phase.is_empty().then_some(""));
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

    /// The zone of a window's host.
    pub(super) fn host_zone(&self, element: &Element) -> String {
        let mut windows = self.windows.iter();
        let window = windows.find(|window| window.element == *element);
        window.map_or_else(String::new, |window| window.zone.clone())
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
        Window {
            zone: text(".zone"),
            until: text(".window-until"),
            date: day.map_or_else(String::new, |day| dom::text(&day, ".day-date")),
            times: times.collect(),
            element,
        }
    }

    /// Writes all times as they are in a zone; answers the day.
    fn write(&self, (zone, clock): &(String, Option<Clock>)) -> String {
        let clock = clock.as_ref().filter(|_| self.zone != *zone);
        let text = |selector: &str, text: &str| {
            if let Some(element) = under(&self.element, selector).first() {
                element.set_text_content(Some(text));
            }
        };
        for time in &self.times {
            let said =
                clock.map_or_else(|| time.written.clone(), |clock| clock.read(&time.at).time);
            time.element.set_text_content(Some(&said));
        }
        for host in under(&self.element, ".window-host") {
            set(&host, "hidden", clock.is_none().then_some(""));
        }
        let [start, end, ..] = self.times.as_slice() else {
            return self.date.clone();
        };
        let Some(clock) = clock else {
            text(".zone", &self.zone);
            text(".window-until", &self.until);
            return self.date.clone();
        };
        let (date, until) = (clock.read(&start.at).date, clock.read(&end.at).date);
        let until = if until == date {
            String::new()
        } else {
            until + ", "
        };
        text(".zone", zone);
        text(".window-until", &until);
        date
    }
}

/// The clock of a zone in the language of the page; `None` when the browser does not know it.
fn clock(zone: &str, date: &str) -> Option<Clock> {
    let root = document().document_element()?;
    (!zone.is_empty()).then(|| Clock::new(zone, &attribute(&root, "lang"), date))?
}

/// The name of a civil day, as a template says.
pub(super) fn name_as(day: &str, template: &str) -> String {
    clock("UTC", template).map_or_else(String::new, |clock| {
        clock.read(&[day, "T12:00:00Z"].concat()).date
    })
}

/// The reader's zone first, then UTC, then all others by name.
fn known_zones() -> Vec<String> {
    let mut known: Vec<String> = browser::reader_zone().into_iter().collect();
    for zone in std::iter::once("UTC".to_owned()).chain(browser::zones()) {
        if !known.contains(&zone) {
            known.push(zone);
        }
    }
    known
}
