//! `cargo xtask test`: every check there is, step by step, and one line that counts them all.
//!
//! [`run()`] goes through [`Step`] in order. A step that fails does not keep the later ones from
//! being heard; one that cannot run because of it counts as failed.

mod count;
mod steps;
mod stream;

use std::{
    io::{self, Write},
    process::ExitCode,
    time::{Duration, Instant},
};

use anyhow::Result;
use clap::ValueEnum;

use crate::{
    problem::Problem,
    progress::clock,
    test::{
        count::Tally,
        steps::{Sites, Step},
    },
    workspace::Workspace,
};

/// The arguments of `cargo xtask test`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Run only these steps, in their usual order
    #[arg(long, value_name = "STEPS", value_delimiter = ',')]
    only: Vec<Step>,
    /// Leave these steps out; the summary names them
    #[arg(long, value_name = "STEPS", value_delimiter = ',')]
    skip: Vec<Step>,
}

/// Runs the steps; fails if anything failed.
///
/// # Errors
/// When stdout cannot be written.
pub(crate) fn run(workspace: &Workspace, args: &Args) -> Result<ExitCode> {
    let mut sites = Sites::default();
    let mut results = Vec::new();
    let mut skipped = Vec::new();
    for step in Step::value_variants() {
        if !args.only.is_empty() && !args.only.contains(step) {
            continue;
        }
        if args.skip.contains(step) {
            skipped.push(step.name());
            continue;
        }
        println!("\n== {}: {}", step.name(), step.title());
        io::stdout().flush()?;
        let started = Instant::now();
        let tally = step.run(workspace, &mut sites).unwrap_or_else(|error| {
            eprintln!("error: {error:#}");
            if let Some(problem) = error.downcast_ref::<Problem>() {
                eprintln!("hint: {}", problem.hint());
            }
            Tally::FAILED
        });
        results.push((step.name(), tally, started.elapsed()));
    }
    let total = summarise(&results);
    if !skipped.is_empty() {
        println!("not run, as asked: {}", skipped.join(", "));
    }
    println!("{total}");
    io::stdout().flush()?;
    Ok(if total.failed == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// Prints a line a step, and adds them up.
fn summarise(results: &[(&str, Tally, Duration)]) -> Tally {
    println!();
    for (name, tally, elapsed) in results {
        println!("{name:12} {tally} ({})", clock(*elapsed));
    }
    println!();
    results.iter().map(|(_, tally, _)| *tally).sum()
}
