//! The header: the name, the main navigation, the colour scheme.
//!
//! The navigation is one element in two forms. Where there is room it is a row; where not, it
//! is a popover that its button opens, which needs no script.

use std::sync::Arc;

use leptos::prelude::*;

use super::mark::Mark;
use crate::icons::{Icon, name_of};
use crate::kept::{Part, once};
use crate::view::Site;
use crate::words::words;

/// The header of every page.
#[component]
pub(crate) fn Header(
    /// The site.
    site: Arc<Site>,
    /// The page that is shown.
    href: String,
) -> AnyView {
    let current = site.nav.iter().map(|link| match link.href == href {
        true => Some("page"),
        false => href.starts_with(&link.href).then_some("true"),
    });
    let current: Vec<_> = current.collect();
    once(Part::Header(current.clone()), || header(&site, &current))
}

/// The header, with `aria-current` of each link.
fn header(site: &Site, current: &[Option<&'static str>]) -> impl IntoView + use<> {
    let words = words();
    let links = site.nav.iter().zip(current.iter().copied());
    let links = links.map(|(link, current)| {
        view! {
            <li>
                <a href=link.href.clone() aria-current=current>
                    <Icon name=name_of(link.kind)/>
                    {link.title.clone().unwrap_or_else(|| words.kind(link.kind).title.to_owned())}
                </a>
            </li>
        }
    });
    view! {
        <header class="site-header">
            <div class="site-header-inner">
                <a class="wordmark" href=site.base.clone()><Mark/><span>{site.name.clone()}</span></a>
                <button class="menu-button" type="button" popovertarget="gb-menu">
                    <Icon name="menu"/>{words.shell.menu}
                </button>
                <nav id="gb-menu" class="site-nav" popover="auto" aria-label=words.shell.main>
                    <ul>{links.collect_view()}</ul>
                </nav>
                <ThemeControl/>
            </div>
        </header>
    }
}

/// The choice of the colour scheme: `page.js` gives it effect, `theme.js` shows it.
#[component]
fn ThemeControl() -> AnyView {
    let words = &words().shell;
    view! {
        <label class="theme-control">
            <Icon name="sun-moon"/>
            <span class="visually-hidden">{words.scheme}</span>
            <select id="gb-theme" autocomplete="off">
                <option value="">{words.scheme_system}</option>
                <option value="light">{words.scheme_light}</option>
                <option value="dark">{words.scheme_dark}</option>
            </select>
        </label>
    }
    .into_any()
}
