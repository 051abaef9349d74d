//! The host's page behind its secret link: what is booked, and cancelling with a reason.

use glassbox_model::words::fill;
use leptos::{ev, task::spawn_local};

use super::desk::{Desk, word};
use crate::browser::{
    api::{self, Answer},
    page::{self, Element, Value, attribute, get, json, list_of, object, set_on, show, text_of},
    walk::{self as dom, one, set, under},
};

const TROUBLE: &str = "#gb-host-trouble";

impl Desk {
    /// Looks up what is booked with a host.
    pub(super) fn look_up_host(&'static self, secret: &str) {
        self.complain(TROUBLE, "");
        let secret = secret.to_owned();
        spawn_local(async move {
            self.read_host(&secret).await;
        });
    }

    async fn read_host(&self, secret: &str) {
        let url = [&word("data-api"), "host"].concat();
        let bearer = api::bearer(secret);
        let answer = api::ask("GET", &url, &[("Authorization", &bearer)], None).await;
        match answer.filter(Answer::is_served) {
            None => heading("data-away", ""),
            Some(answer) if answer.status == 200 => self.show_host(&answer.body),
            Some(_) => heading("data-unknown", ""),
        }
    }

    fn show_host(&self, body: &Value) {
        heading("data-title", &text_of(&get(body, "host"), "name"));
        set_on("#gb-feed a", "href", Some(&text_of(body, "feed")));
        show("#gb-feed", true);
        let Some(list) = one("#gb-host-list") else {
            return;
        };
        // The first one is what the others are made of.
        for old in under(&list, "li:not(:first-child)") {
            page::call(&old, "remove", &[]);
        }
        let bookings = list_of(body, "bookings");
        show("#gb-host-none", bookings.length() == 0);
        for entry in bookings.iter() {
            let blank = dom::first(&list, "li");
            let item = blank.and_then(|blank| page::append(&list, page::copy(&blank)?));
            let Some(item) = item else {
                return;
            };
            self.write_booking(
                &item,
                &get(&entry, "booking"),
                &get(&entry, "rules_changed"),
            );
        }
    }

    fn write_booking(&self, item: &Element, booking: &Value, changed: &Value) {
        self.write_facts(item, booking);
        let cancelled = text_of(booking, "status") == "cancelled";
        page::hide(item, false);
        set(item, "data-cancelled", cancelled.then_some(""));
        if let Some(details) = dom::first(item, "details") {
            page::hide(&details, cancelled);
        }
        if let Some(button) = dom::first(item, "button") {
            set(&button, "data-refuse", Some(&text_of(booking, "id")));
            set(&button, "data-seen", Some(&api::seen(booking)));
        }
        if let Some(note) = dom::first(item, ".calendar-problem") {
            let words = match text_of(changed, "what").as_str() {
                "moved" => fill(
                    &attribute(&note, "data-moved"),
                    &[("time", &text_of(changed, "host_civil"))],
                ),
                "gone" => attribute(&note, "data-gone"),
                _ => String::new(),
            };
            note.set_text_content(Some(&words));
        }
    }

    /// Cancels what a button is about, with the reason that stands beside it.
    pub(super) fn refuse(&'static self, event: &ev::Event) {
        let id = dom::attribute(event, "[data-refuse]", "data-refuse").unwrap_or_default();
        let seen = dom::attribute(event, "[data-refuse]", "data-seen").unwrap_or_default();
        let reason = page::value(&["details:has([data-refuse='", &id, "']) textarea"].concat());
        let hash = dom::hash();
        let secret = hash.strip_prefix("h/").unwrap_or_default().to_owned();
        if self.busy.replace(true) {
            return;
        }
        self.complain(TROUBLE, "");
        spawn_local(async move {
            let url = [&word("data-api"), "host/bookings/", &id, "/cancel"].concat();
            let bearer = api::bearer(&secret);
            let headers = [("Authorization", bearer.as_str()), ("If-Match", &seen)];
            let body = json(&object(&[("reason", reason.into())]));
            let answer = api::ask("POST", &url, &headers, Some(&body)).await;
            self.busy.set(false);
            match answer.filter(Answer::is_served) {
                None => return self.complain(TROUBLE, "unchanged"),
                Some(answer) if answer.status == 200 => {}
                Some(answer) => self.complain(
                    TROUBLE,
                    match answer.status {
                        409 => "past",
                        422 => "invalid",
                        429 => "fast",
                        _ => "changed",
                    },
                ),
            }
            self.read_host(&secret).await;
            page::focus("#gb-host h2");
            self.refresh();
        });
    }
}

/// What stands above the bookings.
fn heading(name: &str, host: &str) {
    let words = page::attribute_of("#gb-host", name);
    dom::write("#gb-host h2", &fill(&words, &[("name", host)]));
}
