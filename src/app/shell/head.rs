//! The document's head.

use leptos::prelude::*;

use crate::view::Site;

/// Title, description, style sheet and scripts. `theme.js` blocks on purpose: it sets the
/// colour scheme before the first paint.
#[component]
pub(crate) fn Head(
    /// The site.
    site: Site,
    /// The page's title.
    title: String,
    /// The page's summary.
    summary: String,
) -> AnyView {
    let title = if title == site.name {
        title
    } else {
        format!("{title} · {}", site.name)
    };
    let description = if summary.is_empty() {
        site.tagline
    } else {
        summary
    };
    let assets = site.assets;
    view! {
        <head>
            <meta charset="utf-8"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <title>{title}</title>
            {(!description.is_empty()).then(|| view! { <meta name="description" content=description/> })}
            <meta name="color-scheme" content="light dark"/>
            <script src=assets.theme></script>
            <link rel="stylesheet" href=assets.stylesheet/>
            <link rel="icon" href=format!("{}favicon.svg", site.base) type="image/svg+xml"/>
            <link rel="apple-touch-icon" href=format!("{}apple-touch-icon.png", site.base)/>
            <link rel="manifest" href=format!("{}site.webmanifest", site.base)/>
            <script defer src=assets.page></script>
            {assets.module.map(|module| view! {
                <script defer src=module.start data-glue=module.glue data-wasm=module.wasm></script>
            })}
        </head>
    }
    .into_any()
}
