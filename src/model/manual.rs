//! The keys of every file as data, so that the manual is written by what decodes the files.
//!
//! [`record!`](crate::record) and [`choice!`](crate::choice) fill these values from the same lines
//! that declare a field or a word: what they say cannot differ from what a file may hold.

use chrono::Weekday;

use crate::decode::Spanned;

/// A record, described.
#[derive(Clone, Copy, Debug)]
pub struct RecordDoc {
    /// What it is, in Markdown.
    pub about: &'static str,
    /// Its keys, in the order of the manual.
    pub keys: &'static [KeyDoc],
}

/// One key of a record, described.
#[derive(Clone, Copy, Debug)]
pub struct KeyDoc {
    /// The key.
    pub name: &'static str,
    /// What its value is.
    pub shape: Shape,
    /// True when a file may leave it out.
    pub optional: bool,
    /// What holds when it is left out, as it would be written; `None` when nothing does.
    pub default: Option<fn() -> String>,
    /// What it is for, in Markdown.
    pub doc: &'static str,
}

/// What a value is.
#[derive(Clone, Copy, Debug)]
pub enum Shape {
    /// A single value; what to write, with an example.
    Value(&'static str),
    /// One of these words.
    Choice(&'static [WordDoc]),
    /// Keys and values of its own.
    Record(&'static RecordDoc),
    /// Any number of these.
    List(&'static Shape),
}

/// A word of a choice, described.
#[derive(Clone, Copy, Debug)]
pub struct WordDoc {
    /// The word.
    pub word: &'static str,
    /// What it means, in Markdown.
    pub doc: &'static str,
}

/// What a default is written as.
pub trait Written {
    /// The value as a file would hold it.
    fn written(&self) -> String;
}

impl Written for String {
    fn written(&self) -> String {
        format!("{self:?}")
    }
}

impl Written for u32 {
    fn written(&self) -> String {
        self.to_string()
    }
}

impl Written for bool {
    fn written(&self) -> String {
        self.to_string()
    }
}

impl Written for Vec<Weekday> {
    fn written(&self) -> String {
        let names = self.iter().map(|day| format!("{day:?}").to_lowercase());
        format!("{:?}", names.collect::<Vec<_>>())
    }
}

impl<T: Written> Written for Spanned<T> {
    fn written(&self) -> String {
        self.value.written()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::content::{Hours, Portal, Talk};

    fn key(record: RecordDoc, name: &str) -> KeyDoc {
        let found = record.keys.iter().find(|key| key.name == name);
        *found.expect("the record has the key")
    }

    #[test]
    fn a_key_knows_its_value_and_its_default() {
        let length = key(Hours::DOC, "slot_minutes");
        assert!(length.optional);
        assert_eq!(
            length.default.map(|default| default()).as_deref(),
            Some("30")
        );
        assert!(matches!(length.shape, Shape::Value(expected) if expected.contains("number")));

        let name = key(Portal::DOC, "name");
        let written = name.default.map(|default| default());
        assert_eq!(written.as_deref(), Some("\"Glassbox\""));

        let from = key(Hours::DOC, "from");
        assert!(!from.optional && from.default.is_none());
    }

    #[test]
    fn choices_and_records_are_described_inside_lists_and_options() {
        let status = key(Talk::DOC, "status");
        let Shape::Choice(words) = status.shape else {
            panic!("a choice");
        };
        assert_eq!(words[0].word, "planned");
        assert_eq!(words[0].doc.trim(), "It is to come.");
        assert_eq!(
            status.default.map(|default| default()).as_deref(),
            Some("planned")
        );

        let Shape::List(Shape::Record(topic)) = key(Hours::DOC, "topics").shape else {
            panic!("a list of records");
        };
        assert_eq!(topic.keys[0].name, "id");
        assert!(matches!(key(Portal::DOC, "forge").shape, Shape::Record(_)));
    }
}
