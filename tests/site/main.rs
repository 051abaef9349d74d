//! The press and its commands through the real binary.
//!
//! Each folder of `cases/` is a content folder with mistakes and `expected.txt`, what `glassbox
//! check` says of it. `SNAPSHOTS=overwrite cargo test --test site` writes what it says now: read
//! the difference.

mod build;
mod cases;
mod checks;
mod dates;
mod drafts;
mod folders;
mod formats;
mod icons;
mod includes;
mod language;
mod manual;
mod new;
mod plain;
mod precompress;
mod print;
mod published;
mod redirects;
mod serve;
mod social;
mod transcript;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output},
};

/// The day on which all tests take place.
const TODAY: &str = "2026-11-22";

/// The binary, plain and on the day of the tests.
fn glassbox(args: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_glassbox"));
    command
        .args(args)
        .env("NO_COLOR", "1")
        .env_remove("SOURCE_DATE_EPOCH");
    command
}

fn output(command: &mut Command) -> Output {
    command.output().expect("glassbox runs")
}

fn stdout(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}

fn stderr(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

fn cases() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/site/cases")
}

/// A folder of its own, with a content folder of the given files.
fn portal(files: &[(&str, &str)]) -> tempfile::TempDir {
    // A space in the path: people have them.
    let folder = tempfile::Builder::new()
        .prefix("glass box ")
        .tempdir()
        .expect("a temporary folder");
    for (path, text) in files {
        let path = folder.path().join("content").join(path);
        fs::create_dir_all(path.parent().expect("a parent")).expect("folders");
        fs::write(path, text).expect("a file");
    }
    folder
}

/// `glassbox build` in a folder, without a client.
fn build(folder: &Path, more: &[&str]) -> Output {
    let args = ["build", "--today", TODAY, "--client", "none"];
    output(glassbox(&args).args(more).current_dir(folder))
}

/// The site that `glassbox build` makes of a folder: its files with their bytes, by path.
fn built(folder: &Path, more: &[&str]) -> std::collections::BTreeMap<String, Vec<u8>> {
    let built = build(folder, more);
    assert!(built.status.success(), "{}", stderr(&built));
    tree(&folder.join("dist"))
}

/// Every file below a folder with its bytes, by path.
fn tree(folder: &Path) -> std::collections::BTreeMap<String, Vec<u8>> {
    let mut files = std::collections::BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).expect("a readable folder").flatten() {
            let path = entry.path();
            match path.is_dir() {
                true => folders.push(path),
                false => {
                    let below = path.strip_prefix(folder).expect("below");
                    let bytes = fs::read(&path).expect("a readable file");
                    files.insert(below.to_string_lossy().into_owned(), bytes);
                }
            }
        }
    }
    files
}
