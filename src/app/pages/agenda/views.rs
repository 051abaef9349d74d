//! The choice of a view: the list, a week or a month; and the month, which the island fills in.

use leptos::prelude::*;

use crate::icons::Icon;
use crate::words::words;

/// What stands above the list.
#[component]
pub(super) fn Views() -> AnyView {
    let words = words();
    let views = &words.booking.views;
    let choices = [
        ("list", views.list),
        ("week", views.week),
        ("month", views.month),
    ]
    .map(|(view, label)| {
        view! {
            <label>
                <input type="radio" name="gb-view" value=view checked=view == "list"/>
                {label}
            </label>
        }
    });
    let days = std::iter::zip(words.dates.weekdays_short, words.dates.weekdays)
        .map(|(short, day)| view! { <th scope="col" abbr=day>{short}</th> });
    view! {
        <fieldset id="gb-views">
            <legend class="visually-hidden">{views.title}</legend>
            {choices.collect_view()}
        </fieldset>
        <p id="gb-turn" data-date=words.dates.date hidden>
            <button class="button" type="button" id="gb-earlier" aria-label=views.earlier><Icon name="chevron-left"/></button>
            <strong id="gb-turn-name" aria-live="polite"></strong>
            <button class="button" type="button" id="gb-later" aria-label=views.later><Icon name="chevron"/></button>
        </p>
        <table id="gb-month" role="grid" aria-labelledby="gb-turn-name" data-months=words.dates.months.join(",") hidden>
            <thead><tr>{days.collect_view()}</tr></thead>
            <tbody></tbody>
        </table>
        <button class="button" type="button" id="gb-other-day" hidden><Icon name="arrow-left"/>{views.other_day}</button>
    }
    .into_any()
}
