//! The keys of a lifecycle diagram: zones, nodes and edges on a grid; `message` is what travels on
//! it, `scenario` are the ways through it.

pub(super) mod message;
pub(super) mod scenario;

use chrono::NaiveDate;

use self::{message::Message, scenario::Scenario};
use crate::{choice, decode::Spanned, record};

record! {
    /// A diagram of a flow with scenarios and steps.
    pub struct Lifecycle {
        /// The title.
        pub title: Spanned<String>,
        /// The whole flow in one paragraph: the picture's text equivalent.
        pub summary: String,
        /// Who answers for it: the id of a person.
        pub owner: Option<Spanned<String>>,
        /// The day on which somebody last went through it.
        pub reviewed: Option<Spanned<NaiveDate>>,
        /// The day from which it says that it is stale.
        pub review_after: Option<Spanned<NaiveDate>>,
        /// Subjects: ids from `tags.toml`.
        pub tags: Vec<Spanned<String>>,
        /// Its place among the diagrams: the lowest comes first, and is the front page's.
        pub order: Option<u32>,
        /// The scenario that is shown first; left out: the first of the file.
        pub default_scenario: Option<Spanned<String>>,
        /// Before the picture, in Markdown.
        pub intro: Option<Spanned<String>>,
        /// After the scenarios, in Markdown.
        pub outro: Option<Spanned<String>>,
        /// What stands at the line where zones in clear begin, `encryption ends here`; left out:
        /// there is no such line.
        pub boundary: Option<Spanned<String>>,
        /// Places that nodes stand in.
        pub zones: Vec<Zone>,
        /// What a request can be at.
        pub nodes: Vec<LifecycleNode>,
        /// The ways between nodes.
        pub edges: Vec<Edge>,
        /// What travels, as it looks on each part of the way.
        pub messages: Vec<Message>,
        /// The ways through the diagram.
        pub scenarios: Vec<Scenario>,
    }
}

record! {
    /// A place that nodes stand in: a network, a host.
    pub struct Zone {
        /// Its permanent id.
        pub id: Spanned<String>,
        /// What readers see.
        pub title: String,
        /// What sort of place it is.
        pub kind: ZoneKind,
        /// First and last column, from 1.
        pub cols: Spanned<Vec<u32>>,
        /// First and last row, from 1.
        pub rows: Spanned<Vec<u32>>,
        /// True where messages can be read on the wire.
        pub plaintext: bool = false,
    }
}

choice! {
    /// What sort of place a zone is.
    pub enum ZoneKind: "internet, edge, private, host or storage" {
        /// Anywhere.
        Internet = "internet",
        /// The first machines that answer.
        Edge = "edge",
        /// A network of our own.
        Private = "private",
        /// One machine.
        Host = "host",
        /// Disks.
        Storage = "storage",
    }
}

record! {
    /// What a request can be at.
    pub struct LifecycleNode {
        /// Its permanent id.
        pub id: Spanned<String>,
        /// What readers see.
        pub title: String,
        /// What sort of thing it is.
        pub kind: NodeKind,
        /// The zone it stands in.
        pub zone: Option<Spanned<String>>,
        /// Its column, from 1.
        pub col: Spanned<u32>,
        /// Its row, from 1.
        pub row: Spanned<u32>,
        /// What runs there: `HAProxy 2.8`.
        pub software: Option<String>,
        /// What it does, in one line.
        pub what: String,
        /// Why it is there, in a sentence or two.
        pub why: Option<String>,
        /// Its page in `architecture/`.
        pub component: Option<Spanned<String>>,
        /// Set when it is several alike.
        pub pool: Option<Pool>,
    }
}

choice! {
    /// What sort of thing a node is.
    pub enum NodeKind: "client, firewall, l4, tls, l7, app, disk, process, cache, store, deploy or other" {
        /// Who asks.
        Client = "client",
        /// A packet filter.
        Firewall = "firewall",
        /// A balancer of connections.
        L4 = "l4",
        /// An SSL terminator.
        Tls = "tls",
        /// A balancer of requests.
        L7 = "l7",
        /// An app server.
        App = "app",
        /// A file on disk.
        Disk = "disk",
        /// An application process.
        Process = "process",
        /// A cache.
        Cache = "cache",
        /// A database.
        Store = "store",
        /// A tool that deploys.
        Deploy = "deploy",
        /// Anything else.
        Other = "other",
    }
}

record! {
    /// Several alike, of which one is picked.
    pub struct Pool {
        /// How many.
        pub count: u32,
        /// What they are called.
        pub names: Vec<String>,
        /// How one is picked, in HAProxy's words: `round-robin`, `leastconn`.
        pub policy: Option<String>,
    }
}

record! {
    /// A way between two nodes.
    pub struct Edge {
        /// Its permanent id.
        pub id: Spanned<String>,
        /// Where it leaves.
        pub from: Spanned<String>,
        /// Where it arrives.
        pub to: Spanned<String>,
        /// What is spoken: `https`, `http`, `tcp`, `file`, `exec`.
        pub protocol: Option<String>,
        /// The port it arrives at.
        pub port: Option<u32>,
        /// What readers see.
        pub label: String = String::new(),
        /// True where nobody on the way can read the message.
        pub encrypted: bool = false,
        /// How it is drawn.
        pub shape: EdgeShape = EdgeShape::Straight,
    }
}

choice! {
    /// How an edge is drawn.
    pub enum EdgeShape: "straight, over or under" {
        /// From side to side.
        Straight = "straight",
        /// In a lane above the row.
        Over = "over",
        /// In a lane below the row.
        Under = "under",
    }
}
