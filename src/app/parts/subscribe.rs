//! Feeds and calendars of a collection.

use glassbox_model::Kind;
use leptos::prelude::*;

use crate::icons::Icon;
use crate::view::Site;
use crate::words::words;

/// What can be subscribed to in a collection, as facts of its index; nothing when there is nothing.
#[component]
pub(crate) fn Subscribe(
    /// The site.
    site: Site,
    /// The collection.
    kind: Kind,
) -> AnyView {
    site.subscriptions
        .into_iter()
        .filter(|subscription| subscription.kind == kind)
        .map(|subscription| {
            let icon = match subscription.media_type {
                "text/calendar" => "calendar",
                _ => "rss",
            };
            let title = subscription.title(words());
            view! { <li><Icon name=icon/><a href=subscription.href>{title}</a></li> }
        })
        .collect_view()
        .into_any()
}
