//! The rules of the press as Markdown, written from the types that enforce them.

use glassbox_model::{
    Severity, catalogue,
    content::{
        Common, Hours, Lifecycle, OnCall, Path, Person, Portal, Publication, Reference, Runbook,
        Tag, Talk,
    },
    manual::{KeyDoc, RecordDoc, Shape},
};

/// A part of the reference: a heading of level 2, and a table of keys for each record, or the checks.
pub(super) fn markdown(about: Reference) -> String {
    let (title, records): (_, &[RecordDoc]) = match about {
        Reference::Site => ("Keys of `site.toml`", &[Portal::DOC]),
        Reference::Tags => ("Keys of each tag in `tags.toml`", &[Tag::DOC]),
        Reference::Page => ("Keys of every page", &[Common::DOC, Publication::DOC]),
        Reference::Talk => ("Keys of a talk", &[Talk::DOC]),
        Reference::Runbook => ("Keys of a runbook", &[Runbook::DOC]),
        Reference::Person => ("Keys of a person", &[Person::DOC, Publication::DOC]),
        Reference::Path => ("Keys of a learning path", &[Path::DOC, Publication::DOC]),
        Reference::OfficeHours => ("Keys of office hours", &[Hours::DOC, Publication::DOC]),
        Reference::OnCall => (
            "Keys of an on-call rotation",
            &[OnCall::DOC, Publication::DOC],
        ),
        Reference::Checks => return checks(),
        Reference::Lifecycle => ("Keys of a lifecycle", &[Lifecycle::DOC, Publication::DOC]),
    };
    let mut out = String::new();
    section(&mut out, 2, title, records);
    out
}

/// The keys of records that share a map, under a heading; then the records inside them, each under
/// a heading one level deeper.
fn section(out: &mut String, level: usize, title: &str, records: &[RecordDoc]) {
    let about: Vec<_> = records.iter().map(|record| record.about.trim()).collect();
    *out += &format!("\n{} {title}\n\n{}\n\n", "#".repeat(level), about.join(" "));
    *out += "| Key | Value | What it says |\n|---|---|---|\n";
    let keys = || records.iter().flat_map(|record| record.keys);
    for key in keys() {
        *out += &format!(
            "| `{}` | {} | {} |\n",
            key.name,
            cell(&value(key)),
            cell(&meaning(key)),
        );
    }
    for key in keys() {
        let (title, inner) = match key.shape {
            Shape::Record(inner) => (format!("In `{}`", key.name), *inner),
            Shape::List(Shape::Record(inner)) => (format!("In each of `{}`", key.name), **inner),
            _ => continue,
        };
        section(out, (level + 1).min(6), &title, &[inner]);
    }
}

/// Every check under a heading of its own.
fn checks() -> String {
    let each = catalogue().iter().map(|check| {
        let severity = match (check.severity, check.fixed) {
            (Severity::Error, true) => "An error, always",
            (Severity::Error, false) => "An error",
            (Severity::Warning, _) => "A warning",
        };
        format!(
            "\n### `{}`\n\n{} *{severity}.*\n\n{}\n",
            check.name,
            check.summary,
            check.explanation.trim()
        )
    });
    format!("\n## Every check\n{}", each.collect::<String>())
}

/// What to write, and what holds when nothing is written.
fn value(key: &KeyDoc) -> String {
    let shape = shape(&key.shape);
    match key.default.map(|default| default()) {
        Some(default) => format!("{shape}; left out: `{default}`"),
        None if key.optional => shape,
        None => format!("{shape}; **needed**"),
    }
}

fn shape(shape: &Shape) -> String {
    match shape {
        Shape::Value(expected) => (*expected).to_owned(),
        Shape::Choice(_) => "a word".to_owned(),
        Shape::Record(_) => "a table".to_owned(),
        Shape::List(Shape::Record(_)) => "any number of tables".to_owned(),
        Shape::List(of) => format!("a list, each {}", self::shape(of)),
    }
}

/// What a key is for, and what each of its words means.
fn meaning(key: &KeyDoc) -> String {
    let words = match key.shape {
        Shape::Choice(words) => words,
        Shape::List(Shape::Choice(words)) => *words,
        _ => &[],
    };
    let mut meaning = key.doc.trim().to_owned();
    for word in words {
        meaning += &format!(" `{}`: {}", word.word, word.doc.trim());
    }
    meaning
}

/// Text for a cell of a table.
fn cell(text: &str) -> String {
    text.replace('|', "\\|")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_every_key_with_its_value_and_its_words() {
        let talk = markdown(Reference::Talk);
        assert!(talk.contains("\n## Keys of a talk\n"), "{talk}");
        assert!(
            talk.contains("| `speakers` | a list, each a text; **needed** | Who speaks"),
            "{talk}"
        );
        let status = talk
            .lines()
            .find(|line| line.contains("`status`"))
            .expect("a row");
        assert!(
            status.contains("| a word; left out: `planned` |"),
            "{status}"
        );
        assert!(
            status.contains(" `planned`: It is to come. `given`: "),
            "{status}"
        );
    }

    #[test]
    fn records_inside_records_follow_under_their_own_heading() {
        let lifecycle = markdown(Reference::Lifecycle);
        assert!(
            lifecycle.contains("\n### In each of `scenarios`\n"),
            "{lifecycle}"
        );
        assert!(
            lifecycle.contains("\n#### In each of `steps`\n"),
            "{lifecycle}"
        );
        assert!(
            lifecycle.contains("\n##### In each of `links`\n"),
            "{lifecycle}"
        );
    }
}
