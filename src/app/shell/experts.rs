//! Who can explain the page: from anywhere, one step to a person.

use leptos::prelude::*;

use crate::dates;
use crate::icons::Icon;
use crate::view::{Expert, Window};

/// "People who know this", each with the next office hour.
#[component]
pub(crate) fn Experts(
    /// Who.
    experts: Vec<Expert>,
) -> AnyView {
    (!experts.is_empty())
        .then(|| {
            let people = experts.into_iter().map(|expert| {
                view! {
                    <li class="expert">
                        <Icon name="person"/>
                        <div>
                            <a class="card-title" href=expert.person.href>{expert.person.title}</a>
                            {expert.role.map(|role| view! { <p class="card-summary">{role}</p> })}
                            {expert.next.map(|window| view! { <NextHour window/> })}
                        </div>
                    </li>
                }
            });
            view! {
                <section class="experts" id="gb-people">
                    <h2>"People who know this"</h2>
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
    let (start, end) = (dates::machine(&window.start), dates::machine(&window.end));
    let from = format!(
        "{}, {}",
        dates::with_weekday(window.start.date),
        window.start.time
    );
    view! {
        <p class="next-hour">
            "Next office hour: "
            <a href=window.href>
                <time datetime=start>{from}</time>
                " to "
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
    let names = experts.len();
    experts
        .into_iter()
        .next()
        .map(|expert| {
            let words = match names {
                1 => format!("Ask {}", expert.person.title),
                2 => format!("Ask {} or one other", expert.person.title),
                _ => format!("Ask {} or {} others", expert.person.title, names - 1),
            };
            view! { <li><Icon name="person"/><a href="#gb-people">{words}</a></li> }
        })
        .into_any()
}
