//! `glassbox`: checks, presses and serves a learning portal.
//!
//! One file a command; [`args`] is what can be typed, [`report`] prints diagnostics. Exit codes:
//! 0 done, 1 the content is wrong, 2 the tool failed.

mod args;
mod backup;
mod bookings;
mod build;
mod check;
mod clock;
mod explain;
mod history;
mod host_link;
mod hours;
mod kept;
mod new;
mod report;
mod restore;
mod serve;

use std::process::ExitCode;

use clap::Parser;

use args::{Args, Command};

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What a command came to.
pub(crate) enum Outcome {
    /// It did what it was asked to.
    Done,
    /// The content is wrong; it has been said what and where.
    ContentWrong,
}

fn main() -> ExitCode {
    let result = match Args::parse().command {
        Command::Check(args) => check::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::New(args) => new::run(&args),
        Command::Bookings(args) => bookings::run(&args),
        Command::HostLink(args) => host_link::run(&args),
        Command::Backup(args) => backup::run(&args),
        Command::Restore(args) => restore::run(&args),
        Command::Explain(args) => explain::run(&args),
    };
    match result {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::ContentWrong) => ExitCode::from(1),
        Err(error) => {
            report::failure(&error);
            ExitCode::from(2)
        }
    }
}
