//! Pages as others name them: links, cards, lists of cards.

use glassbox_model::Kind;
use serde::{Deserialize, Serialize};

/// A link: text and address.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Link {
    /// What is shown.
    pub title: String,
    /// Where it leads.
    pub href: String,
    /// The tag of the title's language (BCP 47); `None`: a name, or in the language of the page.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
}

/// A link of the main navigation.
#[derive(Clone, Debug)]
pub struct NavLink {
    /// The collection.
    pub kind: Kind,
    /// What readers see instead of the collection's name.
    pub title: Option<String>,
    /// Its index.
    pub href: String,
}

/// A titled list of cards.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// The heading of the list; empty: no heading.
    pub title: String,
    /// Its entries, in order.
    pub cards: Vec<Card>,
}

/// A page as it is listed elsewhere.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Card {
    /// The kind of the page.
    pub kind: Kind,
    /// Its title.
    pub title: String,
    /// Its URL.
    pub href: String,
    /// One or two sentences; may be empty.
    pub summary: String,
    /// The tag of the language of both (BCP 47); `None`: that of the interface.
    pub language: Option<String>,
    /// A short plain fact to set it apart: "6 minutes", "30 November 2026", "8 scenarios".
    pub note: String,
    /// True on the card of the page that shows it.
    pub current: bool,
}
