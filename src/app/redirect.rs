//! The page that stands at an earlier address of another.

use glassbox_model::Language;
use leptos::prelude::*;
use leptos::reactive::owner::Owner;

use crate::view::Link;
use crate::words::{sentence, words};

/// A document in `language` that leads to the page `to`, whose canonical address is `address`.
///
/// The script keeps the fragment. Without scripts the refresh does the work, at once, as
/// technique H76 of WCAG 2.2 wants it; the link is for whoever has neither.
pub fn redirect(language: &Language, to: &Link, address: &str, script: &str) -> String {
    let (language, to) = (language.clone(), to.clone());
    let (address, script) = (address.to_owned(), script.to_owned());
    let refresh = format!("0; url={}", to.href);
    let refresh = leptos::html::meta()
        .attr("http-equiv", "refresh")
        .content(refresh);
    let document = move || {
        let (lang, dir) = (language.interface(), language.direction().word());
        provide_context(language);
        let (title, href) = (to.title.clone(), to.href.clone());
        let link = |_| view! { <a href=to.href.clone()>{to.title.clone()}</a> }.into_any();
        view! {
            <!DOCTYPE html>
            <html lang=lang dir=dir>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <title>{title}</title>
                    <meta name="robots" content="noindex"/>
                    <link rel="canonical" href=address/>
                    <meta name="color-scheme" content="light dark"/>
                    <script src=script data-to=href></script>
                    <noscript>{refresh}</noscript>
                </head>
                <body>
                    <p>{sentence(words().shell.moved, link)}</p>
                </body>
            </html>
        }
        .to_html()
    };
    Owner::new().with(document)
}
