//! The footer: how to ask, and where the pages come from.

use std::sync::Arc;

use leptos::prelude::*;

use crate::kept::{Part, once};
use crate::view::Site;
use crate::words::{tongue, words};

/// The footer of every page.
#[component]
pub(crate) fn Footer(
    /// The site.
    site: Arc<Site>,
) -> AnyView {
    once(Part::Footer, || footer(&site))
}

fn footer(site: &Site) -> impl IntoView + use<> {
    let (lang, dir) = tongue(Some(site.language.clone()));
    let contact = site.contact.iter().map(|link| {
        let lang = lang.clone();
        view! { <li><a href=link.href.clone() lang=lang dir=dir>{link.title.clone()}</a></li> }
    });
    let contact = contact.collect_view();
    view! {
        <footer class="site-footer">
            <div class="site-footer-inner">
                <p lang=lang dir=dir><strong>{site.name.clone()}</strong> " " {site.tagline.clone()}</p>
                <ul>
                    {contact}
                    {site.source_url.clone().map(|href| view! { <li><a href=href>{words().shell.source}</a></li> })}
                </ul>
            </div>
        </footer>
    }
}
