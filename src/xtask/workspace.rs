//! Where things are: the repository's root and the few places below it that the commands share.
//!
//! [`Workspace::find`] also moves into the root, so that `content` and `dist` are valid as they
//! stand; a path that the user gave is made absolute before that (see [`Workspace::as_given`]).

use std::{
    env,
    env::consts::EXE_SUFFIX,
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};

use crate::run;

/// The folder that is written by hand.
pub(crate) const CONTENT: &str = "content";
/// The folder that holds the finished site.
pub(crate) const DIST: &str = "dist";
/// The client bundle, as Trunk made it, relative to the root.
pub(crate) const CLIENT: &str = "target/client";
/// Which inputs [`CLIENT`] was made from.
const STAMP: &str = "target/client.stamp";

/// The repository that this program was built from.
pub(crate) struct Workspace {
    root: PathBuf,
    started_in: PathBuf,
    binaries: PathBuf,
}

impl Workspace {
    /// Finds the root two folders above this package and makes it the current folder.
    ///
    /// # Errors
    /// When the folders cannot be told or entered.
    pub(crate) fn find() -> Result<Self> {
        let started_in = env::current_dir().context("cannot tell the current folder")?;
        let package = env::var_os("CARGO_MANIFEST_DIR")
            .map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
        let root = package
            .ancestors()
            .nth(2)
            .with_context(|| format!("`{}` is not inside a repository", package.display()))?
            .to_path_buf();
        env::set_current_dir(&root)
            .with_context(|| format!("cannot enter `{}`", root.display()))?;
        // Cargo puts the product beside this program, wherever the target folder may be.
        let program = env::current_exe().context("cannot tell where this program is")?;
        let binaries = program.parent().unwrap_or(&root).to_path_buf();
        Ok(Self {
            root,
            started_in,
            binaries,
        })
    }

    /// The repository's root.
    pub(crate) fn root(&self) -> &Path {
        &self.root
    }

    /// An absolute path to something below the root.
    pub(crate) fn path(&self, below: &str) -> PathBuf {
        self.root.join(below)
    }

    /// The file that tells what the client bundle was made from.
    pub(crate) fn stamp(&self) -> PathBuf {
        self.path(STAMP)
    }

    /// A path as the user meant it: relative to the folder they were in.
    pub(crate) fn as_given(&self, path: &Path) -> PathBuf {
        self.started_in.join(path)
    }

    /// The folder of this program and of the product, in the profile that everything is built in.
    pub(crate) fn binaries(&self) -> &Path {
        &self.binaries
    }

    /// Builds the product, in the one native profile there is, and tells where it lies.
    ///
    /// # Errors
    /// When it does not compile.
    pub(crate) fn product(&self) -> Result<PathBuf> {
        // No `--package`: a narrower selection would mean other features, and a second build.
        run::live(run::cargo().args(["build", "--bin", "glassbox"]))?.checked()?;
        Ok(self.binaries.join(format!("glassbox{EXE_SUFFIX}")))
    }
}
