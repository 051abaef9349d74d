//! What is said to the person: diagnostics and failures. Plain without a terminal or with
//! `NO_COLOR`.

use std::{
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

/// Writes every diagnostic as `file:line:column: error: … [check]` with its hint below.
///
/// # Errors
///
/// When `out` cannot be written to.
pub(crate) fn diagnostics(
    mut out: impl Write,
    content: &Path,
    diagnostics: &[Diagnostic],
) -> io::Result<()> {
    for diagnostic in diagnostics {
        let style = match diagnostic.severity {
            Severity::Error => ERROR,
            Severity::Warning => WARNING,
        };
        writeln!(
            out,
            "{BOLD}{}:{}:{}:{BOLD:#} {style}{}{style:#}: {} {FAINT}[{}]{FAINT:#}",
            content.join(&diagnostic.path).display(),
            diagnostic.line,
            diagnostic.column,
            diagnostic.severity,
            diagnostic.message,
            diagnostic.code.check().name,
        )?;
        if let Some(hint) = &diagnostic.hint {
            writeln!(out, "  {HINT}hint{HINT:#}: {hint}")?;
        }
    }
    Ok(())
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

/// Writes a failure of the tool with its causes, to stderr.
pub(crate) fn failure(error: &anyhow::Error) {
    let causes: Vec<_> = error.chain().map(ToString::to_string).collect();
    anstream::eprintln!("{ERROR}error{ERROR:#}: {}", causes.join(": "));
}

/// Writes a remark to stderr.
pub(crate) fn note(text: &str) {
    anstream::eprintln!("{text}");
}
