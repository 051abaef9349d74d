//! `glassbox explain`: what a check finds, why it matters, and how to mend it.

use std::io::{self, Write};

use anyhow::{Result, bail};
use glassbox_model::{Check, Code, Severity, catalogue, did_you_mean};

use crate::{Outcome, args::Explain};

/// Explains one check, or lists them all.
pub(crate) fn run(args: &Explain) -> Result<Outcome> {
    let mut out = anstream::stdout().lock();
    match &args.check {
        None => list(&mut out)?,
        Some(name) => match Code::named(name) {
            Some(code) => explain(&mut out, code.check())?,
            None => {
                let near = did_you_mean(name, catalogue().iter().map(|check| check.name));
                let hint = near.unwrap_or_else(|| "`glassbox explain` lists them all".to_owned());
                bail!("there is no check `{name}`; {hint}");
            }
        },
    }
    Ok(Outcome::Done)
}

fn list(out: &mut impl Write) -> io::Result<()> {
    for Check {
        name,
        severity,
        summary,
        ..
    } in catalogue()
    {
        writeln!(out, "{name:<20} {severity:<8} {summary}")?;
    }
    Ok(())
}

fn explain(out: &mut impl Write, check: &Check) -> io::Result<()> {
    let Check {
        name,
        severity,
        summary,
        explanation,
        ..
    } = check;
    writeln!(out, "# {name}: {summary}\n\n{explanation}")?;
    match check.fixed {
        true => writeln!(
            out,
            "Always an error: nothing can be pressed until it is mended."
        ),
        false => writeln!(
            out,
            "By default it is {}. In `content/site.toml`:\n\n    [checks]\n    {name} = \"off\"   # or \"warning\", \"error\"",
            match severity {
                Severity::Error => "an error",
                Severity::Warning => "a warning",
            }
        ),
    }
}
