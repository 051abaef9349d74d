//! A lifecycle diagram with its scenarios as ordered steps.

use glassbox_app::view::{Lifecycle, Link, Scenario, Step};
use glassbox_model::{Kind, content};

use super::Press;
use crate::{
    compiled::Compiled,
    library::Entry,
    lifecycle::{anchor, picture, place, steps},
};

impl Press<'_> {
    pub(super) fn lifecycle(&self, entry: &Entry, lifecycle: &content::Lifecycle) -> Lifecycle {
        let none = Compiled::default();
        let compiled = self.compiled.get(&entry.id).map_or(&none, |page| &**page);
        let mut scenarios: Vec<_> = lifecycle.scenarios.iter().collect();
        if let Some(first) = &lifecycle.default_scenario {
            scenarios.sort_by_key(|scenario| scenario.id.value != first.value);
        }
        Lifecycle {
            intro: compiled.text(lifecycle.intro.as_ref()),
            outro: compiled.text(lifecycle.outro.as_ref()),
            picture: picture(lifecycle, "gb-picture"),
            scenarios: scenarios
                .into_iter()
                .map(|scenario| self.scenario(lifecycle, scenario, compiled))
                .collect(),
        }
    }

    fn scenario(
        &self,
        lifecycle: &content::Lifecycle,
        scenario: &content::Scenario,
        compiled: &Compiled,
    ) -> Scenario {
        let step = |step: &content::Step| Step {
            anchor: anchor(scenario, step),
            title: step.title.clone(),
            place: place(lifecycle, step),
            html: compiled.text(Some(&step.say)),
            links: step
                .links
                .iter()
                .filter_map(|link| self.step_link(link))
                .collect(),
        };
        let runbook = scenario
            .runbook
            .as_ref()
            .and_then(|runbook| self.library.get(Kind::Runbook, runbook));
        Scenario {
            id: scenario.id.value.clone(),
            title: scenario.title.clone(),
            summary: scenario.summary.clone(),
            outcome: scenario.outcome.word(),
            visitor_sees: scenario.visitor_sees.clone(),
            example: scenario.example.clone(),
            evidence: scenario.evidence.clone(),
            runbook: runbook.map(|runbook| Link {
                title: self.title(runbook),
                href: self.urls.page(&runbook.id),
            }),
            steps: steps(lifecycle, scenario).into_iter().map(step).collect(),
        }
    }

    fn step_link(&self, link: &content::LifecycleLink) -> Option<Link> {
        let href = self.urls.reference(&link.href).ok()?;
        let title = link.title.clone().or_else(|| {
            let target = self.urls.target(&link.href).ok()?;
            let entry = self.library.entries.get(target.page);
            Some(entry.map_or_else(
                || {
                    self.words
                        .kind(Kind::of_folder(target.page))
                        .title
                        .to_owned()
                },
                |entry| self.title(entry),
            ))
        });
        Some(Link {
            title: title.unwrap_or_else(|| link.href.value.clone()),
            href,
        })
    }
}
