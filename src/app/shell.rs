//! What frames every page.

mod breadcrumbs;
mod colophon;
mod experts;
mod footer;
mod head;
mod header;
mod mark;
mod pager;
mod related;
mod sidebar;
mod stale;
mod toc;
mod withheld;

use std::sync::Arc;

use leptos::prelude::*;

use crate::icons::Sprite;
use crate::view::{Body, Page, Site};
use crate::words::words;
use breadcrumbs::Breadcrumbs;
use colophon::ColophonLine;
use experts::Experts;
use footer::Footer;
use header::Header;
use pager::Pager;
use related::Related;
use sidebar::Sidebar;
use toc::Contents;

pub(crate) use experts::AskFact;
pub(crate) use head::Head;
pub(crate) use mark::Mark;
pub(crate) use stale::StaleNote;
pub(crate) use withheld::WithheldNote;

/// Header, sidebar, the main part with what belongs to it, table of contents, footer.
#[component]
pub(crate) fn Shell(
    /// The site.
    site: Arc<Site>,
    /// The page.
    page: Page,
    /// The main part, from the title on.
    children: Children,
) -> AnyView {
    let shape = match *page.body {
        Body::Home(_) | Body::NotFound(_) => "page page-wide",
        Body::Index(_) | Body::Agenda(_) | Body::Lifecycle(_) => "page page-index",
        _ => "page page-reading",
    };
    let has_sidebar = page.sidebar.is_some();
    view! {
        <Sprite/>
        <a class="skip-link" href="#gb-main">{words().shell.skip}</a>
        <Header site=site.clone() href=page.href.clone()/>
        <div class=shape>
            <Sidebar sidebar=page.sidebar kind=page.kind/>
            <main id="gb-main" class="main" tabindex="-1">
                <Breadcrumbs links=page.breadcrumbs has_sidebar has_toc=!page.toc.is_empty() kind=page.kind/>
                {children()}
                <Experts experts=page.experts/>
                <Related groups=page.related/>
                <ColophonLine colophon=page.colophon href=page.href.clone()/>
                <Pager previous=page.previous next=page.next/>
            </main>
            <Contents entries=page.toc/>
        </div>
        <Footer site/>
    }
    .into_any()
}
