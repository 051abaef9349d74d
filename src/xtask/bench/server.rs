//! The product, optimised, serving for as long as something is measured.

use std::{
    ffi::OsStr,
    io::{BufRead, BufReader},
    path::Path,
    process::{Child, Stdio},
    thread,
};

use anyhow::{Context, Result, bail};

use super::measure::Binaries;
use crate::run;

/// A `glassbox serve` that ends with the measurement.
pub(super) struct Server {
    process: Child,
    /// Where it serves: an origin with a slash behind.
    pub(super) url: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // It may have ended by itself.
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    /// Starts one in a folder that holds `content`, without a client, on a day that stays.
    ///
    /// # Errors
    /// When it does not start.
    pub(super) fn start<A: AsRef<OsStr>>(
        binaries: &Binaries,
        folder: &Path,
        options: impl IntoIterator<Item = A>,
    ) -> Result<Self> {
        let mut command = run::command(binaries.glassbox());
        command
            .args(["serve", "--listen", "127.0.0.1:0", "--today", "2026-11-26"])
            .args(["--content", "content", "--client", "none"])
            .args(options)
            .current_dir(folder)
            .stdin(Stdio::null())
            .stderr(Stdio::piped());
        let mut process = run::spawn(&mut command)?;
        let stderr = process.stderr.take().context("a server without stderr")?;
        let mut lines = BufReader::new(stderr).lines().map_while(Result::ok);
        let mut said = String::new();
        let url = lines.find_map(|line| {
            said.extend(["\n", &line]);
            line.strip_prefix("serving ").map(str::to_owned)
        });
        // A full pipe would stop it.
        thread::spawn(move || lines.for_each(drop));
        let Some(url) = url else {
            let _ = process.kill();
            bail!("the server did not start:{said}");
        };
        Ok(Self { process, url })
    }
}
