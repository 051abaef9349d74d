//! The page that stands at an earlier address of another.

use leptos::prelude::*;
use leptos::reactive::owner::Owner;

use crate::view::{Link, Site};

/// A document that leads to the page `to`, whose canonical address is `address`.
///
/// The script keeps the fragment. Without scripts the refresh does the work, at once, as
/// technique H76 of WCAG 2.2 wants it; the link is for whoever has neither.
pub fn redirect(site: &Site, to: &Link, address: &str, script: &str) -> String {
    let (site, to) = (site.clone(), to.clone());
    let (address, script) = (address.to_owned(), script.to_owned());
    let refresh = format!("0; url={}", to.href);
    let refresh = leptos::html::meta()
        .attr("http-equiv", "refresh")
        .content(refresh);
    let document = move || {
        view! {
            <!DOCTYPE html>
            <html lang=site.language>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <title>{to.title.clone()}</title>
                    <meta name="robots" content="noindex"/>
                    <link rel="canonical" href=address/>
                    <meta name="color-scheme" content="light dark"/>
                    <script src=script data-to=to.href.clone()></script>
                    <noscript>{refresh}</noscript>
                </head>
                <body>
                    <p>"This page is now at " <a href=to.href>{to.title}</a> "."</p>
                </body>
            </html>
        }
        .to_html()
    };
    Owner::new().with(document)
}
