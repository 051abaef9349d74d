//! What can be typed.

use std::{
    net::{IpAddr, SocketAddr},
    num::NonZeroU32,
    path::PathBuf,
};

use chrono::NaiveDate;
use clap::{Args as Group, Parser, Subcommand, ValueEnum};
use glassbox_booking::mail::Mailbox;
use ipnet::IpNet;

/// Press a folder of Markdown into a static learning portal.
#[derive(Debug, Parser)]
#[command(
    version,
    about,
    max_term_width = 100,
    after_help = "\
Examples:
  glassbox check                         find everything that is wrong in content/
  glassbox explain broken-link           why a check matters, with an example
  glassbox new talk \"How we use HAProxy\" --speaker mitchell
  glassbox serve --watch                 read the portal while you write it
  glassbox build --out dist --base-path /portal/

Exit codes: 0 done, 1 the content is wrong, 2 the tool failed."
)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Say what is wrong with the content, and where.
    Check(Check),
    /// Press the content into a folder that any web server can serve.
    Build(Build),
    /// Serve a pressed site, or press, serve and reload while you write.
    Serve(Serve),
    /// Start a page: a file with its front matter, ready to be written.
    New(New),
    /// List what is booked ahead, and what of it no longer fits the office hours.
    Bookings(Bookings),
    /// Print the links of a host: a page with all bookings, and a calendar of them.
    HostLink(HostLink),
    /// Write all bookings into a file, while they go on being made.
    Backup(Backup),
    /// Fill an empty folder or database from such a file.
    Restore(Restore),
    /// Explain a check: what it finds, why it matters, and how to mend it.
    Explain(Explain),
}

/// Where the content is.
#[derive(Clone, Debug, Group)]
pub(crate) struct Content {
    /// The content folder; files of a `public` folder beside it are copied as they are.
    #[arg(long, value_name = "DIR", default_value = "content")]
    pub(crate) content: PathBuf,
}

/// How to press it.
#[derive(Clone, Debug, Group)]
pub(crate) struct Press {
    #[command(flatten)]
    pub(crate) content: Content,
    /// The client bundle (style, scripts, WebAssembly) that `cargo xtask build` leaves.
    #[arg(long, value_name = "DIR", default_value = "target/client")]
    pub(crate) client: PathBuf,
    /// The path that the site is served under.
    #[arg(long, value_name = "PATH", default_value = "/", value_parser = base_path)]
    pub(crate) base_path: String,
    /// The day to press for, instead of today (UTC): windows begin and reviews are due from it.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) today: Option<NaiveDate>,
}

#[derive(Debug, Group)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) content: Content,
    /// How to print what was found.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(crate) format: Format,
    /// Exit with 1 for warnings, too.
    #[arg(long)]
    pub(crate) deny_warnings: bool,
    /// Print a scenario of a lifecycle as plain text instead, such as `request/dynamic`.
    #[arg(long, value_name = "DIAGRAM/SCENARIO")]
    pub(crate) transcript: Option<String>,
    /// The day to check for, instead of today (UTC).
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) today: Option<NaiveDate>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Format {
    /// `file:line:column: error: … [check]` lines, each with a hint; the first hundred.
    Text,
    /// One JSON array of objects.
    Json,
    /// SARIF 2.1.0, for code scanning and editors; paths from the root of the repository.
    Sarif,
    /// Annotations of GitHub, Gitea and Forgejo: `::error file=…` lines, paths likewise.
    Github,
}

#[derive(Debug, Group)]
pub(crate) struct Build {
    #[command(flatten)]
    pub(crate) press: Press,
    /// The folder to write; its earlier content goes, but only when all is well.
    #[arg(long, value_name = "DIR", default_value = "dist")]
    pub(crate) out: PathBuf,
    /// Press drafts and pages whose day has not come, too, each marked as such.
    #[arg(long)]
    pub(crate) drafts: bool,
    /// Write `.br` and `.gz` copies beside texts, for servers that send them instead.
    #[arg(long)]
    pub(crate) precompress: bool,
}

