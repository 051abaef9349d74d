//! The browser, as far as the islands need it: time zones, civil times, remembered choices.
//!
//! The only module that touches `js_sys` and `web_sys`; [`walk`] is its part for lifecycles, and
//! [`page`] and [`api`] are its parts for the calendar. There is no time-zone database in the
//! module: the browser's own `Intl` answers. Nothing in here throws; what a browser lacks or
//! forbids is `None` or empty.

pub(crate) mod api;
pub(crate) mod page;
pub(crate) mod walk;

use js_sys::{Array, Date, Function, Intl, Object, Reflect};
use leptos::prelude::window;
use wasm_bindgen::{JsCast, JsValue};

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
    format: Intl::DateTimeFormat,
    /// A date, from `{weekday}`, `{day}`, `{month}` and `{year}`.
    date: String,
}

impl Clock {
    /// The clock of a zone, in a language and its form of a date; `None` when the browser does not
    /// know the zone.
    pub(crate) fn new(zone: &str, language: &str, date: &str) -> Option<Clock> {
        let options = Object::new();
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
            Reflect::set(&options, &key.into(), &value.into()).ok()?;
        }
        let arguments = Array::of2(&language.into(), &options);
        let format = Reflect::construct(&intl("DateTimeFormat")?, &arguments).ok()?;
        Some(Clock {
            format: format.unchecked_into(),
            date: date.to_owned(),
        })
    }

    /// What this clock and its calendar show at an instant, given as ISO 8601.
    pub(crate) fn read(&self, instant: &str) -> Civil {
        let parts = self.format.format_to_parts(&Date::new(&instant.into()));
        let part = |name: &str| {
            parts
                .iter()
                .find(|part| text(part, "type").as_deref() == Some(name))
                .and_then(|part| text(&part, "value"))
                .unwrap_or_default()
        };
        Civil {
            date: ["weekday", "day", "month", "year"]
                .iter()
                .fold(self.date.clone(), |date, name| {
                    date.replace(&format!("{{{name}}}"), &part(name))
                }),
            time: [part("hour"), part("minute")].join(":"),
        }
    }
}

/// The civil day of an instant in a zone: `2026-11-30`; empty where the zone is not known.
pub(crate) fn day(instant: &str, zone: &str) -> String {
    let options = page::object(&[("timeZone", zone.into())]);
    // Swedes write dates as ISO 8601 does.
    let day = page::call(
        &Date::new(&instant.into()),
        "toLocaleDateString",
        &[&"sv-SE".into(), &options],
    );
    day.as_string().unwrap_or_default()
}

/// This moment in UTC: `2026-11-30T23:00:00`, to the second.
pub(crate) fn now() -> String {
    let mut now = String::from(Date::new_0().to_iso_string());
    now.truncate(19);
    now
}

/// The zone that the reader's machine is set to.
pub(crate) fn reader_zone() -> Option<String> {
    let format = Reflect::construct(&intl("DateTimeFormat")?, &Array::new()).ok()?;
    let options = format
        .unchecked_into::<Intl::DateTimeFormat>()
        .resolved_options();
    text(&options, "timeZone").map(current_name)
}

/// All zones that the browser knows, by name; empty when it does not tell.
pub(crate) fn zones() -> Vec<String> {
    intl("supportedValuesOf")
        .and_then(|values| values.call1(&JsValue::UNDEFINED, &"timeZone".into()).ok())
        .map(|names| {
            Array::from(&names)
                .iter()
                .filter_map(|name| name.as_string().map(current_name))
                .collect()
        })
        .unwrap_or_default()
}

/// Zones that browsers still call by a name that the IANA database has replaced.
const RENAMED: [(&str, &str); 20] = [
    ("Africa/Asmera", "Africa/Asmara"),
    ("America/Buenos_Aires", "America/Argentina/Buenos_Aires"),
    ("America/Catamarca", "America/Argentina/Catamarca"),
    ("America/Coral_Harbour", "America/Atikokan"),
    ("America/Cordoba", "America/Argentina/Cordoba"),
    ("America/Godthab", "America/Nuuk"),
    ("America/Indianapolis", "America/Indiana/Indianapolis"),
    ("America/Jujuy", "America/Argentina/Jujuy"),
    ("America/Louisville", "America/Kentucky/Louisville"),
    ("America/Mendoza", "America/Argentina/Mendoza"),
    ("Asia/Calcutta", "Asia/Kolkata"),
    ("Asia/Istanbul", "Europe/Istanbul"),
    ("Asia/Katmandu", "Asia/Kathmandu"),
    ("Asia/Rangoon", "Asia/Yangon"),
    ("Asia/Saigon", "Asia/Ho_Chi_Minh"),
    ("Atlantic/Faeroe", "Atlantic/Faroe"),
    ("Europe/Kiev", "Europe/Kyiv"),
    ("Pacific/Enderbury", "Pacific/Kanton"),
    ("Pacific/Ponape", "Pacific/Pohnpei"),
    ("Pacific/Truk", "Pacific/Chuuk"),
];

/// The name that a zone has today.
fn current_name(name: String) -> String {
    let renamed = RENAMED.iter().find(|(old, _)| *old == name);
    renamed.map_or(name, |(_, new)| (*new).to_owned())
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

fn intl(name: &str) -> Option<Function> {
    let intl = Reflect::get(&js_sys::global(), &"Intl".into()).ok()?;
    Reflect::get(&intl, &name.into()).ok()?.dyn_into().ok()
}

fn text(of: &JsValue, key: &str) -> Option<String> {
    Reflect::get(of, &key.into()).ok()?.as_string()
}
