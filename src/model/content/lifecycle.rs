//! The keys of a lifecycle diagram: zones, nodes and edges on a grid, and the scenarios through it.

use chrono::NaiveDate;

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
        pub reviewed: Option<NaiveDate>,
        /// The day from which it says that it is stale.
        pub review_after: Option<Spanned<NaiveDate>>,
        /// Subjects: ids from `tags.toml`.
        pub tags: Vec<Spanned<String>>,
        /// The scenario that is shown first; left out: the first of the file.
        pub default_scenario: Option<Spanned<String>>,
        /// Before the picture, in Markdown.
        pub intro: Option<Spanned<String>>,
        /// After the scenarios, in Markdown.
        pub outro: Option<Spanned<String>>,
        /// Places that nodes stand in.
        pub zones: Vec<Zone>,
        /// What a request can be at.
        pub nodes: Vec<LifecycleNode>,
        /// The ways between nodes.
        pub edges: Vec<Edge>,
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
        /// True where messages can be read on the wire: draws the encryption boundary.
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
        /// Why it is there, in Markdown.
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

record! {
    /// One way through the diagram.
    pub struct Scenario {
        /// Its permanent id.
        pub id: Spanned<String>,
        /// What readers see.
        pub title: String,
        /// What happens, in a sentence.
        pub summary: String,
        /// What sort of way it is.
        pub kind: ScenarioKind = ScenarioKind::Happy,
        /// How it ends.
        pub outcome: Outcome = Outcome::Ok,
        /// What the visitor sees at the end.
        pub visitor_sees: String = String::new(),
        /// An example request.
        pub example: Option<String>,
        /// What to look for in the logs.
        pub evidence: Option<String>,
        /// What to do about it: the id of a runbook.
        pub runbook: Option<Spanned<String>>,
        /// The scenario whose beginning it shares.
        pub extends: Option<Extends>,
        /// Its own steps.
        pub steps: Vec<Step>,
    }
}

choice! {
    /// What sort of way a scenario is.
    pub enum ScenarioKind: "happy, cached, failure or maintenance" {
        /// All is well.
        Happy = "happy",
        /// Answered early.
        Cached = "cached",
        /// Something is broken.
        Failure = "failure",
        /// Something is being changed.
        Maintenance = "maintenance",
    }
}

choice! {
    /// How a scenario ends for the visitor.
    pub enum Outcome: "ok, degraded or error" {
        /// As wished.
        Ok = "ok",
        /// Late or in part.
        Degraded = "degraded",
        /// Not at all.
        Error = "error",
    }
}

record! {
    /// The beginning of another scenario, up to and with a step.
    pub struct Extends {
        /// The other scenario.
        pub scenario: Spanned<String>,
        /// Its last step that is shared.
        pub through: Spanned<String>,
    }
}

record! {
    /// One step of a scenario.
    pub struct Step {
        /// Its permanent id, unique in the scenario.
        pub id: Spanned<String>,
        /// The node it happens at.
        pub at: Option<Spanned<String>>,
        /// The edge it happens on.
        pub via: Option<Spanned<String>>,
        /// Which way the message goes.
        pub dir: Direction = Direction::Request,
        /// The title.
        pub title: String,
        /// What happens, in Markdown.
        pub say: Spanned<String>,
        /// Where to read more.
        pub links: Vec<LifecycleLink>,
    }
}

choice! {
    /// Which way a message goes.
    pub enum Direction: "request, response or inside" {
        /// Towards the answer.
        Request = "request",
        /// Back to the client.
        Response = "response",
        /// It stays where it is.
        Inside = "inside",
    }
}

record! {
    /// Where to read more about a step.
    pub struct LifecycleLink {
        /// What stands there.
        pub rel: LinkRel,
        /// What readers see; left out: the page's title.
        pub title: Option<String>,
        /// A page such as `architecture/load-balancer`, or a URL.
        pub href: Spanned<String>,
    }
}

choice! {
    /// What stands behind a link of a step.
    pub enum LinkRel: "guide, talk, runbook, component, office-hours, code or dashboard" {
        /// A guide.
        Guide = "guide",
        /// A talk.
        Talk = "talk",
        /// A runbook.
        Runbook = "runbook",
        /// A page in `architecture/`.
        Component = "component",
        /// Somebody to ask.
        OfficeHours = "office-hours",
        /// Source code.
        Code = "code",
        /// Metrics.
        Dashboard = "dashboard",
    }
}
