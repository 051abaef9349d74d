//! Sets up what a build needs and this machine lacks.
//!
//! [`client_tools`] is for building the WebAssembly client: the wasm32 target, and the programs
//! that [`tool`] lists, which [`install`] puts into the user's cache directory. [`browser`] is
//! for the browser tests, [`postgres`] for those of the booking service, [`servers`] for those
//! of the deployment examples. What is there already is found by looking, not by running it.

pub(crate) mod browser;
mod debian;
mod download;
mod install;
pub(crate) mod postgres;
pub(crate) mod servers;
mod tool;

use std::{
    env,
    env::consts::EXE_SUFFIX,
    ffi::OsString,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::{problem::Problem, progress::Progress, run, workspace::Workspace};

const WASM_TARGET: &str = "wasm32-unknown-unknown";

/// The programs that build the client, ready to run.
pub(crate) struct ClientTools {
    /// Trunk itself.
    pub(crate) trunk: PathBuf,
    /// A `PATH` on which Trunk finds the others.
    pub(crate) path: OsString,
}

/// Makes sure that the client can be built here.
///
/// # Errors
/// When something is missing that cannot be installed.
pub(crate) fn client_tools(workspace: &Workspace) -> Result<ClientTools> {
    wasm_target()?;
    let tools = tool::all(&lock_file(workspace)?)?;
    let programs = install::ensure(&tools_folder()?, &tools)?;
    let folders: Vec<_> = programs.iter().filter_map(|path| path.parent()).collect();
    let path = run::path_with(&folders)?;
    // Trunk is the first that `tool::all` lists.
    let trunk = programs.into_iter().next().context("no tools are listed")?;
    Ok(ClientTools { trunk, path })
}

/// The versions of all that works on the client, for its fingerprint.
///
/// # Errors
/// When the lock file or the compiler's version cannot be read.
pub(crate) fn client_versions(workspace: &Workspace) -> Result<String> {
    let mut versions = run::capture(run::command("rustc").arg("-vV"))?;
    for tool in tool::all(&lock_file(workspace)?)? {
        write!(versions, "\n{} {}", tool.package, tool.version)?;
    }
    Ok(versions)
}

/// Makes sure that the toolchain can compile for the browser.
///
/// # Errors
/// When its wasm32 target is missing and cannot be added.
pub(crate) fn wasm_target() -> Result<()> {
    let sysroot = run::capture(run::command("rustc").args(["--print", "sysroot"]))?;
    let library = Path::new(&sysroot).join("lib/rustlib").join(WASM_TARGET);
    if library.join("lib").is_dir() {
        return Ok(());
    }
    let by_hand = format!("rustup target add {WASM_TARGET}");
    if on_path("rustup").is_some() {
        let progress = Progress::start(
            format!("adding the {WASM_TARGET} target"),
            &format!(" to the Rust toolchain in {sysroot}, for all that use it: `{by_hand}`"),
        );
        let added = run::live(run::command("rustup").args(["target", "add", WASM_TARGET]))?;
        progress.finish(if added.success() { "done" } else { "failed" });
        if added.success() {
            return Ok(());
        }
    }
    Err(Problem::new(
        format!("the Rust toolchain in `{sysroot}` has no {WASM_TARGET} target"),
        format!("add it with `{by_hand}`, or with the package manager Rust came from"),
    )
    .into())
}

/// The folder of all tools, shared by all clones.
fn tools_folder() -> Result<PathBuf> {
    let folder = |name| env::var_os(name).map(PathBuf::from);
    folder("XDG_CACHE_HOME")
        .filter(|path| path.is_absolute())
        .or_else(|| folder("HOME").map(|home| home.join(".cache")))
        .map(|cache| cache.join("glassbox/tools"))
        .ok_or_else(|| {
            let hint = "set XDG_CACHE_HOME to a folder that you can write";
            Problem::new("cannot tell where your cache directory is", hint).into()
        })
}

fn lock_file(workspace: &Workspace) -> Result<String> {
    fs::read_to_string(workspace.path("Cargo.lock")).context("cannot read `Cargo.lock`")
}

/// The first program of that name on the `PATH`.
fn on_path(program: &str) -> Option<PathBuf> {
    let path = env::var_os("PATH")?;
    env::split_paths(&path)
        .map(|folder| folder.join(format!("{program}{EXE_SUFFIX}")))
        .find(|path| path.is_file())
}
