//! A lifecycle as headings and lists. What a scenario shares is told where it is its own, as on paper.

use std::fmt::Write;

use glassbox_app::view::{self, Check, Fork};
use glassbox_model::{content::Lifecycle, lifecycle::states, words::fill};

use super::{Writer, plain};
use crate::lifecycle::transcript;

impl Writer<'_, '_> {
    /// A diagram whose page has the address `path`, with all its scenarios.
    pub(super) fn lifecycle(
        &self,
        out: &mut String,
        path: &str,
        lifecycle: &Lifecycle,
        shown: &view::Lifecycle,
    ) {
        let words = &self.words.pages;
        self.say(out, lifecycle.intro.as_ref());
        for shown in &shown.scenarios {
            let mut written = lifecycle.scenarios.iter();
            let Some(scenario) = written.find(|one| one.id.value == shown.id) else {
                continue;
            };
            self.heading(out, &shown.title);
            let _ = writeln!(out, "{}", plain(&shown.summary));
            let outcome = match shown.outcome {
                "ok" => words.works,
                "degraded" => words.degraded,
                _ => words.fails,
            };
            let sees = match &*shown.visitor_sees {
                "" => String::new(),
                sees => format!(": {} {}", words.visitor_sees, plain(sees)),
            };
            let _ = writeln!(out, "\n- {outcome}{sees}");
            if let Some(example) = &shown.example {
                let _ = writeln!(out, "- `{example}`");
            }
            if let Some(evidence) = &shown.evidence {
                let _ = writeln!(out, "- {} {}", words.evidence, plain(evidence));
            }
            if let Some(runbook) = &shown.runbook {
                let _ = writeln!(out, "- {}", self.link(&runbook.title, &runbook.href));
            }
            for (first, last, teller) in &shown.told {
                let said = &self.words.walk;
                let template = if first == last {
                    said.told_one
                } else {
                    said.told
                };
                let (first, last) = (first.to_string(), last.to_string());
                let title = self.link(&teller.title, &format!("{path}{}", teller.href));
                let values = [("first", &*first), ("last", &*last), ("title", &*title)];
                self.text(out, &fill(template, &values));
            }
            let told = shown.told.last().map_or(0, |(_, last, _)| *last);
            let states = states(lifecycle, scenario);
            for ((number, step), state) in (1..).zip(&shown.steps).zip(&states) {
                let (title, sentence) = (plain(&step.title), plain(&step.sentence));
                let _ = writeln!(out, "\n### {number}. {title}\n\n{sentence}");
                if number <= told {
                    continue;
                }
                self.say(out, Some(&state.step.say));
                let mut message = String::new();
                transcript::message(&mut message, state);
                self.step(out, path, step, &message);
            }
        }
        self.say(out, lifecycle.outro.as_ref());
    }

    /// What stands at a step besides its text.
    fn step(&self, out: &mut String, path: &str, step: &view::Step, message: &str) {
        if let Some((chosen, because)) = &step.pick {
            let values = [("chosen", &*plain(chosen)), ("because", &*plain(because))];
            self.text(out, &fill(self.words.walk.picked, &values));
        }
        if let Some(Fork { question, options }) = &step.fork {
            let _ = writeln!(out, "\n**{}**\n", plain(question));
            for (to, ..) in options {
                let link = self.link(&to.title, &format!("{path}{}", to.href));
                let _ = writeln!(out, "- {link}");
            }
        }
        if !message.is_empty() {
            let mut fence = "```".to_owned();
            while message.contains(&fence) {
                fence.push('`');
            }
            let _ = writeln!(out, "\n{fence}text\n{message}{fence}");
        }
        if let Some(Check { question, answers }) = &step.check {
            let said = &self.words.walk;
            let _ = writeln!(out, "\n**{}**\n", plain(question));
            for (label, right, because) in answers {
                let verdict = if *right { said.right } else { said.wrong };
                let (label, because) = (plain(label), plain(because));
                let _ = writeln!(out, "- {label}: {verdict} {because}");
            }
        }
        if !step.links.is_empty() {
            out.push('\n');
        }
        for (_, link) in &step.links {
            let _ = writeln!(out, "- {}", self.link(&link.title, &link.href));
        }
    }
}
