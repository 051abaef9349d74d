//! The form: filled in for a slot, sent once however often it is asked to, and answered plainly.

use leptos::task::spawn_local;

use super::{
    desk::{self, Desk, word},
    own,
    slots::{Known, Slot},
};
use crate::browser::{
    api::{self, Answer},
    page::{self, Value, attribute, get, json, list_of, object, show, text_of, value},
    walk::{self as dom, all, choose, one, set},
};

const PROBLEM: &str = "#gb-problem";

/// A request for a booking: its body, and the key that makes sending it again harmless.
pub(super) struct Attempt {
    body: String,
    key: String,
}

impl Desk {
    /// Shows the form for a slot; what is filled in stays.
    pub(super) fn open_form(&self, slot: &Slot) {
        let hours = slot.hours();
        let host_zone = slot.zone();
        self.complain(PROBLEM, "");
        desk::offer(self.days, "#gb-nearest", &[]);
        for group in all("#gb-topic optgroup") {
            let other = attribute(&group, "data-hours") != hours;
            page::hide(&group, other);
            set(&group, "disabled", other.then_some(""));
        }
        if one("#gb-topic optgroup:disabled option:checked").is_some() {
            choose("#gb-topic", "");
        }
        // The topic that the list was narrowed to, unless another was said already.
        let wanted = value("#gb-choices [name=topic]");
        if !wanted.is_empty() && value("#gb-topic").is_empty() && value("#gb-own").is_empty() {
            choose("#gb-topic", &wanted);
            if one("#gb-topic optgroup:disabled option:checked").is_some() {
                choose("#gb-topic", "");
            }
        }
        let end = end(slot);
        let title = dom::text(&slot.window, ".window-rule");
        let when = self.days.say(&slot.start, &end, &host_zone);
        dom::write("#gb-when", &when);
        let there = match self.days.zone(&host_zone) == host_zone {
            true => title,
            false => {
                let there = self.days.say_there(&slot.start, &end, &host_zone);
                [&title, " · ", &word("data-there"), " ", &there].concat()
            }
        };
        dom::write("#gb-there", &there);
        self.write_request();
    }

    /// Sends the form, unless it is on its way already.
    pub(super) fn submit(&'static self) {
        if self.busy.replace(true) {
            return;
        }
        self.complain(PROBLEM, "");
        for field in all("#gb-form [aria-invalid]") {
            set(&field, "aria-invalid", None);
            let described = attribute(&field, "aria-describedby");
            let rest = described.split_once(' ').map(|(_, rest)| rest);
            set(&field, "aria-describedby", rest);
        }
        for wrong in all("#gb-form .calendar-wrong") {
            page::hide(&wrong, true);
        }
        label("data-sending");
        spawn_local(async {
            let answer = self.send().await;
            self.busy.set(false);
            label(match answer {
                None => "data-again",
                Some(_) => "data-submit",
            });
            self.answered(answer);
        });
    }

    /// Sends what was not answered first: it may be booked.
    async fn send(&self) -> Option<Answer> {
        let body = self.body();
        loop {
            let unanswered = self.unanswered.take();
            let attempt = unanswered.unwrap_or_else(|| Attempt {
                body: body.clone(),
                key: page::random(),
            });
            let url = [&word("data-api"), "bookings"].concat();
            let key = [("Idempotency-Key", attempt.key.as_str())];
            match api::ask("POST", &url, &key, Some(&attempt.body)).await {
                // Whether it was booked is not known until the same request is answered.
                None => {
                    *self.unanswered.borrow_mut() = Some(attempt);
                    return None;
                }
                Some(answer) if answer.status != 201 && attempt.body != body => {}
                answer => return answer,
            }
        }
    }

