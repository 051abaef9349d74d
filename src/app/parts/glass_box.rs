//! The signature of the portal: a picture in a glass box.

use crate::words::words;
use leptos::prelude::*;

/// A drawing in a glass box; where it is wider than the screen, it scrolls inside the box.
#[component]
pub(crate) fn GlassBox(
    /// The id of what scrolls.
    #[prop(optional)]
    id: Option<&'static str>,
    /// The drawing.
    children: Children,
) -> AnyView {
    view! {
        <div class="glass-box">
            <div class="glass-scroll" id=id role="region" aria-label=words().pages.picture tabindex="0">{children()}</div>
        </div>
    }
    .into_any()
}
