//! The document's head.

use std::sync::Arc;

use leptos::prelude::*;

use crate::kept::{Part, once};
use crate::view::{Body, CARD_SIZE, Page, Site};
use crate::words::words;

/// Title, description, what other sites show of the page, style sheet and scripts. `theme.js`
/// blocks on purpose: it sets the colour scheme before the first paint.
#[component]
pub(crate) fn Head(
    /// The site.
    site: Arc<Site>,
    /// The page.
    page: Page,
) -> AnyView {
    let title = if page.title == site.name {
        site.name.clone()
    } else {
        format!("{} · {}", page.title, site.name)
    };
    let description = if page.summary.is_empty() {
        site.tagline.clone()
    } else {
        page.summary
    };
    let origin = site.origin.trim_end_matches('/');
    // A missing page has no address of its own.
    let address =
        (!matches!(*page.body, Body::NotFound(_))).then(|| format!("{origin}{}", page.href));
    let card = page.social_card;
    let size = match card {
        Some(_) => "summary_large_image",
        None => "summary",
    };
    let printed = matches!(*page.body, Body::Print(_));
    let markdown = (address.is_some() && !printed).then(|| {
        view! {
            <link rel="alternate" type="text/markdown" href=format!("{}index.md", page.href)/>
        }
    });
    let colophon = page.colophon.unwrap_or_default();
    let (withheld, updated) = (colophon.withheld.is_some(), colophon.updated);
    let kind = match *page.body {
        Body::Home(_) | Body::Index(_) | Body::Agenda(_) => "website",
        _ => "article",
    };
    view! {
        <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>{title}</title>
            {(!description.is_empty()).then(|| view! {
                <meta name="description" content=description.clone()/>
                {property("og:description", description)}
            })}
            {property("og:title", page.title)}
            {property("og:site_name", site.name.clone())}
            {property("og:type", kind.to_owned())}
            <meta name="twitter:card" content=size/>
            {card.map(|card| view! {
                {property("og:image", format!("{origin}{}", card.href))}
                {property("og:image:width", CARD_SIZE.0.to_string())}
                {property("og:image:height", CARD_SIZE.1.to_string())}
                {property("og:image:alt", card.title)}
            })}
            {updated.map(|day| property("article:modified_time", day.to_string()))}
            {address.map(|address| view! {
                {property("og:url", address.clone())}
                <link rel="canonical" href=address/>
            })}
            {markdown}
            {once(Part::Feeds, || feeds(&site))}
            {(withheld || printed).then(|| view! { <meta name="robots" content="noindex"/> })}
            {once(Part::Files, || files(&site))}
        </head>
    }
    .into_any()
}

/// The feeds and calendars of the site.
fn feeds(site: &Site) -> impl IntoView + use<> {
    let words = words();
    let links = site.subscriptions.iter().map(|subscription| {
        let title = format!("{}: {}", words.kind(subscription.kind).title, subscription.title(words));
        view! { <link rel="alternate" type=subscription.media_type title=title href=subscription.href.clone()/> }
    });
    links.collect_view()
}

/// Scripts, style sheets and icons.
fn files(site: &Site) -> impl IntoView + use<> {
    let (words, assets) = (words(), site.assets.clone());
    view! {
        <meta name="color-scheme" content="light dark"/>
        <script src=assets.theme></script>
        <link rel="stylesheet" href=assets.stylesheet/>
        {site.stylesheets.clone().into_iter().map(|href| view! { <link rel="stylesheet" href=href/> }).collect_view()}
        <link rel="icon" href=format!("{}favicon.ico", site.base) sizes="32x32"/>
        <link rel="icon" href=format!("{}favicon.svg", site.base) type="image/svg+xml"/>
        <link rel="apple-touch-icon" href=format!("{}apple-touch-icon.png", site.base)/>
        <link rel="manifest" href=format!("{}site.webmanifest", site.base)/>
        <script
            defer
            src=assets.page
            data-copy=words.scripts.copy
            data-copied=words.scripts.copied
            data-copy-by-hand=words.scripts.copy_by_hand
        ></script>
    }
}

/// What other sites read to show the page (the Open Graph protocol).
fn property(name: &'static str, content: String) -> impl IntoView {
    leptos::html::meta().attr("property", name).content(content)
}
