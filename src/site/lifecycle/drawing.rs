//! The picture of a lifecycle: zones, nodes and edges on the author's grid.
//!
//! No layout engine: a cell is a place. What comes out are plain numbers; the view that draws them
//! is the same in the press and in the browser.

use glassbox_app::view::{Drawing, DrawnEdge, DrawnNode, DrawnZone};
use glassbox_model::{
    content::{Edge, EdgeShape, Lifecycle, LifecycleNode, Zone},
    lifecycle::node,
};

/// Width and height of a cell, and of the node in it.
const CELL: (i32, i32) = (168, 134);
const NODE: (i32, i32) = (118, 88);
/// Around the grid.
const MARGIN: i32 = 20;
/// Above the first row: the zones' titles, and over them what runs in a lane there.
const HEAD: i32 = 26;
const LANE_HEAD: i32 = 30;
/// From the middle of a node down to where edges meet it and packets lie.
const PORT: i32 = 20;
/// How far an edge in a lane keeps from the nodes.
const LANE: i32 = 22;

type Point = (i32, i32);

/// The author's grid, and where everything stands on it.
#[derive(Clone, Copy)]
pub(crate) struct Grid<'a> {
    lifecycle: &'a Lifecycle,
    /// The room above the first row.
    head: i32,
}

impl<'a> Grid<'a> {
    /// The grid of a diagram.
    pub(crate) fn of(lifecycle: &'a Lifecycle) -> Grid<'a> {
        let first = |id: &str| node(lifecycle, id).is_some_and(|node| node.row.value == 1);
        let in_lane = lifecycle
            .edges
            .iter()
            .any(|edge| edge.shape == EdgeShape::Over && (first(&edge.from) || first(&edge.to)));
        let head = if in_lane { HEAD + LANE_HEAD } else { HEAD };
        Grid { lifecycle, head }
    }

    /// Where a packet lies in a node.
    pub(crate) fn tray(self, node: &LifecycleNode) -> Point {
        let (x, y) = self.centre(node);
        (x, y + PORT)
    }

    /// Above the upper left corner of a node: the place of its numbers.
    pub(crate) fn corner(self, node: &LifecycleNode) -> Point {
        let (x, y) = self.centre(node);
        (x - NODE.0 / 2, y - NODE.1 / 2)
    }

    /// Where a packet is on an edge; `None` when the edge joins nothing.
    pub(crate) fn midway(self, edge: &Edge) -> Option<Point> {
        self.line(edge).map(|(_, middle)| middle)
    }

    /// The index of a node in the drawing.
    pub(crate) fn node_index(self, id: &str) -> Option<usize> {
        let mut nodes = self.lifecycle.nodes.iter();
        nodes.position(|node| node.id.value == id)
    }

    /// The index of an edge in the drawing.
    pub(crate) fn edge_index(self, id: &str) -> Option<usize> {
        let mut edges = self.edges();
        edges.position(|(edge, _)| edge.id.value == id)
    }

    fn centre(self, node: &LifecycleNode) -> Point {
        let cell = |n: u32, size: i32| (small(n) - 1) * size + size / 2;
        (
            MARGIN + cell(node.col.value, CELL.0),
            MARGIN + self.head + cell(node.row.value, CELL.1),
        )
    }

    fn zones(self) -> impl Iterator<Item = DrawnZone> + use<'a> {
        let zones = self.lifecycle.zones.iter();
        zones.filter_map(move |zone| {
            let area = self.area(zone)?;
            Some(DrawnZone {
                title: zone.title.clone(),
                area,
                plain: zone.plaintext,
            })
        })
    }

    /// Left, top, width and height of a zone.
    fn area(self, zone: &Zone) -> Option<(i32, i32, i32, i32)> {
        let (&[col, to_col], &[row, to_row]) = (zone.cols.as_slice(), zone.rows.as_slice()) else {
            return None;
        };
        let span = |from: u32, to: u32, size: i32| (small(to) - small(from) + 1) * size;
        let below = if row == 1 { 0 } else { self.head };
        Some((
            MARGIN + (small(col) - 1) * CELL.0 + 5,
            MARGIN + (small(row) - 1) * CELL.1 + below,
            span(col, to_col, CELL.0) - 10,
            span(row, to_row, CELL.1) + self.head - below - 8,
        ))
    }

    /// The left sides of zones in clear whose left neighbour is sealed.
    pub(crate) fn boundaries(self) -> Vec<(i32, i32, i32)> {
        let sealed_at = |col: u32, row: u32| {
            self.lifecycle.zones.iter().any(|zone| {
                let within =
                    |range: &[u32], n| matches!(range, [from, to] if (from..=to).contains(&&n));
                !zone.plaintext && within(&zone.cols, col) && within(&zone.rows, row)
            })
        };
        let sides = self.lifecycle.zones.iter().filter(|zone| zone.plaintext);
        sides
            .filter_map(|zone| {
                let (col, row) = (*zone.cols.first()?, *zone.rows.first()?);
                let (x, y, _, height) = self.area(zone)?;
                let begins = col > 1 && sealed_at(col - 1, row);
                begins.then_some((x - 5, y, y + height))
            })
            .collect()
    }

