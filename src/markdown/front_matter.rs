//! Front matter: what stands between `---` (YAML) or `+++` (TOML) at the start of a page.

use std::ops::Range;

use glassbox_model::{
    Code, Diagnostic, Source,
    node::{Node, Value},
};

use crate::data;

/// A page in its two parts.
#[derive(Debug)]
pub struct Parts {
    /// The front matter; an empty map when there is none.
    pub matter: Node,
    /// The bytes of the body.
    pub body: Range<usize>,
}

/// Splits a page and reads its front matter.
///
/// # Errors
///
/// A diagnostic for front matter that has no end or does not parse. The body is found in any case,
/// so that its own errors are reported in the same run.
pub fn split(source: &Source) -> (Parts, Vec<Diagnostic>) {
    let text = source.text.as_str();
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let none = |body| Parts {
        matter: Node {
            span: 0..0,
            value: Value::Map(Vec::new()),
        },
        body,
    };
    let Some(fence) = ["---", "+++"]
        .into_iter()
        .find(|fence| is_fence(first_line(&text[start..]), fence))
    else {
        return (none(start..text.len()), Vec::new());
    };

    let matter_start = start + line_len(&text[start..]);
    let mut at = matter_start;
    let end = loop {
        let line = first_line(&text[at..]);
        if is_fence(line, fence) {
            break at;
        }
        at += line_len(&text[at..]);
        if at >= text.len() {
            let opening = start..start + 3;
            let error = source
                .finding(
                    Code::Syntax,
                    &opening,
                    format!("front matter has no closing `{fence}`"),
                )
                .hint(format!("end the front matter with a line `{fence}`"));
            return (none(text.len()..text.len()), vec![error]);
        }
    };
    let body = end + line_len(&text[end..])..text.len();
    let (matter, diagnostics) = match fence {
        "---" => data::yaml(source, matter_start..end),
        _ => data::toml(source, matter_start..end),
    };
    match matter {
        Some(matter) => (Parts { matter, body }, diagnostics),
        None => (none(body), diagnostics),
    }
}

fn is_fence(line: &str, fence: &str) -> bool {
    line.strip_prefix(fence)
        .is_some_and(|rest| rest.trim().is_empty())
}

fn first_line(text: &str) -> &str {
    text.lines().next().unwrap_or_default()
}

fn line_len(text: &str) -> usize {
    text.find('\n').map_or(text.len(), |at| at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(text: &str) -> (Vec<String>, String, usize) {
        let source = Source::new("a.md", text);
        let (parts, diagnostics) = split(&source);
        let Value::Map(entries) = parts.matter.value else {
            panic!("front matter is a map");
        };
        (
            entries.into_iter().map(|(key, _)| key.name).collect(),
            source.text[parts.body].to_owned(),
            diagnostics.len(),
        )
    }

    #[test]
    fn yaml_toml_and_none() {
        let yaml = keys("---\ntitle: A\ntags: [b]\n---\nbody\n");
        assert_eq!(
            yaml,
            (vec!["title".into(), "tags".into()], "body\n".into(), 0)
        );
        let toml = keys("+++\ntitle = 'A'\n+++\r\nbody");
        assert_eq!(toml, (vec!["title".into()], "body".into(), 0));
        assert_eq!(keys("body\n---\n"), (vec![], "body\n---\n".into(), 0));
        assert_eq!(keys("---\n---\n"), (vec![], String::new(), 0));
    }

    #[test]
    fn an_open_end_is_an_error() {
        assert_eq!(keys("---\ntitle: A\n").2, 1);
    }
}
