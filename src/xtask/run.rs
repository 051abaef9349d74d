//! Child processes: what they inherit, where their output goes, and what their end means.
//!
//! [`command`] and [`cargo`] make a [`Command`]; [`live`], [`quiet`] and [`capture`] run one.

use std::{
    env,
    ffi::{OsStr, OsString},
    fs::{self, File},
    io,
    path::Path,
    process::{Child, Command, ExitCode, ExitStatus, Stdio},
    thread,
    time::Duration,
};

use anyhow::{Context, Result, bail};

use crate::{problem::Problem, progress::Progress};

/// How often a child is asked whether it has ended.
const POLL: Duration = Duration::from_millis(50);
/// How much of a failed child's output is shown.
const TAIL_LINES: usize = 30;

/// The end of a child process.
pub(crate) struct Ended {
    command: String,
    status: ExitStatus,
}

impl Ended {
    /// The end of `command`, as told by `status`.
    pub(crate) fn new(command: &Command, status: ExitStatus) -> Self {
        Self {
            command: describe(command),
            status,
        }
    }

    /// Whether the child succeeded.
    pub(crate) fn success(&self) -> bool {
        self.status.success()
    }

    /// The child's own exit code, to be passed on.
    pub(crate) fn code(&self) -> ExitCode {
        let code = self.status.code().and_then(|code| u8::try_from(code).ok());
        ExitCode::from(code.unwrap_or(2))
    }

    /// Turns failure into an error.
    ///
    /// # Errors
    /// When the child failed.
    pub(crate) fn checked(self) -> Result<()> {
        if !self.success() {
            bail!("`{}` failed ({})", self.command, self.status);
        }
        Ok(())
    }
}

/// A command without what the cargo, or the Trunk, that runs us has put into the environment.
///
/// Left there, it would be news to the builds further in, and cause rebuilds.
pub(crate) fn command(program: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(program);
    for (name, _) in env::vars_os() {
        if is_inherited_noise(&name) {
            command.env_remove(name);
        }
    }
    command
}

