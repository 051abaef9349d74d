//! From a [`Node`] to a typed record, reporting all that is wrong at once.
//!
//! [`record!`](crate::record) declares a struct, its keys and their documentation in one place;
//! the same list decodes a file, names unknown keys and writes the reference in the manual.

mod scalar;

use std::ops::{Deref, Range};

use scalar::wrong_type;
pub use scalar::{from_scalar, from_word, not_in_the_calendar};

use crate::{
    catalogue::Code,
    diagnostic::{Diagnostic, Source, did_you_mean},
    manual::Shape,
    node::{Key, Node, Value},
};

/// Where decoding happens: the file, and what was found wrong so far.
#[derive(Debug)]
pub struct Decoder<'a> {
    /// The file.
    pub source: &'a Source,
    /// What is wrong, in the order it was found.
    pub diagnostics: &'a mut Vec<Diagnostic>,
}

impl Decoder<'_> {
    fn error(&mut self, code: Code, span: &Range<usize>, message: String, hint: Option<String>) {
        let diagnostic = self.source.finding(code, span, message).maybe_hint(hint);
        self.diagnostics.push(diagnostic);
    }
}

/// A value with the bytes it was read from.
#[derive(Clone, Debug, PartialEq, Eq, Default)]
pub struct Spanned<T> {
    /// The value.
    pub value: T,
    /// The bytes of the file.
    pub span: Range<usize>,
}

impl<T> Deref for Spanned<T> {
    type Target = T;
    fn deref(&self) -> &T {
        &self.value
    }
}

/// What a [`Node`] can become.
pub trait FromNode: Sized {
    /// What the author should write, with an example: `a date such as 2026-11-30`.
    const EXPECTED: &'static str;

    /// The same for the manual.
    const SHAPE: Shape = Shape::Value(Self::EXPECTED);

    /// Whether a file may leave the key out.
    const OPTIONAL: bool = false;

    /// The value of a node; `None` after reporting what is wrong.
    fn from_node(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self>;

    /// The value when the key is not there.
    fn absent() -> Option<Self> {
        None
    }
}

impl<T: FromNode> FromNode for Option<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    const SHAPE: Shape = T::SHAPE;
    const OPTIONAL: bool = true;
    fn from_node(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        match node.value {
            Value::Null => Some(None),
            _ => T::from_node(node, decoder).map(Some),
        }
    }
    fn absent() -> Option<Self> {
        Some(None)
    }
}

impl<T: FromNode> FromNode for Spanned<T> {
    const EXPECTED: &'static str = T::EXPECTED;
    const SHAPE: Shape = T::SHAPE;
    fn from_node(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let value = T::from_node(node, decoder)?;
        let span = node.span.clone();
        Some(Spanned { value, span })
    }
}

impl<T: FromNode> FromNode for Vec<T> {
    const EXPECTED: &'static str = "a list such as [one, two]";
    const SHAPE: Shape = Shape::List(&T::SHAPE);
    const OPTIONAL: bool = true;
    fn from_node(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        match &node.value {
            Value::Null => Some(Vec::new()),
            Value::List(nodes) => Some(
                nodes
                    .iter()
                    .filter_map(|node| T::from_node(node, decoder))
                    .collect(),
            ),
            Value::Scalar { text, quoted } => {
                let quote = if *quoted { "\"" } else { "" };
                let hint = format!("write `[{quote}{text}{quote}]`");
                wrong_type(node, Self::EXPECTED, hint, decoder)
            }
            Value::Map(_) => {
                let hint = "write the values between `[` and `]`".to_owned();
                wrong_type(node, Self::EXPECTED, hint, decoder)
            }
        }
    }
    fn absent() -> Option<Self> {
        Some(Vec::new())
    }
}

/// The keys of one map, taken one after the other; [`Fields::finish`] names those nobody took.
#[derive(Debug)]
pub struct Fields<'n> {
    entries: &'n [(Key, Node)],
    span: Range<usize>,
    known: Vec<&'static str>,
}

impl<'n> Fields<'n> {
    /// The fields of a map; an empty file has none.
    pub fn of(node: &'n Node, decoder: &mut Decoder<'_>) -> Option<Fields<'n>> {
        let entries: &[(Key, Node)] = match &node.value {
            Value::Map(entries) => entries,
            Value::Null => &[],
            _ => {
                let hint = "write keys, each with its value".to_owned();
                return wrong_type(
                    node,
                    "keys and values such as `title: HAProxy`",
                    hint,
                    decoder,
                );
            }
        };
        Some(Fields {
            entries,
            span: node.span.clone(),
            known: Vec::new(),
        })
    }

    /// The value of `name`; `None` after reporting that it is missing or wrong.
    pub fn take<T: FromNode>(
        &mut self,
        name: &'static str,
        decoder: &mut Decoder<'_>,
    ) -> Option<T> {
        match self.find(name) {
            Some(node) => T::from_node(node, decoder),
            None => T::absent().or_else(|| {
                decoder.error(
                    Code::MissingKey,
                    &(self.span.start..self.span.start),
                    format!("missing key `{name}`"),
                    Some(format!("add `{name}`: {}", T::EXPECTED)),
                );
                None
            }),
        }
    }

    /// The value of `name`, or `default` when it is not there.
    pub fn take_or<T: FromNode>(
        &mut self,
        name: &'static str,
        default: T,
        decoder: &mut Decoder<'_>,
    ) -> Option<T> {
        match self.find(name) {
            Some(node) => T::from_node(node, decoder),
            None => Some(default),
        }
    }

    fn find(&mut self, name: &'static str) -> Option<&'n Node> {
        self.known.push(name);
        let entries = self.entries;
        entries
            .iter()
            .find(|(key, _)| key.name == name)
            .map(|(_, node)| node)
    }

    /// Reports every key that was never asked for.
    pub fn finish(self, decoder: &mut Decoder<'_>) {
        for (key, _) in self.entries {
            if !self.known.contains(&key.name.as_str()) {
                let hint = did_you_mean(&key.name, self.known.iter().copied())
                    .unwrap_or_else(|| format!("known keys: {}", self.known.join(", ")));
                let message = format!("unknown key `{}`", key.name);
                decoder.error(Code::UnknownKey, &key.span, message, Some(hint));
            }
        }
    }
}

