//! `cargo xtask`: sets up what building the site needs, then serves, builds or tests it.
//!
//! [`main`] reads the arguments and hands over to one module a command: [`serve`], [`site`],
//! [`mod@test`], [`mod@bench`] and, hidden because only Trunk calls it, [`hook`]. They share [`workspace`] (where
//! things are), [`run`] (child processes), [`setup`] (tools) and [`client`] (the WebAssembly
//! bundle and whether it is up to date).

mod bench;
mod client;
mod fingerprint;
mod hook;
mod lock;
mod problem;
mod progress;
mod run;
mod serve;
mod setup;
mod site;
mod test;
mod workspace;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::{problem::Problem, workspace::Workspace};

/// Set up, serve, build and test this repository's site
///
/// What is missing is installed first: the wasm32 target, Trunk, wasm-bindgen and wasm-opt.
/// The tools go into a folder of your cache directory that all clones share.
#[derive(Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Args {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serve the site, pressing it again and reloading browsers when content changes
    Serve(serve::Args),
    /// Build the complete static site into dist/
    Build(site::Args),
    /// Run every check and test; the last line is `N passed, N failed`
    Test(test::Args),
    /// Measure how fast the press and the preview are
    Bench(bench::Args),
    /// Press the pages into Trunk's staging folder (Trunk.toml calls this after a build)
    #[command(hide = true)]
    Hook,
}

fn main() -> ExitCode {
    let args = Args::parse();
    match dispatch(args.command) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            if let Some(problem) = error.downcast_ref::<Problem>() {
                eprintln!("hint: {}", problem.hint());
            }
            ExitCode::from(2)
        }
    }
}

fn dispatch(command: Command) -> anyhow::Result<ExitCode> {
    let workspace = Workspace::find()?;
    match command {
        Command::Serve(args) => serve::run(&workspace, &args),
        Command::Build(args) => site::run(&workspace, &args),
        Command::Test(args) => test::run(&workspace, &args),
        Command::Bench(args) => bench::run(&workspace, &args),
        Command::Hook => hook::run(&workspace),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::Args;

    #[test]
    fn the_command_line_is_consistent() {
        Args::command().debug_assert();
    }
}
