//! What a message looks like on a part of its way, and what happened to it since.

use crate::content::{Header, Lifecycle, Message, MessageKind, Scenario, Trust};

/// What stands for the scenario's example in a first line.
const EXAMPLE: &str = "{example}";

/// A message with all that it keeps of its earlier self.
#[derive(Clone, Debug, PartialEq)]
pub struct Snapshot<'a> {
    /// The id of what it was at first: messages with one origin are one message on its way.
    pub origin: &'a str,
    /// What it is made of.
    pub kind: MessageKind,
    /// Its first line, with the scenario's example in it.
    pub start_line: Option<String>,
    /// Its headers, in the order in which they came.
    pub headers: Vec<&'a Header>,
    /// What follows the headers.
    pub body: Option<&'a str>,
    /// What it looks like to those who cannot read it.
    pub hex: Option<&'a str>,
    /// How large it is.
    pub size: Option<&'a str>,
    /// The nodes that can read it; empty: whoever it passes.
    pub readable_by: Vec<&'a str>,
    /// Headers that some hop has taken away.
    pub removed: Vec<&'a Header>,
}

impl<'a> Snapshot<'a> {
    /// The message of an id as it is in a scenario; `None` when there is none. A chain of bases that runs in a circle
    /// ends where it would begin anew.
    pub fn of(lifecycle: &'a Lifecycle, scenario: &Scenario, id: &str) -> Option<Snapshot<'a>> {
        let find = |id: &str| lifecycle.messages.iter().find(|one| one.id.value == id);
        let mut chain: Vec<&Message> = vec![find(id)?];
        while let Some(base) = chain.last().and_then(|last| last.base.as_ref()) {
            match find(base) {
                Some(base) if !chain.iter().any(|one| one.id.value == base.id.value) => {
                    chain.push(base);
                }
                _ => break,
            }
        }
        let (last, first) = (chain.first()?, chain.last()?);
        let mut snapshot = Snapshot {
            origin: &first.id,
            kind: last.kind,
            start_line: None,
            headers: Vec::new(),
            body: None,
            hex: last.hex.as_deref(),
            size: last.size.as_deref(),
            readable_by: last.readable_by.iter().map(|id| id.as_str()).collect(),
            removed: Vec::new(),
        };
        for message in chain.iter().rev() {
            snapshot.take(message);
        }
        let example = scenario.example.as_deref().unwrap_or_default();
        let line = chain.iter().find_map(|one| one.start_line.as_ref());
        snapshot.start_line = line.map(|line| line.replace(EXAMPLE, example));
        Some(snapshot)
    }

    fn take(&mut self, message: &'a Message) {
        self.body = message.body.as_deref().or(self.body);
        for header in &message.headers {
            let old = self
                .headers
                .iter()
                .position(|one| one.name.eq_ignore_ascii_case(&header.name));
            match (old, header.remove) {
                (Some(at), false) => self.headers[at] = header,
                (None, false) => self.headers.push(header),
                (Some(at), true) => {
                    self.headers.remove(at);
                    self.removed.push(header);
                }
                (None, true) => {}
            }
        }
    }

    /// True when those whom it passes cannot read it.
    pub fn sealed(&self) -> bool {
        self.kind == MessageKind::TlsRecord
    }
}

/// What happened to a header since a message was seen last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is as it was.
    Same,
    /// It is new.
    Added,
    /// It has another value.
    Changed,
    /// It is gone.
    Removed,
}

impl Change {
    /// The word for it in classes and for screen readers.
    pub fn word(self) -> &'static str {
        match self {
            Change::Same => "same",
            Change::Added => "added",
            Change::Changed => "changed",
            Change::Removed => "removed",
        }
    }
}

/// A header with what happened to it.
#[derive(Clone, Debug, PartialEq)]
pub struct Line<'a> {
    /// Its name.
    pub name: &'a str,
    /// Its value; that which it had, if it is gone.
    pub value: &'a str,
    /// The value before, if it was another one.
    pub was: Option<&'a str>,
    /// What happened.
    pub change: Change,
    /// Who did it, or who wrote it in the first place: a node.
    pub by: Option<&'a str>,
    /// What to know about it.
    pub note: Option<&'a str>,
    /// Who is behind its value.
    pub trust: Option<Trust>,
}

/// The headers of a message, marked with what happened since `before`: first those that are there,
/// then those that are gone. Without a `before`, nothing has happened.
pub fn diff<'a>(before: Option<&Snapshot<'a>>, after: &Snapshot<'a>) -> Vec<Line<'a>> {
    let named = |headers: &[&'a Header], name: &str| {
        let mut headers = headers.iter().copied();
        headers.find(|one| one.name.eq_ignore_ascii_case(name))
    };
    let line = |header: &'a Header| {
        let old = before.map(|before| named(&before.headers, &header.name));
        let (change, was) = match old {
            None => (Change::Same, None),
            Some(None) => (Change::Added, None),
            Some(Some(old)) if old.value == header.value => (Change::Same, None),
            Some(Some(old)) => (Change::Changed, Some(old.value.as_str())),
        };
        Line {
            name: &header.name,
            value: &header.value,
            was,
            change,
            by: header.by.as_ref().map(|by| by.as_str()),
            note: header.note.as_deref(),
            trust: header.trust,
        }
    };
    let gone = before.into_iter().flat_map(|before| {
        let gone = before.headers.iter().copied();
        gone.filter(|old| named(&after.headers, &old.name).is_none())
    });
    let gone = gone.map(|old| {
        let remover = named(&after.removed, &old.name);
        Line {
            name: &old.name,
            value: &old.value,
            was: None,
            change: Change::Removed,
            by: remover.and_then(|one| one.by.as_ref().map(|by| by.as_str())),
            note: remover.and_then(|one| one.note.as_deref()),
            trust: old.trust,
        }
    });
    let lines = after.headers.iter().copied().map(line);
    lines.chain(gone).collect()
}
