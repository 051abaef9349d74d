//! The views of the list: all that is ahead, a week, or a day chosen from a month.
//!
//! The month is a date grid as the ARIA Authoring Practices describe it: one day of it takes the
//! focus, and the arrow keys go from day to day.

use std::cell::{Cell, RefCell};

use glassbox_model::words::fill;

use super::{
    days::name_as,
    desk::{Desk, word},
};
use crate::browser::{
    self,
    page::{self, Element, attribute, show, text_of},
    walk::{self as dom, all, one, set},
};

/// The name under which the chosen view is remembered.
const REMEMBERED: &str = "glassbox-view";
const DAY: f64 = 86_400_000.0;

/// Where the reader is.
#[derive(Default)]
pub(super) struct Place {
    /// A civil day: `2026-11-30`.
    day: RefCell<String>,
    /// Whether that day was chosen from the month.
    chosen: Cell<bool>,
}

impl Desk {
    /// Takes the view that was chosen before, from the first day with office hours on.
    pub(super) fn wake_views(&self) {
        let view = browser::recall(REMEMBERED).unwrap_or_default();
        if let Some(radio) = one(&["#gb-views [value=", &view, "]"].concat()) {
            page::call(&radio, "click", &[]);
        }
        let first = one("#gb-list .day").map(|day| attribute(&day, "data-day"));
        self.go_to(first.unwrap_or_else(|| page::day(page::millis_now())));
    }

    /// Takes another view.
    pub(super) fn choose_view(&self) {
        browser::remember(REMEMBERED, &view());
        self.place.chosen.set(false);
        self.show_view();
    }

    /// Goes a week or a month on or back.
    pub(super) fn turn(&self, by: i32) {
        if let Some(day) = self.turned(by) {
            self.go_to(day);
            self.show_view();
        }
    }

    /// The day a week or a month on or back; none where all office hours are on this side of it.
    fn turned(&self, by: i32) -> Option<String> {
        let day = self.place.day.borrow().clone();
        let days = all("#gb-list .day:not(.day-empty)");
        let at = |day: Option<&Element>| day.map(|day| attribute(day, "data-day"));
        let (first, last) = (at(days.first())?, at(days.last())?);
        let week = view() == "week";
        let to = match week {
            true => later(&day, 7 * by),
            false => month_later(&day, by),
        };
        // Weeks compare by their Mondays, months by their names.
        let key = |day: &str| match week {
            true => monday(day),
            false => day.get(..7).unwrap_or_default().to_owned(),
        };
        (key(&first)..=key(&last)).contains(&key(&to)).then_some(to)
    }

    /// Chooses a day of the month: its times come, and take the focus.
    pub(super) fn choose_day(&self, day: String) {
        if !page::attribute_of(&day_button(&day), "aria-disabled").is_empty() {
            return;
        }
        self.go_to(day);
        self.place.chosen.set(true);
        self.show_view();
        page::focus("#gb-other-day");
    }

    /// Goes back from the times of a day to the month.
    pub(super) fn choose_another_day(&self) {
        self.place.chosen.set(false);
        self.show_view();
        page::focus(&day_button(&self.place.day.borrow()));
    }

    /// Goes through the days of the month by keys; false for any other key.
    pub(super) fn day_key(&self, key: &str) -> bool {
        let day = self.place.day.borrow().clone();
        let weekday = weekday(&day);
        let to = match key {
            "ArrowLeft" => later(&day, -1),
            "ArrowRight" => later(&day, 1),
            "ArrowUp" => later(&day, -7),
            "ArrowDown" => later(&day, 7),
            "Home" => later(&day, -weekday),
            "End" => later(&day, 6 - weekday),
            "PageUp" => month_later(&day, -1),
            "PageDown" => month_later(&day, 1),
            _ => return false,
        };
        self.go_to(to);
        self.show_view();
        page::focus(&day_button(&self.place.day.borrow()));
        true
    }

    fn go_to(&self, day: String) {
        *self.place.day.borrow_mut() = day;
    }

    /// Shows the days of the view, and the month.
    pub(super) fn show_view(&self) {
        let (view, chosen) = (view(), self.place.chosen.get());
        let (week, month) = (view == "week", view == "month" && !chosen);
        let day = self.place.day.borrow().clone();
        let first = monday(&day);
        page::set_on("#gb-calendar", "data-view", Some(&view));
        show("#gb-turn", week || month);
        show("#gb-month", month);
        show("#gb-other-day", chosen);
        for empty in all(".day-empty") {
            page::call(&empty, "remove", &[]);
        }
        for element in all("#gb-list .day") {
            let on = attribute(&element, "data-day");
            let shown = if week {
                monday(&on) == first
            } else if chosen {
                on == day
            } else {
                !month
            };
            page::hide(&element, !shown);
        }
        let mut name = month_name(&day);
        if week {
            for ahead in 0..7 {
                self.days.keep_day(&later(&first, ahead));
            }
            name = between(&first, &later(&first, 6));
        }
        dom::write("#gb-turn-name", &name);
        for (button, by) in [("#gb-earlier", -1), ("#gb-later", 1)] {
            page::mark(button, "aria-disabled", self.turned(by).is_none());
        }
        if month {
            self.write_month(&day);
        }
    }