/// A struct that is read from some keys of a map.
pub trait Record: Sized {
    /// Takes its keys; `None` after reporting what is missing or wrong.
    fn take(fields: &mut Fields<'_>, decoder: &mut Decoder<'_>) -> Option<Self>;
}

/// Reads a whole map as a record: every key must be one of the record's.
pub fn from_map<T: Record>(node: &Node, decoder: &mut Decoder<'_>) -> Option<T> {
    let mut fields = Fields::of(node, decoder)?;
    let record = T::take(&mut fields, decoder);
    fields.finish(decoder);
    record
}

/// Declares a record: a struct whose fields are the keys of a map.
///
/// A field's type says whether the key may be left out (`Option`, `Vec`), `= value` gives a
/// default, and the field's documentation becomes the manual's.
#[macro_export]
macro_rules! record {
    ($(#[doc = $about:literal])* pub struct $name:ident {
        $($(#[doc = $doc:literal])+ pub $field:ident: $type:ty $(= $default:expr)?,)*
    }) => {
        $(#[doc = $about])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name {
            $($(#[doc = $doc])+ pub $field: $type,)*
        }

        impl $name {
            /// The record and its keys, for the manual.
            pub const DOC: $crate::manual::RecordDoc = $crate::manual::RecordDoc {
                about: concat!($($about),*),
                keys: &[$($crate::manual::KeyDoc {
                    name: stringify!($field),
                    shape: <$type as $crate::decode::FromNode>::SHAPE,
                    optional: <$type as $crate::decode::FromNode>::OPTIONAL $(|| { let _ = stringify!($default); true })?,
                    default: $crate::record!(@default $type $(, $default)?),
                    doc: concat!($($doc),+),
                },)*],
            };
        }

        impl $crate::decode::Record for $name {
            fn take(
                fields: &mut $crate::decode::Fields<'_>,
                decoder: &mut $crate::decode::Decoder<'_>,
            ) -> Option<Self> {
                // All keys are taken before the first missing one ends it: all errors at once.
                $(let $field: Option<$type> =
                    $crate::record!(@take fields, decoder, $field $(, $default)?);)*
                Some($name { $($field: $field?,)* })
            }
        }

        impl $crate::decode::FromNode for $name {
            const EXPECTED: &'static str = "a table of keys and values";
            const SHAPE: $crate::manual::Shape = $crate::manual::Shape::Record(&$name::DOC);
            fn from_node(
                node: &$crate::node::Node,
                decoder: &mut $crate::decode::Decoder<'_>,
            ) -> Option<Self> {
                $crate::decode::from_map(node, decoder)
            }
        }
    };
    (@take $fields:ident, $decoder:ident, $field:ident) => {
        $fields.take(stringify!($field), $decoder)
    };
    (@take $fields:ident, $decoder:ident, $field:ident, $default:expr) => {
        $fields.take_or(stringify!($field), $default, $decoder)
    };
    (@default $type:ty) => { None };
    (@default $type:ty, $default:expr) => {
        Some(|| {
            let default: $type = $default;
            $crate::manual::Written::written(&default)
        })
    };
}

/// Declares an enum whose variants are words in a file.
#[macro_export]
macro_rules! choice {
    ($(#[doc = $about:literal])* pub enum $name:ident: $expected:literal {
        $($(#[doc = $doc:literal])+ $variant:ident = $word:literal,)*
    }) => {
        $(#[doc = $about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum $name {
            $($(#[doc = $doc])+ $variant,)*
        }

        impl $name {
            /// The word for it in files, classes and the interface.
            pub fn word(self) -> &'static str {
                match self {
                    $($name::$variant => $word,)*
                }
            }
        }

        impl $crate::manual::Written for $name {
            fn written(&self) -> String {
                self.word().to_owned()
            }
        }

        impl $crate::decode::FromNode for $name {
            const EXPECTED: &'static str = $expected;
            const SHAPE: $crate::manual::Shape = $crate::manual::Shape::Choice(&[
                $($crate::manual::WordDoc { word: $word, doc: concat!($($doc),+) },)*
            ]);
            fn from_node(
                node: &$crate::node::Node,
                decoder: &mut $crate::decode::Decoder<'_>,
            ) -> Option<Self> {
                let $crate::manual::Shape::Choice(words) = Self::SHAPE else {
                    return None;
                };
                $crate::decode::from_word(node, Self::EXPECTED, words, decoder, |text| match text {
                    $($word => Some($name::$variant),)*
                    _ => None,
                })
            }
        }
    };
}
