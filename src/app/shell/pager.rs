//! The page before and the page after.

use leptos::prelude::*;

use crate::icons::Icon;
use crate::view::Link;
use crate::words::words;

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
                        <a class="pager-previous" rel="prev" href=link.href>
                            <span><Icon name="arrow-left"/>{words.previous}</span>{link.title}
                        </a>
                    })}
                    {next.map(|link| view! {
                        <a class="pager-next" rel="next" href=link.href>
                            <span>{words.next}<Icon name="arrow-right"/></span>{link.title}
                        </a>
                    })}
                </nav>
            }
        })
        .into_any()
}
