//! The page before and the page after.

use leptos::prelude::*;

use crate::icons::Icon;
use crate::view::Link;

/// Previous and next in the collection.
#[component]
pub(crate) fn Pager(
    /// The page before this one.
    previous: Option<Link>,
    /// The page after this one.
    next: Option<Link>,
) -> AnyView {
    (previous.is_some() || next.is_some())
        .then(|| {
            view! {
                <nav class="pager" aria-label="Previous and next">
                    {previous.map(|link| view! {
                        <a class="pager-previous" rel="prev" href=link.href>
                            <span><Icon name="arrow-left"/>"Previous"</span>{link.title}
                        </a>
                    })}
                    {next.map(|link| view! {
                        <a class="pager-next" rel="next" href=link.href>
                            <span>"Next"<Icon name="arrow-right"/></span>{link.title}
                        </a>
                    })}
                </nav>
            }
        })
        .into_any()
}
