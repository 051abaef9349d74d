//! `cargo xtask bench build`: pressing folders of Markdown, against the floor.

use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context, Result};
use walkdir::WalkDir;

use super::{
    BENCH, corpus,
    measure::{Binaries, Taken, median},
};
use crate::{run, workspace::Workspace};

/// The arguments of `cargo xtask bench build`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// How many pages to make and press
    #[arg(long, value_delimiter = ',', default_values_t = [100, 1_000, 10_000])]
    pages: Vec<usize>,
    /// Press the Markdown of this folder instead
    #[arg(long, value_name = "DIR", conflicts_with = "pages")]
    content: Option<PathBuf>,
    /// How often to run each; the medians are shown, and the most memory
    #[arg(long, default_value_t = 3)]
    runs: usize,
}

/// The same content with highlighting on and off.
struct Content {
    on: PathBuf,
    off: PathBuf,
}

/// Measures every size that was asked for.
///
/// # Errors
/// When something does not compile, cannot be written or cannot be pressed.
pub(super) fn run(workspace: &Workspace, args: &Args) -> Result<()> {
    let binaries = Binaries::build(workspace)?;
    let bench = workspace.path(BENCH);
    if bench.exists() {
        fs::remove_dir_all(&bench).context("cannot remove what was measured before")?;
    }
    println!("{HEAD}");
    if let Some(folder) = &args.content {
        let folder = workspace.as_given(folder);
        let content = Content::new(&bench.join("given"), |content| copy(&folder, content))?;
        return measure(&binaries, &content, args.runs);
    }
    for pages in &args.pages {
        let folder = bench.join(pages.to_string());
        let content = Content::new(&folder, |content| corpus::write(content, *pages))?;
        measure(&binaries, &content, args.runs)?;
    }
    Ok(())
}

impl Content {
    /// Lets `write` fill two folders, and turns highlighting off in one of them.
    fn new(folder: &Path, write: impl Fn(&Path) -> Result<()>) -> Result<Self> {
        let content = Self {
            on: folder.join("on/content"),
            off: folder.join("off/content"),
        };
        for path in [&content.on, &content.off] {
            write(path)?;
        }
        let site = content.off.join("site.toml");
        let mut keys: toml::Table = match fs::read_to_string(&site) {
            Ok(text) => text.parse().context("site.toml does not parse")?,
            Err(_) => toml::Table::new(),
        };
        let markdown = keys
            .entry("markdown")
            .or_insert_with(|| toml::Table::new().into());
        if let Some(markdown) = markdown.as_table_mut() {
            markdown.insert("highlight".to_owned(), false.into());
        }
        fs::write(&site, keys.to_string()).context("cannot write site.toml")?;
        Ok(content)
    }
}

/// Copies a folder without what is hidden in it.
fn copy(from: &Path, to: &Path) -> Result<()> {
    let hidden = |entry: &walkdir::DirEntry| {
        entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.')
    };
    for entry in WalkDir::new(from)
        .into_iter()
        .filter_entry(|entry| !hidden(entry))
    {
        let entry = entry?;
        let target = to.join(entry.path().strip_prefix(from)?);
        let copied = match entry.file_type().is_dir() {
            true => fs::create_dir_all(&target),
            false => fs::copy(entry.path(), &target).map(drop),
        };
        copied.with_context(|| format!("cannot copy `{}`", entry.path().display()))?;
    }
    Ok(())
}

fn measure(binaries: &Binaries, content: &Content, runs: usize) -> Result<()> {
    let pages = WalkDir::new(&content.on).into_iter().flatten();
    let pages = pages.filter(|entry| entry.path().extension().is_some_and(|it| it == "md"));
    let pages = pages.count();
    let floor = median(runs, &content.on.with_file_name("floor"), |out| {
        let mut floor = run::command(binaries.floor());
        floor.arg(&content.on).arg(out);
        floor
    })?;
    println!("{}", row(pages, "floor", &floor, &floor));
    for (name, content) in [("off", &content.off), ("on", &content.on)] {
        let sites = content.with_file_name("sites");
        let taken = median(runs, &sites, |out| press(binaries, content, out))?;
        println!("{}", row(pages, name, &taken, &floor));
    }
    Ok(())
}

/// A press without a client, which would be the same few files for any number of pages, and
/// outside any repository: the history of this one is none of the content's.
fn press(binaries: &Binaries, content: &Path, out: &Path) -> Command {
    let mut press = run::command(binaries.glassbox());
    press.env("GIT_CEILING_DIRECTORIES", content.with_file_name(""));
    press.args(["build", "--today", "2026-11-26", "--client", "none"]);
    press.arg("--content").arg(content).arg("--out").arg(out);
    press
}

const HEAD: &str = "\
   pages  highlighting  pages/s   wall s    CPU s  cores  peak MB  CPU x floor  wall x floor";

fn row(pages: usize, name: &str, taken: &Taken, floor: &Taken) -> String {
    let (wall, cpu) = (taken.wall.as_secs_f64(), taken.cpu.as_secs_f64());
    format!(
        "{pages:>8}  {name:<12} {:>8.0} {wall:>8.3} {cpu:>8.3} {:>6.1} {:>8.1} {:>12.1} {:>13.1}",
        pages as f64 / wall,
        cpu / wall,
        taken.memory as f64 / 1e6,
        cpu / floor.cpu.as_secs_f64(),
        wall / floor.wall.as_secs_f64(),
    )
}
