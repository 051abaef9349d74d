//! The keys that say whether, since when, where and in which language a file is published: the same
//! in every kind of file.

use chrono::NaiveDate;

use crate::{decode::Spanned, record};

record! {
    /// What any file may say about being published, and in which language.
    pub struct Publication {
        /// True for a draft: `check` and `serve --watch` know it, a build leaves it out.
        pub draft: bool = false,
        /// The day (UTC) from which a build has it; left out: from the start.
        pub publish_from: Option<NaiveDate>,
        /// The day of the last change worth telling; left out: the day of the file's last commit.
        pub updated: Option<NaiveDate>,
        /// Earlier paths of the page, such as `/wiki/htop/`: they redirect to it.
        pub aliases: Vec<Spanned<String>>,
        /// The language of the page, when it is not the portal's: a tag such as `de` (BCP 47).
        pub language: Option<Spanned<String>>,
    }
}

/// Why something is not public.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Withheld {
    /// It is a draft.
    Draft,
    /// Its day has not come.
    Until(NaiveDate),
}

impl Publication {
    /// Why it is not public on the day `today` (UTC); `None` when it is.
    pub fn withheld(&self, today: NaiveDate) -> Option<Withheld> {
        let coming = self.publish_from.filter(|day| *day > today);
        match self.draft {
            true => Some(Withheld::Draft),
            false => coming.map(Withheld::Until),
        }
    }
}
