//! The mark: a glass box, seen from slightly above.

use leptos::prelude::*;

/// The drawing, for the eye only: the name stands beside it.
#[component]
pub(crate) fn Mark() -> AnyView {
    view! {
        <svg class="mark" viewBox="0 0 32 32" aria-hidden="true" inner_html=DRAWING></svg>
    }
    .into_any()
}

const DRAWING: &str = concat!(
    r#"<path class="mark-back" d="M11 4h17v17H11z"/>"#,
    r#"<path class="mark-back" d="M4 11l7-7M21 11l7-7M21 28l7-7M4 28l7-7"/>"#,
    r#"<path class="mark-front" d="M4 11h17v17H4z"/>"#,
    r#"<circle class="mark-core" cx="16" cy="16" r="2.6"/>"#,
);
