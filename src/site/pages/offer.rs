//! The calendar of all office hours: what can be booked, and what it can be narrowed to.

use std::collections::BTreeMap;

use chrono::{NaiveTime, TimeDelta};
use glassbox_app::view::{Agenda, Choice, Offer, OfferedHours, Slot, Window};
use glassbox_model::{Kind, content, words::fill};
use glassbox_schedule::slots;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};

use super::Press;
use crate::{
    calendar::WEEKS,
    library::{Entry, Matter},
    office_hours::revision,
};

impl Press<'_> {
    /// The windows ahead of all rules, with what can be booked of them.
    pub(super) fn agenda(&self) -> Agenda {
        let rules: BTreeMap<_, _> = self.rules().map(|(id, _, rule)| (id, rule)).collect();
        let mut windows = self.calendar.all();
        for window in &mut windows {
            if let Some(rule) = rules.get(window.rule.as_str()) {
                self.offer_window(window, rule);
            }
        }
        let entries = self.ordered(Kind::OfficeHours);
        Agenda {
            call: None,
            rules: entries.iter().map(|entry| self.card(entry)).collect(),
            windows,
            weeks: WEEKS,
            // Without a rule, too: what was booked before is opened, moved and cancelled there.
            offer: Some(self.offer()),
        }
    }

    /// The rules by id, as readers go through them.
    fn rules(&self) -> impl Iterator<Item = (&str, &Entry, &content::Hours)> {
        let entries = self.ordered(Kind::OfficeHours).iter();
        entries.filter_map(|entry| match &entry.matter {
            Matter::Hours(rule) => Some((entry.slug(), *entry, &**rule)),
            _ => None,
        })
    }

    /// Says of a window what can be booked of it, up to the rule's horizon, and how to ask for a
    /// time of it.
    fn offer_window(&self, window: &mut Window, rule: &content::Hours) {
        let today = self.today.and_time(NaiveTime::MIN).and_utc();
        // The horizon moves on until the end of the day.
        let horizon = today + TimeDelta::days(i64::from(rule.horizon_days.value) + 1);
        let (start, end) = (window.start.utc, window.end.utc);
        let zone = self.calendar.zone(&window.start.zone);
        window.slots = slots(rule, glassbox_schedule::Window { start, end })
            .filter(|slot| slot.start < horizon)
            .filter_map(|slot| {
                let (_, time) = zone?.civil(slot.start)?;
                Some(Slot {
                    start: slot.start,
                    time: time.format("%H:%M").to_string(),
                })
            })
            .collect();
        let mail = self.mail(rule);
        if !mail.is_empty() && !window.slots.is_empty() {
            let words = self.words;
            let time = format!(
                "{}, {} {} {} {}",
                words.weekday_and_date(window.start.date),
                window.start.time,
                words.to,
                window.end.time,
                window.start.zone
            );
            let filled = [("title", window.title.as_str()), ("time", &time)];
            let subject = fill(words.booking.mail_subject, &filled);
            let subject = utf8_percent_encode(&subject, NON_ALPHANUMERIC);
            window.ask = format!("mailto:{mail}?subject={subject}");
        }
    }

    /// The addresses of a rule's hosts.
    fn mail(&self, rule: &content::Hours) -> String {
        let hosts = rule.hosts.iter().filter_map(|host| {
            match &self.library.get(Kind::Person, host)?.matter {
                Matter::Person(person) => person.email.as_deref(),
                _ => None,
            }
        });
        let address = |address: &str| {
            let name = address
                .split('@')
                .map(|part| utf8_percent_encode(part, ADDRESS).to_string());
            name.collect::<Vec<_>>().join("@")
        };
        hosts.map(address).collect::<Vec<_>>().join(",")
    }

    fn offer(&self) -> Offer {
        let mut hosts = BTreeMap::new();
        let mut components = BTreeMap::new();
        let mut topics = BTreeMap::new();
        let mut hours = Vec::new();
        for (id, entry, rule) in self.rules() {
            let language = self.library.language_of(entry).tag;
            for (kind, names, choices) in [
                (Kind::Person, &*rule.hosts, &mut hosts),
                (Kind::Component, &rule.components, &mut components),
            ] {
                for name in names {
                    if let Some(named) = self.library.get(kind, name) {
                        let language = self.library.language_of(named).tag;
                        add(choices, named.slug(), &self.title(named), language, id);
                    }
                }
            }
            for topic in &rule.topics {
                add(&mut topics, &topic.id, &topic.title, language.clone(), id);
            }
            hours.push(OfferedHours {
                id: id.to_owned(),
                title: self.title(entry),
                language,
                minutes: rule.slot_minutes.value,
                seats: rule.capacity.value,
                place: rule.place.clone().unwrap_or_default(),
                mail: self.mail(rule),
                topics: rule
                    .topics
                    .iter()
                    .map(|topic| (topic.id.clone(), topic.title.clone()))
                    .collect(),
            });
        }
        Offer {
            api: self.urls.file("api/v1/"),
            revision: revision(self.library),
            hours,
            hosts: by_title(hosts),
            topics: by_title(topics),
            components: by_title(components),
        }
    }
}

/// What the name or the domain of an address must not hold as it is in a `mailto:` (RFC 6068).
const ADDRESS: &percent_encoding::AsciiSet = &NON_ALPHANUMERIC
    .remove(b'.')
    .remove(b'-')
    .remove(b'_')
    .remove(b'+');

/// Adds hours to a choice.
fn add(
    choices: &mut BTreeMap<String, Choice>,
    id: &str,
    title: &str,
    language: String,
    hours: &str,
) {
    let choice = choices.entry(id.to_owned()).or_insert_with(|| Choice {
        id: id.to_owned(),
        title: title.to_owned(),
        language,
        hours: Vec::new(),
    });
    choice.hours.push(hours.to_owned());
}

fn by_title(choices: BTreeMap<String, Choice>) -> Vec<Choice> {
    let mut choices: Vec<_> = choices.into_values().collect();
    choices.sort_by_cached_key(|choice| choice.title.to_lowercase());
    choices
}
