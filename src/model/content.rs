//! The keys of every kind of file under `content/`.

mod checks;
mod hours;
mod lifecycle;
mod on_call;
mod page;
mod path;
mod person;
mod portal;
mod publication;
mod talk;

pub use checks::{Checks, Level};
pub use hours::{Extra, Hours, Nth, Topic};
pub use lifecycle::{
    Edge, EdgeShape, Lifecycle, LifecycleNode, NodeKind, Pool, Zone, ZoneKind,
    message::{Header, Message, MessageKind, Trust},
    scenario::{
        Answer, Check, Direction, Extends, Fork, ForkOption, LifecycleLink, LinkRel, NodeState,
        Outcome, Pick, Scenario, ScenarioKind, StateOf, Step,
    },
};
pub use on_call::{OnCall, Override};
pub use page::{Common, Reference, Runbook, Toc};
pub use path::{Path, PathStep};
pub use person::{Person, WebLink};
pub use portal::{Forge, MarkdownOptions, Portal, Tag, TalkDefaults};
pub use publication::{Publication, Withheld};
pub use talk::{Status, Talk};
