//! A page has one title.

use glassbox_model::{Code, decode::Spanned};

use super::Checker;
use crate::library::Entry;

impl Checker<'_> {
    /// Every heading of level 1 but the one that is the title.
    pub(super) fn titles(&mut self, entry: &Entry, written: &[Spanned<String>]) {
        let given = entry.common.title.as_ref();
        for (at, heading) in written.iter().enumerate() {
            let is_title = at == 0 && given.is_none_or(|title| title.value == heading.value);
            if is_title {
                continue;
            }
            let (message, hint) = match (at, given) {
                (0, Some(title)) => (
                    format!("the page has the title `{}` already", title.value),
                    "keep one of them: the heading, or `title` in the front matter",
                ),
                _ => (
                    "a second heading of level 1".to_owned(),
                    "write `## …`: level 1 is the page's title",
                ),
            };
            let found = entry
                .source
                .finding(Code::TwoTitles, &heading.span, message);
            self.found.push(found.hint(hint));
        }
    }
}
