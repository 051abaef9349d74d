//! Who can explain the page: from anywhere, one step to a person.

use glassbox_model::words::fill;
use leptos::prelude::*;

use crate::dates;
use crate::icons::Icon;
use crate::view::{Expert, Window};
use crate::words::{tongue, words};

/// {words().shell.experts}, each with the next office hour.
#[component]
pub(crate) fn Experts(
    /// Who.
    experts: Vec<Expert>,
) -> AnyView {
    (!experts.is_empty())
        .then(|| {
            let people = experts.into_iter().map(|expert| {
                let (lang, dir) = tongue(expert.person.language.clone());
                let ask = fill(words().booking.ask, &[("name", &expert.person.title)]);
                view! {
                    <li class="expert">
                        <Icon name="person"/>
                        <div>
                            <a class="card-title" href=expert.person.href>{expert.person.title}</a>
                            {expert.role.map(|role| view! { <p class="card-summary" lang=lang dir=dir>{role}</p> })}
                            {expert.next.map(|window| view! { <NextHour window/> })}
                            {expert.book.map(|book| view! { <p class="expert-book"><a href=book>{ask}</a></p> })}
                        </div>
                    </li>
                }
            });
            view! {
                <section class="experts" id="gb-people">
                    <h2>{words().shell.experts}</h2>
                    <ul>{people.collect_view()}</ul>
                </section>
            }
        })
        .into_any()
}

/// When somebody can be asked next, in their own zone.
#[component]
fn NextHour(
    /// The window.
    window: Window,
) -> AnyView {
    let words = words();
    let (start, end) = (dates::machine(&window.start), dates::machine(&window.end));
    let from = format!(
        "{}, {}",
        words.weekday_and_date(window.start.date),
        window.start.time
    );
    view! {
        <p class="next-hour">
            {words.shell.next_hour}
            " "
            <a href=window.href>
                <time datetime=start>{from}</time>
                {format!(" {} ", words.to)}
                <time datetime=end>{window.end.time}</time>
            </a>
            " "
            <span class="zone">{window.start.zone}</span>
        </p>
    }
    .into_any()
}

/// The fact under a page's title that leads to who can explain it.
#[component]
pub(crate) fn AskFact(
    /// Who can.
    experts: Vec<Expert>,
) -> AnyView {
    let (words, names) = (&words().shell, experts.len());
    experts
        .into_iter()
        .next()
        .map(|expert| {
            let template = match names {
                1 => words.ask,
                2 => words.ask_or_one,
                _ => words.ask_or_more,
            };
            let (name, n) = (expert.person.title.as_str(), (names - 1).to_string());
            let ask = fill(template, &[("name", name), ("n", &n)]);
            view! { <li><Icon name="person"/><a href="#gb-people">{ask}</a></li> }
        })
        .into_any()
}
