//! On-call rotations: one, the agenda of all, and the rule that stands on every runbook.

use glassbox_app::view::{Agenda, CallRule, Link, OnCall};
use glassbox_model::{Kind, content};

use super::Press;
use crate::{
    calendar::WEEKS,
    library::{Entry, Matter},
};

/// How many shifts a rotation's own page names.
const MAX_SHIFTS: usize = 6;

impl Press<'_> {
    pub(super) fn on_call(&self, entry: &Entry, rotation: &content::OnCall) -> OnCall {
        let compiled = self.compiled.get(entry.id.as_str());
        let zone = rotation.zone.as_ref().unwrap_or(&self.library.portal.zone);
        let people = rotation
            .people
            .iter()
            .filter_map(|person| self.library.get(Kind::Person, person));
        let shifts = self.calendar.shifts_of(&entry.id);
        OnCall {
            html: compiled
                .map(|page| page.text(rotation.body.as_ref()))
                .unwrap_or_default(),
            handoffs: format!("{}, {}", self.words.handoffs(rotation), zone.value),
            people: people.map(|person| self.card(person)).collect(),
            rule: self.rule_of(entry, rotation, Vec::new()),
            shifts: shifts.iter().take(MAX_SHIFTS).cloned().collect(),
            all: self.urls.page(Kind::OnCall.folder()),
        }
    }

    /// The shifts ahead of all rotations.
    pub(super) fn on_call_agenda(&self) -> Agenda {
        let rotations = self.ordered(Kind::OnCall);
        Agenda {
            rules: rotations.iter().map(|entry| self.card(entry)).collect(),
            call: self.call_rule(),
            windows: self.calendar.all_shifts(),
            weeks: WEEKS,
            offer: None,
        }
    }

    /// The rule of the first rotation that has one, with the way to its page.
    pub(super) fn call_rule(&self) -> Option<CallRule> {
        self.ordered(Kind::OnCall).iter().find_map(|entry| {
            let Matter::OnCall(rotation) = &entry.matter else {
                return None;
            };
            let who = Link {
                title: self.words.on_call.who.to_owned(),
                href: self.urls.page(&entry.id),
                language: None,
            };
            self.rule_of(entry, rotation, vec![who])
        })
    }

    fn rule_of(
        &self,
        entry: &Entry,
        rotation: &content::OnCall,
        before: Vec<Link>,
    ) -> Option<CallRule> {
        let language = Some(self.library.language_of(entry).tag);
        let call = rotation.call.iter().map(|call| Link {
            title: call.title.clone(),
            href: self.address(&call.href),
            language: language.clone(),
        });
        Some(CallRule {
            text: rotation.rule.clone()?,
            links: before.into_iter().chain(call).collect(),
            language,
        })
    }
}
