//! The picture of a lifecycle: zones, nodes and edges on the author's grid, as one SVG image.
//!
//! No layout engine: a cell is a place. The picture is decoration for readers who see it; its
//! description is the diagram's summary, and the ordered steps beside it say everything.

use glassbox_markdown::text;
use glassbox_model::content::{Edge, EdgeShape, Lifecycle, LifecycleNode, Zone};

/// Width and height of a cell, and of the node in it.
const CELL: (u32, u32) = (160, 116);
const NODE: (u32, u32) = (110, 76);
/// Around the grid.
const MARGIN: u32 = 24;
/// Above the first row: the zones' titles.
const HEAD: u32 = 20;
/// How far an edge in a lane keeps from the row.
const LANE: u32 = 54;

/// The picture as one `<svg role="img">`; `id` is unique in the page.
pub(crate) fn picture(lifecycle: &Lifecycle, id: &str) -> String {
    let cols = lifecycle
        .nodes
        .iter()
        .map(|node| node.col.value)
        .max()
        .unwrap_or(1)
        .max(1);
    let rows = lifecycle
        .nodes
        .iter()
        .map(|node| node.row.value)
        .max()
        .unwrap_or(1)
        .max(1);
    let (width, height) = (
        MARGIN * 2 + cols * CELL.0,
        MARGIN * 2 + HEAD + rows * CELL.1,
    );
    let zones: String = lifecycle.zones.iter().filter_map(zone).collect();
    let edges: String = lifecycle
        .edges
        .iter()
        .filter_map(|one| edge(one, lifecycle, id))
        .collect();
    let nodes: String = lifecycle.nodes.iter().map(node).collect();
    format!(
        "<svg class=\"lc\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" width=\"{width}\" height=\"{height}\" viewBox=\"0 0 {width} {height}\">\
         <title id=\"{id}-title\">{}</title><desc id=\"{id}-desc\">{}</desc>\
         <defs><marker id=\"{id}-arrow\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerUnits=\"userSpaceOnUse\" markerWidth=\"10\" markerHeight=\"10\" orient=\"auto-start-reverse\"><path class=\"lc-arrow\" d=\"M0 0L8 4L0 8z\"></path></marker></defs>\
         {zones}{edges}{nodes}</svg>",
        text(&lifecycle.title),
        text(lifecycle.summary.trim()),
    )
}

/// The middle of a cell.
fn centre(node: &LifecycleNode) -> (u32, u32) {
    let cell = |n: u32, size: u32| n.saturating_sub(1) * size + size / 2;
    (
        MARGIN + cell(node.col.value, CELL.0),
        MARGIN + HEAD + cell(node.row.value, CELL.1),
    )
}

fn zone(zone: &Zone) -> Option<String> {
    let ([col, to_col], [row, to_row]) = (zone.cols.as_slice(), zone.rows.as_slice()) else {
        return None;
    };
    let span = |from: u32, to: u32, size: u32| (to.max(from) + 1).saturating_sub(from) * size;
    let (x, y) = (
        MARGIN + col.saturating_sub(1) * CELL.0 + 6,
        MARGIN + row.saturating_sub(1) * CELL.1 + 2,
    );
    let (width, height) = (
        span(*col, *to_col, CELL.0).saturating_sub(12),
        (span(*row, *to_row, CELL.1) + HEAD).saturating_sub(6),
    );
    let plain = if zone.plaintext {
        " lc-zone-plaintext"
    } else {
        ""
    };
    Some(format!(
        "<g class=\"lc-zone lc-zone-{}{plain}\"><rect x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"{height}\" rx=\"12\"></rect>\
         <text class=\"lc-zone-title\" x=\"{}\" y=\"{}\">{}</text></g>",
        zone.kind.word(),
        x + 12,
        y + 23,
        text(&zone.title),
    ))
}

