//! A lifecycle: the picture, and every scenario as a list of steps.
//!
//! All of it is here without scripts and on paper. Where there is a client, the island [`Walk`] shows
//! one scenario and one step of this page at a time.

mod bar;
mod choice;
mod message;
mod question;
mod scenario;
mod step;

use leptos::prelude::*;

use crate::islands::Walk;
use crate::parts::{GlassBox, PageHead, Prose, picture, tracks};
use crate::view::{self, Page, Site};
use crate::words::{foreign, words};
use bar::Bar;
use choice::{Choices, Tabs};
use scenario::Section;

/// The picture, the choice of scenarios, and each of them.
#[component]
pub(crate) fn Lifecycle(
    /// The site: whether it has a client.
    site: Site,
    /// The page.
    page: Page,
    /// The diagram.
    lifecycle: view::Lifecycle,
) -> AnyView {
    let drawing = lifecycle.drawing;
    let size = drawing.size;
    let scenarios = lifecycle.scenarios;
    let frames = scenarios.iter().map(|scenario| &scenario.frames[..]);
    let tracks = tracks(&drawing, frames);
    let picture = picture(&drawing);
    let sections = scenarios.clone().into_iter().enumerate();
    let sections =
        sections.map(move |(at, scenario)| view! { <Section scenario size first={at == 0}/> });
    let sections = sections.collect::<Vec<_>>();
    let walk = if site.assets.module.is_some() {
        view! {
            <div class="walk walk-through" id="gb-walk" lang=foreign() role="group" aria-label=words().walk.figure>
                <Tabs scenarios/>
                <div class="walk-stage">
                    <GlassBox id="gb-scroll">{picture}</GlassBox>
                </div>
                <Bar/>
                {sections}
                <Walk id=lifecycle.id tracks/>
            </div>
        }
        .into_any()
    } else {
        view! {
            <div class="walk" lang=foreign()>
                <Choices scenarios/>
                <GlassBox>{picture}</GlassBox>
                {sections}
            </div>
        }
        .into_any()
    };
    view! {
        <div class="walk-head">
            <PageHead page/>
            <Prose html=lifecycle.intro/>
        </div>
        {walk}
        <Prose html=lifecycle.outro/>
    }
    .into_any()
}
