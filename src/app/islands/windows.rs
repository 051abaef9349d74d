//! Windows of office hours in the reader's own zone.
//!
//! The press writes them in the zone of each host. Once the module runs, the reader's zone
//! leads, named, with the host's time beside it; any other zone can be chosen and is remembered.

use std::time::Duration;

use glassbox_model::Words;
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::browser::{self, Clock};
use crate::view::Link;

/// The name under which the chosen zone is remembered; empty stands for the hosts' zones.
const REMEMBERED: &str = "glassbox-zone";

/// How often the list looks at the clock.
const REFRESH: Duration = Duration::from_secs(30);

/// One window, in words that need no calendar in the browser.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Row {
    /// Whose hours: title and page of the rule; `None` where the page itself says it.
    pub rule: Option<Link>,
    /// The hosts.
    pub hosts: Vec<Link>,
    /// When it begins and ends, in UTC (ISO 8601).
    pub span: (String, String),
    /// Its day in the host's zone: `Monday 30 November 2026`.
    pub date: String,
    /// The same in short: `Mon`.
    pub weekday: String,
    /// The day on which it ends in the host's zone, when that is another.
    pub until: Option<String>,
    /// From and to in the host's zone: `15:00`, `17:00`.
    pub times: (String, String),
    /// The host's zone (IANA).
    pub zone: String,
}

/// The words of the list, in the language of the page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WindowWords {
    /// The language (BCP 47).
    pub language: String,
    /// The form of a date.
    pub date: String,
    /// Between two times.
    pub to: String,
    /// Before the hosts.
    pub with: String,
    /// Between two hosts.
    pub comma: String,
    /// Before the choice of a zone.
    pub times_in: String,
    /// The choice to leave times as the hosts gave them.
    pub host_zones: String,
    /// Before the host's own time.
    pub host: String,
    /// Of a window that is under way.
    pub now: String,
    /// Of a window that has ended.
    pub over: String,
}

impl From<&Words> for WindowWords {
    fn from(words: &Words) -> WindowWords {
        WindowWords {
            language: words.tag.to_owned(),
            date: words.dates.weekday_and_date.to_owned(),
            to: words.to.to_owned(),
            with: words.hours.with.to_owned(),
            comma: words.comma.to_owned(),
            times_in: words.hours.times_in.to_owned(),
            host_zones: words.hours.host_zones.to_owned(),
            host: words.hours.host.to_owned(),
            now: words.hours.now.to_owned(),
            over: words.hours.over.to_owned(),
        }
    }
}

/// A list of windows by day, in the zone of the reader's choice.
#[island]
pub fn LiveWindows(
    /// The windows, soonest first.
    rows: Vec<Row>,
    /// The words around them.
    words: WindowWords,
) -> impl IntoView {
    let zone = RwSignal::new(String::new());
    let zones = RwSignal::new(Vec::<String>::new());
    let now = RwSignal::new(String::new());
    let spans: Vec<_> = rows.iter().map(|row| row.span.clone()).collect();
    let phases = Memo::new(move |_| now.with(|now| phases(&spans, now)));
    Effect::new(move || {
        let known = known_zones();
        let first = known.first().cloned().unwrap_or_default();
        let wanted = browser::recall(REMEMBERED).unwrap_or_else(|| first.clone());
        zone.set(if wanted.is_empty() || known.contains(&wanted) {
            wanted
        } else {
            first
        });
        zones.set(known);
        now.set(browser::now());
        set_interval(move || now.set(browser::now()), REFRESH);
    });
    let choose = move |choice: String| {
        browser::remember(REMEMBERED, &choice);
        zone.set(choice);
    };
    view! {
        <p class="zone-picker">
            <label>
                {words.times_in.clone()}
                " "
                <select
                    disabled=move || zones.with(Vec::is_empty)
                    on:change=move |event| choose(event_target_value(&event))
                >
                    <option value="" prop:selected=move || zone.with(String::is_empty)>
                        {words.host_zones.clone()}
                    </option>
                    {move || options(zones.get(), zone)}
                </select>
            </label>
        </p>
        {move || days(rows.clone(), &phases.get(), &zone.get(), &words)}
    }
}

/// What a window is at some moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Phase {
    /// Not yet begun.
    Coming,
    /// Under way.
    Now,
    /// Ended.
    Over,
}

