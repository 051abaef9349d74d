//! `glassbox check`: what is wrong with the content, and where. The findings are the data.

use std::sync::Arc;

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
    if let Some(scenario) = &args.transcript {
        print!("{}", pressed.transcript(scenario).map_err(Error::msg)?);
        return Ok(Outcome::Done);
    }
    match args.format {
        Format::Text => report::diagnostics(anstream::stdout(), content, found)?,
        Format::Json => println!("{}", serde_json::to_string_pretty(found)?),
        Format::Sarif => println!("{:#}", report::sarif::log(content, found)),
        Format::Github => report::github::write(std::io::stdout().lock(), content, found)?,
    }
    let summary = report::summary(found).unwrap_or_else(|| "all is well".to_owned());
    report::note(&format!("{}: {summary}", content.display()));
    match pressed.has_errors() || (args.deny_warnings && !found.is_empty()) {
        true => Ok(Outcome::ContentWrong),
        false => Ok(Outcome::Done),
    }
}
