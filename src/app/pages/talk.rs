//! The notes of a talk.

use leptos::prelude::*;

use crate::dates::Moment;
use crate::icons::Icon;
use crate::parts::{PageHead, People, Prose};
use crate::view::{self, Page};
use crate::words::words;

/// Title, when and by whom, slides and recording, and the notes.
#[component]
pub(crate) fn Talk(
    /// The page.
    page: Page,
    /// The talk.
    talk: view::Talk,
) -> AnyView {
    let words = &words().pages;
    let status = match talk.status {
        "planned" => Some(words.planned),
        "cancelled" => Some(words.cancelled),
        _ => None,
    };
    let slides = talk.slides.map(|href| {
        view! {
            <li><Icon name="projector"/><a href=href>{words.slides}</a></li>
        }
    });
    let video = talk.video.map(|href| {
        view! {
            <li><Icon name="video"/><a href=href>{words.recording}</a></li>
        }
    });
    view! {
        <PageHead page>
            {status.map(|status| view! { <li><span class=format!("badge badge-{}", talk.status)>{status}</span></li> })}
            {(!talk.speakers.is_empty()).then(|| view! {
                <li><Icon name="person"/><span><People cards=talk.speakers/></span></li>
            })}
            <li><Icon name="calendar"/><span><Moment instant=talk.start/></span></li>
            <li><Icon name="clock"/><span>{words.minutes.of(talk.minutes as usize)}</span></li>
            {slides}
            {video}
        </PageHead>
        <Prose html=talk.article.html/>
    }
    .into_any()
}
