//! Windows of office hours by day, each in the zone of its host; the island brings the reader's.

use leptos::prelude::*;

use crate::dates;
use crate::islands::Calendar;
use crate::view::{Link, Site, Slot, Window};
use crate::words::{tongue, words};

/// The windows by day. Without a client they stay in each host's zone.
#[component]
pub(crate) fn Windows(
    /// The site: whether it has a client.
    site: Site,
    /// The windows, soonest first.
    windows: Vec<Window>,
    /// Whether every window names its rule; not where the page is about that rule.
    titled: bool,
    /// What stands above the days, beside the choice of a zone.
    #[prop(optional_no_strip)]
    above: Option<AnyView>,
) -> AnyView {
    let words = words();
    let live = site.assets.module.is_some();
    let picker = (live && !windows.is_empty()).then(|| {
        view! {
            <p class="zone-picker">
                <label>
                    {words.hours.times_in}
                    " "
                    <select disabled><option value="">{words.hours.host_zones}</option></select>
                </label>
            </p>
        }
    });
    view! {
        {live.then(|| view! { <Calendar/> })}
        <div
            class="windows"
            data-date=words.dates.weekday_and_date
            data-now=words.hours.now
            data-over=words.hours.over
        >
            {picker}
            {above}
            <ol class="days">{days(windows, titled)}</ol>
        </div>
    }
    .into_any()
}

fn days(windows: Vec<Window>, titled: bool) -> impl IntoView {
    let mut days: Vec<(String, Vec<AnyView>)> = Vec::new();
    for window in windows {
        let date = words().weekday_and_date(window.start.date);
        let window = self::window(window, titled);
        match days.last_mut() {
            Some((day, windows)) if *day == date => windows.push(window),
            _ => days.push((date, vec![window])),
        }
    }
    days.into_iter()
        .map(|(date, windows)| {
            view! {
                <li class="day">
                    <p class="day-date">{date}</p>
                    <ul class="day-windows">{windows}</ul>
                </li>
            }
        })
        .collect_view()
}

fn window(window: Window, titled: bool) -> AnyView {
    let words = words();
    let until = (window.end.date != window.start.date)
        .then(|| format!("{}, ", words.weekday_and_date(window.end.date)));
    let there = format!(
        "{} {}, {} {} {} {}",
        words.hours.host,
        words.weekday_short(window.start.date),
        window.start.time,
        words.to,
        window.end.time,
        window.start.zone
    );
    let rule = titled.then(|| {
        let (lang, dir) = tongue(window.language);
        view! { <a class="window-rule" href=window.href lang=lang dir=dir>{window.title}</a> " " }
    });
    let (start, end) = (dates::machine(&window.start), dates::machine(&window.end));
    view! {
        <li class="window" data-hours=window.rule>
            <p class="window-time">
                <time datetime=start>{window.start.time}</time>
                {format!(" {} ", words.to)}
                <span class="window-until">{until}</span>
                <time datetime=end>{window.end.time}</time>
                " "
                <span class="zone">{window.start.zone}</span>
                " "
                <span class="window-phase" hidden></span>
            </p>
            <p class="window-what">{rule} {hosts(window.hosts)}</p>
            <p class="window-host" hidden>{there}</p>
            {slots(window.slots, window.ask)}
        </li>
    }
    .into_any()
}

fn hosts(hosts: Vec<Link>) -> impl IntoView {
    let words = words();
    hosts
        .into_iter()
        .enumerate()
        .map(|(index, host)| {
            let before = match index {
                0 => format!("{} ", words.hours.with),
                _ => words.comma.to_owned(),
            };
            view! { {before} <a href=host.href>{host.title}</a> }
        })
        .collect_view()
}

/// What can be booked of a window; the island makes links of those that can be booked now.
fn slots(slots: Vec<Slot>, ask: String) -> Option<impl IntoView> {
    (!slots.is_empty()).then(|| {
        let slots = slots.into_iter().map(|slot| {
            let start = slot.start.format("%Y-%m-%dT%H:%M:%SZ").to_string();
            view! { <li><a class="slot"><time datetime=start>{slot.time}</time>" "<span></span></a></li> }
        });
        let mail = (!ask.is_empty()).then(|| {
            view! { <p class="window-mail"><a href=ask>{words().booking.by_mail}</a></p> }
        });
        view! { <ul class="slots">{slots.collect_view()}</ul> {mail} }
    })
}
