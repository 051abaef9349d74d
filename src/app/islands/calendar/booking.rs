//! A booking by its secret link: looked at, moved, cancelled.

use glassbox_model::{
    ical::{Event, Stamp, Status},
    words::fill,
};
use leptos::{ev, task::spawn_local};

use super::{
    desk::{Desk, word},
    own, request,
    slots::{self, Known},
};
use crate::browser::{
    self,
    api::{self, Answer},
    page::{self, Element, Value, attribute, get, json, object, set_on, show, text_of},
    walk::{self as dom, all, one, set, under},
};

const TROUBLE: &str = "#gb-trouble";
/// The button that moves a booking; its value is the slot to move to.
const MOVE: &str = "#gb-move";

/// The booking that is shown.
#[derive(Default)]
pub(super) struct Shown {
    /// `{id}.{token}`
    secret: String,
    booking: Value,
}

impl Desk {
    /// Looks a booking up, unless it is shown already.
    pub(super) fn look_up(&'static self, secret: &str) {
        if self.shown.borrow().secret == secret {
            return;
        }
        let secret = secret.to_owned();
        self.complain(TROUBLE, "");
        heading("data-looking");
        show("#gb-facts", false);
        spawn_local(async move {
            let answer = self.ask_about(&secret).await;
            match answer.filter(Answer::is_served) {
                None => heading("data-away"),
                Some(answer) if answer.status == 200 => {
                    let booking = get(&answer.body, "booking");
                    self.show_booking(secret, &booking, "data-yours");
                }
                Some(_) => heading("data-unknown"),
            }
        });
    }

    async fn ask_about(&self, secret: &str) -> Option<Answer> {
        let (id, token) = secret.split_once('.')?;
        let url = [&word("data-api"), "bookings/", id].concat();
        let bearer = api::bearer(token);
        api::ask("GET", &url, &[("Authorization", &bearer)], None).await
    }

    /// Shows a booking as it stands; what has just happened to it is the heading.
    pub(super) fn show_booking(&self, secret: String, booking: &Value, happened: &str) {
        let text = |name: &str| text_of(booking, name);
        let (start, end) = (text("start"), text("end"));
        let cancelled = text("status") == "cancelled";
        let title = text("title");
        if let Some(facts) = one("#gb-facts") {
            self.write_facts(&facts, booking);
        }
        heading(if cancelled {
            "data-cancelled"
        } else {
            happened
        });
        let words = page::attribute_of("#gb-mailed", "data-words");
        dom::write("#gb-mailed", &fill(&words, &[("email", &text("email"))]));
        show("#gb-mailed", happened != "data-yours");
        let link = page::address(&["m/", &secret].concat());
        set_on("#gb-link", "href", Some(&link));
        request::write_entry(
            "#gb-ics",
            &Event {
                uid: text("uid"),
                stamp: Stamp::of_iso(&text("changed")),
                start: Stamp::of_iso(&start),
                end: Stamp::of_iso(&end),
                summary: fill(
                    &said_of("data-entry"),
                    &[("title", &title), ("name", &hosts(booking))],
                ),
                description: page::row(&[text("topic"), text("agenda")], "\n"),
                location: text("place"),
                url: link,
                status: Status::Confirmed,
            },
        );
        show("#gb-facts", true);
        show("#gb-manage", !cancelled && end > browser::now());
        match cancelled {
            true => own::forget(&secret),
            false => own::keep(&secret, &start, &end, &title),
        }
        for details in all("#gb-manage details") {
            set(&details, "open", None);
        }
        *self.shown.borrow_mut() = Shown {
            secret,
            booking: booking.clone(),
        };
        self.write_moves();
    }

    /// Writes what is known of a booking into the places that are meant for it.
    pub(super) fn write_facts(&self, place: &Element, booking: &Value) {
        let text = |name: &str| text_of(booking, name);
        let (start, end, zone) = (text("start"), text("end"), text("host_tz"));
        for fact in under(place, "[data-of]") {
            let words = match attribute(&fact, "data-of").as_str() {
                "when" => self.days.say(&start, &end, &zone),
                "there" if self.days.zone(&zone) == zone => String::new(),
                "there" => [
                    &word("data-there"),
                    " ",
                    &self.days.say_there(&start, &end, &zone),
                ]
                .concat(),
                "hosts" => hosts(booking),
                "visitor" => [&text("name"), ", ", &text("email")].concat(),
                name => text(name),
            };
            fact.set_text_content(Some(&words));
            if text_of(&fact, "tagName") == "A" && words.starts_with("https://") {
                set(&fact, "href", Some(&words));
            }
            let row = fact.closest("dl > div").ok().flatten();
            page::hide(row.as_ref().unwrap_or(&fact), words.is_empty());
        }
    }

