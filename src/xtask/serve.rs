//! `cargo xtask serve`: the site on this machine.
//!
//! [`run()`] brings the client up to date and becomes `glassbox serve --watch`, which presses the
//! content by itself, at its start and whenever a file changes. Office hours can be booked there, too.

use std::{
    env, io,
    net::{SocketAddr, TcpStream},
    process::{Command, ExitCode, Stdio},
    thread,
    time::Duration,
};

use anyhow::Result;

use crate::{
    client::{self, Client},
    run::{self, Ended},
    workspace::{CONTENT, Workspace},
};

/// Where bookings made on this machine are kept, relative to the root.
const DATA: &str = "data";

/// The arguments of `cargo xtask serve`.
#[derive(clap::Args)]
pub(crate) struct Args {
    /// The address to serve at
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    listen: SocketAddr,
    /// Open the site in your browser
    #[arg(long)]
    open: bool,
}

/// Sets up, builds what changed, and serves until it is interrupted.
///
/// # Errors
/// When set-up or a build fails, or the server cannot be started.
pub(crate) fn run(workspace: &Workspace, args: &Args) -> Result<ExitCode> {
    if client::ensure(workspace, None)? == Client::NotPressed {
        eprintln!("serving all the same; mend what is wrong, and the site follows");
    }
    let mut glassbox = run::command(workspace.product()?);
    glassbox
        .args(["serve", "--watch", "--content", CONTENT])
        .args(["--listen", &args.listen.to_string()]);
    // Who has a database of their own has named it there.
    if env::var_os("DATABASE_URL").is_none() {
        glassbox.args(["--data", DATA]);
    }
    if args.open {
        serve_and_open(&mut glassbox, args.listen)
    } else {
        become_the(&mut glassbox)
    }
}

/// Runs the server as a child, and a browser once it answers.
fn serve_and_open(glassbox: &mut Command, address: SocketAddr) -> Result<ExitCode> {
    let mut server = run::spawn(glassbox)?;
    let address = reachable(address);
    while server.try_wait()?.is_none() {
        if TcpStream::connect_timeout(&address, Duration::from_secs(1)).is_ok() {
            open(&format!("http://{address}/"));
            break;
        }
        thread::sleep(Duration::from_millis(100));
    }
    let status = server.wait()?;
    Ok(Ended::new(glassbox, status).code())
}

/// An address to call for one to listen at: `0.0.0.0` means every one of this machine.
fn reachable(mut address: SocketAddr) -> SocketAddr {
    if address.ip().is_unspecified() {
        address.set_ip([127, 0, 0, 1].into());
    }
    address
}

fn open(url: &str) {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else {
        "xdg-open"
    };
    // Not waited for: it may well be the browser itself.
    let mut opener = run::command(opener);
    opener.arg(url).stdin(Stdio::null()).stdout(Stdio::null());
    if run::spawn(&mut opener).is_err() {
        eprintln!("cannot open a browser here; the site is at {url}");
    }
}

/// Replaces this process, so that signals and the exit code are the server's own.
#[cfg(unix)]
fn become_the(server: &mut Command) -> Result<ExitCode> {
    use std::os::unix::process::CommandExt;

    let error: io::Error = server.exec();
    Err(error.into())
}

/// Elsewhere a console's ctrl-c reaches both processes.
#[cfg(not(unix))]
fn become_the(server: &mut Command) -> Result<ExitCode> {
    let status: io::Result<_> = server.status();
    Ok(Ended::new(server, status?).code())
}

#[cfg(test)]
mod tests {
    use super::reachable;

    #[test]
    fn every_address_is_reached_at_the_loopback_one() {
        let call = |address: &str| reachable(address.parse().expect("an address")).to_string();
        assert_eq!(call("0.0.0.0:8080"), "127.0.0.1:8080");
        assert_eq!(call("[::1]:80"), "[::1]:80");
    }
}
