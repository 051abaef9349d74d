//! A fingerprint of everything that goes into the client bundle.
//!
//! [`client`] reads the inputs; it is equal for equal inputs on every machine and with every
//! compiler that built this program, which the hashers of the standard library do not promise.

use std::{
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};
use walkdir::WalkDir;

/// The files and folders that the client is made of, relative to the root.
const INPUTS: [&str; 10] = [
    ".cargo/config.toml",
    "Cargo.lock",
    "Cargo.toml",
    "Trunk.toml",
    "public",
    "rust-toolchain.toml",
    "src/app",
    "src/model",
    "src/web",
    "style",
];

/// The fingerprint of the client's inputs below `root` and of the `tools` that work on them.
///
/// # Errors
/// When an input is there but cannot be read.
pub(crate) fn client(root: &Path, tools: &str) -> Result<String> {
    of(root, &INPUTS, tools)
}

/// The fingerprint of one file.
///
/// # Errors
/// When the file cannot be read.
pub(crate) fn file(path: &Path) -> Result<String> {
    let mut hasher = Sha256::new();
    add_file(&mut hasher, "", path)?;
    Ok(hex(hasher))
}

fn of(root: &Path, inputs: &[&str], tools: &str) -> Result<String> {
    let mut hasher = Sha256::new();
    add(&mut hasher, tools.as_bytes());
    for input in inputs {
        for path in files(&root.join(input))? {
            let name = path.strip_prefix(root).unwrap_or(&path);
            add_file(&mut hasher, &name.to_string_lossy(), &path)?;
        }
    }
    Ok(hex(hasher))
}

/// A file, or all files of a folder, in an order that depends on their names alone.
fn files(input: &Path) -> Result<Vec<PathBuf>> {
    if !input.exists() {
        return Ok(Vec::new());
    }
    let mut files = Vec::new();
    for entry in WalkDir::new(input).sort_by_file_name() {
        let entry = entry.with_context(|| format!("cannot read `{}`", input.display()))?;
        if !entry.file_type().is_dir() {
            files.push(entry.into_path());
        }
    }
    Ok(files)
}

fn add_file(hasher: &mut Sha256, name: &str, path: &Path) -> Result<()> {
    add(hasher, name.replace('\\', "/").as_bytes());
    let content = fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    add(hasher, &content);
    Ok(())
}

/// Adds a field with its length, so that no two lists of fields look the same.
fn add(hasher: &mut Sha256, field: &[u8]) {
    hasher.update((field.len() as u64).to_le_bytes());
    hasher.update(field);
}

fn hex(hasher: Sha256) -> String {
    let bytes = hasher.finalize();
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use std::{
        env, fs,
        path::{Path, PathBuf},
        process,
    };

    use super::of;

    /// A small tree of inputs in a folder of its own, with a space in its name.
    fn tree(name: &str) -> PathBuf {
        let root = env::temp_dir().join(format!("glassbox {name} {}", process::id()));
        fs::create_dir_all(root.join("src/web")).expect("a folder for the test");
        write(&root, "src/web/main.rs", "fn main() {}");
        write(&root, "Cargo.lock", "version = 4");
        root
    }

    fn write(root: &Path, name: &str, content: &str) {
        fs::write(root.join(name), content).expect("a file for the test");
    }

    fn print(root: &Path) -> String {
        of(root, &["Cargo.lock", "absent", "src/web"], "tools 1").expect("a fingerprint")
    }

    #[test]
    fn it_is_stable_over_runs_folders_and_compilers() {
        let (one, two) = (tree("stable one"), tree("stable two"));
        assert_eq!(print(&one), print(&two));
        assert_eq!(
            print(&one),
            "95dc7b6efd9b970d093de8f77b90ec955c0e834a8acb2307026ed5f42ea884b8"
        );
        for root in [one, two] {
            fs::remove_dir_all(root).expect("the test's folder goes");
        }
    }

    #[test]
    fn it_sees_contents_names_moves_and_tools() {
        let root = tree("changes");
        let mut seen = vec![print(&root)];
        let tools = of(&root, &["Cargo.lock", "src/web"], "tools 2");
        seen.push(tools.expect("a fingerprint"));
        write(&root, "src/web/main.rs", "fn main() { }");
        seen.push(print(&root));
        write(&root, "src/web/new.rs", "");
        seen.push(print(&root));
        let (new, newer) = (root.join("src/web/new.rs"), root.join("src/web/newer.rs"));
        fs::rename(new, newer).expect("a file that moves");
        seen.push(print(&root));
        write(&root, "elsewhere", "not an input");
        assert_eq!(Some(&print(&root)), seen.last());
        let all = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(seen.len(), all);
        fs::remove_dir_all(root).expect("the test's folder goes");
    }
}
