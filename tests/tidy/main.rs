//! Proves the map: what ARCHITECTURE.md says of the workspace is so.

mod invariants;

use std::{
    collections::{BTreeMap, BTreeSet},
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// Files may be no longer than this, in lines of code without their unit tests.
const MAX_LINES: usize = 500;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn cargo() -> Command {
    let mut command = Command::new(env!("CARGO"));
    command.current_dir(root());
    command
}

/// The crates of the workspace, each with the crates of the workspace that it uses.
fn edges() -> BTreeMap<String, BTreeSet<String>> {
    let output = cargo()
        .args(["metadata", "--no-deps", "--format-version", "1"])
        .output()
        .expect("cargo runs");
    let metadata: serde_json::Value =
        serde_json::from_slice(&output.stdout).expect("cargo metadata is JSON");
    let packages = metadata["packages"].as_array().expect("there are packages");
    let short = |name: &serde_json::Value| {
        let name = name.as_str().expect("a name").to_owned();
        name.strip_prefix("glassbox-")
            .map_or(name.clone(), str::to_owned)
    };
    let names: BTreeSet<_> = packages
        .iter()
        .map(|package| short(&package["name"]))
        .collect();
    packages
        .iter()
        .map(|package| {
            let uses = package["dependencies"].as_array().expect("dependencies");
            let uses = uses
                .iter()
                .filter(|dependency| dependency["kind"].is_null())
                .map(|dependency| short(&dependency["name"]))
                .filter(|name| names.contains(name));
            (short(&package["name"]), uses.collect())
        })
        .collect()
}

/// The same as the table of ARCHITECTURE.md says: crate in the first column, uses in the third.
fn mapped() -> BTreeMap<String, BTreeSet<String>> {
    let map = fs::read_to_string(root().join("ARCHITECTURE.md")).expect("ARCHITECTURE.md is there");
    let words = |cell: &str| -> BTreeSet<String> {
        cell.split('`')
            .skip(1)
            .step_by(2)
            .map(str::to_owned)
            .collect()
    };
    map.lines()
        .filter(|line| line.starts_with("| `"))
        .map(|line| {
            let cells: Vec<_> = line.split('|').collect();
            let name = words(cells[1]).into_iter().next().expect("a crate's name");
            (name, words(cells[3]))
        })
        .collect()
}

fn rust_files(folder: &str) -> Vec<PathBuf> {
    let mut files = Vec::new();
    let mut folders = vec![root().join(folder)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).expect("a readable folder").flatten() {
            let path = entry.path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.sort();
    assert!(!files.is_empty(), "{folder} holds Rust");
    files
}

/// The code of a file without its unit tests.
fn code(file: &Path) -> String {
    let text = fs::read_to_string(file).expect("a readable file");
    text.split("#[cfg(test)]")
        .next()
        .unwrap_or_default()
        .to_owned()
}

/// Every file of the crate in `folder`, without its tests, whose code holds one of `words`.
fn holding(folder: &str, words: &[&str]) -> Vec<PathBuf> {
    let tests = root().join(folder).join("tests");
    let holds = |file: &PathBuf| words.iter().any(|word| code(file).contains(word));
    rust_files(folder)
        .into_iter()
        .filter(|file| !file.starts_with(&tests) && holds(file))
        .collect()
}

#[test]
fn the_map_lists_every_crate_and_edge() {
    assert_eq!(mapped(), edges());
}

#[test]
fn views_know_no_platform() {
    let with_cfg = holding("src/app", &["#[cfg(", "#![cfg(", "cfg!("]);
    assert!(with_cfg.is_empty(), "no cfg in app: {with_cfg:?}");
    let only = root().join("src/app/browser");
    let mut browser = holding(
        "src/app",
        &["web_sys::", "js_sys::", "gloo::", "wasm_bindgen::"],
    );
    browser.retain(|file| !file.with_extension("").starts_with(&only));
    assert!(
        browser.is_empty(),
        "the browser is known to browser.rs alone: {browser:?}"
    );
}

#[test]
fn the_core_does_no_input_or_output() {
    for folder in ["src/model", "src/markdown", "src/schedule", "src/app"] {
        let io = holding(
            folder,
            &[
                "std::fs",
                "std::net",
                "std::process",
                "std::env",
                "tokio::",
                "println!",
            ],
        );
        assert!(io.is_empty(), "{folder} does no I/O: {io:?}");
    }
}

#[test]
fn the_core_compiles_for_the_browser() {
    let status = cargo()
        .args(["check", "--quiet", "--target", "wasm32-unknown-unknown"])
        .args([
            "--package",
            "glassbox-model",
            "--package",
            "glassbox-markdown",
        ])
        .status()
        .expect("cargo runs");
    assert!(status.success(), "model and markdown compile for wasm32");
}

#[test]
fn files_stay_small() {
    for folder in ["src", "tests"] {
        for file in rust_files(folder) {
            let lines = code(&file).lines().count();
            assert!(lines <= MAX_LINES, "{} has {lines} lines", file.display());
        }
    }
}

#[test]
fn every_module_says_what_it_is_for() {
    for file in rust_files("src") {
        let text = fs::read_to_string(&file).expect("a readable file");
        assert!(
            text.starts_with("//!"),
            "{} opens with `//!`",
            file.display()
        );
    }
}

#[test]
fn every_style_sheet_is_in_the_bundle() {
    let index = fs::read_to_string(root().join("src/web/index.html")).expect("index.html");
    for folder in ["style", "style/components"] {
        for entry in fs::read_dir(root().join(folder))
            .expect("a folder")
            .flatten()
        {
            let name = entry.file_name().to_string_lossy().into_owned();
            if name.ends_with(".css") {
                let href = format!("../../{folder}/{name}");
                assert!(index.contains(&href), "src/web/index.html links {href}");
            }
        }
    }
}
