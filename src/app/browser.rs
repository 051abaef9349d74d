//! The browser, as far as the islands need it: time zones, civil times, remembered choices.
//!
//! The only module that touches `js_sys` and `web_sys`; [`walk`] is its part for lifecycles, and
//! [`page`] and [`api`] are its parts for the calendar. There is no time-zone database in the
//! module: the browser's own `Intl` answers. Nothing in here throws; what a browser lacks or
//! forbids is `None` or empty.

pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod walk;

use glassbox_model::words::fill;
use leptos::prelude::{Effect, window};

use page::{Value, call, get, global, list_of, made, object, put, text_of};

/// A date and a time of day in words, in some zone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Civil {
    /// `Monday 30 November 2026`.
    pub date: String,
    /// `15:00`.
    pub time: String,
}

/// Reads instants in one zone.
pub(crate) struct Clock {
    format: Value,
    /// A date, from `{weekday}`, `{day}`, `{month}` and `{year}`.
    date: String,
}

impl Clock {
    /// The clock of a zone, in a language and its form of a date; `None` when the browser does not
    /// know the zone.
    pub(crate) fn new(zone: &str, language: &str, date: &str) -> Option<Clock> {
        let options = object(&[]);
        for (key, value) in [
            ("timeZone", zone),
            ("weekday", "long"),
            ("day", "numeric"),
            ("month", "long"),
            ("year", "numeric"),
            ("hour", "2-digit"),
            ("minute", "2-digit"),
            ("hourCycle", "h23"),
            ("calendar", "gregory"),
            ("numberingSystem", "latn"),
        ] {
            put(&options, key, &value.into());
        }
        Some(Clock {
            format: made(
                &global("Intl"),
                "DateTimeFormat",
                &[&language.into(), &options],
            )?,
            date: date.to_owned(),
        })
    }

    /// What this clock and its calendar show at an instant, given as ISO 8601.
    pub(crate) fn read(&self, instant: &str) -> Civil {
        let read = object(&[(
            "parts",
            call(&self.format, "formatToParts", &[&page::date(instant)]),
        )]);
        for part in list_of(&read, "parts").iter() {
            put(&read, &text_of(&part, "type"), &get(&part, "value"));
        }
        let part = |name| text_of(&read, name);
        let values = ["weekday", "day", "month", "year"].map(|name| (name, part(name)));
        Civil {
            date: fill(
                &self.date,
                &values
                    .each_ref()
                    .map(|(name, value)| (*name, value.as_str())),
            ),
            time: [&part("hour"), ":", &part("minute")].concat(),
        }
    }
}

/// Wakes an island once its part of the page stands, in the browser only.
pub(crate) fn awake(wake: Box<dyn Fn()>) {
    Effect::new(wake);
}

/// The civil day of an instant in a zone: `2026-11-30`; empty where the zone is not known.
pub(crate) fn day(instant: &str, zone: &str) -> String {
    let options = object(&[("timeZone", zone.into())]);
    // Swedes write dates as ISO 8601 does.
    let day = call(
        &page::date(instant),
        "toLocaleDateString",
        &[&"sv-SE".into(), &options],
    );
    day.as_string().unwrap_or_default()
}

/// This moment in UTC: `2026-11-30T23:00:00`, to the second.
pub(crate) fn now() -> String {
    page::iso(page::millis_now())
}

/// The zone that the reader's machine is set to, then UTC, then all others that the browser knows.
pub(crate) fn zones() -> Vec<String> {
    let mut known = Vec::new();
    let mut add = |zone: String| {
        let zone = current_name(zone);
        if !zone.is_empty() && !known.contains(&zone) {
            known.push(zone);
        }
    };
    let intl = global("Intl");
    let format = made(&intl, "DateTimeFormat", &[]).unwrap_or_default();
    add(text_of(&call(&format, "resolvedOptions", &[]), "timeZone"));
    add("UTC".to_owned());
    let others = call(&intl, "supportedValuesOf", &[&"timeZone".into()]);
    for zone in page::list(others).iter() {
        add(zone.as_string().unwrap_or_default());
    }
    known
}

/// Zones that browsers still call by a name that the IANA database has replaced.
const RENAMED: &str = "\
    Africa/Asmera Africa/Asmara\n\
    America/Buenos_Aires America/Argentina/Buenos_Aires\n\
    America/Catamarca America/Argentina/Catamarca\n\
    America/Coral_Harbour America/Atikokan\n\
    America/Cordoba America/Argentina/Cordoba\n\
    America/Godthab America/Nuuk\n\
    America/Indianapolis America/Indiana/Indianapolis\n\
    America/Jujuy America/Argentina/Jujuy\n\
    America/Louisville America/Kentucky/Louisville\n\
    America/Mendoza America/Argentina/Mendoza\n\
    Asia/Calcutta Asia/Kolkata\n\
    Asia/Istanbul Europe/Istanbul\n\
    Asia/Katmandu Asia/Kathmandu\n\
    Asia/Rangoon Asia/Yangon\n\
    Asia/Saigon Asia/Ho_Chi_Minh\n\
    Atlantic/Faeroe Atlantic/Faroe\n\
    Europe/Kiev Europe/Kyiv\n\
    Pacific/Enderbury Pacific/Kanton\n\
    Pacific/Ponape Pacific/Pohnpei\n\
    Pacific/Truk Pacific/Chuuk";

/// The name that a zone has today.
fn current_name(name: String) -> String {
    let renamed = RENAMED.split('\n').filter_map(|line| line.split_once(' '));
    let mut renamed = renamed.filter(|(old, _)| *old == name);
    renamed
        .next()
        .map_or(name.clone(), |(_, new)| new.to_owned())
}

/// What was remembered under a name on this device.
pub(crate) fn recall(name: &str) -> Option<String> {
    window().local_storage().ok()??.get_item(name).ok()?
}

/// Remembers a choice on this device, if the browser lets us.
pub(crate) fn remember(name: &str, value: &str) {
    if let Ok(Some(storage)) = window().local_storage() {
        storage.set_item(name, value).ok();
    }
}