#[derive(Debug, Group)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) press: Press,
    /// The folder of the pressed site; a preview needs none.
    #[arg(long, value_name = "DIR", default_value = "dist")]
    pub(crate) site: PathBuf,
    /// Address and port to listen at.
    #[arg(long, value_name = "ADDR", default_value = "127.0.0.1:8080")]
    pub(crate) listen: SocketAddr,
    /// Make each page when it is asked for, drafts included, and reload browsers whenever the
    /// content changes; nothing is written.
    #[arg(long)]
    pub(crate) watch: bool,
    #[command(flatten)]
    pub(crate) booking: Booking,
}

/// Where bookings are kept.
#[derive(Clone, Debug, Group)]
pub(crate) struct Kept {
    /// Bookings are kept in this folder (SQLite).
    #[arg(long, value_name = "DIR")]
    pub(crate) data: Option<PathBuf>,
    /// Bookings are kept in this PostgreSQL database, which several servers can share.
    #[arg(
        long,
        value_name = "URL",
        env = "DATABASE_URL",
        hide_env_values = true,
        conflicts_with = "data"
    )]
    pub(crate) database_url: Option<String>,
}

/// How office hours are booked; without `--data` and `DATABASE_URL` they are only shown.
#[derive(Clone, Debug, Group)]
#[command(next_help_heading = "Booking office hours")]
pub(crate) struct Booking {
    #[command(flatten)]
    pub(crate) kept: Kept,
    /// How many changes one address may ask for in a minute, or `off`.
    #[arg(long, value_name = "N", default_value = "30", value_parser = rate_limit)]
    pub(crate) rate_limit: RateLimit,
    /// A proxy whose `X-Forwarded-For` is believed, as an address or a network; may be repeated.
    #[arg(long, value_name = "NET", value_parser = network)]
    pub(crate) trusted_proxy: Vec<IpNet>,
    /// Tell people of bookings by mail, through this server: smtps://user:password@host, or
    /// smtp://host for one that needs neither.
    #[arg(
        long,
        value_name = "URL",
        env = "SMTP_URL",
        hide_env_values = true,
        requires = "mail_from"
    )]
    pub(crate) smtp_url: Option<String>,
    /// The sender of such mail, as in `Office hours <hours@example.com>`.
    #[arg(long, value_name = "ADDRESS", env = "MAIL_FROM", requires = "smtp_url")]
    pub(crate) mail_from: Option<Mailbox>,
    /// Count what happens at this statsd, such as Statsite, too; Prometheus reads `/metrics`.
    #[arg(long, value_name = "HOST:PORT")]
    pub(crate) statsd: Option<String>,
    /// How requests are told on stderr: never who asked, nor what for.
    #[arg(long, value_enum, value_name = "FORMAT", default_value_t = Log::Text)]
    pub(crate) log: Log,
}

/// How many changes a minute; none for any number.
#[derive(Clone, Copy, Debug)]
pub(crate) struct RateLimit(pub(crate) Option<NonZeroU32>);

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Log {
    /// A line of text each.
    Text,
    /// A JSON object each.
    Json,
    /// Not at all.
    Off,
}

#[derive(Debug, Group)]
pub(crate) struct New {
    /// What to start.
    #[arg(value_enum)]
    pub(crate) kind: NewKind,
    /// Its title; of a person, the name.
    pub(crate) title: String,
    /// Who speaks, hosts or is on call: the id of a person; may be repeated.
    #[arg(long, visible_alias = "speaker", value_name = "ID")]
    pub(crate) person: Vec<String>,
    /// The day of the talk; left out: today.
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) date: Option<NaiveDate>,
    #[command(flatten)]
    pub(crate) content: Content,
}

