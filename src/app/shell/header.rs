//! The header: the name, the main navigation, the colour scheme.
//!
//! The navigation is one element in two forms. Where there is room it is a row; where not, it
//! is a popover that its button opens, which needs no script.

use glassbox_model::Kind;
use leptos::prelude::*;

use super::mark::Mark;
use crate::icons::{Icon, name_of};
use crate::view::Site;

/// The header of every page.
#[component]
pub(crate) fn Header(
    /// The site.
    site: Site,
    /// The kind of the page that is shown.
    kind: Kind,
    /// The page that is shown.
    href: String,
) -> AnyView {
    let links = site.nav.into_iter().map(|link| {
        let current = if link.href == href {
            Some("page")
        } else {
            (link.kind == kind).then_some("true")
        };
        view! {
            <li>
                <a href=link.href aria-current=current>
                    <Icon name=name_of(link.kind)/>
                    {link.kind.title()}
                </a>
            </li>
        }
    });
    view! {
        <header class="site-header">
            <div class="site-header-inner">
                <a class="wordmark" href=site.base><Mark/><span>{site.name}</span></a>
                <button class="menu-button" type="button" popovertarget="gb-menu">
                    <Icon name="menu"/>"Menu"
                </button>
                <nav id="gb-menu" class="site-nav" popover="auto" aria-label="Main">
                    <ul>{links.collect_view()}</ul>
                </nav>
                <ThemeControl/>
            </div>
        </header>
    }
    .into_any()
}

/// The choice of the colour scheme: `page.js` gives it effect, `theme.js` shows it.
#[component]
fn ThemeControl() -> AnyView {
    view! {
        <label class="theme-control">
            <Icon name="sun-moon"/>
            <span class="visually-hidden">"Colour scheme"</span>
            <select id="gb-theme" autocomplete="off">
                <option value="">"System"</option>
                <option value="light">"Light"</option>
                <option value="dark">"Dark"</option>
            </select>
        </label>
    }
    .into_any()
}
