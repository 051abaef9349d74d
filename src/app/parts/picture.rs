//! The picture of a lifecycle: glass boxes that a packet travels through.
//!
//! One view draws it everywhere: on the front page, on paper, and where the island goes through it
//! step by step. It is drawn once, by the press. A step is a class on each part that it lights, and
//! the place of the packet: both a function of the step alone ([`light`], [`packet()`]), and all
//! motion is a transition of the style.

mod edge;
mod node;
mod packet;
mod shot;

use leptos::prelude::*;

use crate::view::{Drawing, DrawnZone, Numbered};
pub(crate) use packet::packet;
pub(crate) use shot::{Shot, light, read, tracks};

/// A part of the picture, which can be lit by itself.
struct Part {
    /// Its class while nothing lights it.
    class: &'static str,
    /// Its drawing.
    drawn: String,
}

/// The picture as one named image, with nothing lit. What it shows is said by the list of steps
/// beside it. Its parts stand under a class of their own: that of the image does not reach them where
/// they are drawn once more ([`numbered`]).
pub(crate) fn picture(drawing: &Drawing) -> AnyView {
    let (width, height) = drawing.size;
    let zones = drawing.zones.iter().map(zone).collect::<Vec<_>>();
    let boundaries = drawing.boundaries.iter();
    let boundaries = boundaries.map(|line| boundary(*line, &drawing.boundary));
    let boundaries = boundaries.collect::<Vec<_>>();
    let nodes = drawing.nodes.iter();
    let parts = (drawing.edges.iter().map(edge::part))
        .chain(nodes.clone().map(node::part))
        .chain(nodes.flat_map(node::members));
    let parts = parts.map(|part| view! { <g class=part.class inner_html=part.drawn></g> });
    view! {
        <svg class="lc" role="img" aria-label=drawing.name.clone() width=width height=height viewBox=format!("0 0 {width} {height}")>
            <g id="gb-map" class="lc">
                <g><defs inner_html=ARROW></defs> {zones} {boundaries}</g>
                {parts.collect::<Vec<_>>()}
            </g>
            <g inner_html=packet::both()></g>
        </svg>
    }
    .into_any()
}

/// The same picture once more, with the numbers of a scenario's steps: for paper, and without
/// scripts.
pub(crate) fn numbered(name: String, size: (i32, i32), numbers: Vec<Numbered>) -> AnyView {
    let (width, height) = size;
    let numbers: String = numbers
        .into_iter()
        .map(|Numbered { at: (x, y), numbers }| {
            let width = 14 + 8 * numbers.chars().count();
            format!(
                "<g transform=\"translate({x} {y})\"><rect x=\"-9\" y=\"-11\" width=\"{width}\" height=\"22\" rx=\"11\"></rect><text x=\"{}\" y=\"5\">{numbers}</text></g>",
                width / 2 - 9,
            )
        })
        .collect();
    let drawing = format!("<use href=\"#gb-map\"></use><g class=\"lc-numbers\">{numbers}</g>");
    view! {
        <svg class="lc" role="img" aria-label=name width=width height=height viewBox=format!("0 0 {width} {height}") inner_html=drawing></svg>
    }
    .into_any()
}

const ARROW: &str = concat!(
    r#"<marker id="gb-arrow" viewBox="0 0 8 8" refX="7" refY="4" markerUnits="userSpaceOnUse" "#,
    r#"markerWidth="9" markerHeight="9" orient="auto-start-reverse"><path class="lc-arrow" d="M0 0L8 4L0 8z"></path></marker>"#,
);

fn zone(zone: &DrawnZone) -> AnyView {
    let (x, y, width, height) = zone.area;
    let class = if zone.plain {
        "lc-zone lc-zone-plain"
    } else {
        "lc-zone"
    };
    view! {
        <g class=class>
            <rect x=x y=y width=width height=height rx="3"></rect>
            <text x={x + 12} y={y + 22}>{zone.title.clone()}</text>
        </g>
    }
    .into_any()
}

/// Where zones in clear begin.
fn boundary((x, top, bottom): (i32, i32, i32), title: &str) -> AnyView {
    let path = format!("M{x} {top}V{bottom}");
    let place = format!("translate({x} {}) rotate(-90)", bottom - 14);
    view! {
        <path class="lc-boundary" d=path></path>
        <text class="lc-boundary-title" transform=place y="-6">{title.to_owned()}</text>
    }
    .into_any()
}