#[derive(Debug, Group)]
#[command(after_help = "\
A booking stands whatever becomes of its hours. `gone` is one whose time the hours no longer have,
`moved` one that a new release of the time zone database has put at another time by the host's
clock. What is printed names people.")]
pub(crate) struct Bookings {
    /// Only those that no longer fit the office hours.
    #[arg(long)]
    pub(crate) changed: bool,
    /// How to print them.
    #[arg(long, value_enum, default_value_t = BookingsFormat::Text)]
    pub(crate) format: BookingsFormat,
    #[command(flatten)]
    pub(crate) kept: Kept,
    #[command(flatten)]
    pub(crate) content: Content,
    /// The day to look ahead from, instead of today (UTC).
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) today: Option<NaiveDate>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum BookingsFormat {
    /// A line each, and one below it for those that no longer fit.
    Text,
    /// One JSON array of objects.
    Json,
}

#[derive(Debug, Group)]
#[command(after_help = "\
Prints two addresses. The first shows and cancels the host's bookings, the second is a calendar to
subscribe to. Give both to the host and to nobody else; only their hashes are kept, so that a lost
link is replaced by a new one, which ends the old one.")]
pub(crate) struct HostLink {
    /// The host: the id of a person.
    pub(crate) host: String,
    /// Take the host's links away instead.
    #[arg(long)]
    pub(crate) revoke: bool,
    #[command(flatten)]
    pub(crate) kept: Kept,
    #[command(flatten)]
    pub(crate) content: Content,
    /// The path that the site is served under.
    #[arg(long, value_name = "PATH", default_value = "/", value_parser = base_path)]
    pub(crate) base_path: String,
}

#[derive(Debug, Group)]
#[command(after_help = "\
The file is JSON, a row a line, and the same for SQLite and PostgreSQL: `glassbox restore` reads it
into either. It holds names, addresses and agendas: only its owner can read it.")]
pub(crate) struct Backup {
    /// The file to write; one that is there is left as it is.
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) kept: Kept,
}

#[derive(Debug, Group)]
pub(crate) struct Restore {
    /// A file that `glassbox backup` has written.
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) kept: Kept,
}

#[derive(Debug, Group)]
pub(crate) struct Explain {
    /// The name that stands in brackets behind a finding; left out: all names.
    #[arg(value_name = "CHECK")]
    pub(crate) check: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum NewKind {
    /// Notes of a tech talk.
    Talk,
    /// A guide to a tool.
    Guide,
    /// A component of the architecture.
    Component,
    /// A failure and its resolution.
    Runbook,
    /// Any other page, at the top of the content.
    Page,
    /// Somebody who can be asked, such as you.
    Person,
    /// An order to read things in.
    Path,
    /// Times at which anyone can come by.
    OfficeHours,
    /// People who hold the pager in turn.
    OnCall,
    /// A flow as a picture, stepped through.
    Lifecycle,
}

fn rate_limit(text: &str) -> Result<RateLimit, String> {
    match text {
        "off" => Ok(RateLimit(None)),
        number => number
            .parse()
            .map(|number| RateLimit(Some(number)))
            .map_err(|_| "write a number such as 30, or `off`".to_owned()),
    }
}

/// A network such as `10.0.0.0/8`, or a single address.
fn network(text: &str) -> Result<IpNet, String> {
    let single = text.parse::<IpAddr>().map(IpNet::from);
    single
        .or_else(|_| text.parse())
        .map_err(|_| "write an address or a network such as `10.0.0.0/8`".to_owned())
}

fn base_path(path: &str) -> Result<String, String> {
    let trimmed = path.trim_matches('/');
    let fine = |c: char| c.is_ascii_alphanumeric() || "-._~/".contains(c);
    match (trimmed.is_empty(), trimmed.chars().all(fine)) {
        (true, _) => Ok("/".to_owned()),
        (false, true) => Ok(format!("/{trimmed}/")),
        (false, false) => Err("a base path is made of letters, digits and `-._~/`".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_consistent() {
        Args::command().debug_assert();
    }

    #[test]
    fn base_paths_are_normal() {
        assert_eq!(base_path("portal").as_deref(), Ok("/portal/"));
        assert_eq!(base_path("/a/b/").as_deref(), Ok("/a/b/"));
        assert_eq!(base_path("").as_deref(), Ok("/"));
        assert!(base_path("/a b/").is_err());
    }
}
