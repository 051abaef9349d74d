//! `cargo xtask build`: the complete static site, and [`Press`], by which the others make it.

use std::{
    path::PathBuf,
    process::{Command, ExitCode},
};

use anyhow::Result;

use crate::{
    client::{self, Client},
    run::{self, Ended},
    workspace::{CLIENT, CONTENT, DIST, Workspace},
};

/// The arguments of `cargo xtask build`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// Where the site will live below its host, as in `/portal/`
    #[arg(long, value_name = "PATH", env = client::BASE_PATH)]
    base_path: Option<String>,
    /// Where to put the site [default: dist/ of the repository]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

/// Brings the client up to date and presses the content with it.
///
/// # Errors
/// When set-up or the client's build fails.
pub(crate) fn run(workspace: &Workspace, args: &Args) -> Result<ExitCode> {
    let out = args.out.as_ref();
    let out = out.map_or_else(|| workspace.path(DIST), |out| workspace.as_given(out));
    let press = Press {
        base_path: args.base_path.clone().filter(|path| !path.is_empty()),
        out,
    };
    build(workspace, &press)
}

/// Brings the client up to date and makes the site that `press` describes.
///
/// # Errors
/// When set-up or the client's build fails.
pub(crate) fn build(workspace: &Workspace, press: &Press) -> Result<ExitCode> {
    let into_dist = press.out == workspace.path(DIST);
    // Trunk empties the folder it builds into, so it only ever gets `dist/`.
    let base_path = press.base_path.as_deref().filter(|_| into_dist);
    match client::ensure(workspace, base_path)? {
        Client::Pressed if into_dist => Ok(ExitCode::SUCCESS),
        Client::NotPressed if into_dist => Ok(ExitCode::FAILURE),
        _ => Ok(press.run(workspace)?.code()),
    }
}

/// One run of `glassbox build` with the stored client.
pub(crate) struct Press {
    /// Where the site will live below its host.
    pub(crate) base_path: Option<String>,
    /// Where to put the site.
    pub(crate) out: PathBuf,
}

impl Press {
    /// Builds the product if need be, and presses the content.
    ///
    /// # Errors
    /// When the product does not compile or start.
    pub(crate) fn run(&self, workspace: &Workspace) -> Result<Ended> {
        run::live(&mut self.command(workspace)?)
    }

    fn command(&self, workspace: &Workspace) -> Result<Command> {
        let mut press = run::command(workspace.product()?);
        press
            .args(["build", "--content", CONTENT, "--client", CLIENT])
            .arg("--out")
            .arg(&self.out);
        if let Some(base_path) = &self.base_path {
            press.args(["--base-path", base_path]);
        }
        Ok(press)
    }
}
