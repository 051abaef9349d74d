//! Compiled Markdown.

use crate::words::foreign;
use leptos::prelude::*;

/// Compiled Markdown in the measure of text; nothing when it is empty.
#[component]
pub(crate) fn Prose(
    /// Well-formed, safe HTML.
    html: String,
) -> AnyView {
    (!html.trim().is_empty())
        .then(|| view! { <div class="prose" lang=foreign() inner_html=html></div> })
        .into_any()
}
