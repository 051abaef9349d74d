//! An edge: a tube where the message is sealed, a line where it can be read.

use leptos::prelude::*;

use super::Part;
use crate::view::DrawnEdge;

/// An edge with its label.
pub(super) fn part(edge: &DrawnEdge) -> Part {
    let (label, x, y) = edge.label.clone();
    let path = edge.path.clone();
    let tube = edge
        .sealed
        .then(|| view! { <path class="lc-tube" d=edge.path.clone()></path> });
    let class = match edge.sealed {
        true => "lc-edge lc-edge-sealed",
        false => "lc-edge",
    };
    let drawn = view! {
        {tube}
        <path class="lc-line" d=path marker-end="url(#gb-arrow)"></path>
        <text class="lc-label" x=x y=y>{label}</text>
    };
    Part {
        class,
        drawn: drawn.to_html(),
    }
}
