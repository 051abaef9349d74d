//! A scenario as plain text: what its page says to those who do not see the picture.

use std::fmt::Write;

use glassbox_model::{
    Kind, Words,
    content::{Lifecycle, Scenario},
    did_you_mean,
    lifecycle::{Change, State, sentence, states},
    words::fill,
};

use crate::{
    library::{Library, Matter},
    press::Pressed,
};

impl Pressed {
    /// The transcript of a scenario named as `diagram/scenario`: every step with the sentence that
    /// its page has for it, what is said, and the message as it is there.
    ///
    /// # Errors
    ///
    /// When there is no such scenario; the message says which there are, or which is meant.
    pub fn transcript(&self, reference: &str) -> Result<String, String> {
        let library = self.library();
        let (diagram, scenario) = reference.split_once('/').unwrap_or((reference, ""));
        let entry = library.get(Kind::Lifecycle, diagram);
        let found = entry.and_then(|entry| match &entry.matter {
            Matter::Lifecycle(lifecycle) => {
                let mut scenarios = lifecycle.scenarios.iter();
                let scenario = scenarios.find(|one| one.id.value == scenario)?;
                Some((library.language_of(entry).words, lifecycle, scenario))
            }
            _ => None,
        });
        found
            .map(|(words, lifecycle, scenario)| write(words, lifecycle, scenario))
            .ok_or_else(|| {
                let known = known(library);
                let near = did_you_mean(reference, &known);
                let hint = near.unwrap_or_else(|| format!("known are {}", known.join(", ")));
                format!("there is no scenario `{reference}`: {hint}")
            })
    }
}

/// Every scenario, as it can be asked for.
fn known(library: &Library) -> Vec<String> {
    let mut known = Vec::new();
    for entry in library.of_kind(Kind::Lifecycle) {
        if let Matter::Lifecycle(lifecycle) = &entry.matter {
            let scenarios = lifecycle.scenarios.iter();
            known.extend(scenarios.map(|one| format!("{}/{}", entry.slug(), one.id.value)));
        }
    }
    known
}

// Writing to a string cannot fail.
fn write(words: &Words, lifecycle: &Lifecycle, scenario: &Scenario) -> String {
    let states = states(lifecycle, scenario);
    let mut out = format!("{}: {}\n", lifecycle.title.value, scenario.title);
    let _ = writeln!(out, "{}", scenario.summary.trim());
    let count = states.len().to_string();
    for (number, state) in (1..).zip(&states) {
        let number = i32::to_string(&number);
        let place = fill(words.walk.count, &[("number", &number), ("count", &count)]);
        let said = sentence(words, lifecycle, state);
        let title = &state.step.title;
        let stop = if title.ends_with(['.', '?', '!', '…']) {
            ""
        } else {
            "."
        };
        let _ = writeln!(out, "\n{place}: {title}{stop} {said}");
        let _ = writeln!(out, "{}", state.step.say.trim());
        if let Some(pick) = &state.step.pick {
            let values = [("chosen", &*pick.chosen.value), ("because", &*pick.because)];
            let _ = writeln!(out, "{}", fill(words.walk.picked, &values));
        }
        message(&mut out, state);
        if let Some(fork) = &state.step.fork {
            let _ = writeln!(out, "{}", fork.question);
            for option in fork.options.iter() {
                let _ = writeln!(out, "  {}: {}", option.label, option.to.value);
            }
        }
        if let Some(check) = &state.step.check {
            let _ = writeln!(out, "{}", check.question.value);
            for answer in check.answers.iter() {
                let verdict = if answer.right {
                    words.walk.right
                } else {
                    words.walk.wrong
                };
                let _ = writeln!(out, "  {}: {verdict} {}", answer.label, answer.because);
            }
        }
    }
    out
}

/// The message of a step, a header a line, each with a sign of what happened to it.
pub(crate) fn message(out: &mut String, state: &State<'_>) {
    let Some(message) = state.message.as_ref() else {
        return;
    };
    if message.sealed() {
        let _ = writeln!(out, "  {}", message.hex.unwrap_or_default());
        return;
    }
    if let Some(line) = &message.start_line {
        let _ = writeln!(out, "    {line}");
    }
    for line in &state.lines {
        let sign = match line.change {
            Change::Same => ' ',
            Change::Added => '+',
            Change::Changed => '~',
            Change::Removed => '-',
        };
        let _ = writeln!(out, "  {sign} {}: {}", line.name, line.value);
    }
}
