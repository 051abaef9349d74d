//! The picture of a lifecycle: glass boxes that a packet travels through.
//!
//! One view draws it everywhere: still on the front page and on paper, live in the island, where
//! the [`Scene`] says what each step lights. It holds no state of its own. What never changes is
//! drawn as text by the press ([`Picture::draw`]) and not sent to the module again.

mod edge;
mod node;
mod packet;
mod shot;

use std::sync::Arc;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use crate::view::{Drawing, DrawnZone, Numbered};
use crate::words::words;
pub(crate) use shot::{Shot, read, track};

/// A drawing in parts, each of which can be lit by itself.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Picture {
    /// What it shows: its accessible name. Attributes that are not there are left as they are.
    #[serde(skip)]
    name: Option<String>,
    /// Width and height.
    #[serde(skip)]
    size: Option<(i32, i32)>,
    /// What never changes.
    #[serde(skip)]
    still: String,
    /// The edges, the nodes, and the members of pools.
    parts: Vec<Part>,
}

/// A part of the picture.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Part {
    /// Its class while nothing lights it.
    class: String,
    /// Its drawing.
    #[serde(skip)]
    drawn: String,
}

impl Picture {
    /// The picture of a drawing.
    pub(crate) fn draw(drawing: &Drawing) -> Picture {
        let zones = drawing.zones.iter().map(zone).collect::<Vec<_>>();
        let boundaries = drawing.boundaries.iter().map(boundary).collect::<Vec<_>>();
        let nodes = drawing.nodes.iter();
        Picture {
            name: Some(drawing.name.clone()),
            size: Some(drawing.size),
            still: view! { <defs inner_html=ARROW></defs> {zones} {boundaries} }.to_html(),
            parts: (drawing.edges.iter().map(edge::part))
                .chain(nodes.clone().map(node::part))
                .chain(nodes.flat_map(node::members))
                .collect(),
        }
    }
}

/// What is shown at once: nothing on a still picture, one scenario, or two side by side.
pub(crate) type Scene = Arc<dyn Fn() -> Vec<Shot> + Send + Sync>;

/// The picture as one named image. What it shows is said by the list of steps beside it.
pub(crate) fn picture(picture: Picture, scene: Scene) -> impl IntoView {
    let (width, height) = picture.size.unzip();
    let view_box = picture
        .size
        .map(|(width, height)| format!("0 0 {width} {height}"));
    let parts = picture.parts.into_iter().enumerate().map(|(index, part)| {
        let scene = Arc::clone(&scene);
        let class = move || shot::class(&part.class, index, &scene());
        piece(part.drawn, Box::new(class), Box::new(|| None))
    });
    let parts = parts.collect::<Vec<_>>();
    let packets = [1, 0].map(|which| packet::packet(which, &scene));
    view! {
        <svg class="lc" role="img" aria-label=picture.name width=width height=height viewBox=view_box>
            <g id="gb-map"><g inner_html=picture.still></g>{parts}</g>
            <g>{packets.into_iter().collect::<Vec<_>>()}</g>
        </svg>
    }
}

/// The still picture.
pub(crate) fn still(drawing: &Drawing) -> AnyView {
    picture(Picture::draw(drawing), Arc::new(Vec::new)).into_any()
}

type Changing<T> = Box<dyn Fn() -> T + Send + Sync>;

/// Something drawn whose class and place change.
fn piece(
    drawn: String,
    class: Changing<String>,
    place: Changing<Option<String>>,
) -> impl IntoView + use<> {
    view! { <g class=class transform=place inner_html=drawn></g> }
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

/// Where encryption ends.
fn boundary(&(x, top, bottom): &(i32, i32, i32)) -> AnyView {
    let path = format!("M{x} {top}V{bottom}");
    let place = format!("translate({x} {}) rotate(-90)", bottom - 14);
    view! {
        <path class="lc-boundary" d=path></path>
        <text class="lc-boundary-title" transform=place y="-6">{words().walk.boundary}</text>
    }
    .into_any()
}
