//! When each file of the content was last committed, as git knows it.

use std::{
    collections::BTreeMap,
    io::{BufRead, BufReader},
    path::Path,
    process::{Command, Stdio},
    sync::{Arc, OnceLock},
};

use chrono::{DateTime, NaiveDate};

use crate::report;

/// The day (UTC) of the last commit of each file below `content`, by its path there.
///
/// Empty without git, outside a repository, and in a shallow clone, which would date every file by
/// the commit it was cut at. Git is asked once a process: a preview shows no commits made while it
/// runs.
pub(crate) fn last_changes(content: &Path) -> Arc<BTreeMap<String, NaiveDate>> {
    static CHANGES: OnceLock<Arc<BTreeMap<String, NaiveDate>>> = OnceLock::new();
    let changes = CHANGES.get_or_init(|| Arc::new(ask_git(content).unwrap_or_default()));
    Arc::clone(changes)
}

fn ask_git(content: &Path) -> Option<BTreeMap<String, NaiveDate>> {
    let shallow = git(content)
        .args(["rev-parse", "--is-shallow-repository"])
        .output()
        .ok()?;
    if shallow.stdout.starts_with(b"true") {
        report::note(
            "the clone is shallow, so pages do not say when they were changed; fetch the whole history (`git fetch --unshallow`, `fetch-depth: 0`)",
        );
        return None;
    }
    // One walk over the history for all files: the newest commit comes first.
    let mut log = git(content)
        .args(["log", "-z", "--format=%x01%ct", "--name-only", "--relative"])
        .args(["--no-renames", "--no-show-signature", "--", "."])
        .stdout(Stdio::piped())
        .spawn()
        .ok()?;
    let changes = read(BufReader::new(log.stdout.take()?));
    log.wait().ok()?.success().then_some(changes)
}

fn git(folder: &Path) -> Command {
    let mut git = Command::new("git");
    git.current_dir(folder)
        .stdin(Stdio::null())
        .stderr(Stdio::null());
    git
}

/// Reads commits: `\x01` and the seconds since 1970, then the files, each ended by NUL.
fn read(log: impl BufRead) -> BTreeMap<String, NaiveDate> {
    let mut changes = BTreeMap::new();
    let mut day = None;
    for part in log.split(0).map_while(Result::ok) {
        let part = String::from_utf8_lossy(&part);
        let part = part.trim_start_matches('\n');
        if let Some(seconds) = part.strip_prefix('\u{1}') {
            let commit = seconds.trim().parse().ok();
            let commit = commit.and_then(|seconds| DateTime::from_timestamp(seconds, 0));
            day = commit.map(|commit| commit.date_naive());
        } else if let Some(day) = day.filter(|_| !part.is_empty()) {
            changes.entry(part.to_owned()).or_insert(day);
        }
    }
    changes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_commit_of_a_file_counts() {
        let log = b"\x011795702605\0\nabout/index.md\0two words.md\0\x011764166605\0\nindex.md\0about/index.md\0";
        let changes = read(&log[..]);
        let days: Vec<_> = changes
            .iter()
            .map(|(path, day)| (path.as_str(), day.to_string()))
            .collect();
        let expected = [
            ("about/index.md", "2026-11-26"),
            ("index.md", "2025-11-26"),
            ("two words.md", "2026-11-26"),
        ];
        assert_eq!(days, expected.map(|(path, day)| (path, day.to_owned())));
    }
}
