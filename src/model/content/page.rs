//! The keys that pages of every kind share, and those of a runbook.

use chrono::NaiveDate;

use crate::{choice, decode::Spanned, record};

record! {
    /// What any page may say about itself.
    pub struct Common {
        /// The title; left out: the first heading of level 1, or the file's name.
        pub title: Option<Spanned<String>>,
        /// One or two plain sentences for lists, search results and link previews.
        pub summary: Option<String>,
        /// Subjects that run through pages of every kind: ids from `tags.toml`.
        pub tags: Vec<Spanned<String>>,
        /// Who answers for the page: the id of a person.
        pub owner: Option<Spanned<String>>,
        /// The day on which somebody last read the page critically.
        pub reviewed: Option<Spanned<NaiveDate>>,
        /// The day from which the page says that it is stale; left out: `review_after_days` of `site.toml` after `reviewed`.
        pub review_after: Option<Spanned<NaiveDate>>,
        /// The parts of the architecture that the page is about: ids of pages in `architecture/`.
        pub components: Vec<Spanned<String>>,
        /// Which of its headings stand in the table of contents: `{min: 2, max: 4}`; left out: as `[markdown]` in `site.toml` says.
        pub toc: Option<Toc>,
        /// The place among its siblings: lower first, then by title.
        pub order: Option<u32>,
        /// What the press writes below the text about its own rules.
        pub reference: Vec<Reference>,
    }
}

choice! {
    /// What the press can say about its own rules.
    pub enum Reference: "site, tags, page, talk, runbook, person, path, office-hours, on-call, lifecycle or checks" {
        /// The keys of `site.toml`.
        Site = "site",
        /// The keys of `tags.toml`.
        Tags = "tags",
        /// The keys of any Markdown page.
        Page = "page",
        /// The keys of a talk.
        Talk = "talk",
        /// The keys of a runbook.
        Runbook = "runbook",
        /// The keys of a person.
        Person = "person",
        /// The keys of a learning path.
        Path = "path",
        /// The keys of office hours.
        OfficeHours = "office-hours",
        /// The keys of an on-call rotation.
        OnCall = "on-call",
        /// The keys of a lifecycle.
        Lifecycle = "lifecycle",
        /// Every check, with why it matters and how to mend what it finds.
        Checks = "checks",
    }
}

record! {
    /// The headings in a table of contents, by level.
    pub struct Toc {
        /// The highest level, from 2.
        pub min: Spanned<u32> = Spanned { value: 2, span: 0..0 },
        /// The lowest level, to 6; 1 leaves the table out.
        pub max: Spanned<u32> = Spanned { value: 3, span: 0..0 },
    }
}

impl Default for Toc {
    fn default() -> Toc {
        let level = |value| Spanned { value, span: 0..0 };
        Toc {
            min: level(2),
            max: level(3),
        }
    }
}

record! {
    /// What a runbook says besides.
    pub struct Runbook {
        /// What somebody sees when this is the right runbook, in one sentence.
        pub symptom: String,
    }
}