    fn body(&self) -> String {
        let text = |selector| Value::from(value(selector));
        let topic = match value("#gb-topic") {
            own if own.is_empty() => ("topic", text("#gb-own")),
            listed => ("topic_id", listed.into()),
        };
        json(&object(&[
            ("slot_id", dom::hash().into()),
            ("name", text("#gb-name")),
            ("email", text("#gb-email")),
            topic,
            ("agenda", text("#gb-agenda")),
            ("website", text("#gb-website")),
            ("booker_tz", self.days.zone("UTC").into()),
            ("content_rev", word("data-revision").into()),
        ]))
    }

    fn answered(&'static self, answer: Option<Answer>) {
        let Some(answer) = answer else {
            return self.complain(PROBLEM, "lost");
        };
        if !answer.is_served() {
            self.say(Known::Away);
            return self.complain(PROBLEM, "away");
        }
        let problem = answer.problem();
        match (answer.status, problem.as_str()) {
            (201, _) => {
                own::remember_visitor();
                let booking = get(&answer.body, "booking");
                let secret = [
                    &text_of(&booking, "id"),
                    ".",
                    &text_of(&answer.body, "manage_token"),
                ]
                .concat();
                page::set_value("#gb-agenda", "");
                self.show_booking(secret.clone(), &booking, "data-booked");
                page::go(&["m/", &secret].concat());
                self.refresh();
            }
            (409, "already-booked") => self.complain(PROBLEM, "seated"),
            (409, _) => {
                let near = page::texts_of(&answer.body, "alternatives", "slot_id");
                desk::offer(self.days, "#gb-nearest", &near);
                let none = one("#gb-nearest li").is_none();
                self.complain(PROBLEM, if none { "taken-all" } else { "taken" });
                self.refresh();
            }
            (410, _) => self.gone("past"),
            (412, _) => self.gone("stale"),
            (429, "too-many-bookings") => self.complain(PROBLEM, "many"),
            (429, _) => self.complain(PROBLEM, "fast"),
            (_, "invalid" | "malformed") => self.mark(&answer),
            _ => self.gone("closed"),
        }
    }

    fn gone(&'static self, problem: &str) {
        self.complain(PROBLEM, problem);
        self.refresh();
    }

    /// Marks the fields that the service finds wrong, and goes to the first.
    fn mark(&self, answer: &Answer) {
        self.complain(PROBLEM, "invalid");
        // A browser may have filled in what nobody sees: sent again, it is empty.
        page::set_value("#gb-website", "");
        let mut first = true;
        for error in list_of(&answer.body, "errors").iter() {
            let name = match text_of(&error, "pointer").as_str() {
                "/topic" => "own".to_owned(),
                pointer => pointer.trim_start_matches('/').to_owned(),
            };
            let field = ["#gb-", &name].concat();
            show(&[&field, "-wrong"].concat(), true);
            if let Some(element) = one(&field) {
                set(&element, "aria-invalid", Some("true"));
                let described = attribute(&element, "aria-describedby");
                let described = [&field[1..], "-wrong ", &described].concat();
                set(&element, "aria-describedby", Some(&described));
                if std::mem::take(&mut first) {
                    page::focus(&field);
                }
            }
        }
    }
}

/// What the button says.
fn label(name: &str) {
    const BUTTON: &str = "#gb-form button";
    dom::write(BUTTON, &page::attribute_of(BUTTON, name));
    page::mark(BUTTON, "aria-disabled", name == "data-sending");
}

/// When a slot ends, in UTC.
pub(super) fn end(slot: &Slot) -> String {
    let group = group(&slot.hours());
    let minutes: f64 = group
        .and_then(|group| attribute(&group, "data-minutes").parse::<i32>().ok())
        .map_or(0.0, f64::from);
    page::iso(page::millis(&slot.start) + minutes * 60_000.0) + "Z"
}

/// Whether a slot of some hours takes more than one person.
pub(super) fn takes_several(hours: &str) -> bool {
    group(hours).is_some_and(|group| attribute(&group, "data-seats") != "1")
}

/// What the form knows of some hours.
pub(super) fn group(hours: &str) -> Option<page::Element> {
    one(&["#gb-topic [data-hours='", hours, "']"].concat())
}
