//! The table of tools: which programs build the client, in which versions, and where from.
//!
//! [`all`] is the table. Trunk comes first and needs the other two on its `PATH`.

use std::env::consts::EXE_SUFFIX;

use anyhow::{Context, Result};

/// A program that the client's build runs.
pub(super) struct Tool {
    /// The name of the package it comes in.
    pub(super) package: &'static str,
    /// The name it is run by.
    pub(super) program: &'static str,
    /// The one version that is wanted.
    pub(super) version: String,
    /// Where it comes from.
    pub(super) source: Source,
}

/// Where a tool comes from.
pub(super) enum Source {
    /// The archive that its authors publish, or else a package of crates.io.
    Crate(Recipe),
    /// A package of the npm registry.
    Npm,
}

/// How to get a tool that is written in Rust.
pub(super) struct Recipe {
    /// The address of the archive, with `{version}` and `{target}` in it.
    pub(super) archive: &'static str,
    /// What `cargo install` needs to be told.
    pub(super) arguments: &'static [&'static str],
}

/// The environment to build tools in: they run for seconds, so soon built is better than fast.
pub(super) const SOON_BUILT: [(&str, &str); 3] = [
    ("CARGO_PROFILE_RELEASE_LTO", "off"),
    ("CARGO_PROFILE_RELEASE_OPT_LEVEL", "0"),
    ("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16"),
];

/// All tools; `lock` is the text of `Cargo.lock`, which has a say in a version.
///
/// # Errors
/// When the lock file has no wasm-bindgen, or more than one.
pub(super) fn all(lock: &str) -> Result<[Tool; 3]> {
    Ok([
        Tool {
            package: "trunk",
            program: "trunk",
            version: "0.21.14".into(),
            source: Source::Crate(Recipe {
                archive: "https://github.com/trunk-rs/trunk/releases/download/v{version}/trunk-{target}.tar.gz",
                // It is to fetch nothing by itself, so it needs no TLS.
                arguments: &["--locked", "--no-default-features"],
            }),
        },
        Tool {
            package: "wasm-bindgen-cli",
            program: "wasm-bindgen",
            // It must be the very version that the client is compiled with.
            version: locked_version(lock, "wasm-bindgen")?,
            source: Source::Crate(Recipe {
                archive: "https://github.com/wasm-bindgen/wasm-bindgen/releases/download/{version}/wasm-bindgen-{version}-{target}.tar.gz",
                // Not `--locked`: the lock file of 0.2.130 asks for a package that is gone.
                arguments: &[],
            }),
        },
        Tool {
            package: "binaryen",
            program: "wasm-opt",
            version: "132.0.0".into(),
            source: Source::Npm,
        },
    ])
}

impl Tool {
    /// The tool's folder among all tools, as in `trunk-0.21.14`.
    pub(super) fn folder(&self) -> String {
        format!("{}-{}", self.package, self.version)
    }

    /// The program inside the tool's folder.
    pub(super) fn program_path(&self) -> String {
        format!("bin/{}{EXE_SUFFIX}", self.program)
    }

    /// Whether that is what the wanted version prints for `--version`.
    pub(super) fn is_version(&self, answer: &str) -> bool {
        // wasm-opt calls 132.0.0 `version 132 (version_132)`.
        let wanted = match self.source {
            Source::Crate(_) => self.version.as_str(),
            Source::Npm => self.version.trim_end_matches(".0"),
        };
        answer.split_whitespace().any(|word| word == wanted)
    }

    /// The command that installs the tool by hand.
    pub(super) fn by_hand(&self) -> String {
        let Self {
            package, version, ..
        } = self;
        match &self.source {
            Source::Crate(recipe) => {
                let command = format!("cargo install {package} --version {version}");
                [&[command.as_str()], recipe.arguments].concat().join(" ")
            }
            Source::Npm => format!("npm install --global {package}@{version}"),
        }
    }
}

fn locked_version(lock: &str, package: &str) -> Result<String> {
    let lock: toml::Table = lock
        .parse()
        .context("`Cargo.lock` is not what it should be")?;
    let mut versions = lock
        .get("package")
        .and_then(toml::Value::as_array)
        .into_iter()
        .flatten()
        .filter(|entry| entry.get("name").and_then(toml::Value::as_str) == Some(package))
        .filter_map(|entry| entry.get("version")?.as_str());
    let version = versions
        .next()
        .with_context(|| format!("`Cargo.lock` has no {package}"))?;
    anyhow::ensure!(
        versions.next().is_none(),
        "`Cargo.lock` has more than one {package}"
    );
    Ok(version.to_owned())
}

#[cfg(test)]
mod tests {
    use super::{all, locked_version};

    const LOCK: &str = r#"
        version = 4
        [[package]]
        name = "wasm-bindgen-macro"
        version = "0.2.99"
        [[package]]
        name = "wasm-bindgen"
        version = "0.2.130"
        [[package]]
        name = "syn"
        version = "1.0.0"
        [[package]]
        name = "syn"
        version = "2.0.0"
    "#;

    #[test]
    fn the_lock_file_chooses_wasm_bindgen() {
        let [trunk, wasm_bindgen, binaryen] = all(LOCK).expect("a lock file");
        assert_eq!(trunk.folder(), "trunk-0.21.14");
        assert_eq!(wasm_bindgen.folder(), "wasm-bindgen-cli-0.2.130");
        assert_eq!(binaryen.folder(), "binaryen-132.0.0");
    }

    #[test]
    fn an_unclear_lock_file_is_an_error() {
        assert!(locked_version(LOCK, "syn").is_err());
        assert!(locked_version(LOCK, "wasm").is_err());
        assert!(locked_version("[[package", "wasm-bindgen").is_err());
    }

    #[test]
    fn only_the_wanted_version_is_accepted() {
        let [trunk, wasm_bindgen, binaryen] = all(LOCK).expect("a lock file");
        assert!(trunk.is_version("trunk 0.21.14\n"));
        assert!(!trunk.is_version("trunk 0.21.1"));
        assert!(wasm_bindgen.is_version("wasm-bindgen 0.2.130 (a1b2c3)"));
        assert!(binaryen.is_version("wasm-opt version 132 (version_132)"));
        assert!(!binaryen.is_version("wasm-opt version 123 (version_123)"));
    }

    #[test]
    fn the_way_out_can_be_typed() {
        let [trunk, _, binaryen] = all(LOCK).expect("a lock file");
        assert_eq!(
            trunk.by_hand(),
            "cargo install trunk --version 0.21.14 --locked --no-default-features"
        );
        assert_eq!(binaryen.by_hand(), "npm install --global binaryen@132.0.0");
    }
}