/// The same cargo that runs us.
pub(crate) fn cargo() -> Command {
    command(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

fn is_inherited_noise(name: &OsStr) -> bool {
    const PREFIXES: [&str; 4] = ["CARGO_PKG_", "CARGO_MANIFEST_", "CARGO_BIN_", "TRUNK_"];
    const NAMES: [&str; 4] = [
        "CARGO",
        "CARGO_CRATE_NAME",
        "CARGO_PRIMARY_PACKAGE",
        "OUT_DIR",
    ];
    name.to_str().is_some_and(|name| {
        NAMES.contains(&name) || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
    })
}

/// Runs a command with its output shown as it comes, all of it on stderr.
///
/// # Errors
/// When the command cannot be started.
pub(crate) fn live(command: &mut Command) -> Result<Ended> {
    let child = spawn(command.stdin(Stdio::null()).stdout(io::stderr()))?;
    wait(command, child, None)
}

/// As [`live`], with signs of life for whoever has no terminal, on which the command gives its own.
///
/// # Errors
/// When the command cannot be started.
pub(crate) fn live_with(progress: &mut Progress, command: &mut Command) -> Result<Ended> {
    let child = spawn(command.stdin(Stdio::null()).stdout(io::stderr()))?;
    wait(
        command,
        child,
        Some(progress).filter(|it| !it.on_terminal()),
    )
}

/// Runs a command that has nothing to say unless it fails; its output goes to `log`.
///
/// # Errors
/// When the command cannot be started, or fails; then the end of its output is shown.
pub(crate) fn quiet(progress: &mut Progress, log: &Path, command: &mut Command) -> Result<()> {
    let file = File::create(log).with_context(|| format!("cannot write `{}`", log.display()))?;
    let copy = file.try_clone().context("cannot share a log file")?;
    let child = spawn(command.stdin(Stdio::null()).stdout(file).stderr(copy));
    let ended = match child.and_then(|child| wait(command, child, Some(progress))) {
        Ok(ended) if !ended.success() => ended,
        done => {
            fs::remove_file(log).context("cannot remove a log file")?;
            return done.map(drop);
        }
    };
    let output = fs::read(log).unwrap_or_default();
    progress.say(&tail(&String::from_utf8_lossy(&output)));
    progress.say(&format!("(the whole output is in {})", log.display()));
    ended.checked()
}

/// Runs a command that may well fail; its last word is then the error.
///
/// # Errors
/// When the command cannot be started, or fails.
pub(crate) fn attempt(progress: &mut Progress, command: &mut Command) -> Result<()> {
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let mut child = spawn(command.stderr(Stdio::piped()))?;
    let stderr = child.stderr.take();
    let ended = wait(command, child, Some(progress))?;
    if ended.success() {
        return Ok(());
    }
    let said = stderr.map(io::read_to_string).and_then(Result::ok);
    match said
        .as_deref()
        .map(str::trim)
        .and_then(|said| said.lines().next_back())
    {
        Some(line) => bail!("{line}"),
        None => ended.checked(),
    }
}

/// Runs a command for what it prints on stdout, trimmed; its stderr is dropped.
///
/// # Errors
/// When the command cannot be started, or fails.
pub(crate) fn capture(command: &mut Command) -> Result<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .map_err(|error| cannot_start(command, &error))?;
    Ended::new(command, output.status).checked()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Starts a command; the error says which, and what is likely missing.
///
/// # Errors
/// When the command cannot be started.
pub(crate) fn spawn(command: &mut Command) -> Result<Child> {
    command
        .spawn()
        .map_err(|error| cannot_start(command, &error))
}

fn cannot_start(command: &Command, error: &io::Error) -> anyhow::Error {
    let program = command.get_program().display();
    Problem::new(
        format!("cannot start `{program}`: {error}"),
        format!("install `{program}` or put it on your PATH"),
    )
    .into()
}

fn wait(command: &Command, mut child: Child, mut progress: Option<&mut Progress>) -> Result<Ended> {
    loop {
        if let Some(status) = child
            .try_wait()
            .context("cannot wait for a child process")?
        {
            return Ok(Ended::new(command, status));
        }
        if let Some(progress) = &mut progress {
            progress.tick();
        }
        thread::sleep(POLL);
    }
}

/// The command as it would be typed, for messages.
pub(crate) fn describe(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let program = program.file_stem().unwrap_or(program.as_os_str());
    std::iter::once(program)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}

/// The `PATH` with some folders before all others.
///
/// # Errors
/// When a folder has a name that cannot stand in a `PATH`.
pub(crate) fn path_with(first: &[impl AsRef<Path>]) -> Result<OsString> {
    let path = env::var_os("PATH").unwrap_or_default();
    let first = first.iter().map(|folder| folder.as_ref().to_path_buf());
    env::join_paths(first.chain(env::split_paths(&path)))
        .context("the cache folder has a name that cannot stand in PATH")
}

fn tail(output: &str) -> String {
    let lines: Vec<_> = output.lines().collect();
    lines[lines.len().saturating_sub(TAIL_LINES)..].join("\n")
}

#[cfg(test)]
mod tests {
    use std::ffi::OsStr;

    use super::{command, describe, is_inherited_noise, tail};

    #[test]
    fn what_the_outer_cargo_set_goes_and_what_the_user_set_stays() {
        for name in [
            "CARGO_MANIFEST_DIR",
            "CARGO_PKG_NAME",
            "TRUNK_STAGING_DIR",
            "CARGO",
        ] {
            assert!(is_inherited_noise(OsStr::new(name)), "{name}");
        }
        for name in [
            "CARGO_HOME",
            "CARGO_TARGET_DIR",
            "CARGO_TERM_COLOR",
            "PATH",
            "RUSTFLAGS",
        ] {
            assert!(!is_inherited_noise(OsStr::new(name)), "{name}");
        }
    }

    #[test]
    fn a_command_is_described_without_its_folder() {
        let mut trunk = command("/some where/trunk");
        assert_eq!(
            describe(trunk.args(["build", "--release"])),
            "trunk build --release"
        );
    }

    #[test]
    fn only_the_end_of_a_long_output_is_shown() {
        let output: String = (0..100).map(|line| format!("{line}\n")).collect();
        assert!(tail(&output).starts_with("70\n"));
        assert_eq!(tail("one"), "one");
    }
}
