//! The keys of an on-call rotation: who takes over from whom, as a rule in civil time.

use chrono::{NaiveDate, NaiveTime};

use crate::{content::WebLink, decode::Spanned, record};

record! {
    /// People who hold the pager in turn.
    pub struct OnCall {
        /// The title.
        pub title: Spanned<String>,
        /// One or two plain sentences.
        pub summary: Option<String>,
        /// Who takes part, in the order of their turns: ids of people.
        pub people: Spanned<Vec<Spanned<String>>>,
        /// The zone of all dates and times of this file, as an IANA zone; left out: the portal's.
        pub zone: Option<Spanned<String>>,
        /// The day on which the first of `people` takes over for the first time.
        pub starts: Spanned<NaiveDate>,
        /// The time of day of every handoff.
        pub handoff: Spanned<NaiveTime>,
        /// How many days a shift lasts.
        pub shift_days: Spanned<u32> = Spanned { value: 7, span: 0..0 },
        /// The day of the last handoff, to nobody.
        pub until: Option<Spanned<NaiveDate>>,
        /// Times at which somebody stands in for whoever's turn it is.
        pub overrides: Vec<Override>,
        /// When to call whoever is on call, in a sentence or two; it stands on every runbook.
        pub rule: Option<String>,
        /// How to call: a number such as `tel:+1-555-0100`, a URL, or a page.
        pub call: Option<WebLink>,
        /// The parts of the architecture it is for: ids of pages in `architecture/`.
        pub components: Vec<Spanned<String>>,
        /// Subjects: ids from `tags.toml`.
        pub tags: Vec<Spanned<String>>,
        /// Who answers for the rotation: the id of a person.
        pub owner: Option<Spanned<String>>,
        /// About it, in Markdown.
        pub body: Option<Spanned<String>>,
    }
}

record! {
    /// A time at which somebody stands in.
    pub struct Override {
        /// Who stands in: the id of a person.
        pub person: Spanned<String>,
        /// The first day.
        pub from: Spanned<NaiveDate>,
        /// When on that day; left out: at the time of the handoff.
        pub from_time: Option<NaiveTime>,
        /// The last day.
        pub to: Spanned<NaiveDate>,
        /// When on that day it ends; left out: at the time of the handoff.
        pub to_time: Option<NaiveTime>,
    }
}

impl Override {
    /// When it begins and ends in the rotation's zone: day and time of day each.
    pub fn span(&self, handoff: NaiveTime) -> [(NaiveDate, NaiveTime); 2] {
        [
            (self.from.value, self.from_time.unwrap_or(handoff)),
            (self.to.value, self.to_time.unwrap_or(handoff)),
        ]
    }
}
