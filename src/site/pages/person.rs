//! A person: what they know, what they speak about, when they can be asked.

use glassbox_app::view::{Card, Link, Person};
use glassbox_model::{Kind, content};

use super::Press;
use crate::library::{Entry, Matter};

/// How many coming windows a person's page names.
const MAX_WINDOWS: usize = 5;

impl Press<'_> {
    pub(super) fn person(&self, entry: &Entry, person: &content::Person) -> Person {
        let compiled = self.compiled.get(entry.id.as_str());
        let windows = self.calendar.hosted_by(&self.urls.page(&entry.id));
        let mail = person.email.as_ref().map(|email| Link {
            title: email.clone(),
            href: format!("mailto:{email}"),
            language: None,
        });
        let links = person.links.iter().map(|link| Link {
            title: link.title.clone(),
            href: self.address(&link.href),
            language: None,
        });
        let calendar = self.calendar_of(entry).map(|href| Link {
            title: format!(
                "{}: {}",
                self.words.kind(Kind::OfficeHours).title,
                self.words.shell.calendar
            ),
            href,
            language: None,
        });
        let talks = self
            .ordered(Kind::Talk)
            .iter()
            .filter(|talk| match &talk.matter {
                Matter::Talk(talk, _) => talk.speakers.iter().any(|id| id.value == entry.slug()),
                _ => false,
            });
        Person {
            role: person.role.clone(),
            pronouns: person.pronouns.clone(),
            zone: person.zone.as_ref().map(|zone| zone.value.clone()),
            links: mail.into_iter().chain(links).chain(calendar).collect(),
            html: compiled
                .map(|page| page.text(person.bio.as_ref()))
                .unwrap_or_default(),
            knows: person
                .knows
                .iter()
                .filter(|subject| !self.hides(subject))
                .map(|subject| self.subject(subject))
                .collect(),
            talks: talks.map(|talk| self.card(talk)).collect(),
            windows: windows.iter().take(MAX_WINDOWS).cloned().collect(),
        }
    }

    /// True when a subject is something that is not public, which even its name would tell.
    fn hides(&self, subject: &str) -> bool {
        let component = format!("{}/{subject}", Kind::Component.folder());
        let component =
            !self.library.entries.contains_key(&component) && self.library.hides(&component);
        component || self.library.hides(subject)
    }

    /// The card of something a person knows: a component, a page or a tag.
    fn subject(&self, subject: &str) -> Card {
        let entry = self
            .library
            .get(Kind::Component, subject)
            .or_else(|| self.library.thing(subject));
        if let Some(entry) = entry {
            return self.card(entry);
        }
        let pages = self.tags.get(subject).map_or(0, Vec::len);
        Card {
            kind: Kind::Tag,
            title: self.library.tag_title(subject).to_owned(),
            // A tag that no page has yet has no page of its own.
            href: match pages {
                0 => self.urls.page(Kind::Tag.folder()),
                _ => self.urls.page(&format!("{}/{subject}", Kind::Tag.folder())),
            },
            summary: String::new(),
            language: Some(self.library.language().tag),
            note: self.words.kinds.page.count.of(pages),
            current: false,
        }
    }
}
