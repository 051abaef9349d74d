//! A lifecycle diagram as it is shown: the picture, the scenarios with all that stands at each
//! step, and the frames by which the picture follows the steps.

use glassbox_model::Kind;

use super::{Link, Window};

/// A lifecycle diagram.
#[derive(Clone, Debug)]
pub struct Lifecycle {
    /// The diagram's id, under which a device remembers which scenarios were seen.
    pub id: String,
    /// Before the picture; may be empty.
    pub intro: String,
    /// After the scenarios; may be empty.
    pub outro: String,
    /// The picture.
    pub drawing: Drawing,
    /// The scenarios, the default one first.
    pub scenarios: Vec<Scenario>,
}

/// One way through a lifecycle diagram.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// Its permanent id, unique in the diagram: the anchor is `#id`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What happens, in a sentence.
    pub summary: String,
    /// `ok`, `degraded` or `error`.
    pub outcome: &'static str,
    /// What the visitor sees at the end.
    pub visitor_sees: String,
    /// The example request.
    pub example: Option<String>,
    /// What to look for in the logs.
    pub evidence: Option<String>,
    /// What to do about it.
    pub runbook: Option<Link>,
    /// All steps, with those it shares with another scenario.
    pub steps: Vec<Step>,
    /// Which of them others tell: the first and the last number, and the scenario. They come first.
    pub told: Vec<(usize, usize, Link)>,
    /// The numbers of the steps in the picture.
    pub numbers: Vec<Numbered>,
    /// What the picture shows at each step.
    pub frames: Vec<Frame>,
}

/// One step of a scenario.
#[derive(Clone, Debug)]
pub struct Step {
    /// The anchor, unique on the page: `scenario/step`.
    pub anchor: String,
    /// Anchors that it had before.
    pub aliases: Vec<String>,
    /// Its title.
    pub title: String,
    /// The step in one plain sentence: where it is, what changes.
    pub sentence: String,
    /// What happens.
    pub html: String,
    /// Where it happens.
    pub place: Option<Place>,
    /// The message as it is here.
    pub message: Option<Message>,
    /// Who was picked out of a pool, and why.
    pub pick: Option<(String, String)>,
    /// A question that decides how it goes on.
    pub fork: Option<Fork>,
    /// A question to the reader.
    pub check: Option<Check>,
    /// Where to learn more, and what is there.
    pub links: Vec<(Behind, Link)>,
    /// Who can explain what happens here.
    pub ask: Option<Ask>,
}

/// What is behind a link of a step.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    /// A page of this portal, or one elsewhere that is the like.
    Page(Kind),
    /// Source code.
    Code,
    /// Metrics.
    Dashboard,
}

/// Where a step happens.
#[derive(Clone, Debug, Default)]
pub struct Place {
    /// What it is called: a node, or the two ends of an edge.
    pub title: String,
    /// Its page in `architecture/`.
    pub href: Option<String>,
    /// What runs there, or what is spoken on the way: `HAProxy`, `http, port 8080`.
    pub with: Option<String>,
    /// What it does, and why it is there.
    pub about: String,
}

/// A message as it is at a step.
#[derive(Clone, Debug, Default)]
pub struct Message {
    /// What it is: "Request", "TLS records".
    pub title: &'static str,
    /// Its first line, and what that was before.
    pub start: Option<(String, Option<String>)>,
    /// Its headers; none where they cannot be read.
    pub headers: Vec<Header>,
    /// What follows the headers.
    pub body: Option<String>,
    /// What is seen by those who cannot read it.
    pub hex: Option<String>,
    /// How large it is.
    pub size: Option<String>,
    /// True when those whom it passes cannot read it.
    pub sealed: bool,
    /// Who can read it: titles of nodes; empty: whoever it passes.
    pub readers: Vec<String>,
}

/// A header with what happened to it.
#[derive(Clone, Debug)]
pub struct Header {
    /// Its name.
    pub name: String,
    /// Its value.
    pub value: String,
    /// Its value before, if that was another one.
    pub was: Option<String>,
    /// `same`, `added`, `changed` or `removed`.
    pub change: &'static str,
    /// The title of the node that did it.
    pub by: Option<String>,
    /// What to know about it.
    pub note: Option<String>,
    /// `client` or `proxy`: who is behind the value.
    pub trust: Option<&'static str>,
}

/// A question with one way on for each answer.
#[derive(Clone, Debug)]
pub struct Fork {
    /// The question.
    pub question: String,
    /// The ways on: link, outcome of the scenario it leads to, and whether this scenario takes it.
    pub options: Vec<(Link, &'static str, bool)>,
}

/// A question to the reader.
#[derive(Clone, Debug)]
pub struct Check {
    /// The question.
    pub question: String,
    /// Label, whether it is right, and why.
    pub answers: Vec<(String, bool, String)>,
}

/// Somebody to ask about a step.
#[derive(Clone, Debug)]
pub struct Ask {
    /// The person.
    pub person: Link,
    /// When they can be asked next.
    pub next: Option<Window>,
}

/// The numbers of the steps that happen at one place of the picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Numbered {
    /// Where they are written.
    pub at: (i32, i32),
    /// `4`, `5, 9`.
    pub numbers: String,
}

/// What the picture shows at a step.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Frame {
    /// The node that the step happens at, then those to look at besides: indexes into the drawing.
    pub lit: Vec<usize>,
    /// True when the first of them is where the step happens.
    pub at_node: bool,
    /// The edges taken from the step before: indexes into the drawing.
    pub taken: Vec<usize>,
    /// The nodes that can read the message: indexes into the drawing.
    pub readers: Vec<usize>,
    /// Where the packet is.
    pub at: (i32, i32),
    /// What the packet looks like: `sealed`, `request`, `response`, `file`, `call` or `none`.
    pub look: &'static str,
    /// Nodes and members of pools that are not as usual, by their names, with their state.
    pub states: Vec<(String, &'static str)>,
    /// The member of a pool that is picked.
    pub pick: Option<String>,
    /// How long it is shown while playing, in milliseconds.
    pub dwell: u32,
}

/// A picture of nodes in zones with edges between them, in user units.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Drawing {
    /// What it shows: its accessible name.
    pub name: String,
    /// Width and height.
    pub size: (i32, i32),
    /// The zones.
    pub zones: Vec<DrawnZone>,
    /// The edges.
    pub edges: Vec<DrawnEdge>,
    /// The nodes.
    pub nodes: Vec<DrawnNode>,
    /// Where zones in clear begin: x, and from which to which y.
    pub boundaries: Vec<(i32, i32, i32)>,
    /// What stands beside these lines.
    pub boundary: String,
}

/// A zone.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnZone {
    /// Its title.
    pub title: String,
    /// Left, top, width and height.
    pub area: (i32, i32, i32, i32),
    /// True where messages can be read on the wire.
    pub plain: bool,
}

/// An edge.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnEdge {
    /// The line, as the `d` of a path.
    pub path: String,
    /// What stands beside it, and where.
    pub label: (String, i32, i32),
    /// True where nobody on the way can read the message.
    pub sealed: bool,
}

/// A node: a glass box with its title above and room for a packet below.
#[derive(Clone, Debug, PartialEq)]
pub struct DrawnNode {
    /// Its id.
    pub id: String,
    /// What sort of thing it is: the name of its icon.
    pub kind: String,
    /// Its middle.
    pub at: (i32, i32),
    /// Its title, by lines.
    pub lines: Vec<String>,
    /// The members of its pool.
    pub members: Vec<String>,
}
