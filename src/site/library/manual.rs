//! The rules of the press as Markdown, written from the types that enforce them.

use glassbox_model::{
    Severity, catalogue,
    content::{
        Common, Hours, Lifecycle, OnCall, Path, Person, Portal, Publication, Reference, Runbook,
        Tag, Talk,
    },
    manual::{KeyDoc, RecordDoc, Shape, WordDoc},
};

/// A part of the reference: a heading of level 2, and a list of keys for each record, or the checks.
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
    let keys = || records.iter().flat_map(|record| record.keys);
    for key in keys() {
        let (name, value, doc) = (key.name, value(key), key.doc.trim());
        *out += &format!("- `{name}`: {value}\\\n  {doc}\n");
        for word in words(key) {
            *out += &format!("  - `{}`: {}\n", word.word, word.doc.trim());
        }
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

/// The words that a key takes.
fn words(key: &KeyDoc) -> &'static [WordDoc] {
    match key.shape {
        Shape::Choice(words) => words,
        Shape::List(Shape::Choice(words)) => words,
        _ => &[],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_has_every_key_with_its_value_and_its_words() {
        let talk = markdown(Reference::Talk);
        assert!(talk.contains("\n## Keys of a talk\n"), "{talk}");
        let speakers = "\n- `speakers`: a list, each a text; **needed**\\\n  Who speaks";
        assert!(talk.contains(speakers), "{talk}");
        let status = "\n- `status`: a word; left out: `planned`\\\n  ";
        assert!(talk.contains(status), "{talk}");
        let words = "\n  - `planned`: It is to come.\n  - `given`: ";
        assert!(talk.contains(words), "{talk}");
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
