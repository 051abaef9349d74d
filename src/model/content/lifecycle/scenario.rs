//! The keys of a scenario: one way through a diagram, step by step.

use crate::{choice, decode::Spanned, record};

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
        /// What is not as usual from the start.
        pub states: Vec<StateOf>,
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
        /// The same in one plain sentence, for the live region and the transcript; left out: made
        /// of the place and of what changes on the message.
        pub sr: Option<String>,
        /// What travels, as it looks here: the id of a message.
        pub message: Option<Spanned<String>>,
        /// Which of several was chosen.
        pub pick: Option<Pick>,
        /// A question with one way on for each answer.
        pub fork: Option<Fork>,
        /// A question to the reader.
        pub check: Option<Check>,
        /// What is otherwise from this step on.
        pub states: Vec<StateOf>,
        /// Nodes to look at besides the place itself.
        pub focus: Vec<Spanned<String>>,
        /// How long it is shown while playing, in milliseconds; left out: by its words.
        pub dwell: Option<Spanned<u32>>,
        /// Ids that it had before: links to them still lead here.
        pub aliases: Vec<Spanned<String>>,
        /// Where to read more.
        pub links: Vec<LifecycleLink>,
    }
}

record! {
    /// How it stands with a node, or with one of a pool.
    pub struct StateOf {
        /// A node's id, or a name of a pool.
        pub node: Spanned<String>,
        /// How it stands with it.
        pub is: NodeState,
    }
}

choice! {
    /// How it stands with a node.
    pub enum NodeState: "up, down, draining, slow or skipped" {
        /// As usual.
        Up = "up",
        /// It does not answer.
        Down = "down",
        /// It finishes what it has and takes nothing new.
        Draining = "draining",
        /// It answers late.
        Slow = "slow",
        /// It is well, and nobody asks it.
        Skipped = "skipped",
    }
}

record! {
    /// The choice of one out of a pool.
    pub struct Pick {
        /// The node that is a pool.
        pub pool: Spanned<String>,
        /// Its name in the pool.
        pub chosen: Spanned<String>,
        /// Why it and no other, in a sentence.
        pub because: String,
    }
}

record! {
    /// A question that decides how it goes on.
    pub struct Fork {
        /// The question.
        pub question: String,
        /// The answers.
        pub options: Spanned<Vec<ForkOption>>,
    }
}

record! {
    /// One answer, and where it leads.
    pub struct ForkOption {
        /// The answer.
        pub label: String,
        /// A step: `scenario/step`.
        pub to: Spanned<String>,
    }
}

record! {
    /// A question to the reader, with explained answers.
    pub struct Check {
        /// The question.
        pub question: Spanned<String>,
        /// The answers, of which one is right.
        pub answers: Spanned<Vec<Answer>>,
    }
}

record! {
    /// An answer to a question.
    pub struct Answer {
        /// The answer.
        pub label: String,
        /// True for the right one.
        pub right: bool = false,
        /// Why it is right or wrong.
        pub because: String,
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
