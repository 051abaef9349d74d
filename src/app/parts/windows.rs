//! Windows of office hours: the island where it can come to life, the same list where not.

use leptos::prelude::*;

use crate::dates;
use crate::islands::{LiveWindows, Row, WindowWords, days};
use crate::view::{Link, Site, Window};
use crate::words::words;

/// The windows by day. Without a client they stay in each host's zone.
#[component]
pub(crate) fn Windows(
    /// The site: whether it has a client.
    site: Site,
    /// The windows, soonest first.
    windows: Vec<Window>,
    /// Whether every window names its rule; not where the page is about that rule.
    titled: bool,
) -> AnyView {
    let rows = windows
        .into_iter()
        .map(|window| row(window, titled))
        .collect();
    let words = WindowWords::from(words());
    let list = if site.assets.module.is_some() {
        view! { <LiveWindows rows words/> }.into_any()
    } else {
        days(rows, &[], "", &words).into_any()
    };
    view! { <div class="windows">{list}</div> }.into_any()
}

fn row(window: Window, titled: bool) -> Row {
    Row {
        rule: titled.then_some(Link {
            title: window.title,
            href: window.href,
        }),
        hosts: window.hosts,
        span: (dates::machine(&window.start), dates::machine(&window.end)),
        date: words().weekday_and_date(window.start.date),
        weekday: words().weekday_short(window.start.date).to_owned(),
        until: (window.end.date != window.start.date)
            .then(|| words().weekday_and_date(window.end.date)),
        times: (window.start.time, window.end.time),
        zone: window.start.zone,
    }
}
