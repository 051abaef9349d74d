//! Asking for a time where nothing can be booked: a mail, and a calendar entry that says so.

use glassbox_model::{
    ical::{Event, Stamp, Status},
    words::fill,
};

use super::{
    desk::{Desk, word},
    form::{end, group},
    slots,
};
use crate::browser::{
    self,
    page::{self, attribute, encode, set_on, value},
    walk::{self as dom, one},
};

/// How long the address of a mail may be: Outlook on Windows takes no more than about 2,000
/// characters.
const LONGEST: usize = 1_900;

impl Desk {
    /// Writes what is filled in into the mail and the calendar entry.
    pub(super) fn write_request(&self) {
        let Some((slot, form)) = slots::find(&dom::hash()).zip(one("#gb-book")) else {
            return;
        };
        let group = group(&slot.hours());
        let of_hours = |name| {
            group
                .as_ref()
                .map_or_else(String::new, |it| attribute(it, name))
        };
        let (end, zone) = (end(&slot), slot.zone());
        let time = self.days.say(&slot.start, &end, &zone);
        let there = self.days.say_there(&slot.start, &end, &zone);
        let title = of_hours("label");
        let topic = match value("#gb-topic").is_empty() {
            true => value("#gb-own"),
            false => one("#gb-topic option:checked").map_or_else(String::new, |it| page::said(&it)),
        };
        let (mut agenda, name) = (value("#gb-agenda"), value("#gb-name"));
        let subject = fill(
            &attribute(&form, "data-subject"),
            &[("title", &title), ("time", &time)],
        );
        let mail = loop {
            let there = [&word("data-there"), " ", &there].concat();
            let text = fill(
                &attribute(&form, "data-body"),
                &[
                    ("title", &title),
                    ("time", &time),
                    ("there", &there),
                    ("topic", &topic),
                    ("agenda", &agenda),
                    ("name", &name),
                    ("line", "\n"),
                ],
            );
            let mail = [
                "mailto:",
                &of_hours("data-mail"),
                "?subject=",
                &encode(&subject),
                "&body=",
                &encode(&text.trim_end_matches('\n').replace('\n', "\r\n")),
            ]
            .concat();
            if mail.len() <= LONGEST || agenda.is_empty() {
                break mail;
            }
            // The rest can be said later: what is sent at all must arrive.
            let keep = agenda.floor_char_boundary(agenda.len() * 3 / 4);
            agenda.truncate(keep);
        };
        set_on("#gb-mail", "href", Some(&mail));
        let entry = Event {
            uid: [&slot.id, "-", &name.len().to_string(), "@request"].concat(),
            stamp: Stamp::of_iso(&browser::now()),
            start: Stamp::of_iso(&slot.start),
            end: Stamp::of_iso(&end),
            summary: fill(&attribute(&form, "data-entry"), &[("title", &title)]),
            description: page::row(&[topic, value("#gb-agenda")], "\n"),
            location: of_hours("data-place"),
            url: String::new(),
            status: Status::Tentative,
        };
        write_entry("#gb-tentative", &entry);
    }
}

/// Makes a calendar entry what a link downloads.
pub(super) fn write_entry(link: &str, event: &Event) {
    let data = [
        "data:text/calendar;charset=utf-8,",
        &encode(&event.to_text()),
    ];
    set_on(link, "href", Some(&data.concat()));
}
