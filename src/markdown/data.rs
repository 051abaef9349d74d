//! YAML (1.2, by saphyr) and TOML (1.0, by the toml crate) as [`Node`]s.
//!
//! YAML's aliases are refused: a few lines of them can grow without bound. Depth is bounded, too.

use std::ops::Range;

use glassbox_model::{
    Code, Diagnostic, Source,
    node::{Key, Node, Value},
};
use saphyr_parser::{Event, Parser, ScalarStyle, Span};
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// How deep lists and tables may nest.
const MAX_DEPTH: usize = 32;

const TOO_DEEP: &str = "nested deeper than";

/// Reads the bytes `range` of a file as one YAML document.
///
/// # Errors
///
/// A diagnostic for what does not parse, a second document, a duplicate key, an alias, or nesting
/// deeper than 32.
pub fn yaml(source: &Source, range: Range<usize>) -> (Option<Node>, Vec<Diagnostic>) {
    let mut reader = Yaml {
        source,
        first_line: source.position(range.start).0,
        events: Parser::new_from_str(&source.text[range]),
    };
    match reader.document() {
        Ok(node) => {
            let mut diagnostics = Vec::new();
            duplicates(source, &node, &mut diagnostics);
            (Some(node), diagnostics)
        }
        Err(diagnostic) => (None, vec![*diagnostic]),
    }
}

struct Yaml<'s> {
    source: &'s Source,
    first_line: usize,
    events: Parser<'s, saphyr_parser::StrInput<'s>>,
}

type Fallible<T> = Result<T, Box<Diagnostic>>;

impl<'s> Yaml<'s> {
    fn next(&mut self) -> Fallible<(Event<'s>, Span)> {
        match self.events.next_event() {
            Some(Ok(event)) => Ok(event),
            Some(Err(error)) => {
                let at = self.offset(error.marker().line(), error.marker().col());
                Err(self.error(at, error.info().to_owned()))
            }
            None => Err(self.error(self.source.text.len(), "unexpected end".to_owned())),
        }
    }

    fn offset(&self, line: usize, col: usize) -> usize {
        self.source.offset(self.first_line + line - 1, col + 1)
    }

    fn span(&self, span: Span) -> Range<usize> {
        let start = self.offset(span.start.line(), span.start.col());
        start..self.offset(span.end.line(), span.end.col()).max(start)
    }

    fn error(&self, at: usize, message: String) -> Box<Diagnostic> {
        let hint = "front matter is YAML: `key: value` lines; quote texts that hold `: ` or `#`";
        Box::new(unparsed(self.source, &(at..at), &message, hint))
    }

    fn document(&mut self) -> Fallible<Node> {
        let mut root = None;
        loop {
            let (event, span) = self.next()?;
            match event {
                Event::StreamEnd => break,
                Event::Nothing
                | Event::StreamStart
                | Event::DocumentStart(_)
                | Event::DocumentEnd => {}
                event => {
                    let node = self.node(event, span, 0)?;
                    if root.is_some() {
                        return Err(self.error(node.span.start, "a second document".to_owned()));
                    }
                    root = Some(node);
                }
            }
        }
        Ok(root.unwrap_or(Node {
            span: self.offset(1, 0)..self.offset(1, 0),
            value: Value::Map(Vec::new()),
        }))
    }

    fn node(&mut self, event: Event<'s>, span: Span, depth: usize) -> Fallible<Node> {
        let start = self.span(span);
        if depth > MAX_DEPTH {
            return Err(self.error(start.start, TOO_DEEP.to_owned()));
        }
        let value = match event {
            Event::Scalar(text, style, ..) => scalar(&text, style),
            Event::SequenceStart(..) => {
                let mut nodes = Vec::new();
                loop {
                    let (event, span) = self.next()?;
                    if event == Event::SequenceEnd {
                        break;
                    }
                    nodes.push(self.node(event, span, depth + 1)?);
                }
                Value::List(nodes)
            }
            Event::MappingStart(..) => {
                let mut entries = Vec::new();
                loop {
                    let (event, span) = self.next()?;
                    if event == Event::MappingEnd {
                        break;
                    }
                    let key = self.key(event, span)?;
                    let (event, span) = self.next()?;
                    entries.push((key, self.node(event, span, depth + 1)?));
                }
                Value::Map(entries)
            }
            Event::Alias(_) => {
                let message = "an alias (`*name`) is not supported".to_owned();
                return Err(self.error(start.start, message));
            }
            _ => return Err(self.error(start.start, "unexpected content".to_owned())),
        };
        Ok(Node { span: start, value })
    }

    fn key(&mut self, event: Event<'s>, span: Span) -> Fallible<Key> {
        let span = self.span(span);
        match event {
            Event::Scalar(text, ..) => Ok(Key {
                name: text.into_owned(),
                span,
            }),
            _ => Err(self.error(span.start, "a key must be a word".to_owned())),
        }
    }
}

fn scalar(text: &str, style: ScalarStyle) -> Value {
    let quoted = style != ScalarStyle::Plain;
    match text {
        "" | "~" | "null" if !quoted => Value::Null,
        _ => Value::Scalar {
            text: text.to_owned(),
            quoted,
        },
    }
}

