//! Public pages should not refer to what is not public: readers would miss it.

use std::ops::Range;

use glassbox_model::{Code, Source, content::Withheld};

use super::Checker;

/// Whether a reference leads to something that is there in this press.
#[derive(PartialEq, Eq)]
pub(super) enum Seen {
    /// As far as its being public goes.
    Yes,
    /// It is left out of this press.
    No,
}

impl Checker<'_> {
    /// Warns when a public file refers to a page that is withheld.
    pub(super) fn withheld(
        &mut self,
        source: &Source,
        reference: &str,
        span: &Range<usize>,
    ) -> Seen {
        let page = reference.split('#').next().unwrap_or_default();
        let page = page.trim_matches('/');
        let Some(why) = self.library.withheld.get(page) else {
            return Seen::Yes;
        };
        if self.public {
            let warning = source.finding(Code::Withheld, span, not_public(page, *why));
            let hint = "until it is public, readers see this page without it";
            self.found.push(warning.hint(hint));
        }
        match self.library.hides(page) {
            true => Seen::No,
            false => Seen::Yes,
        }
    }
}

/// What is said of a reference to a page that is not public.
pub(crate) fn not_public(page: &str, why: Withheld) -> String {
    match why {
        Withheld::Draft => format!("`{page}` is a draft"),
        Withheld::Until(day) => format!("`{page}` is not public before {day}"),
    }
}
