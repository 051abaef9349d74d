//! A lifecycle diagram with its scenarios as ordered steps.

use glassbox_app::view::{
    Ask, Behind, Check, Fork, Header, Lifecycle, Link, Message, Place, Scenario, Step,
};
use glassbox_model::{
    Kind, Words,
    content::{self, LinkRel, MessageKind},
    lifecycle::{self, Line, State, find, node, sentence, shared, states, way},
    words::fill,
};

use super::Press;
use crate::{
    compiled::Compiled,
    library::Entry,
    lifecycle::{aliases, anchor, drawing, frames, numbers},
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
            id: entry.slug().to_owned(),
            intro: compiled.text(lifecycle.intro.as_ref()),
            outro: compiled.text(lifecycle.outro.as_ref()),
            drawing: drawing(lifecycle),
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
        let states = states(lifecycle, scenario);
        let runbook = scenario
            .runbook
            .as_ref()
            .and_then(|runbook| self.library.get(Kind::Runbook, runbook));
        let steps = states.iter().enumerate();
        Scenario {
            id: scenario.id.value.clone(),
            title: scenario.title.clone(),
            summary: scenario.summary.clone(),
            outcome: scenario.outcome.word(),
            visitor_sees: scenario.visitor_sees.clone(),
            example: scenario.example.clone(),
            evidence: scenario.evidence.clone(),
            runbook: runbook.map(|runbook| self.link(runbook)),
            told: told(lifecycle, scenario),
            numbers: numbers(lifecycle, &states),
            frames: frames(lifecycle, &states, |state| compiled.words(&state.step.say)),
            steps: steps
                .map(|(number, state)| {
                    let next = states.get(number + 1).map(|next| next.step);
                    self.step(lifecycle, scenario, state, next, compiled)
                })
                .collect(),
        }
    }

    fn step(
        &self,
        lifecycle: &content::Lifecycle,
        scenario: &content::Scenario,
        state: &State<'_>,
        next: Option<&content::Step>,
        compiled: &Compiled,
    ) -> Step {
        let step = state.step;
        let pick = step.pick.as_ref();
        let fork = step.fork.as_ref();
        Step {
            anchor: anchor(scenario, &step.id),
            aliases: aliases(scenario, step).collect(),
            title: step.title.clone(),
            sentence: sentence(self.words, lifecycle, state),
            html: compiled.text(Some(&step.say)),
            place: self.place(lifecycle, state),
            message: state
                .message
                .as_ref()
                .map(|_| message(self.words, lifecycle, state)),
            pick: pick.map(|pick| (pick.chosen.value.clone(), pick.because.clone())),
            fork: fork.map(|fork| ways(lifecycle, scenario, next, fork)),
            check: step.check.as_ref().map(|check| Check {
                question: check.question.value.clone(),
                answers: check
                    .answers
                    .iter()
                    .map(|one| (one.label.clone(), one.right, one.because.clone()))
                    .collect(),
            }),
            links: step
                .links
                .iter()
                .filter_map(|link| self.step_link(link))
                .collect(),
            ask: self.ask(lifecycle, state),
        }
    }

    /// Where a step happens: a node with what it is for, or the way between two.
    fn place(&self, diagram: &content::Lifecycle, state: &State<'_>) -> Option<Place> {
        Some(match state.place? {
            lifecycle::Place::Node(node) => {
                let page = node.component.as_ref();
                let page = page.and_then(|id| self.library.get(Kind::Component, id));
                let why = node.why.as_deref().map(str::trim).unwrap_or_default();
                Place {
                    title: node.title.clone(),
                    href: page.map(|page| self.urls.page(&page.id)),
                    with: node.software.clone(),
                    about: format!("{} {why}", node.what.trim()).trim_end().to_owned(),
                }
            }
            lifecycle::Place::Edge(edge) => {
                let port = edge.port.map(|port| port.to_string());
                let port = port.map(|port| fill(self.words.walk.port, &[("port", &port)]));
                let with: Vec<_> = edge.protocol.clone().into_iter().chain(port).collect();
                Place {
                    title: way(self.words, diagram, edge, state.step.dir),
                    with: (!with.is_empty()).then(|| with.join(", ")),
                    ..Place::default()
                }
            }
        })
    }

    /// Who can explain what happens at the place of a step: the first of those who know its
    /// component, and can be asked.
    fn ask(&self, diagram: &content::Lifecycle, state: &State<'_>) -> Option<Ask> {
        let place = match state.place? {
            lifecycle::Place::Node(node) => node,
            lifecycle::Place::Edge(edge) => node(diagram, &edge.to)?,
        };
        let component = place.component.as_ref()?;
        let page = self.library.get(Kind::Component, component)?;
        let experts = self.experts(page);
        let expert = experts
            .iter()
            .find(|expert| expert.next.is_some())
            .or(experts.first())?;
        // The way to the calendar, with the component as the topic.
        let next = expert.next.clone().map(|mut window| {
            window.href = expert.book.clone().unwrap_or(window.href);
            window
        });
        Some(Ask {
            person: expert.person.clone(),
            next,
        })
    }

    /// A link of a step. What is behind a page of this portal is known, of others their author says it.
    fn step_link(&self, link: &content::LifecycleLink) -> Option<(Behind, Link)> {
        let href = self.urls.reference(&link.href).ok()?;
        let title = link.title.clone();
        let written = |title: String| Link {
            title,
            href: href.clone(),
            language: None,
        };
        let Ok(target) = self.urls.target(&link.href) else {
            let behind = match link.rel {
                LinkRel::Guide => Behind::Page(Kind::Guide),
                LinkRel::Talk => Behind::Page(Kind::Talk),
                LinkRel::Runbook => Behind::Page(Kind::Runbook),
                LinkRel::Component => Behind::Page(Kind::Component),
                LinkRel::OfficeHours => Behind::Page(Kind::OfficeHours),
                LinkRel::Code => Behind::Code,
                LinkRel::Dashboard => Behind::Dashboard,
            };
            let title = title.unwrap_or_else(|| link.href.value.clone());
            return Some((behind, written(title)));
        };
        let Some(entry) = self.library.entries.get(target.page) else {
            let kind = Kind::of_folder(target.page);
            let title = title.unwrap_or_else(|| self.words.kind(kind).title.to_owned());
            return Some((Behind::Page(kind), written(title)));
        };
        let link = match title {
            Some(title) => written(title),
            None => Link {
                href,
                ..self.link(entry)
            },
        };
        Some((Behind::Page(entry.kind), link))
    }
}