/// What each window is at `now`; without a clock nothing has begun.
fn phases(spans: &[(String, String)], now: &str) -> Vec<Phase> {
    // Instants of one form compare like their texts.
    let before = |at: &String| at.trim_end_matches('Z') <= now;
    let phase = |(start, end): &(String, String)| match (before(start), before(end)) {
        (_, true) => Phase::Over,
        (true, false) => Phase::Now,
        (false, false) => Phase::Coming,
    };
    spans.iter().map(phase).collect()
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

fn options(zones: Vec<String>, chosen: RwSignal<String>) -> impl IntoView {
    zones
        .into_iter()
        .map(|zone| {
            let (value, this) = (zone.clone(), zone.clone());
            view! {
                <option value=value prop:selected=move || chosen.with(|zone| *zone == this)>{zone}</option>
            }
        })
        .collect_view()
}

/// The windows grouped by day, in `zone`; in each host's own when `zone` is empty or unknown.
/// Those that `phases` does not reach are coming.
pub(crate) fn days(
    rows: Vec<Row>,
    phases: &[Phase],
    zone: &str,
    words: &WindowWords,
) -> impl IntoView + use<> {
    let clock = if zone.is_empty() {
        None
    } else {
        Clock::new(zone, &words.language, &words.date)
    };
    let mut days: Vec<(String, Vec<_>)> = Vec::new();
    let phases = phases
        .iter()
        .copied()
        .chain(std::iter::repeat(Phase::Coming));
    for (row, phase) in rows.into_iter().zip(phases) {
        let (row, host_time) = match &clock {
            Some(clock) if row.zone != zone => elsewhere(row, clock, zone, words),
            _ => (row, None),
        };
        let (date, window) = (row.date.clone(), window(row, phase, host_time, words));
        match days.last_mut() {
            Some((day, windows)) if *day == date => windows.push(window),
            _ => days.push((date, vec![window])),
        }
    }
    let days = days
        .into_iter()
        .map(|(date, windows)| {
            view! {
                <li class="day">
                    <p class="day-date">{date}</p>
                    <ul class="day-windows">{windows}</ul>
                </li>
            }
        })
        .collect_view();
    view! { <ol class="days">{days}</ol> }
}

/// A window read by another clock than its host's, with the host's time beside it.
fn elsewhere(
    mut row: Row,
    clock: &Clock,
    zone: &str,
    words: &WindowWords,
) -> (Row, Option<String>) {
    let (start, end) = (clock.read(&row.span.0), clock.read(&row.span.1));
    let host = format!(
        "{} {}, {} {} {} {}",
        words.host, row.weekday, row.times.0, words.to, row.times.1, row.zone
    );
    row.until = (end.date != start.date).then_some(end.date);
    row.date = start.date;
    row.times = (start.time, end.time);
    row.zone = zone.to_owned();
    (row, Some(host))
}

fn window(
    row: Row,
    phase: Phase,
    host_time: Option<String>,
    words: &WindowWords,
) -> impl IntoView + use<> {
    let phase = match phase {
        Phase::Coming => None,
        Phase::Now => Some(("window-phase window-now", words.now.clone())),
        Phase::Over => Some(("window-phase", words.over.clone())),
    };
    let hosts = row.hosts.into_iter().enumerate().map(|(index, host)| {
        let before = match index {
            0 => format!("{} ", words.with),
            _ => words.comma.clone(),
        };
        view! { {before} <a href=host.href>{host.title}</a> }
    });
    view! {
        <li class="window">
            <p class="window-time">
                <time datetime=row.span.0>{row.times.0}</time>
                {format!(" {} ", words.to)}
                {row.until.map(|date| view! { <span class="window-until">{date}</span> ", " })}
                <time datetime=row.span.1>{row.times.1}</time>
                " "
                <span class="zone">{row.zone}</span>
                {phase.map(|(class, word)| view! { " " <span class=class>{word}</span> })}
            </p>
            <p class="window-what">
                {row.rule.map(|rule| view! { <a class="window-rule" href=rule.href>{rule.title}</a> " " })}
                {hosts.collect_view()}
            </p>
            {host_time.map(|time| view! { <p class="window-host">{time}</p> })}
        </li>
    }
}
