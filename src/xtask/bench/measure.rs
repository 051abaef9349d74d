//! Optimised binaries, and what a run of one of them takes.

use std::{
    env::consts::EXE_SUFFIX,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};
use wait4::Wait4;

use crate::{run, workspace::Workspace};

/// The product and what it is measured with, compiled for speed.
pub(super) struct Binaries {
    folder: PathBuf,
}

impl Binaries {
    /// Builds them in the release profile.
    ///
    /// # Errors
    /// When they do not compile.
    pub(super) fn build(workspace: &Workspace) -> Result<Self> {
        let mut cargo = run::cargo();
        cargo.args([
            "build",
            "--release",
            "--bin",
            "glassbox",
            "--example",
            "floor",
            "--example",
            "claims",
        ]);
        run::live(&mut cargo)?.checked()?;
        Ok(Self {
            folder: workspace.binaries().with_file_name("release"),
        })
    }

    /// The product.
    pub(super) fn glassbox(&self) -> PathBuf {
        self.folder.join(format!("glassbox{EXE_SUFFIX}"))
    }

    /// pulldown-cmark alone.
    pub(super) fn floor(&self) -> PathBuf {
        self.folder.join(format!("examples/floor{EXE_SUFFIX}"))
    }

    /// Clients that book, and the floor of a claim.
    pub(super) fn claims(&self) -> PathBuf {
        self.folder.join(format!("examples/claims{EXE_SUFFIX}"))
    }
}

/// What one run of a process took.
#[derive(Clone, Copy, Debug)]
pub(super) struct Taken {
    /// From start to end.
    pub(super) wall: Duration,
    /// On all cores, in the process and for it in the kernel.
    pub(super) cpu: Duration,
    /// The most memory it held at once, in bytes.
    pub(super) memory: u64,
}

/// Runs a command `runs` times, each time into a folder of its own below `out`; the median of each
/// figure, and the most memory. Nothing is removed meanwhile: some file systems are slow to make
/// files just after others went.
///
/// # Errors
/// When the command cannot be run, or fails.
pub(super) fn median(runs: usize, out: &Path, make: impl Fn(&Path) -> Command) -> Result<Taken> {
    std::fs::create_dir_all(out).context("cannot make a folder for the output")?;
    let runs = 0..runs.max(1);
    let taken: Vec<_> = runs
        .map(|run| once(&mut make(&out.join(run.to_string()))))
        .collect::<Result<_>>()?;
    let middle = taken.len() / 2;
    let of = |figure: fn(&Taken) -> Duration| {
        let mut all: Vec<_> = taken.iter().map(figure).collect();
        all.sort();
        all[middle]
    };
    Ok(Taken {
        wall: of(|taken| taken.wall),
        cpu: of(|taken| taken.cpu),
        memory: taken.iter().map(|taken| taken.memory).max().unwrap_or(0),
    })
}

fn once(command: &mut Command) -> Result<Taken> {
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let start = Instant::now();
    let ended = run::spawn(command)?
        .wait4()
        .context("cannot wait for a child process")?;
    let wall = start.elapsed();
    if !ended.status.success() {
        bail!("`{}` failed ({})", run::describe(command), ended.status);
    }
    Ok(Taken {
        wall,
        cpu: ended.rusage.utime + ended.rusage.stime,
        memory: ended.rusage.maxrss,
    })
}
