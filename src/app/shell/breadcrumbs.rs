//! Where the page stands, and on narrow screens the buttons for what stands beside it.

use glassbox_model::Kind;
use leptos::prelude::*;

use crate::icons::Icon;
use crate::view::Link;
use crate::words::{tongue, words};

/// Breadcrumbs, with the buttons that open the sidebar and the table of contents.
#[component]
pub(crate) fn Breadcrumbs(
    /// From the home page down to the parent.
    links: Vec<Link>,
    /// Whether there is a sidebar to open.
    has_sidebar: bool,
    /// Whether there is a table of contents to open.
    has_toc: bool,
    /// The kind of the collection.
    kind: Kind,
) -> AnyView {
    let words = words();
    let items = links.into_iter().map(|link| {
        let (lang, dir) = tongue(link.language);
        view! {
            <li><a href=link.href lang=lang dir=dir>{link.title}</a><Icon name="chevron"/></li>
        }
    });
    let items = items.collect::<Vec<_>>();
    (!items.is_empty() || has_sidebar || has_toc).then(|| view! {
        <div class="page-bar">
            {(!items.is_empty()).then(|| view! {
                <nav class="breadcrumbs" aria-label=words.shell.breadcrumb><ol>{items}</ol></nav>
            })}
            {has_sidebar.then(|| view! {
                <button class="bar-button sidebar-button" type="button" popovertarget="gb-sidebar">
                    <Icon name="panel-left"/>{words.kind(kind).all}
                </button>
            })}
            {has_toc.then(|| view! {
                <button class="bar-button toc-button" type="button" popovertarget="gb-toc">
                    <Icon name="list"/>{words.shell.toc}
                </button>
            })}
        </div>
    })
    .into_any()
}
