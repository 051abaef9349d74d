//! The other pages of the page's collection.

use glassbox_model::{Kind, Language};
use html_escape::{encode_double_quoted_attribute, encode_text};
use leptos::prelude::*;

use crate::view;
use crate::words::{foreign, tongue, words};

/// The collection: a column where there is room, a sheet behind a button where not.
#[component]
pub(crate) fn Sidebar(
    /// The pages; `None`: nothing is shown.
    sidebar: Option<view::Sidebar>,
    /// The kind of the collection.
    kind: Kind,
) -> AnyView {
    let words = words().kind(kind);
    sidebar.map(|sidebar| {
        let items = items(&sidebar);
        view! {
            <nav id="gb-sidebar" class="sidebar" popover="auto" aria-label=words.all>
                <p class="sidebar-title">
                    {if sidebar.title.is_empty() { words.title.to_owned() } else { sidebar.title }}
                </p>
                <ul inner_html=items></ul>
            </nav>
        }
    })
    .into_any()
}

/// The links as HTML: as components, these few words would cost more than the rest of the page.
fn items(sidebar: &view::Sidebar) -> String {
    let here = match foreign() {
        None => use_context::<Language>().map(|language| language.tag),
        Some(_) => None,
    };
    let mut items = String::new();
    for at in sidebar.shown.clone() {
        let Some(link) = sidebar.links.get(at) else {
            break;
        };
        items += "<li><a href=\"";
        items += &encode_double_quoted_attribute(&link.href);
        items += "\"";
        if link.language != here {
            let (lang, dir) = tongue(link.language.clone());
            for (name, value) in [("lang", lang.as_deref()), ("dir", dir)] {
                if let Some(value) = value {
                    items += &format!(" {name}=\"{}\"", encode_double_quoted_attribute(value));
                }
            }
        }
        if at == sidebar.current {
            items += " aria-current=\"page\"";
        }
        items += ">";
        items += &encode_text(&link.title);
        items += "</a></li>";
    }
    items
}
