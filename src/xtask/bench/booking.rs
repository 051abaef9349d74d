//! `cargo xtask bench booking`: claims a second over HTTP, on SQLite and PostgreSQL, beside what the
//! disk and the store can do at most; and how fast a month is read.
//!
//! The *floor* of a claim is the same rows in the same tables, committed in groups, without HTTP and
//! rules; the floor of that is how often the disk can make a write durable. Clients, service and
//! store share the machine.

use std::{fs, path::Path, process::Stdio};

use anyhow::{Context, Result, bail};
use clap::ValueEnum;

use super::{BENCH, measure::Binaries, server::Server};
use crate::{run, setup::postgres, workspace::Workspace};

/// The arguments of `cargo xtask bench booking`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// How many clients book at once
    #[arg(long, value_delimiter = ',', default_values_t = [1, 16, 128])]
    clients: Vec<usize>,
    /// Where bookings are kept
    #[arg(long, value_enum, value_delimiter = ',', default_values_t = [Kind::Sqlite, Kind::Postgres])]
    store: Vec<Kind>,
    /// How long each is measured, in seconds
    #[arg(long, default_value_t = 5.0)]
    seconds: f64,
}

#[derive(Clone, Copy, ValueEnum)]
enum Kind {
    Sqlite,
    Postgres,
}

/// How many people host.
const HOSTS: usize = 50;

/// A year of working days: more slots than can be booked while it is measured.
const DENSE: &str = "weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday']\n\
    from = '09:00'\nto = '17:00'\nhorizon_days = 366\n";

/// Hours as people have them.
const USUAL: &str = "weekdays = ['monday', 'thursday']\nfrom = '15:00'\nto = '17:00'\n";

/// The figures of a line that `claims` prints.
struct Figures {
    rate: f64,
    p50: f64,
    p99: f64,
}

/// Measures what was asked for.
///
/// # Errors
/// When something does not compile, start or answer.
pub(super) fn run(workspace: &Workspace, args: &Args) -> Result<()> {
    let binaries = Binaries::build(workspace)?;
    let folder = workspace.path(BENCH).join("booking");
    let seconds = args.seconds.to_string();
    println!(
        "store      clients  claims/s   p50 ms   p99 ms  floor/s  x floor  floor p99  disk syncs/s"
    );
    for kind in &args.store {
        for clients in &args.clients {
            let clients_word = clients.to_string();
            fresh(&folder, DENSE)?;
            let disk = claims(&binaries, &["disk", &path(&folder)])?;
            let floor = with_store(*kind, &folder, |store| {
                claims(&binaries, &["bare", store, &clients_word, &seconds])
            })?;
            fresh(&folder, DENSE)?;
            let taken = with_store(*kind, &folder, |store| {
                let server = Server::start(&binaries, &folder, options(*kind, store))?;
                let origin = server.url.trim_end_matches('/');
                claims(&binaries, &["book", origin, &clients_word, &seconds])
            })?;
            println!(
                "{:<10} {clients:>7} {:>9.0} {:>8.2} {:>8.2} {:>8.0} {:>8.2} {:>10.2} {:>13.0}",
                kind.name(),
                taken.rate,
                taken.p50,
                taken.p99,
                floor.rate,
                taken.rate / floor.rate,
                floor.p99,
                disk.rate,
            );
        }
    }
    println!("\nstore      a month of         reads/s   p50 ms   p99 ms");
    for kind in &args.store {
        fresh(&folder, USUAL)?;
        with_store(*kind, &folder, |store| {
            let server = Server::start(&binaries, &folder, options(*kind, store))?;
            let origin = server.url.trim_end_matches('/');
            // Some of it is taken; not all, however fast it goes.
            claims(&binaries, &["book", origin, "8", "0.3"])?;
            for (name, from) in [("50 hosts", ""), ("one host", "/hosts/host-7")] {
                let month = format!("/api/v1{from}/slots?from=2026-12-01&to=2026-12-31");
                let read = claims(&binaries, &["look", origin, &month, &seconds])?;
                println!(
                    "{:<10} {name:<16} {:>9.0} {:>8.3} {:>8.3}",
                    kind.name(),
                    read.rate,
                    read.p50,
                    read.p99
                );
            }
            Ok(())
        })?;
    }
    Ok(())
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Kind::Sqlite => "sqlite",
            Kind::Postgres => "postgres",
        }
    }
}

fn options(kind: Kind, store: &str) -> Vec<String> {
    let keep = match kind {
        Kind::Sqlite => "--data",
        Kind::Postgres => "--database-url",
    };
    [
        "--site",
        "site",
        keep,
        store,
        "--rate-limit",
        "off",
        "--log",
        "off",
    ]
    .map(str::to_owned)
    .into()
}

/// Lets `measure` use a store that holds nothing yet.
fn with_store<T>(kind: Kind, folder: &Path, measure: impl FnOnce(&str) -> Result<T>) -> Result<T> {
    match kind {
        Kind::Sqlite => measure(&path(&folder.join("data"))),
        Kind::Postgres => {
            let server = postgres::start()?;
            measure(&server.url())
        }
    }
}

/// A folder with nothing but office hours and an empty site.
fn fresh(folder: &Path, rule: &str) -> Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).context("cannot remove the last run")?;
    }
    let write = |path: String, text: String| {
        let path = folder.join(path);
        fs::create_dir_all(path.parent().unwrap_or(folder))
            .and_then(|()| fs::write(&path, text))
            .with_context(|| format!("cannot write `{}`", path.display()))
    };
    write(
        "content/site.toml".to_owned(),
        "name = 'Bench'\n".to_owned(),
    )?;
    write("site/index.html".to_owned(), String::new())?;
    for host in 0..HOSTS {
        write(
            format!("content/people/host-{host}.toml"),
            format!("name = 'Host {host}'\n"),
        )?;
        let hours =
            format!("title = 'Hours'\nhosts = ['host-{host}']\nzone = 'Europe/Berlin'\n{rule}");
        write(format!("content/office-hours/hours-{host}.toml"), hours)?;
    }
    Ok(())
}

fn path(path: &Path) -> String {
    path.display().to_string()
}

/// Runs the other side.
fn claims(binaries: &Binaries, arguments: &[&str]) -> Result<Figures> {
    let mut command = run::command(binaries.claims());
    command.args(arguments).stderr(Stdio::inherit());
    let output = command.output().context("cannot run the clients")?;
    if !output.status.success() {
        bail!("`{}` failed", run::describe(&command));
    }
    let said = String::from_utf8_lossy(&output.stdout);
    let figures: Vec<f64> = said
        .split_whitespace()
        .map(str::parse)
        .collect::<Result<_, _>>()
        .context("no figures")?;
    let [rate, p50, p99] = figures[..] else {
        bail!("not three figures: {said}");
    };
    Ok(Figures { rate, p50, p99 })
}
