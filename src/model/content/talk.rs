//! The keys of a talk.

use chrono::{NaiveDate, NaiveTime};

use crate::{choice, decode::Spanned, record};

record! {
    /// What a talk says besides the keys of every page.
    pub struct Talk {
        /// Who speaks: ids of people.
        pub speakers: Spanned<Vec<Spanned<String>>>,
        /// The day; left out: the date at the start of the file's name.
        pub date: Option<Spanned<NaiveDate>>,
        /// When it starts, in the zone of `[talks]` in `site.toml`; left out: the time given there.
        pub time: Option<NaiveTime>,
        /// How long it takes, in minutes; left out: what `site.toml` says.
        pub minutes: Option<u32>,
        /// What became of it. A planned talk is announced: only `draft` and `publish_from` hold it back.
        pub status: Status = Status::Planned,
        /// Where the slides are, when they are elsewhere.
        pub slides: Option<Spanned<String>>,
        /// Where the recording is.
        pub video: Option<Spanned<String>>,
    }
}

choice! {
    /// What became of a talk.
    pub enum Status: "planned, given or cancelled" {
        /// It is to come.
        Planned = "planned",
        /// It took place.
        Given = "given",
        /// It did not, and will not.
        Cancelled = "cancelled",
    }
}
