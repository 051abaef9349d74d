//! The front page, for somebody's first morning.

use glassbox_model::{Kind, words::fill};
use leptos::prelude::*;

use crate::dates::Moment;
use crate::icons::Icon;
use crate::parts::{Cards, GlassBox, PathSteps, Prose, Windows, picture};
use crate::view::{self, Card, Drawing, Page, Site};
use crate::words::{foreign, sentence, tongue, words};

/// Welcome, the picture, where to start, what is on next, the collections, how to ask.
#[component]
pub(crate) fn Home(
    /// The site.
    site: Site,
    /// The page.
    page: Page,
    /// What to show.
    home: view::Home,
) -> AnyView {
    let words = &words().pages;
    let lead = if page.summary.is_empty() {
        site.tagline.clone()
    } else {
        page.summary
    };
    let first = home
        .start
        .as_ref()
        .and_then(|(_, steps)| steps.first())
        .map(|step| step.card.clone());
    let lifecycle = home.lifecycle.as_ref().map(|(card, _)| card.clone());
    view! {
        <header class="hero">
            <div>
            <h1 id=page.title_id lang=foreign()>{page.title}</h1>
            {(!lead.is_empty()).then(|| view! { <p class="lead" lang=foreign()>{lead}</p> })}
            <p class="actions">
                {first.map(|card| view! {
                    <a class="button button-primary" href=card.href>{words.start_here} <Icon name="arrow-right"/></a>
                })}
                {lifecycle.map(|card| {
                    let (lang, dir) = tongue(card.language);
                    view! { <a class="button" href=card.href lang=lang dir=dir>{card.title}</a> }
                })}
            </p>
            </div>
            <Prose html=home.html/>
        </header>
        {home.lifecycle.map(|(card, drawing)| view! { <Picture card drawing/> })}
        <div class="home-columns">
            {home.start.map(|(card, steps)| view! { <Start card steps/> })}
            <OnNext site=site.clone() talk=home.next_talk last=home.last_talk windows=home.windows/>
        </div>
        {(!home.collections.is_empty()).then(|| view! {
            <section class="part home-collections">
                <h2>{words.collections}</h2>
                <Cards cards=home.collections/>
            </section>
        })}
        {(!home.recent.is_empty()).then(|| view! {
            <section class="part">
                <h2>{words.recent}</h2>
                <Cards cards=home.recent/>
            </section>
        })}
        <Ask site/>
    }
    .into_any()
}

/// The lifecycle in its glass box.
#[component]
fn Picture(
    /// The diagram's page.
    card: Card,
    /// The drawing.
    drawing: Drawing,
) -> AnyView {
    let (lang, dir) = tongue(card.language);
    view! {
        <section class="home-picture" lang=lang dir=dir>
            <GlassBox>{picture(&drawing)}</GlassBox>
            <p class="picture-caption">
                <a href=card.href>{card.title} <Icon name="arrow-right"/></a>
                {(!card.summary.is_empty()).then(|| view! { <span>{card.summary}</span> })}
            </p>
        </section>
    }
    .into_any()
}

/// The learning path to start with.
#[component]
fn Start(
    /// The path.
    card: Card,
    /// Its first steps.
    steps: Vec<view::PathStep>,
) -> AnyView {
    let words = &words().pages;
    let link = title(&card);
    let (lang, dir) = tongue(card.language);
    view! {
        <section class="part home-start">
            <h2>{words.first_morning}</h2>
            {(!card.summary.is_empty()).then(|| view! { <p class="part-lead" lang=lang dir=dir>{card.summary}</p> })}
            <PathSteps steps/>
            <p class="more"><a href=card.href>{words.whole_path} " " {link} <Icon name="arrow-right"/></a></p>
        </section>
    }
    .into_any()
}

/// The next talk and the next office hours.
#[component]
fn OnNext(
    /// The site.
    site: Site,
    /// The next talk, when and how long.
    talk: Option<(Card, view::Instant, u32)>,
    /// The latest talk given.
    last: Option<Card>,
    /// The next windows.
    windows: Vec<view::Window>,
) -> AnyView {
    let words = words();
    let talk = talk.map(|(card, start, minutes)| {
        let minutes = words.pages.minutes.of(minutes as usize);
        let next = fill(words.pages.next_talk, &[("minutes", &minutes)]);
        let (lang, dir) = tongue(card.language);
        view! {
        <div class="next-talk">
            <p class="card-note"><Icon name="talk"/>{next}</p>
            <a class="card-title" href=card.href lang=lang.clone() dir=dir>{card.title}</a>
            <p class="next-talk-time"><Moment instant=start/></p>
            {(!card.summary.is_empty()).then(|| view! { <p class="card-summary" lang=lang dir=dir>{card.summary}</p> })}
        </div>
    }});
    let last = last.map(|card| {
        view! {
            <p class="last-talk">{sentence(words.pages.last_talk, |_| link(&card))}</p>
        }
    });
    let nothing = talk.is_none() && last.is_none() && windows.is_empty();
    (!nothing)
        .then(|| {
            view! {
                <section class="part home-next">
                    <h2>{words.pages.on_next}</h2>
                    {talk}
                    {last}
                    {(!windows.is_empty()).then(|| view! {
                        <h3>{words.kind(Kind::OfficeHours).title}</h3>
                        <Windows site windows titled=true/>
                    })}
                </section>
            }
        })
        .into_any()
}

/// How to ask when no page helps.
#[component]
fn Ask(
    /// The site.
    site: Site,
) -> AnyView {
    let words = &words().pages;
    let ways = site.contact.into_iter().map(|link| {
        view! {
            <a class="button" href=link.href>{link.title}</a>
        }
    });
    let ways = ways.collect::<Vec<_>>();
    (!ways.is_empty())
        .then(|| {
            view! {
                <section class="part home-ask">
                    <h2>{words.ask}</h2>
                    <p class="part-lead">{words.ask_lead}</p>
                    <p class="actions">{ways}</p>
                </section>
            }
        })
        .into_any()
}

fn link(card: &Card) -> AnyView {
    let (lang, dir) = tongue(card.language.clone());
    view! { <a href=card.href.clone() lang=lang dir=dir>{card.title.clone()}</a> }.into_any()
}

/// A title within words of the interface.
fn title(card: &Card) -> AnyView {
    let (lang, dir) = tongue(card.language.clone());
    view! { <span lang=lang dir=dir>{card.title.clone()}</span> }.into_any()
}