    /// Writes the days of the month that a day is in.
    fn write_month(&self, day: &str) {
        let Some(body) = one("#gb-month tbody") else {
            return;
        };
        body.set_inner_html("");
        let first = first_of_month(day);
        let mut at = later(&first, -weekday(&first));
        while at.get(..7) <= day.get(..7) {
            let Some(week) = page::add(&body, "tr", "") else {
                return;
            };
            for _ in 0..7 {
                let cell = page::add(&week, "td", "");
                if at.get(..7) == day.get(..7)
                    && let Some(button) = cell.and_then(|cell| page::add(&cell, "button", ""))
                {
                    self.write_day(&button, &at, at == day);
                }
                at = later(&at, 1);
            }
        }
    }

    /// `Monday 7 December 2026, 4 times available`.
    fn write_day(&self, button: &Element, day: &str, here: bool) {
        let times = all(&["[data-day='", day, "'] .window:not([hidden]) .slot[href]"].concat());
        let count = times.len();
        let words = match count {
            0 => word("data-no-times"),
            1 => word("data-one-time"),
            n => fill(&word("data-times"), &[("n", &n.to_string())]),
        };
        set(button, "type", Some("button"));
        set(button, "data-pick", Some(day));
        set(button, "tabindex", Some(if here { "0" } else { "-1" }));
        set(button, "aria-disabled", (count == 0).then_some("true"));
        set(
            button,
            "aria-label",
            Some(&[&self.days.name(day), ", ", &words].concat()),
        );
        let number = day.get(8..).unwrap_or_default().trim_start_matches('0');
        button.set_text_content(Some(number));
    }
}

fn view() -> String {
    one("#gb-views :checked").map_or_else(|| "list".to_owned(), |radio| text_of(&radio, "value"))
}

fn day_button(day: &str) -> String {
    ["[data-pick='", day, "']"].concat()
}

/// `December 2026`, in the language of the page.
fn month_name(day: &str) -> String {
    let month = day.get(5..7).and_then(|month| month.parse::<i32>().ok());
    let months = page::attribute_of("#gb-month", "data-months");
    let name = months.split(',').nth(month.unwrap_or(1) as usize - 1);
    [
        name.unwrap_or_default(),
        " ",
        day.get(..4).unwrap_or_default(),
    ]
    .concat()
}

/// A civil day as the noon of it in UTC, in milliseconds.
fn noon(day: &str) -> f64 {
    page::millis(&[day, "T12:00:00Z"].concat())
}

/// A number of days later.
fn later(day: &str, days: i32) -> String {
    page::day(noon(day) + f64::from(days) * DAY)
}

/// The first day of a month, given any day of it.
fn first_of_month(day: &str) -> String {
    [day.get(..8).unwrap_or_default(), "01"].concat()
}

/// The same day of the next month or the one before, or the last one of that month.
fn month_later(day: &str, by: i32) -> String {
    // From the first of a month, 31 days lead into the next one, and one back into the one before.
    let into = if by < 0 { -1 } else { 31 };
    let first = first_of_month(&later(&first_of_month(day), into));
    let wanted = day.get(8..).and_then(|day| day.parse::<i32>().ok());
    let mut ahead = wanted.unwrap_or(1) - 1;
    loop {
        let to = later(&first, ahead);
        if to.get(..7) == first.get(..7) {
            return to;
        }
        ahead -= 1;
    }
}

/// The Monday of a day's week.
fn monday(day: &str) -> String {
    later(day, -weekday(day))
}

/// Two days, said once as far as they agree: `7 – 13 December 2026`.
fn between(from: &str, to: &str) -> String {
    let template = page::attribute_of("#gb-turn", "data-date");
    let (from, to) = (name_as(from, &template), name_as(to, &template));
    let mut shared = to.match_indices(' ').filter_map(|(at, _)| to.get(at..));
    let shared = shared.find(|end| from.ends_with(end));
    let from = from
        .strip_suffix(shared.unwrap_or_default())
        .unwrap_or(&from);
    [from, " – ", &to].concat()
}

/// Monday is 0.
fn weekday(day: &str) -> i32 {
    // The first day of 1970 was a Thursday.
    let days = noon(day) / DAY;
    ((days.floor() as i64 + 3).rem_euclid(7)) as i32
}
