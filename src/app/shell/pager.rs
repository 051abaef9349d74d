//! The page before and the page after.

use leptos::prelude::*;

use crate::icons::Icon;
use crate::view::Link;
use crate::words::{tongue, words};

/// Previous and next in the collection.
#[component]
pub(crate) fn Pager(
    /// The page before this one.
    previous: Option<Link>,
    /// The page after this one.
    next: Option<Link>,
) -> AnyView {
    let words = &words().shell;
    (previous.is_some() || next.is_some())
        .then(|| {
            view! {
                <nav class="pager" aria-label=words.pager>
                    {previous.map(|link| view! {
                        <a class="pager-previous" rel="prev" href=link.href.clone()>
                            <span><Icon name="arrow-left"/>{words.previous}</span>{title(&link)}
                        </a>
                    })}
                    {next.map(|link| view! {
                        <a class="pager-next" rel="next" href=link.href.clone()>
                            <span>{words.next}<Icon name="arrow-right"/></span>{title(&link)}
                        </a>
                    })}
                </nav>
            }
        })
        .into_any()
}

/// The title alone is in the language of its page.
fn title(link: &Link) -> AnyView {
    let title = link.title.clone();
    match tongue(link.language.clone()) {
        (None, None) => title.into_any(),
        (lang, dir) => {
            view! { <span class="pager-title" lang=lang dir=dir>{title}</span> }.into_any()
        }
    }
}