    /// Offers the free slots of the same hours to move the booking to.
    pub(super) fn write_moves(&self) {
        let shown = self.shown.borrow();
        let Some(list) = one("#gb-moves").filter(|_| shown.booking.is_object()) else {
            return;
        };
        let hours = text_of(&shown.booking, "hours");
        let free = slots::on_page()
            .into_iter()
            .filter(|slot| slot.hours() == hours && attribute(&slot.element, "data-on") == "free");
        list.set_inner_html("");
        let (mut day, mut times) = (String::new(), None);
        for slot in free.filter(|_| self.known.get() == Known::Live) {
            let zone = slot.zone();
            let when = self.days.say(&slot.start, "", &zone);
            let (date, time) = self.days.date_and_time(&slot.start, &zone);
            if date != day {
                times = add_day(&list, &[&date, " ", &self.days.zone(&zone)].concat());
                day = date;
            }
            let item = times.as_ref().and_then(|times| page::add(times, "li", ""));
            if let Some(button) = item.and_then(|item| page::add(&item, "button", "button")) {
                set(&button, "type", Some("button"));
                set(&button, "data-move", Some(&slot.id));
                set(&button, "aria-label", Some(&when));
                button.set_text_content(Some(&time));
            }
        }
        show("#gb-nowhere", one("#gb-moves li").is_none());
    }

    /// Asks whether the booking is to be moved to the slot that a button is about.
    pub(super) fn ask_to_move(&self, event: &ev::Event) {
        let of = |name| dom::attribute(event, "[data-move]", name).unwrap_or_default();
        set_on(MOVE, "value", Some(&of("data-move")));
        dom::write("#gb-move-when", &of("aria-label"));
        if let Some(dialog) = one("#gb-sure") {
            page::call(&dialog, "showModal", &[]);
        }
    }

    /// Moves the booking to the slot that was asked about.
    pub(super) fn reschedule(&'static self) {
        let slot = page::attribute_of(MOVE, "value").into();
        self.change("/reschedule", "data-moved", vec![("slot_id", slot)]);
    }

    /// Cancels the booking.
    pub(super) fn cancel(&'static self) {
        self.change("/cancel", "data-cancelled", Vec::new());
    }

    fn change(
        &'static self,
        path: &'static str,
        happened: &'static str,
        mut body: Vec<(&'static str, Value)>,
    ) {
        if self.busy.replace(true) {
            return;
        }
        self.complain(TROUBLE, "");
        let (secret, seen) = {
            let shown = self.shown.borrow();
            (shown.secret.clone(), api::seen(&shown.booking))
        };
        spawn_local(async move {
            let (id, token) = secret.split_once('.').unwrap_or_default();
            body.push(("token", token.into()));
            let url = [&word("data-api"), "bookings/", id, path].concat();
            let body = json(&object(&body));
            let answer = api::ask("POST", &url, &[("If-Match", &seen)], Some(&body)).await;
            self.busy.set(false);
            match answer.filter(Answer::is_served) {
                None => self.complain(TROUBLE, "unchanged"),
                Some(answer) if answer.status == 200 => {
                    self.show_booking(secret, &get(&answer.body, "booking"), happened);
                    page::focus("#gb-booking h2");
                    self.refresh();
                }
                Some(answer) => self.refused(secret, &answer).await,
            }
        });
    }

    /// Says why a change did not come about, and shows how the booking stands now.
    async fn refused(&'static self, secret: String, answer: &Answer) {
        let now = self
            .ask_about(&secret)
            .await
            .filter(|now| now.status == 200);
        if let Some(now) = now {
            self.show_booking(secret, &get(&now.body, "booking"), "data-yours");
        }
        let problem = match (answer.status, answer.problem().as_str()) {
            (409, "slot-taken") => "taken",
            (409, "already-booked") => "seated",
            (409 | 412, _) => "changed",
            (410, _) => "past",
            (429, _) => "fast",
            _ => "closed",
        };
        self.complain(TROUBLE, problem);
        self.refresh();
    }
}

/// With whom a booking is.
fn hosts(booking: &Value) -> String {
    page::row(&page::texts_of(booking, "hosts", "name"), ", ")
}

/// A day in a list, with its name: where its times go.
fn add_day(list: &Element, name: &str) -> Option<Element> {
    let item = page::add(list, "li", "")?;
    let heading = page::add(&item, "p", "day-date")?;
    heading.set_text_content(Some(name));
    page::add(&item, "ul", "slots")
}

/// A word that the view of a booking holds ready.
fn said_of(name: &str) -> String {
    page::attribute_of("#gb-booking", name)
}

/// What stands above a booking.
fn heading(name: &str) {
    dom::write("#gb-booking h2", &said_of(name));
    set_on("#gb-booking", "data-now", Some(name));
}
