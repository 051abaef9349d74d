//! What each step lights in the picture.

use std::fmt;

use crate::view::{Drawing, Frame};

/// What the picture shows at a step, by its parts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Shot {
    /// The part at which the step happens, if it is a node.
    pub(crate) node: Option<usize>,
    /// Where the packet is.
    pub(crate) at: (i32, i32),
    /// What the packet looks like.
    pub(crate) look: String,
    /// How long it is shown while playing, in milliseconds.
    pub(crate) dwell: u32,
    /// The parts that are not as on the still picture, with the classes that they get.
    pub(crate) marks: Vec<(usize, String)>,
}

/// What the picture shows at each step of each scenario, as text that [`read`] takes: a line a step,
/// an empty one between two scenarios. Parts are counted as they are drawn: edges, nodes, members of
/// pools.
pub(crate) fn tracks<'a>(
    drawing: &Drawing,
    scenarios: impl IntoIterator<Item = &'a [Frame]>,
) -> String {
    let track = |frames: &[Frame]| {
        let steps = (0..frames.len()).map(|step| shot(drawing, &frames[..=step]).to_string());
        steps.collect::<Vec<_>>().join("\n")
    };
    let tracks: Vec<_> = scenarios.into_iter().map(track).collect();
    tracks.join(BETWEEN)
}

/// What stands between two tracks.
const BETWEEN: &str = "\n\n";

/// The steps of some tracks.
pub(crate) fn read(tracks: &str) -> Vec<Vec<Shot>> {
    let steps = |track: &str| track.lines().filter_map(read_line).collect();
    tracks.split(BETWEEN).map(steps).collect()
}

fn read_line(line: &str) -> Option<Shot> {
    let mut words = line.split(' ');
    let mut number = || words.next()?.parse().ok();
    let at = (number()?, number()?);
    let (dwell, node) = (number()?, number()?);
    let look = words.next()?.to_owned();
    let mut marks: Vec<(usize, String)> = Vec::new();
    for word in words {
        // A number names a part, the words after it are its classes.
        match word.parse() {
            Ok(part) => marks.push((part, String::new())),
            Err(_) => {
                let (_, classes) = marks.last_mut()?;
                classes.push_str(" lc-");
                classes.push_str(word);
            }
        }
    }
    Some(Shot {
        node: usize::try_from(node).ok(),
        at,
        look,
        dwell: u32::try_from(dwell).unwrap_or_default(),
        marks,
    })
}

impl fmt::Display for Shot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let node = self
            .node
            .and_then(|node| i32::try_from(node).ok())
            .unwrap_or(-1);
        let (x, y) = self.at;
        write!(f, "{x} {y} {} {node} {}", self.dwell, self.look)?;
        for (part, classes) in &self.marks {
            write!(f, " {part}{}", classes.replace(" lc-", " "))?;
        }
        Ok(())
    }
}

/// What it shows at the last of some frames.
fn shot(drawing: &Drawing, frames: &[Frame]) -> Shot {
    let (edges, nodes) = (drawing.edges.len(), drawing.nodes.len());
    let Some(now) = frames.last() else {
        return Shot::default();
    };
    let place = |frame: &Frame| frame.lit.first().copied().filter(|_| frame.at_node);
    let mut marks = Vec::new();
    for edge in 0..edges {
        if now.taken.contains(&edge) {
            marks.push((edge, " lc-taken".to_owned()));
        } else if frames.iter().any(|frame| frame.taken.contains(&edge)) {
            marks.push((edge, " lc-passed".to_owned()));
        }
    }
    let state = |name: &str| {
        let found = now.states.iter().find(|(of, _)| of == name);
        found.map(|(_, state)| format!(" lc-is-{state}"))
    };
    for (index, node) in drawing.nodes.iter().enumerate() {
        let lit = now.lit.contains(&index).then_some(" lc-lit");
        let visited = frames.iter().any(|frame| place(frame) == Some(index));
        let visited = visited.then_some(" lc-visited");
        let reads = now.readers.contains(&index).then_some(" lc-reads");
        let classes = lit.into_iter().chain(visited).chain(reads);
        let classes: String = classes.map(str::to_owned).chain(state(&node.id)).collect();
        if !classes.is_empty() {
            marks.push((edges + index, classes));
        }
    }
    let members = drawing.nodes.iter().flat_map(|node| &node.members);
    for (index, member) in members.enumerate() {
        let picked = now.pick.as_ref() == Some(member);
        let picked = picked.then_some(" lc-picked");
        let picked = picked.map(str::to_owned);
        let classes: String = picked.into_iter().chain(state(member)).collect();
        if !classes.is_empty() {
            marks.push((edges + nodes + index, classes));
        }
    }
    Shot {
        node: place(now).map(|index| edges + index),
        at: now.at,
        look: now.look.to_owned(),
        dwell: now.dwell,
        marks,
    }
}

/// Adds to the classes of all parts what they get while these are shown.
pub(crate) fn light(classes: &mut [String], shots: &[&Shot]) {
    for (part, mark) in shots.iter().flat_map(|shot| &shot.marks) {
        if let Some(class) = classes.get_mut(*part) {
            class.push_str(mark);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_passed_stays_and_what_is_taken_shows() {
        let drawing = Drawing {
            edges: vec![edge(), edge()],
            nodes: vec![node("a"), node("b")],
            ..Drawing::default()
        };
        let frame = |node: usize, taken: &[usize]| Frame {
            lit: vec![node],
            at_node: true,
            taken: taken.to_vec(),
            look: "request",
            ..Frame::default()
        };
        let frames = [frame(0, &[]), frame(1, &[0]), frame(0, &[1])];
        let tracks = tracks(&drawing, [&frames[..], &frames[..1]]);
        let [first, second] = &read(&tracks)[..] else {
            panic!("two scenarios: {tracks}");
        };
        assert_eq!(second[..], first[..1]);
        let class = |part: usize, step: usize| {
            let mut classes = ["lc-edge", "lc-edge", "lc-node", "lc-node"].map(str::to_owned);
            light(&mut classes, &[&first[step]]);
            classes[part].clone()
        };
        assert_eq!(class(0, 0), "lc-edge");
        assert_eq!(class(0, 1), "lc-edge lc-taken");
        assert_eq!(class(0, 2), "lc-edge lc-passed");
        assert_eq!(class(3, 2), "lc-node lc-visited");
        assert_eq!(first[1].node, Some(3));
    }

    fn edge() -> crate::view::DrawnEdge {
        crate::view::DrawnEdge {
            path: String::new(),
            label: (String::new(), 0, 0),
            sealed: false,
        }
    }

    fn node(id: &str) -> crate::view::DrawnNode {
        crate::view::DrawnNode {
            id: id.to_owned(),
            kind: "other".to_owned(),
            at: (0, 0),
            lines: Vec::new(),
            members: Vec::new(),
        }
    }
}
