//! Findings as annotations: workflow commands of GitHub Actions, which Gitea and Forgejo read, too.
//!
//! `::error file=…,line=…,col=…,title=…::message`
//! (<https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands>).

use std::{
    io::{self, Write},
    path::Path,
};

use glassbox_model::Diagnostic;

use super::place;

/// Writes one command a finding.
///
/// # Errors
///
/// When `out` cannot be written to.
pub(crate) fn write(mut out: impl Write, content: &Path, found: &[Diagnostic]) -> io::Result<()> {
    let content = place::in_repository(content);
    for Diagnostic {
        path,
        line,
        column,
        severity,
        code,
        message,
        hint,
    } in found
    {
        let file = place::slashed(&place::here(&content, path));
        let hint = hint.iter().map(|hint| format!("\nhint: {hint}"));
        let text: String = std::iter::once(message.clone()).chain(hint).collect();
        writeln!(
            out,
            "::{severity} file={},line={line},col={column},title={}::{}",
            property(&file),
            code.check().name,
            data(&text),
        )?;
    }
    Ok(())
}

/// A message on one line.
fn data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

/// A value among the properties, which `:` and `,` would end.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
