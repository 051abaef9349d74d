//! One rule of office hours.

use glassbox_app::view::{Hours, Link};
use glassbox_model::{Kind, content};

use super::Press;
use crate::{calendar::WEEKS, library::Entry};

impl Press<'_> {
    pub(super) fn hours(&self, entry: &Entry, hours: &content::Hours) -> Hours {
        let compiled = self.compiled.get(entry.id.as_str());
        let zone = hours.zone.as_ref().unwrap_or(&self.library.portal.zone);
        let hosts = hours
            .hosts
            .iter()
            .filter_map(|host| self.library.get(Kind::Person, host));
        Hours {
            html: compiled
                .map(|page| page.text(hours.body.as_ref()))
                .unwrap_or_default(),
            rule: format!("{}, {}", self.words.rule(hours), zone.value),
            hosts: hosts.map(|host| self.card(host)).collect(),
            topics: hours
                .topics
                .iter()
                .map(|topic| topic.title.clone())
                .collect(),
            place: hours.place.as_ref().map(|place| Link {
                title: place.trim_start_matches("https://").to_owned(),
                href: match place.starts_with("https://") {
                    true => place.clone(),
                    false => String::new(),
                },
                language: None,
            }),
            slot_minutes: hours.slot_minutes.value,
            book: self.calendar_href(&[("hours", entry.slug())]),
            windows: self.calendar.of(&entry.id).to_vec(),
            weeks: WEEKS,
        }
    }
}
