//! Ready-made tools: the archives that their authors publish.
//!
//! [`fetch`] is an offer, not a must: whoever cannot have one builds the tool instead.

use std::{
    env::consts::{ARCH, EXE_SUFFIX, OS},
    fs,
    path::Path,
};

use anyhow::{Context, Result};
use walkdir::WalkDir;

use super::tool::Tool;
use crate::{progress::Progress, run};

/// Downloads the archive at `address` and puts the tool's program where it belongs in `folder`.
///
/// # Errors
/// When there is no archive for this platform, or it cannot be had.
pub(super) fn fetch(
    progress: &mut Progress,
    tool: &Tool,
    address: &str,
    folder: &Path,
) -> Result<()> {
    let target = target(OS, ARCH).with_context(|| format!("nothing for {OS} on {ARCH}"))?;
    let address = fill(address, &tool.version, target);
    let unpacked = folder.join("unpacked");
    fs::create_dir_all(&unpacked)?;
    let archive = unpacked.join("archive.tar.gz");
    let mut curl = run::command("curl");
    curl.args(["--fail", "--silent", "--show-error", "--location"])
        .args([
            "--proto",
            "=https",
            "--connect-timeout",
            "5",
            "--max-time",
            "300",
        ])
        .arg("--output")
        .args([archive.as_os_str(), address.as_ref()]);
    run::attempt(progress, &mut curl)?;
    let mut tar = run::command("tar");
    tar.args(["-xz", "--no-same-owner", "-f"]).arg(&archive);
    run::attempt(progress, tar.arg("-C").arg(&unpacked))?;
    let name = format!("{}{EXE_SUFFIX}", tool.program);
    let program = WalkDir::new(&unpacked)
        .into_iter()
        .flatten()
        .find(|entry| entry.file_type().is_file() && entry.file_name() == name.as_str())
        .with_context(|| format!("no {name} in the archive"))?;
    let bin = folder.join(tool.program_path());
    fs::create_dir_all(bin.parent().unwrap_or(folder))?;
    fs::rename(program.path(), bin)?;
    fs::remove_dir_all(&unpacked)?;
    Ok(())
}

fn fill(address: &str, version: &str, target: &str) -> String {
    address
        .replace("{version}", version)
        .replace("{target}", target)
}

/// The platform in the words of the archives: musl on Linux, as it runs on every distribution.
fn target(os: &str, arch: &str) -> Option<&'static str> {
    Some(match (os, arch) {
        ("linux", "x86_64") => "x86_64-unknown-linux-musl",
        ("linux", "aarch64") => "aarch64-unknown-linux-musl",
        ("macos", "x86_64") => "x86_64-apple-darwin",
        ("macos", "aarch64") => "aarch64-apple-darwin",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::{fill, target};

    #[test]
    fn archives_are_named_as_their_authors_name_them() {
        let linux = target("linux", "x86_64").expect("a platform with archives");
        assert_eq!(
            fill("v{version}/x-{version}-{target}.tar.gz", "0.2.130", linux),
            "v0.2.130/x-0.2.130-x86_64-unknown-linux-musl.tar.gz"
        );
        assert_eq!(target("macos", "aarch64"), Some("aarch64-apple-darwin"));
        assert_eq!(target("freebsd", "x86_64"), None);
    }
}
