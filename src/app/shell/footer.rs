//! The footer: how to ask, and where the pages come from.

use leptos::prelude::*;

use crate::view::Site;
use crate::words::words;

/// The footer of every page.
#[component]
pub(crate) fn Footer(
    /// The site.
    site: Site,
) -> AnyView {
    let contact = site
        .contact
        .into_iter()
        .map(|link| view! { <li><a href=link.href>{link.title}</a></li> });
    let contact = contact.collect_view();
    view! {
        <footer class="site-footer">
            <div class="site-footer-inner">
                <p><strong>{site.name}</strong> " " {site.tagline}</p>
                <ul>
                    {contact}
                    {site.source_url.map(|href| view! { <li><a href=href>{words().shell.source}</a></li> })}
                </ul>
            </div>
        </footer>
    }
    .into_any()
}
