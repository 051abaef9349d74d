//! Pages that are more than prose, written out as headings and lists.

use std::{fmt::Write, sync::Arc};

use glassbox_app::view::{Body, CallRule, Card, Group, PathStep};
use glassbox_model::{Kind, decode::Spanned, words::fill};

use super::{Writer, plain};
use crate::{
    library::{Entry, Matter},
    pages::Sheet,
};

impl<'a> Writer<'_, 'a> {
    /// A page as its view shows it; `source` is what its author wrote for it.
    pub(super) fn page(&self, sheet: &Sheet<'a>, source: Option<&Entry>) -> String {
        let (page, words) = (self.press.page(sheet), self.words);
        let hours = words.kind(Kind::OfficeHours).title;
        let ahead = |weeks: u32| fill(words.hours.ahead, &[("n", &weeks.to_string())]);
        let mut out = self.head(&page.title, Some(&page.summary));
        let own = source.map(|entry| self.body(entry));
        self.text(&mut out, own.as_deref().unwrap_or_default());
        match Arc::unwrap_or_clone(page.body) {
            Body::Home(home) => {
                if let Some((card, steps)) = &home.start {
                    self.heading(&mut out, &card.title);
                    self.steps(&mut out, steps);
                }
                if let Some((card, start, minutes)) = &home.next_talk {
                    let minutes = words.pages.minutes.of(*minutes as usize);
                    self.heading(
                        &mut out,
                        &fill(words.pages.next_talk, &[("minutes", &minutes)]),
                    );
                    let link = self.link(&card.title, &card.href);
                    let _ = writeln!(out, "{link}: {}", self.moment(start));
                }
                self.windows(&mut out, hours, &home.windows);
                self.cards(&mut out, words.pages.collections, &home.collections);
            }
            Body::Index(index) | Body::NotFound(index) => self.groups(&mut out, &index.groups),
            Body::Agenda(agenda) => {
                self.call(&mut out, agenda.call.as_ref());
                self.cards(&mut out, "", &agenda.rules);
                let title = ahead(agenda.weeks);
                self.windows(&mut out, &title, &agenda.windows);
            }
            Body::Person(person) => {
                let facts = [person.role, person.pronouns, person.zone];
                let facts: Vec<_> = facts.iter().flatten().map(|fact| plain(fact)).collect();
                self.text(&mut out, &facts.join(", "));
                self.data(&mut out, source, |matter| match matter {
                    Matter::Person(person) => person.bio.as_ref(),
                    _ => None,
                });
                self.windows(&mut out, hours, &person.windows);
                let talks = words.kind(Kind::Talk).title;
                self.cards(&mut out, talks, &person.talks);
                self.cards(&mut out, words.pages.can_explain, &person.knows);
            }
            Body::Path(path) => {
                let audience = path
                    .audience
                    .map(|who| fill(words.pages.audience, &[("audience", &plain(&who))]));
                self.text(&mut out, audience.as_deref().unwrap_or_default());
                self.data(&mut out, source, |matter| match matter {
                    Matter::Path(path) => path.intro.as_ref(),
                    _ => None,
                });
                self.heading(&mut out, words.pages.path_steps);
                self.steps(&mut out, &path.steps);
            }
            Body::Hours(hours) => {
                let hosts = self.inline(&hours.hosts);
                let minutes = words.pages.minutes.of(hours.slot_minutes as usize);
                let slot = fill(words.hours.slot, &[("minutes", &minutes)]);
                let facts = [
                    plain(&hours.rule),
                    format!("{} {hosts}", words.hours.with),
                    slot,
                ];
                self.text(&mut out, &facts.join(words.comma));
                if let Some(place) = &hours.place {
                    self.text(&mut out, &plain(&place.title));
                }
                self.data(&mut out, source, |matter| match matter {
                    Matter::Hours(hours) => hours.body.as_ref(),
                    _ => None,
                });
                if !hours.topics.is_empty() {
                    self.heading(&mut out, words.hours.topics);
                    for topic in &hours.topics {
                        let _ = writeln!(out, "- {}", plain(topic));
                    }
                }
                let title = ahead(hours.weeks);
                self.windows(&mut out, &title, &hours.windows);
            }
            Body::OnCall(rotation) => {
                let people = self.inline(&rotation.people);
                let facts = [plain(&rotation.handoffs), people];
                self.text(&mut out, &facts.join(words.comma));
                self.call(&mut out, rotation.rule.as_ref());
                self.data(&mut out, source, |matter| match matter {
                    Matter::OnCall(rotation) => rotation.body.as_ref(),
                    _ => None,
                });
                self.windows(&mut out, words.on_call.now_and_next, &rotation.shifts);
            }
            Body::Lifecycle(shown) => {
                if let Some(Matter::Lifecycle(lifecycle)) = source.map(|entry| &entry.matter) {
                    self.lifecycle(&mut out, &page.href, lifecycle, &shown);
                }
            }
            Body::Article(_) | Body::Talk(_) | Body::Print(_) => {}
        }
        if let Some(entry) = sheet.entry() {
            self.experts(&mut out, entry);
        }
        out
    }

    /// When to call, and how.
    fn call(&self, out: &mut String, rule: Option<&CallRule>) {
        if let Some(rule) = rule {
            let title = self.words.on_call.when_to_call;
            let _ = writeln!(out, "\n**{title}:** {}", plain(&rule.text));
            for link in &rule.links {
                let _ = writeln!(out, "\n- {}", self.link(&link.title, &link.href));
            }
        }
    }

    pub(super) fn heading(&self, out: &mut String, title: &str) {
        let _ = writeln!(out, "\n## {}\n", plain(title));
    }

    pub(super) fn text(&self, out: &mut String, text: &str) {
        if !text.trim().is_empty() {
            let _ = writeln!(out, "\n{}", text.trim());
        }
    }

    /// A text of the data that `of` finds.
    fn data(
        &self,
        out: &mut String,
        source: Option<&Entry>,
        of: impl Fn(&Matter) -> Option<&Spanned<String>>,
    ) {
        self.say(out, source.and_then(|entry| of(&entry.matter)));
    }

    pub(super) fn say(&self, out: &mut String, text: Option<&Spanned<String>>) {
        let text = text.map(|text| self.part(text));
        self.text(out, text.as_deref().unwrap_or_default());
    }

    fn groups(&self, out: &mut String, groups: &[Group]) {
        for group in groups {
            self.cards(out, &group.title, &group.cards);
        }
    }

    /// A list of pages under a heading; nothing when there are none.
    fn cards(&self, out: &mut String, title: &str, cards: &[Card]) {
        if cards.is_empty() {
            return;
        }
        match title {
            "" => out.push('\n'),
            title => self.heading(out, title),
        }
        for card in cards {
            let _ = writeln!(out, "- {}", self.card(card));
        }
    }

    fn card(&self, card: &Card) -> String {
        let summary = match card.summary.as_str() {
            "" => String::new(),
            summary => format!(": {}", plain(summary)),
        };
        let note = match card.note.as_str() {
            "" => String::new(),
            note => format!(" ({})", plain(note)),
        };
        format!("{}{note}{summary}", self.link(&card.title, &card.href))
    }

    fn steps(&self, out: &mut String, steps: &[PathStep]) {
        for (at, step) in steps.iter().enumerate() {
            let _ = write!(out, "{}. {}", at + 1, self.card(&step.card));
            match step.note.as_str() {
                "" => out.push('\n'),
                note => {
                    let _ = writeln!(out, "\n   {}", plain(note));
                }
            }
        }
    }

    fn windows(&self, out: &mut String, title: &str, windows: &[glassbox_app::view::Window]) {
        if windows.is_empty() {
            return;
        }
        self.heading(out, title);
        for window in windows {
            let _ = writeln!(out, "{}", self.window(window));
        }
    }
}
