//! The kinds of page and where each lives.

use serde::{Deserialize, Serialize};

/// What kind of thing a page is about. The order is the order of the portal's navigation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    /// An ordered list of things to read, step through and hear: a learning path.
    Path,
    /// A component or a process of the architecture.
    Component,
    /// A diagram of a flow with scenarios and steps.
    Lifecycle,
    /// A guide to a tool.
    Guide,
    /// The notes of a tech talk.
    Talk,
    /// A failure and its resolution.
    Runbook,
    /// People who hold the pager in turn.
    OnCall,
    /// Hours at which a person can be asked.
    OfficeHours,
    /// A speaker, a host or an owner.
    Person,
    /// A subject that ties pages of any kind together.
    Tag,
    /// Any other page.
    Page,
}

impl Kind {
    /// Every kind that is a collection with a folder and an index, in the order of navigation.
    pub const COLLECTIONS: [Kind; 10] = [
        Kind::Path,
        Kind::Component,
        Kind::Lifecycle,
        Kind::Guide,
        Kind::Talk,
        Kind::Runbook,
        Kind::OnCall,
        Kind::OfficeHours,
        Kind::Person,
        Kind::Tag,
    ];

    /// The folder under `content/` and the first segment of the URL; empty for [`Kind::Page`].
    pub fn folder(self) -> &'static str {
        match self {
            Kind::Path => "paths",
            Kind::Component => "architecture",
            Kind::Lifecycle => "lifecycle",
            Kind::Guide => "guides",
            Kind::Talk => "talks",
            Kind::Runbook => "runbooks",
            Kind::OnCall => "on-call",
            Kind::OfficeHours => "office-hours",
            Kind::Person => "people",
            Kind::Tag => "tags",
            Kind::Page => "",
        }
    }

    /// The kind whose things stand in `folder`.
    pub fn of_folder(folder: &str) -> Kind {
        Kind::COLLECTIONS
            .into_iter()
            .find(|kind| kind.folder() == folder)
            .unwrap_or(Kind::Page)
    }

    /// One of the kind, for diagnostics: `runbook`.
    pub fn singular(self) -> &'static str {
        match self {
            Kind::Path => "learning path",
            Kind::Component => "component",
            Kind::Lifecycle => "lifecycle",
            Kind::Guide => "guide",
            Kind::Talk => "talk",
            Kind::Runbook => "runbook",
            Kind::OnCall => "rotation",
            Kind::OfficeHours => "office hours",
            Kind::Person => "person",
            Kind::Tag => "tag",
            Kind::Page => "page",
        }
    }
}
