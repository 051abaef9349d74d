//! A PostgreSQL of our own for the tests: a new cluster in a temporary folder, which nothing else
//! uses and which goes with the run.
//!
//! [`start`] prefers the programs that are there, then Debian's package.

use std::{
    env, fs,
    net::TcpListener,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};

use super::{
    debian::{self, is_root},
    on_path,
};
use crate::{problem::Problem, run};

/// Where Debian keeps the programs, a folder for each release.
const DEBIAN: &str = "/usr/lib/postgresql";
/// What Debian's package makes; PostgreSQL refuses to run as root.
const ACCOUNT: &str = "postgres";

/// A running server; it stops, and its data goes, when this is dropped.
pub(crate) struct Server {
    programs: PathBuf,
    folder: PathBuf,
    port: u16,
}

impl Server {
    /// How to connect to it: over a socket in its folder, without a password.
    pub(crate) fn url(&self) -> String {
        let folder = self.folder.display().to_string().replace('/', "%2F");
        format!("postgresql://glassbox@{folder}:{}/postgres", self.port)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let mut stop = program(&self.programs, "pg_ctl");
        stop.args(["-D"])
            .arg(self.folder.join("data"))
            .args(["-m", "immediate", "stop"]);
        let _ = run::capture(&mut stop);
        let _ = fs::remove_dir_all(&self.folder);
    }
}

/// Starts a server, installing PostgreSQL if there is none.
///
/// # Errors
/// When there is none and none can be installed, or it does not start.
pub(crate) fn start() -> Result<Server> {
    let programs = present()
        .or_else(|| debian::install("postgresql").then(present).flatten())
        .ok_or_else(|| {
            let what = "not run: these tests need PostgreSQL, which could not be installed";
            let hint = "install it, as with `apt-get install postgresql`, or leave the step out \
                        with `--skip postgres`";
            Problem::new(what, hint)
        })?;
    let folder = env::temp_dir().join(format!("glassbox-postgres-{}", std::process::id()));
    fs::create_dir(&folder).with_context(|| format!("cannot make `{}`", folder.display()))?;
    if is_root() {
        run::capture(run::command("chown").arg(ACCOUNT).arg(&folder))?;
    }
    let server = Server {
        programs,
        folder,
        port: free_port()?,
    };
    let data = server.folder.join("data");
    let mut init = program(&server.programs, "initdb");
    init.args([
        "--auth-local=trust",
        "--auth-host=scram-sha-256",
        "--username=glassbox",
        "--encoding=UTF8",
        "--no-sync",
        "-D",
    ]);
    run::capture(init.arg(&data)).context("PostgreSQL cannot make its files")?;
    let options = format!(
        "-c listen_addresses=127.0.0.1 -c port={} -c unix_socket_directories='{}' \
         -c max_connections=400",
        server.port,
        server.folder.display()
    );
    let mut start = program(&server.programs, "pg_ctl");
    start
        .arg("-D")
        .arg(&data)
        .arg("-l")
        .arg(server.folder.join("log"));
    run::capture(start.args(["-w", "-o", &options, "start"]))
        .context("PostgreSQL does not start")?;
    Ok(server)
}

/// A port that nobody listens at, for connections with TLS: there is none over a socket.
fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}

/// A program of PostgreSQL, run by an account that it accepts.
fn program(programs: &Path, name: &str) -> Command {
    let path = programs.join(name);
    if !is_root() {
        return run::command(path);
    }
    let mut command = run::command("runuser");
    command.args(["-u", ACCOUNT, "--"]).arg(path);
    // The account may not be allowed to stand where we do.
    command.current_dir("/");
    command
}

/// The folder of the programs: the latest of Debian's, else the one on the `PATH`.
fn present() -> Option<PathBuf> {
    let releases = fs::read_dir(DEBIAN).into_iter().flatten().flatten();
    let latest = releases
        .filter_map(|release| {
            let number: u32 = release.file_name().to_str()?.parse().ok()?;
            Some((number, release.path().join("bin")))
        })
        .filter(|(_, programs)| programs.join("initdb").is_file())
        .max();
    let on_path = || on_path("initdb")?.parent().map(Path::to_owned);
    latest.map(|(_, programs)| programs).or_else(on_path)
}
