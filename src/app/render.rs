//! A page as a whole document.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::reactive::owner::Owner;
use memchr::memmem;

use crate::shell::{Head, Shell};
use crate::view::{Assets, Module, Page, Site};
use crate::{icons, pages};

/// The complete HTML document of a page, from `<!DOCTYPE html>` on.
///
/// The icons that the page refers to are put in once, where the sprite has its place.
pub fn render(site: &Arc<Site>, page: &Page) -> String {
    let html = Owner::new().with(|| document(site, page).to_html());
    icons::with_sprite(with_scripts(html, &site.assets))
}

/// Puts into the head the scripts that only some pages need: those of content tabs, of the figure of
/// a lifecycle, and of islands.
///
/// A page with tabs or steps is not painted before their script has run, so that nothing moves when it
/// hides all but one. It stands first: others tell it of links into tabs.
fn with_scripts(mut html: String, assets: &Assets) -> String {
    if let Some(module) = assets
        .module
        .as_ref()
        .filter(|_| has(&html, "<leptos-island"))
    {
        let Module { start, glue, wasm } = module;
        let start = format!(
            "<script defer src=\"{start}\" data-glue=\"{glue}\" data-wasm=\"{wasm}\"></script>"
        );
        let head = html.find("</head>").unwrap_or_default();
        html.insert_str(head, &start);
    }
    for (mark, script) in [
        ("<div class=\"tabs\">", &assets.tabs),
        (" id=\"gb-walk\"", &assets.walk),
    ] {
        if has(&html, mark)
            && let Some(first) = html.find("<script defer")
        {
            let script = format!("<script defer blocking=\"render\" src=\"{script}\"></script>");
            html.insert_str(first, &script);
        }
    }
    html
}

/// `memmem`, as this reads every page as a whole.
fn has(html: &str, mark: &str) -> bool {
    memmem::find(html.as_bytes(), mark.as_bytes()).is_some()
}

/// The view of a whole document, with an empty place for the icons.
pub fn document(site: &Arc<Site>, page: &Page) -> impl IntoView + use<> {
    provide_context(page.language.clone());
    provide_context(site.kept.of(&page.language));
    let main = pages::main(site, page);
    view! {
        <!DOCTYPE html>
        <html lang=page.language.interface() dir=page.language.direction().word()>
            <Head site=site.clone() page=page.clone()/>
            <body class=format!("kind-{}", crate::icons::name_of(page.kind))>
                <Shell site=site.clone() page=page.clone()>{main}</Shell>
            </body>
        </html>
    }
}
