//! `glassbox check`: what is wrong with the content, and where. The findings are the data.

use std::{io::Write, sync::Arc};

use anyhow::{Error, Result};
use glassbox_site::{Options, press};

use crate::{
    Outcome,
    args::{Check, Format},
    build, clock, report,
};

/// Presses without writing anything, and says what was found.
pub(crate) fn run(args: &Check) -> Result<Outcome> {
    let content = build::existing(&args.content.content)?;
    let pressed = press(&Options {
        public: build::public_beside(content),
        content: content.to_owned(),
        client: None,
        base_path: "/".to_owned(),
        today: clock::today(args.today),
        drafts: true,
        precompress: false,
        cards: None,
        changed: Arc::default(),
    })?;
    let found = &pressed.diagnostics;
    let mut out = std::io::stdout().lock();
    if let Some(scenario) = &args.transcript {
        let transcript = pressed.transcript(scenario).map_err(Error::msg)?;
        report::told(out.write_all(transcript.as_bytes()))?;
        return Ok(Outcome::Done);
    }
    report::told(match args.format {
        Format::Text => report::diagnostics(anstream::AutoStream::auto(out), content, found),
        Format::Json => writeln!(out, "{}", serde_json::to_string_pretty(found)?),
        Format::Sarif => writeln!(out, "{:#}", report::sarif::log(content, found)),
        Format::Github => report::github::write(out, content, found),
    })?;
    let summary = report::summary(found).unwrap_or_else(|| "all is well".to_owned());
    report::note(&format!("{}: {summary}", content.display()));
    match pressed.has_errors() || (args.deny_warnings && !found.is_empty()) {
        true => Ok(Outcome::ContentWrong),
        false => Ok(Outcome::Done),
    }
}
