//! A node: a glass box, seen from slightly above, with its name and room for a packet.

use leptos::prelude::*;

use super::Part;
use crate::view::DrawnNode;

/// Width and height of the face, and how deep the box is.
const FACE: (i32, i32) = (118, 88);
const DEEP: i32 = 9;
/// Width and height of a member of a pool, and how many stand in a row.
const MEMBER: (i32, i32) = (37, 19);
const ROW: usize = 3;

/// A node.
pub(super) fn part(node: &DrawnNode) -> Part {
    let (x, y) = node.at;
    let (left, top) = (x - FACE.0 / 2, y - FACE.1 / 2);
    let (width, height) = FACE;
    let right = left + width;
    let back = format!(
        "M{left} {top}l{DEEP} -{DEEP}h{width}v{height}l-{DEEP} {DEEP}M{right} {top}l{DEEP} -{DEEP}",
    );
    let count = i32::try_from(node.lines.len()).unwrap_or(1);
    let first = y - 16 - 8 * (count - 1);
    let lines = (0..).zip(node.lines.clone()).map(|(at, line)| {
        view! { <text class="lc-title" x=x y={first + 16 * at}>{line}</text> }
    });
    let icon = format!(
        "<use href=\"#i-node-{}\" x=\"{}\" y=\"{}\"></use>",
        node.kind,
        x - 12,
        y + 8,
    );
    let eye = format!(
        "<circle cx=\"{0}\" cy=\"{1}\" r=\"10\"></circle><use href=\"#i-eye\" transform=\"translate({2} {3}) scale(0.583)\"></use>",
        left + 4,
        top + 4,
        left - 3,
        top - 3,
    );
    let drawn = view! {
        <path class="lc-back" d=back></path>
        <rect class="lc-face" x=left y=top width=width height=height rx="1"></rect>
        <g class="lc-icon" inner_html=icon></g>
        {lines.collect::<Vec<_>>()}
        <g class="lc-eye" inner_html=eye></g>
        {mark((right - 4, top + 4))}
    };
    Part {
        class: "lc-node",
        drawn: drawn.to_html(),
    }
}

/// The members of a pool, in a row under the node.
pub(super) fn members(node: &DrawnNode) -> impl Iterator<Item = Part> + use<> {
    let (x, y) = node.at;
    let (left, bottom) = (x - FACE.0 / 2, y + FACE.1 / 2 + 7);
    let (width, height) = MEMBER;
    let members = node.members.clone().into_iter().enumerate();
    members.map(move |(at, name)| {
        let across = i32::try_from(at % ROW).unwrap_or(0);
        let down = i32::try_from(at / ROW).unwrap_or(0);
        let (x, y) = (left + across * (width + 3), bottom + down * (height + 3));
        let drawn = view! {
            <rect x=x y=y width=width height=height rx="1"></rect>
            <text x={x + width / 2} y={y + 14}>{name}</text>
            {mark((x + width - 2, y + 2))}
        };
        Part {
            class: "lc-member",
            drawn: drawn.to_html(),
        }
    })
}

/// The signs of all states, of which the style shows one: down, draining, slow, skipped.
fn mark((x, y): (i32, i32)) -> AnyView {
    let place = format!("translate({x} {y})");
    view! { <g class="lc-mark" transform=place inner_html=SIGNS></g> }.into_any()
}

const SIGNS: &str = concat!(
    r#"<circle r="9"></circle><path class="lc-sign-down" d="M-4 -4L4 4M4 -4L-4 4"></path>"#,
    r#"<path class="lc-sign-draining" d="M0 -5V4M-4 0L0 4L4 0"></path>"#,
    r#"<path class="lc-sign-slow" d="M0 -5V0L4 3"></path><path class="lc-sign-skipped" d="M-4 0H4"></path>"#,
);
