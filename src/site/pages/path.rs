//! A learning path and its steps.

use glassbox_app::view::{Card, Path, PathStep};
use glassbox_model::{Kind, content};

use super::Press;
use crate::library::{Entry, Matter};

impl Press<'_> {
    pub(super) fn path(&self, entry: &Entry, path: &content::Path) -> Path {
        let compiled = self.compiled.get(entry.id.as_str());
        Path {
            html: compiled
                .map(|page| page.text(path.intro.as_ref()))
                .unwrap_or_default(),
            audience: path.audience.clone(),
            steps: self.steps(path),
        }
    }

    pub(super) fn steps(&self, path: &content::Path) -> Vec<PathStep> {
        let step = |step: &content::PathStep| {
            Some(PathStep {
                card: self.reference_card(&step.page)?,
                note: step.note.clone().unwrap_or_default(),
            })
        };
        path.steps.iter().filter_map(step).collect()
    }

    /// The card of a reference such as `guides/htop`, `lifecycle/request#dynamic` or
    /// `office-hours`.
    fn reference_card(&self, reference: &str) -> Option<Card> {
        let href = self.urls.reference(reference).ok()?;
        let target = self.urls.target(reference).ok()?;
        let Some(entry) = self.library.entries.get(target.page) else {
            let kind = Kind::of_folder(target.page.split('/').next().unwrap_or_default());
            return Some(Card {
                kind,
                title: self.words.kind(kind).title.to_owned(),
                href,
                summary: self.words.kind(kind).summary.to_owned(),
                language: None,
                note: String::new(),
                current: false,
            });
        };
        let card = Card {
            href,
            ..self.card(entry)
        };
        let scenario = match &entry.matter {
            Matter::Lifecycle(lifecycle) => target.fragment.and_then(|fragment| {
                let id = fragment.split('/').next()?;
                lifecycle
                    .scenarios
                    .iter()
                    .find(|scenario| scenario.id.value == id)
            }),
            _ => None,
        };
        Some(match scenario {
            Some(scenario) => Card {
                title: format!("{}: {}", card.title, scenario.title),
                summary: scenario.summary.clone(),
                note: String::new(),
                ..card
            },
            None => card,
        })
    }
}
