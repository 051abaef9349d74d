//! The form of a booking, which is that of a request where nothing can be booked.

use leptos::prelude::*;

use crate::icons::Icon;
use crate::view::{Offer, OfferedHours};
use crate::words::{tongue, words};

/// The form, hidden until a time is chosen.
#[component]
pub(super) fn BookingForm(
    /// What can be booked.
    offer: Offer,
) -> AnyView {
    let booking = &words().booking;
    let (form, problems) = (&booking.form, &booking.problems);
    let topics = offer.hours.into_iter().map(topics).collect_view();
    view! {
        <section id="gb-book" hidden data-subject=booking.mail_subject data-body=booking.mail_body data-entry=booking.request_entry>
            <p class="back"><a href="#gb-calendar"><Icon name="arrow-left"/> {form.other}</a></p>
            <h2 tabindex="-1">
                <span class="live-only">{form.title}</span>
                <span class="away-only">{form.request}</span>
            </h2>
            <p class="calendar-when" id="gb-when"></p>
            <p class="calendar-there" id="gb-there"></p>
            <p class="calendar-problem" id="gb-problem" role="alert"
                data-taken=problems.taken
                data-taken-all=problems.taken_all
                data-past=problems.past
                data-closed=problems.closed
                data-stale=problems.stale
                data-invalid=problems.invalid
                data-many=problems.many
                data-seated=problems.seated
                data-fast=problems.fast
                data-away=problems.away
                data-lost=problems.lost
            ></p>
            <ul class="slots" id="gb-nearest"></ul>
            <form id="gb-form">
                <p class="away-only calendar-problem">{form.request_note}</p>
                <fieldset>
                    {field("name", form.name.to_owned(), view! {
                        <input id="gb-name" name="name" autocomplete="name" required maxlength="100"/>
                    }, form.name_wrong, None)}
                    <div class="live-only">{field("email", form.email.to_owned(), view! {
                        <input id="gb-email" name="email" type="email" autocomplete="email" required maxlength="254" aria-describedby="gb-email-why"/>
                    }, form.email_wrong, Some(view! {
                        <span class="by-mail">{form.email_mail}" "</span>{form.email_why}
                    }.into_any()))}</div>
                    <label for="gb-topic">
                        {form.topic}
                    </label>
                    <select id="gb-topic" name="topic">
                        <option value="">{form.own}</option>
                        {topics}
                    </select>
                    <div class="own-topic">{field("own", optional(form.own_topic), view! {
                        <input id="gb-own" name="own" maxlength="200"/>
                    }, form.own_wrong, None)}</div>
                    // Programs fill in whatever there is; no person sees it, hears of it or gets to it.
                    <div class="visually-hidden" aria-hidden="true">
                        <label for="gb-website">{form.decoy}</label>
                        <input id="gb-website" name="website" tabindex="-1" autocomplete="off"/>
                    </div>
                    {field("agenda", optional(form.agenda), view! {
                        <textarea id="gb-agenda" name="agenda" rows="4" maxlength="4000" aria-describedby="gb-agenda-why"></textarea>
                    }, form.agenda_wrong, Some(form.agenda_why.into_any()))}
                </fieldset>
                <p class="actions live-only">
                    <button class="button button-primary" data-submit=form.submit data-sending=form.sending data-again=form.again>
                        {form.submit}
                    </button>
                </p>
                <p class="calendar-hint live-only">{form.remembered}</p>
                <p class="actions away-only">
                    <a class="button button-primary" id="gb-mail">{form.send}</a>
                    <a class="button" id="gb-tentative" download="request.ics">{form.tentative}</a>
                </p>
            </form>
        </section>
    }
    .into_any()
}

/// The label of a field that may stay empty.
fn optional(label: &str) -> String {
    [label, words().booking.form.optional].join(" ")
}

/// A field with its label, what it is for, and a place for what is wrong with it.
fn field(
    name: &'static str,
    label: String,
    input: impl IntoView,
    wrong: &'static str,
    why: Option<AnyView>,
) -> impl IntoView {
    view! {
        <label for=format!("gb-{name}")>{label}</label>
        {input}
        {why.map(|why| view! { <p class="calendar-hint" id=format!("gb-{name}-why")>{why}</p> })}
        <p class="calendar-wrong" id=format!("gb-{name}-wrong") hidden>{wrong}</p>
    }
}

/// The topics of some hours; what else the form must know of the hours stands with them.
fn topics(hours: OfferedHours) -> impl IntoView {
    let (lang, dir) = tongue(Some(hours.language));
    let options = hours
        .topics
        .into_iter()
        .map(|(id, title)| view! { <option value=id>{title}</option> });
    view! {
        <optgroup
            label=hours.title
            lang=lang
            dir=dir
            data-hours=hours.id
            data-minutes=hours.minutes
            data-seats=hours.seats
            data-place=hours.place
            data-mail=hours.mail
            hidden
            disabled
        >
            {options.collect_view()}
        </optgroup>
    }
}