    fn nodes(self) -> impl Iterator<Item = DrawnNode> + use<'a> {
        self.lifecycle.nodes.iter().map(move |node| DrawnNode {
            id: node.id.value.clone(),
            kind: node.kind.word().to_owned(),
            at: self.centre(node),
            lines: wrap(&node.title),
            members: node
                .pool
                .iter()
                .flat_map(|pool| pool.names.clone())
                .collect(),
        })
    }

    /// The edges that join two nodes, with their drawings.
    fn edges(self) -> impl Iterator<Item = (&'a Edge, DrawnEdge)> {
        self.lifecycle.edges.iter().filter_map(move |edge| {
            let (path, (x, y)) = self.line(edge)?;
            let drawn = DrawnEdge {
                path,
                label: (edge.label.clone(), x, y - 9),
                sealed: edge.encrypted,
            };
            Some((edge, drawn))
        })
    }

    /// The line of an edge, and its middle.
    fn line(self, edge: &Edge) -> Option<(String, Point)> {
        let place = |id: &str| node(self.lifecycle, id).map(|node| self.centre(node));
        let (from, to) = (place(&edge.from)?, place(&edge.to)?);
        let half = (NODE.0 / 2, NODE.1 / 2);
        let in_lane = |start: i32, lane: i32, end: i32| {
            let path = format!("M{} {start}V{lane}H{}V{end}", from.0, to.0);
            (path, (i32::midpoint(from.0, to.0), lane))
        };
        Some(match edge.shape {
            EdgeShape::Straight => straight(from, to, half),
            EdgeShape::Over => {
                let (start, end) = (from.1 - half.1, to.1 - half.1);
                in_lane(start, start.min(end) - LANE, end)
            }
            EdgeShape::Under => {
                let (start, end) = (from.1 + half.1, to.1 + half.1);
                in_lane(start, start.max(end) + LANE, end)
            }
        })
    }
}

/// A cell or span, which the checks keep small.
fn small(n: u32) -> i32 {
    i32::try_from(n.min(999)).unwrap_or(1)
}
/// The picture of a diagram.
pub(crate) fn drawing(lifecycle: &Lifecycle) -> Drawing {
    let grid = Grid::of(lifecycle);
    let boundary = lifecycle.boundary.as_ref();
    let most = |cell: fn(&LifecycleNode) -> u32, zone: fn(&Zone) -> &[u32]| {
        let nodes = lifecycle.nodes.iter().map(cell);
        let zones = lifecycle.zones.iter();
        let zones = zones.filter_map(|one| zone(one).last().copied());
        small(nodes.chain(zones).max().unwrap_or(1).max(1))
    };
    let cols = most(|node| node.col.value, |zone| &zone.cols.value);
    let rows = most(|node| node.row.value, |zone| &zone.rows.value);
    Drawing {
        name: lifecycle.title.value.clone(),
        size: (
            MARGIN * 2 + cols * CELL.0,
            MARGIN * 2 + grid.head + rows * CELL.1,
        ),
        zones: grid.zones().collect(),
        edges: grid.edges().map(|(_, edge)| edge).collect(),
        nodes: grid.nodes().collect(),
        boundaries: boundary.map(|_| grid.boundaries()).unwrap_or_default(),
        boundary: boundary
            .map(|title| title.value.clone())
            .unwrap_or_default(),
    }
}

/// A title on at most two lines.
fn wrap(title: &str) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    for word in title.split_whitespace() {
        let full = lines.len() == 2;
        match lines.last_mut() {
            Some(line) if full || line.chars().count() + word.chars().count() < 13 => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

/// From side to side in a row, from bottom to top in a column, and around one corner else.
fn straight(from: Point, to: Point, half: Point) -> (String, Point) {
    let side = |at: i32, towards: i32, half: i32| match towards > at {
        true => at + half,
        false => at - half,
    };
    if from.0 == to.0 {
        let (start, end) = (side(from.1, to.1, half.1), side(to.1, from.1, half.1));
        return (
            format!("M{} {start}V{end}", from.0),
            (from.0, i32::midpoint(start, end)),
        );
    }
    let (start, end) = (side(from.0, to.0, half.0), side(to.0, from.0, half.0));
    let (from_y, to_y) = (from.1 + PORT, to.1 + PORT);
    let middle = i32::midpoint(start, end);
    match from_y == to_y {
        true => (format!("M{start} {from_y}H{end}"), (middle, from_y)),
        false => (
            format!("M{start} {from_y}H{middle}V{to_y}H{end}"),
            (middle, i32::midpoint(from_y, to_y)),
        ),
    }
}
