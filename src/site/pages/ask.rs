//! From any page to the calendar: narrowed to who can be asked, with the topic filled in.

use glassbox_model::{Kind, words::fill};
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::Press;
use crate::library::Entry;

impl Press<'_> {
    /// The calendar with these choices: keys of its form, and their values.
    pub(super) fn calendar_href(&self, choices: &[(&str, &str)]) -> String {
        let mut href = self.urls.page(Kind::OfficeHours.folder());
        for (at, (key, value)) in choices.iter().enumerate() {
            href.push(if at == 0 { '?' } else { '&' });
            href.push_str(key);
            href.push('=');
            href.extend(utf8_percent_encode(value, NON_ALPHANUMERIC));
        }
        href
    }

    /// Where to book a time with a person who hosts office hours, about something; `None` with a
    /// person who hosts none.
    pub(crate) fn ask_href(&self, host: &Entry, about: &str) -> Option<String> {
        let hosted = self.calendar.hosted_by(&self.urls.page(&host.id));
        let about = fill(self.words.booking.about, &[("title", about)]);
        let choices = [("host", host.slug()), ("about", &about)];
        (!hosted.is_empty()).then(|| self.calendar_href(&choices))
    }
}
