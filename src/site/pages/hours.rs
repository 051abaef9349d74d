//! Office hours: one rule, and the agenda of all.

use glassbox_app::view::{Agenda, Hours, Link};
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
            }),
            slot_minutes: hours.slot_minutes.value,
            windows: self.calendar.of(&entry.id).to_vec(),
            weeks: WEEKS,
        }
    }

    /// The windows ahead of all rules.
    pub(super) fn agenda(&self) -> Agenda {
        let rules = self.ordered(Kind::OfficeHours);
        Agenda {
            call: None,
            rules: rules.iter().map(|entry| self.card(entry)).collect(),
            windows: self.calendar.all(),
            weeks: WEEKS,
        }
    }
}
