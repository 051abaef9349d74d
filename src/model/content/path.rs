//! The keys of a learning path.

use chrono::NaiveDate;

use crate::{decode::Spanned, record};

record! {
    /// An order to read things in.
    pub struct Path {
        /// The title.
        pub title: Spanned<String>,
        /// One or two plain sentences.
        pub summary: Option<String>,
        /// Who it is for.
        pub audience: Option<String>,
        /// What to know before starting, in Markdown.
        pub intro: Option<Spanned<String>>,
        /// Subjects: ids from `tags.toml`.
        pub tags: Vec<Spanned<String>>,
        /// Who answers for it: the id of a person.
        pub owner: Option<Spanned<String>>,
        /// The day on which somebody last went through it.
        pub reviewed: Option<Spanned<NaiveDate>>,
        /// The day from which it says that it is stale.
        pub review_after: Option<Spanned<NaiveDate>>,
        /// The place among its siblings: lower first, then by title.
        pub order: Option<u32>,
        /// The steps.
        pub steps: Vec<PathStep>,
    }
}

record! {
    /// One step of a learning path.
    pub struct PathStep {
        /// What to read, watch, step through or book: `architecture/overview`, `lifecycle/request#dynamic`.
        pub page: Spanned<String>,
        /// Why it comes now.
        pub note: Option<String>,
    }
}
