//! The key `checks` of `site.toml`: how bad each check is for this portal.

use std::collections::BTreeMap;

use crate::{
    catalogue::{Code, catalogue},
    choice,
    decode::{Decoder, FromNode},
    diagnostic::{Diagnostic, Severity, did_you_mean},
    node::{Key, Node, Value},
};

choice! {
    /// What a portal makes of a check.
    pub enum Level: "off, warning or error" {
        /// What it finds is not said.
        Off = "off",
        /// What it finds is a warning.
        Warning = "warning",
        /// What it finds is an error.
        Error = "error",
    }
}

/// The checks of which a portal makes something else than the catalogue does.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Checks(BTreeMap<Code, Level>);

impl Checks {
    /// What was found, at the severities that hold here and without what is off.
    pub fn apply(&self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let one = |mut diagnostic: Diagnostic| {
            match self.0.get(&diagnostic.code) {
                None => {}
                Some(Level::Off) => return None,
                Some(Level::Warning) => diagnostic.severity = Severity::Warning,
                Some(Level::Error) => diagnostic.severity = Severity::Error,
            }
            Some(diagnostic)
        };
        found.into_iter().filter_map(one).collect()
    }

    fn take(&mut self, key: &Key, node: &Node, decoder: &mut Decoder<'_>) {
        let Some(code) = Code::named(&key.name) else {
            let near = did_you_mean(&key.name, catalogue().iter().map(|check| check.name));
            let hint = near.unwrap_or_else(|| "`glassbox explain` lists all checks".to_owned());
            let message = format!("there is no check `{}`", key.name);
            let error = decoder.source.finding(Code::UnknownKey, &key.span, message);
            decoder.diagnostics.push(error.hint(hint));
            return;
        };
        let Some(level) = Level::from_node(node, decoder) else {
            return;
        };
        if code.check().fixed && level != Level::Error {
            let message = format!("the check `{}` is always an error", key.name);
            let error = decoder.source.finding(Code::BadValue, &node.span, message);
            let hint = "leave the line out: nothing can be pressed from what it finds";
            decoder.diagnostics.push(error.hint(hint));
            return;
        }
        self.0.insert(code, level);
    }
}

impl FromNode for Checks {
    const EXPECTED: &'static str = "a table such as `stale = \"off\"`";
    const OPTIONAL: bool = true;

    fn from_node(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let Value::Map(entries) = &node.value else {
            let message = format!("expected {}, found {}", Self::EXPECTED, node.what());
            let error = decoder.source.finding(Code::WrongType, &node.span, message);
            let hint = "write a line `[checks]` and the checks below it";
            decoder.diagnostics.push(error.hint(hint));
            return None;
        };
        let mut checks = Checks::default();
        for (key, node) in entries {
            checks.take(key, node, decoder);
        }
        Some(checks)
    }

    fn absent() -> Option<Self> {
        Some(Checks::default())
    }
}
