//! `cargo xtask bench watch`: from the save of a file to the page that shows it, over HTTP.

use std::{
    fs,
    path::Path,
    thread,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use super::{BENCH, corpus, measure::Binaries, server::Server};
use crate::workspace::Workspace;

/// How long is waited between two saves, so that each is one by itself.
const PAUSE: Duration = Duration::from_millis(150);
/// How long is waited between two questions.
const POLL: Duration = Duration::from_micros(500);
/// After how long a save counts as lost.
const LOST: Duration = Duration::from_secs(60);

/// The arguments of `cargo xtask bench watch`.
#[derive(clap::Args)]
pub(super) struct Args {
    /// How many pages the portal has
    #[arg(long, value_delimiter = ',', default_values_t = [1_000, 10_000])]
    pages: Vec<usize>,
    /// How many saves to measure
    #[arg(long, default_value_t = 60)]
    saves: usize,
}

/// Measures every size that was asked for.
///
/// # Errors
/// When something does not compile, the server does not start, or a save is never served.
pub(super) fn run(workspace: &Workspace, args: &Args) -> Result<()> {
    let binaries = Binaries::build(workspace)?;
    println!("   pages    saves   p50 ms   p95 ms   max ms  start s");
    for pages in &args.pages {
        let folder = workspace.path(BENCH).join(format!("watch-{pages}"));
        if folder.exists() {
            fs::remove_dir_all(&folder).context("cannot remove the last run")?;
        }
        let content = folder.join("content");
        corpus::write(&content, *pages)?;
        let preview = Preview::start(&binaries, &folder)?;
        let mut taken = (0..args.saves)
            .map(|save| preview.save(&content, save, *pages))
            .collect::<Result<Vec<_>>>()?;
        taken.sort();
        let at = |part: f64| {
            let at = ((taken.len().saturating_sub(1)) as f64 * part).round() as usize;
            taken.get(at).map_or(0.0, |taken| taken.as_secs_f64() * 1e3)
        };
        println!(
            "{pages:>8} {:>8} {:>8.1} {:>8.1} {:>8.1} {:>8.2}",
            taken.len(),
            at(0.5),
            at(0.95),
            at(1.0),
            preview.started.as_secs_f64(),
        );
    }
    Ok(())
}

/// A preview, and who asks it.
struct Preview {
    server: Server,
    agent: ureq::Agent,
    /// How long it took from its start until it served.
    started: Duration,
}

impl Preview {
    fn start(binaries: &Binaries, folder: &Path) -> Result<Self> {
        let start = Instant::now();
        let server = Server::start(binaries, folder, ["--watch"])?;
        Ok(Self {
            server,
            agent: ureq::Agent::new_with_defaults(),
            started: start.elapsed(),
        })
    }

    /// Saves a page with a new first sentence; how long until it is served.
    fn save(&self, content: &Path, save: usize, pages: usize) -> Result<Duration> {
        thread::sleep(PAUSE);
        // Pages of every folder, short and long.
        let path = corpus::path_of(save * 37, pages);
        let file = content.join(&path);
        let text = fs::read_to_string(&file).context("a page of the corpus is gone")?;
        let news = format!("Saved for the time {save} of this run.");
        let (head, rest) = text
            .split_once("\n\n## ")
            .context("a page without a section")?;
        let text = format!("{head}\n\n{news}\n\n## {rest}");
        let url = format!("{}{}/", self.server.url, corpus::id_of(&path));
        let start = Instant::now();
        fs::write(&file, text).context("cannot save a page")?;
        while start.elapsed() < LOST {
            let mut page = self.agent.get(&url).header("accept", "text/html").call()?;
            if page.body_mut().read_to_string()?.contains(&news) {
                return Ok(start.elapsed());
            }
            thread::sleep(POLL);
        }
        bail!("`{path}` was saved and never served")
    }
}
