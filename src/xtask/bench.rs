//! `cargo xtask bench`: how fast the product is, as ratios taken in one run.
//!
//! [`build`] presses folders of Markdown and compares with the least that must be done, the
//! *floor*: pulldown-cmark alone, reading, rendering and writing the same text. [`watch`] measures
//! how long a saved file takes to be served, [`lifecycle`] what a step costs a browser, [`booking`]
//! how many can book at once. [`corpus`] writes the Markdown, [`measure`] runs and weighs processes.

mod booking;
mod build;
mod corpus;
mod lifecycle;
mod measure;
mod server;
mod watch;

use std::process::ExitCode;

use anyhow::Result;
use clap::Subcommand;

use crate::workspace::Workspace;

/// Where corpora and sites are made, relative to the root.
const BENCH: &str = "target/bench";

/// The arguments of `cargo xtask bench`.
#[derive(clap::Args)]
pub(crate) struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// Press folders of Markdown; pages a second, CPU, memory, and the ratio to the floor
    Build(build::Args),
    /// Save a page again and again, and ask until the new text is served
    Watch(watch::Args),
    /// Book office hours, many at once, on both stores; claims a second, and the ratio to the floor
    Booking(booking::Args),
    /// Step through the lifecycles of the built site in a browser slowed four times
    Lifecycle,
}

/// Builds what is measured, optimised, and measures.
///
/// # Errors
/// When something does not compile or fails.
pub(crate) fn run(workspace: &Workspace, args: &Args) -> Result<ExitCode> {
    match &args.what {
        What::Build(args) => build::run(workspace, args)?,
        What::Watch(args) => watch::run(workspace, args)?,
        What::Booking(args) => booking::run(workspace, args)?,
        What::Lifecycle => return lifecycle::run(workspace),
    }
    Ok(ExitCode::SUCCESS)
}
