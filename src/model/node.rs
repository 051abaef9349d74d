//! Front matter and data files as a tree that remembers where each part stands.
//!
//! YAML and TOML both become [`Node`]s, so every rule about content is written once. Scalars keep
//! their text: the key that wants a date or a number reads it, and `no` or `1.0` stay what the
//! author typed.

use std::ops::Range;

/// A value with the bytes it stands at.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// The bytes of the file.
    pub span: Range<usize>,
    /// The value.
    pub value: Value,
}

/// What a node holds.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Nothing: an empty value or YAML's `null`.
    Null,
    /// One word, number, date or text, as typed.
    Scalar {
        /// The text without quotes and escapes.
        text: String,
        /// True when it was quoted: never a number then.
        quoted: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// Keys and values in the order of the file.
    Map(Vec<(Key, Node)>),
}

/// A key of a map.
#[derive(Clone, Debug, PartialEq)]
pub struct Key {
    /// Its name.
    pub name: String,
    /// The bytes of the file.
    pub span: Range<usize>,
}

impl Node {
    /// What the value is, for messages: `a list`.
    pub fn what(&self) -> &'static str {
        match &self.value {
            Value::Null => "nothing",
            Value::Scalar { .. } => "a text",
            Value::List(_) => "a list",
            Value::Map(_) => "a table",
        }
    }
}
