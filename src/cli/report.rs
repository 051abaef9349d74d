//! What is said to the person: diagnostics and failures. Plain without a terminal or with
//! `NO_COLOR`.

pub(crate) mod github;
mod place;
pub(crate) mod sarif;

use std::{
    collections::BTreeMap,
    io::{self, Write},
    path::Path,
};

use anstyle::{AnsiColor, Style};
use glassbox_model::{Diagnostic, Severity};

const BOLD: Style = Style::new().bold();
const ERROR: Style = AnsiColor::Red.on_default().bold();
const WARNING: Style = AnsiColor::Yellow.on_default().bold();
const FAINT: Style = Style::new().dimmed();
const HINT: Style = AnsiColor::Cyan.on_default().bold();

/// How many findings are written as text: more would push the first ones out of sight.
const MAX_SHOWN: usize = 100;

/// How many checks and files a summary names.
const MAX_NAMED: usize = 10;

/// Writes diagnostics as `file:line:column: error: … [check]` with its hint below; of more
/// than [`MAX_SHOWN`] the errors first, and then how many there are of which kind and where.
///
/// # Errors
///
/// When `out` cannot be written to.
pub(crate) fn diagnostics(
    mut out: impl Write,
    content: &Path,
    diagnostics: &[Diagnostic],
) -> io::Result<()> {
    let mut shown: Vec<_> = diagnostics.iter().collect();
    shown.sort_by_key(|diagnostic| diagnostic.severity);
    shown.truncate(MAX_SHOWN);
    shown.sort();
    for diagnostic in shown {
        let style = match diagnostic.severity {
            Severity::Error => ERROR,
            Severity::Warning => WARNING,
        };
        writeln!(
            out,
            "{BOLD}{}:{}:{}:{BOLD:#} {style}{}{style:#}: {} {FAINT}[{}]{FAINT:#}",
            harmless(&place::here(content, &diagnostic.path).display().to_string()),
            diagnostic.line,
            diagnostic.column,
            diagnostic.severity,
            harmless(&diagnostic.message),
            diagnostic.code.check().name,
        )?;
        if let Some(hint) = &diagnostic.hint {
            writeln!(out, "  {HINT}hint{HINT:#}: {}", harmless(hint))?;
        }
    }
    match diagnostics.len() {
        0..=MAX_SHOWN => Ok(()),
        _ => overview(out, content, diagnostics),
    }
}

/// An author's words as they may be sent to a terminal: neither control characters, which would
/// command it, nor marks that turn the direction of what follows (UAX 9, section 2).
fn harmless(text: &str) -> String {
    let commands =
        |c: char| c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        match commands(c) {
            true => shown.extend(c.escape_default()),
            false => shown.push(c),
        }
    }
    shown
}

/// Writes how many findings there are by check and by file, those with most first.
fn overview(mut out: impl Write, content: &Path, diagnostics: &[Diagnostic]) -> io::Result<()> {
    writeln!(
        out,
        "\n{BOLD}{MAX_SHOWN} of {} are shown{BOLD:#}; `glassbox check --format json` shows all",
        diagnostics.len()
    )?;
    let checks = diagnostics
        .iter()
        .map(|found| found.code.check().name.to_owned());
    let files = diagnostics.iter().map(|found| {
        let path = place::here(content, &found.path);
        harmless(&path.display().to_string())
    });
    most(&mut out, "by check", "checks", checks)?;
    most(&mut out, "by file", "files", files)
}

/// Writes the names that come most often, with how often they come.
fn most(
    out: &mut impl Write,
    title: &str,
    many: &str,
    names: impl Iterator<Item = String>,
) -> io::Result<()> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for name in names {
        *counts.entry(name).or_default() += 1;
    }
    let mut counts: Vec<_> = counts.into_iter().collect();
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    writeln!(out, "{title}:")?;
    for (name, count) in counts.iter().take(MAX_NAMED) {
        writeln!(out, "  {count:>6}  {name}")?;
    }
    let rest = counts.iter().skip(MAX_NAMED);
    match rest.clone().count() {
        0 => Ok(()),
        others => {
            let count: usize = rest.map(|(_, count)| count).sum();
            writeln!(out, "  {count:>6}  in {others} other {many}")
        }
    }
}

/// `2 errors, 1 warning`; `None` when there is nothing to count.
pub(crate) fn summary(diagnostics: &[Diagnostic]) -> Option<String> {
    let count = |severity, one: &str| {
        let n = diagnostics
            .iter()
            .filter(|d| d.severity == severity)
            .count();
        match n {
            0 => None,
            1 => Some(format!("1 {one}")),
            n => Some(format!("{n} {one}s")),
        }
    };
    let counts = [
        count(Severity::Error, "error"),
        count(Severity::Warning, "warning"),
    ];
    let counts: Vec<_> = counts.into_iter().flatten().collect();
    (!counts.is_empty()).then(|| counts.join(", "))
}

/// What came of telling something. That nobody listens any more, as behind `| head`, is no
/// failure: the exit code says the same as it would have.
pub(crate) fn told(written: io::Result<()>) -> io::Result<()> {
    match written {
        Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
        written => written,
    }
}

/// Writes a failure of the tool with its causes, to stderr.
pub(crate) fn failure(error: &anyhow::Error) {
    let causes: Vec<_> = error.chain().map(ToString::to_string).collect();
    note(&format!("{ERROR}error{ERROR:#}: {}", causes.join(": ")));
}

/// Writes a remark to stderr; there is nowhere to say that it could not be.
pub(crate) fn note(text: &str) {
    let _ = writeln!(anstream::stderr(), "{text}");
}