fn node(node: &LifecycleNode) -> String {
    let (x, y) = centre(node);
    let (left, top) = (x - NODE.0 / 2, y - NODE.1 / 2);
    let shape = |offset: u32, class: &str| {
        format!(
            "<rect class=\"{class}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\" rx=\"8\"></rect>",
            left + offset,
            top - offset,
            NODE.0,
            NODE.1,
        )
    };
    let behind: String = match &node.pool {
        Some(pool) if pool.count > 1 => [8, 4].map(|offset| shape(offset, "lc-pool")).concat(),
        _ => String::new(),
    };
    let note = match (&node.pool, &node.software) {
        (Some(pool), _) => format!("× {}", pool.count),
        (None, Some(software)) => software.clone(),
        (None, None) => String::new(),
    };
    let lines: Vec<_> = wrap(&node.title)
        .into_iter()
        .map(|line| ("lc-node-title", line))
        .chain(wrap(&note).into_iter().map(|line| ("lc-node-note", line)))
        .collect();
    // 16 px a line, centred on the node.
    let count = u32::try_from(lines.len()).unwrap_or(1).max(1);
    let first = y + 5 - 8 * (count - 1);
    let mut texts = String::new();
    for (at, (class, line)) in (0u32..).zip(&lines) {
        texts += &format!(
            "<text class=\"{class}\" x=\"{x}\" y=\"{}\" text-anchor=\"middle\">{}</text>",
            first + 16 * at,
            text(line),
        );
    }
    format!(
        "<g class=\"lc-node lc-node-{}\">{behind}{}{texts}</g>",
        node.kind.word(),
        shape(0, "lc-box"),
    )
}

/// A title on at most two lines of about 11 characters.
fn wrap(title: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        let full = lines.len() == 2;
        match lines.last_mut() {
            Some(line) if full || line.chars().count() + word.chars().count() < 10 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn edge(edge: &Edge, lifecycle: &Lifecycle, id: &str) -> Option<String> {
    let find = |id: &str| lifecycle.nodes.iter().find(|node| node.id.value == id);
    let (from, to) = (centre(find(&edge.from)?), centre(find(&edge.to)?));
    let (half_width, half_height) = (NODE.0 / 2, NODE.1 / 2);
    let (path, label) = match edge.shape {
        EdgeShape::Straight => straight(from, to, half_width, half_height),
        EdgeShape::Over => {
            let (start, end) = (from.1 - half_height, to.1 - half_height);
            let lane = start.min(end).saturating_sub(LANE - half_height);
            (
                format!("M{} {start}V{lane}H{}V{end}", from.0, to.0),
                ((from.0 + to.0) / 2, lane.saturating_sub(6)),
            )
        }
        EdgeShape::Under => {
            let (start, end) = (from.1 + half_height, to.1 + half_height);
            let lane = start.max(end) + LANE - half_height;
            (
                format!("M{} {start}V{lane}H{}V{end}", from.0, to.0),
                ((from.0 + to.0) / 2, lane + 14),
            )
        }
    };
    let class = if edge.encrypted {
        "lc-edge lc-edge-encrypted"
    } else {
        "lc-edge"
    };
    Some(format!(
        "<g class=\"{class}\"><path d=\"{path}\" marker-end=\"url(#{id}-arrow)\"></path>\
         <text class=\"lc-edge-label\" x=\"{}\" y=\"{}\" text-anchor=\"middle\">{}</text></g>",
        label.0,
        label.1,
        text(&edge.label),
    ))
}

type Point = (u32, u32);

/// From side to side in a row, from bottom to top in a column, and around one corner else.
fn straight(from: Point, to: Point, half_width: u32, half_height: u32) -> (String, Point) {
    let side = |at: u32, towards: u32, half: u32| match towards > at {
        true => at + half,
        false => at - half,
    };
    if from.1 == to.1 {
        let (start, end) = (
            side(from.0, to.0, half_width),
            side(to.0, from.0, half_width),
        );
        return (
            format!("M{start} {}H{end}", from.1),
            (start.midpoint(end), from.1 - 8),
        );
    }
    if from.0 == to.0 {
        let (start, end) = (
            side(from.1, to.1, half_height),
            side(to.1, from.1, half_height),
        );
        return (
            format!("M{} {start}V{end}", from.0),
            (from.0 + 24, start.midpoint(end)),
        );
    }
    let start = side(from.0, to.0, half_width);
    let end = side(to.0, from.0, half_width);
    let middle = start.midpoint(end);
    (
        format!("M{start} {}H{middle}V{}H{end}", from.1, to.1),
        (middle, to.1 - 8),
    )
}