fn duplicates(source: &Source, node: &Node, diagnostics: &mut Vec<Diagnostic>) {
    match &node.value {
        Value::List(nodes) => {
            for node in nodes {
                duplicates(source, node, diagnostics);
            }
        }
        Value::Map(entries) => {
            for (at, (key, node)) in entries.iter().enumerate() {
                if entries[..at]
                    .iter()
                    .any(|(other, _)| other.name == key.name)
                {
                    let message = format!("the key `{}` is given twice", key.name);
                    let error = source.finding(Code::Syntax, &key.span, message);
                    diagnostics.push(error.hint("keep one of them"));
                }
                duplicates(source, node, diagnostics);
            }
        }
        Value::Null | Value::Scalar { .. } => {}
    }
}

/// Reads the bytes `range` of a file as TOML.
///
/// # Errors
///
/// A diagnostic for each thing that does not parse, duplicate keys among them.
pub fn toml(source: &Source, range: Range<usize>) -> (Option<Node>, Vec<Diagnostic>) {
    let start = range.start;
    let (table, errors) = DeTable::parse_recoverable(&source.text[range]);
    let diagnostics: Vec<_> = errors
        .iter()
        .map(|error| {
            let span = error.span().unwrap_or_default();
            let message = error.message().lines().next().unwrap_or_default();
            let span = start + span.start..start + span.end;
            unparsed(
                source,
                &span,
                message,
                "this is TOML: `key = \"value\"` lines",
            )
        })
        .collect();
    let node = diagnostics.is_empty().then(|| Node {
        span: start..start,
        value: table_value(table.get_ref(), start),
    });
    (node, diagnostics)
}

/// What a parser says: both have limits of their own to how deep they follow.
fn unparsed(source: &Source, span: &Range<usize>, message: &str, hint: &str) -> Diagnostic {
    if message.contains("recurs") || message.starts_with(TOO_DEEP) {
        let error = source.finding(Code::Syntax, span, format!("{TOO_DEEP} {MAX_DEPTH}"));
        return error.hint("no key wants lists or tables in each other like this");
    }
    // TOML has dates of its own.
    let date = ["invalid date", "invalid time"]
        .iter()
        .any(|bad| message.starts_with(bad));
    let code = if date { Code::BadDate } else { Code::Syntax };
    source.finding(code, span, message).hint(match date {
        true => "write a date as 2026-11-30, a time of day as \"15:00\"",
        false => hint,
    })
}

fn table_value(table: &DeTable<'_>, start: usize) -> Value {
    let mut entries: Vec<_> = table
        .iter()
        .map(|(key, value)| {
            let span = key.span();
            let key = Key {
                name: key.get_ref().to_string(),
                span: start + span.start..start + span.end,
            };
            (key, toml_node(value, start))
        })
        .collect();
    entries.sort_by_key(|(key, _)| key.span.start);
    Value::Map(entries)
}

fn toml_node(value: &Spanned<DeValue<'_>>, start: usize) -> Node {
    let span = value.span();
    let plain = |text: String| Value::Scalar {
        text,
        quoted: false,
    };
    let value = match value.get_ref() {
        DeValue::String(text) => Value::Scalar {
            text: text.to_string(),
            quoted: true,
        },
        DeValue::Integer(number) => plain(number.to_string()),
        DeValue::Float(number) => plain(number.to_string()),
        DeValue::Boolean(truth) => plain(truth.to_string()),
        DeValue::Datetime(date) => plain(date.to_string()),
        DeValue::Array(values) => {
            Value::List(values.iter().map(|value| toml_node(value, start)).collect())
        }
        DeValue::Table(table) => table_value(table, start),
    };
    Node {
        span: start + span.start..start + span.end,
        value,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn messages(text: &str) -> Vec<String> {
        let source = Source::new("a", text);
        let (_, diagnostics) = yaml(&source, 0..text.len());
        diagnostics
            .iter()
            .map(|d| format!("{}:{}: {}", d.line, d.column, d.message))
            .collect()
    }

    #[test]
    fn yaml_errors_have_a_place() {
        assert_eq!(
            messages("a: 1\nb: *x\n"),
            ["2:4: while parsing node, found unknown anchor"]
        );
        assert_eq!(
            messages("a: 1\nü: 2\na: 3\n"),
            ["3:1: the key `a` is given twice"]
        );
        assert_eq!(messages("a: [1\n").len(), 1);
        assert_eq!(
            messages("b: &x 1\na: *x\n"),
            ["2:4: an alias (`*name`) is not supported"]
        );
        let deep = format!("a: {}1{}", "[".repeat(60), "]".repeat(60));
        assert_eq!(messages(&deep), ["1:36: nested deeper than 32"]);
    }

    #[test]
    fn toml_spans_are_the_files() {
        let source = Source::new("a", "+++\nkey = 'x'\n[t]\nn = 2026-11-30\n+++");
        let (node, diagnostics) = toml(&source, 4..source.text.len() - 3);
        assert!(diagnostics.is_empty());
        let Some(Value::Map(entries)) = node.map(|node| node.value) else {
            panic!("a table");
        };
        assert_eq!(&source.text[entries[0].0.span.clone()], "key");
        let Value::Map(inner) = &entries[1].1.value else {
            panic!("a table");
        };
        assert_eq!(&source.text[inner[0].1.span.clone()], "2026-11-30");
    }
}
