//! The talks, the windows of office hours and the shifts of rotations, as calendars to subscribe to
//! (RFC 5545).

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};
use glassbox_app::view::Window;
use glassbox_model::ical::{Calendar, Event, Status};
use glassbox_model::{Kind, content};

use super::absolute;
use crate::{
    library::{Entry, Matter},
    pages::Press,
};

/// `talks.ics`.
pub(super) fn talks(press: &Press<'_>) -> Vec<u8> {
    calendar(press, "talks.ics", Kind::Talk, talk_events(press))
}

/// `office-hours.ics`.
pub(super) fn hours(press: &Press<'_>) -> Vec<u8> {
    let events = window_events(press, |_| true);
    calendar(press, "office-hours.ics", Kind::OfficeHours, events)
}

/// `people/mitchell/office-hours.ics`: the hours of one host.
pub(super) fn hours_of(press: &Press<'_>, host: &Entry) -> Vec<u8> {
    let page = press.urls.page(&host.id);
    let events = window_events(press, |window| {
        window.hosts.iter().any(|it| it.href == page)
    });
    let calendar = Calendar {
        name: format!(
            "{}: {}",
            press.card(host).title,
            press.words.kind(Kind::OfficeHours).title
        ),
        source: absolute(press, &press.urls.file(&of_host(host))),
        events,
    };
    calendar.to_text().into_bytes()
}

/// The path of a host's calendar.
pub(crate) fn of_host(host: &Entry) -> String {
    format!("{}/office-hours.ics", host.id)
}

/// `on-call.ics`.
pub(super) fn on_call(press: &Press<'_>) -> Vec<u8> {
    calendar(press, "on-call.ics", Kind::OnCall, shift_events(press))
}

fn calendar(press: &Press<'_>, path: &str, kind: Kind, events: Vec<Event>) -> Vec<u8> {
    let calendar = Calendar {
        name: format!(
            "{}: {}",
            press.library.portal.name,
            press.words.kind(kind).title
        ),
        source: absolute(press, &press.urls.file(path)),
        events,
    };
    calendar.to_text().into_bytes()
}

/// When this version of an event was made: when its file last changed, else on the press's day.
fn stamp(press: &Press<'_>, entry: &Entry) -> DateTime<Utc> {
    let day = entry.publication.updated.unwrap_or(press.today);
    day.and_time(NaiveTime::MIN).and_utc()
}

fn talk_events(press: &Press<'_>) -> Vec<Event> {
    let event = |entry: &Entry| {
        let Matter::Talk(talk, date) = &entry.matter else {
            return None;
        };
        let view = press.talk(entry, talk, *date)?;
        let card = press.card(entry);
        let speakers: Vec<_> = view
            .speakers
            .iter()
            .map(|speaker| speaker.title.as_str())
            .collect();
        Some(Event {
            uid: uid(press, &entry.id),
            stamp: stamp(press, entry).into(),
            start: view.start.utc.into(),
            end: (view.start.utc + TimeDelta::minutes(view.minutes.into())).into(),
            description: format!("{}\n\n{}", speakers.join(", "), card.summary),
            summary: card.title,
            location: String::new(),
            url: absolute(press, &card.href),
            status: match talk.status {
                content::Status::Cancelled => Status::Cancelled,
                content::Status::Planned | content::Status::Given => Status::Confirmed,
            },
        })
    };
    let mut events: Vec<_> = press.published(Kind::Talk).filter_map(event).collect();
    events.sort_by(|a, b| a.start.cmp(&b.start));
    events
}

fn window_events(press: &Press<'_>, wanted: impl Fn(&Window) -> bool) -> Vec<Event> {
    let mut events = Vec::new();
    for entry in press.published(Kind::OfficeHours) {
        let Matter::Hours(hours) = &entry.matter else {
            continue;
        };
        for window in press.calendar.of(&entry.id).iter().filter(|it| wanted(it)) {
            events.push(Event {
                description: format!("{} {}", press.words.hours.with, names(press, window)),
                location: hours.place.clone().unwrap_or_default(),
                ..occurrence(press, entry, window)
            });
        }
    }
    events.sort_by(|a, b| (&a.start, &a.uid).cmp(&(&b.start, &b.uid)));
    events
}

fn shift_events(press: &Press<'_>) -> Vec<Event> {
    let mut events = Vec::new();
    for entry in press.published(Kind::OnCall) {
        for shift in press.calendar.shifts_of(&entry.id) {
            events.push(Event {
                summary: format!("{}: {}", shift.title, names(press, shift)),
                ..occurrence(press, entry, shift)
            });
        }
    }
    events.sort_by(|a, b| (&a.start, &a.uid).cmp(&(&b.start, &b.uid)));
    events
}

/// One occurrence of a rule, known by when it begins.
fn occurrence(press: &Press<'_>, entry: &Entry, window: &Window) -> Event {
    let name = format!("{}/{}", entry.id, window.start.utc.format("%Y%m%dT%H%MZ"));
    Event {
        uid: uid(press, &name),
        stamp: stamp(press, entry).into(),
        start: window.start.utc.into(),
        end: window.end.utc.into(),
        summary: window.title.clone(),
        description: String::new(),
        location: String::new(),
        url: absolute(press, &window.href),
        status: Status::Confirmed,
    }
}

fn names(press: &Press<'_>, window: &Window) -> String {
    let names: Vec<_> = window
        .hosts
        .iter()
        .map(|host| host.title.as_str())
        .collect();
    press.words.list(&names)
}

/// The same for the same thing whenever it is published, and nobody else's.
fn uid(press: &Press<'_>, name: &str) -> String {
    let host = press
        .library
        .portal
        .url
        .split("://")
        .last()
        .unwrap_or_default();
    format!("{name}@{}", host.trim_end_matches('/'))
}
