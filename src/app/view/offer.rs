//! What can be booked at office hours, and how a booking is asked for.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

/// A time of a window that one booking takes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Slot {
    /// When it begins.
    pub start: DateTime<Utc>,
    /// Its time of day in the host's zone: `15:00`.
    pub time: String,
}

/// All that the calendar knows before it asks the service what is free.
#[derive(Clone, Debug, Default)]
pub struct Offer {
    /// Where the service answers: a URL path that ends with `/`.
    pub api: String,
    /// The revision of the office hours, which the service must share.
    pub revision: String,
    /// The rules that can be booked.
    pub hours: Vec<OfferedHours>,
    /// The hosts to choose from.
    pub hosts: Vec<Choice>,
    /// The topics to choose from.
    pub topics: Vec<Choice>,
    /// The components to choose from.
    pub components: Vec<Choice>,
}

/// A rule of office hours that can be booked.
#[derive(Clone, Debug)]
pub struct OfferedHours {
    /// Its id.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The tag of its language and that of its topics (BCP 47).
    pub language: String,
    /// Length of a slot, in minutes.
    pub minutes: u32,
    /// How many people a slot takes.
    pub seats: u32,
    /// Where to go or call; may be empty.
    pub place: String,
    /// The addresses of its hosts, for a `mailto:`; may be empty.
    pub mail: String,
    /// What can be asked: ids and titles.
    pub topics: Vec<(String, String)>,
}

/// Something that the calendar can be narrowed to.
#[derive(Clone, Debug)]
pub struct Choice {
    /// Its id.
    pub id: String,
    /// What readers see.
    pub title: String,
    /// The tag of its language (BCP 47).
    pub language: String,
    /// The ids of the hours that fit it.
    pub hours: Vec<String>,
}