/// The steps that other scenarios tell, with links to these.
fn told(lifecycle: &content::Lifecycle, scenario: &content::Scenario) -> Vec<(usize, usize, Link)> {
    let mut first = 1;
    let told = shared(lifecycle, scenario)
        .into_iter()
        .map(|(teller, last)| {
            let link = Link {
                title: teller.title.clone(),
                href: format!("#{}", teller.id.value),
                language: None,
            };
            (std::mem::replace(&mut first, last + 1), last, link)
        });
    told.collect()
}

/// The ways on from a fork; the one that this scenario takes is marked.
fn ways(
    lifecycle: &content::Lifecycle,
    scenario: &content::Scenario,
    next: Option<&content::Step>,
    fork: &content::Fork,
) -> Fork {
    let options = fork.options.iter().filter_map(|option| {
        let (to, at) = find(lifecycle, &option.to)?;
        let step = *glassbox_model::lifecycle::steps(lifecycle, to).get(at)?;
        let taken = next.is_some_and(|next| std::ptr::eq(next, step));
        let through = if taken { scenario } else { to };
        let link = Link {
            title: option.label.clone(),
            href: format!("#{}", anchor(through, &step.id)),
            language: None,
        };
        Some((link, to.outcome.word(), taken))
    });
    Fork {
        question: fork.question.clone(),
        options: options.collect(),
    }
}

fn message(words: &Words, lifecycle: &content::Lifecycle, state: &State<'_>) -> Message {
    let said = &words.walk;
    let Some(message) = &state.message else {
        return Message::default();
    };
    let title = |id: &str| {
        node(lifecycle, id)
            .map_or(id, |node| &node.title)
            .to_owned()
    };
    let header = |line: &Line<'_>| Header {
        name: line.name.to_owned(),
        value: line.value.to_owned(),
        was: line.was.map(str::to_owned),
        change: line.change.word(),
        by: line.by.map(title),
        note: line.note.map(str::to_owned),
        trust: line.trust.map(content::Trust::word),
    };
    let owned = |text: Option<&str>| text.map(str::to_owned);
    let sealed = message.sealed();
    let start = message.start_line.clone().filter(|_| !sealed);
    Message {
        title: match message.kind {
            MessageKind::Packets => said.packets,
            MessageKind::TlsRecord => said.tls_record,
            MessageKind::HttpRequest => said.request,
            MessageKind::HttpResponse => said.answer,
            MessageKind::FileRead => said.file,
            MessageKind::Call => said.call,
            MessageKind::None => said.empty,
        },
        start: start.map(|line| (line, state.start_was.clone())),
        headers: match sealed {
            true => Vec::new(),
            false => state.lines.iter().map(header).collect(),
        },
        body: owned(message.body.filter(|_| !sealed)),
        hex: owned(message.hex),
        size: owned(message.size),
        sealed,
        readers: message.readable_by.iter().map(|id| title(id)).collect(),
    }
}
