//! The steps of `cargo xtask test`, in their order, and what each of them runs.

use std::{
    path::{Path, PathBuf},
    process::{Command, ExitCode},
};

use anyhow::Result;
use clap::ValueEnum;
use walkdir::WalkDir;

use super::{count::Tally, stream};
use crate::{
    problem::Problem,
    run,
    setup::{self, browser, postgres, servers},
    site::{self, Press},
    workspace::{CLIENT, CONTENT, DIST, Workspace},
};

/// Where the site under a sub-path is made, relative to the root.
const PORTAL: &str = "target/site-portal";
const PORTAL_PATH: &str = "/portal/";

/// One step.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Step {
    /// Whether the code is formatted
    Fmt,
    /// Lints of all that runs natively
    Clippy,
    /// Lints of the client, for wasm32
    ClippyWasm,
    /// The documentation of the code
    Doc,
    /// The Rust tests
    Test,
    /// The tests of the booking service that need PostgreSQL
    Postgres,
    /// The content, warnings denied
    Check,
    /// The site, into dist/
    Site,
    /// The site once more, to live under a sub-path
    Portal,
    /// The browser tests, on the two sites
    Browser,
}

/// How the sites of this run turned out; nothing is known of one that was not asked for.
#[derive(Default)]
pub(super) struct Sites {
    site: Option<bool>,
    portal: Option<bool>,
}

impl Step {
    /// The name on the command line.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Fmt => "fmt",
            Self::Clippy => "clippy",
            Self::ClippyWasm => "clippy-wasm",
            Self::Doc => "doc",
            Self::Test => "test",
            Self::Postgres => "postgres",
            Self::Check => "check",
            Self::Site => "site",
            Self::Portal => "portal",
            Self::Browser => "browser",
        }
    }

    /// What is checked.
    pub(super) fn title(self) -> &'static str {
        match self {
            Self::Fmt => "is the code formatted",
            Self::Clippy => "lints, native",
            Self::ClippyWasm => "lints, wasm32",
            Self::Doc => "documentation of the code",
            Self::Test => "Rust tests",
            Self::Postgres => "bookings on PostgreSQL",
            Self::Check => "content",
            Self::Site => "the site",
            Self::Portal => "the site under a sub-path",
            Self::Browser => "browser tests",
        }
    }

    /// Sets up what the step needs and runs it.
    ///
    /// # Errors
    /// When the step could not be run at all.
    pub(super) fn run(self, workspace: &Workspace, sites: &mut Sites) -> Result<Tally> {
        match self {
            Self::Fmt => one(cargo("fmt --all --check")),
            Self::Clippy => one(cargo(
                "clippy --workspace --exclude glassbox-web --all-targets -- -D warnings",
            )),
            Self::ClippyWasm => {
                setup::wasm_target()?;
                one(cargo(
                    "clippy -p glassbox-web --target wasm32-unknown-unknown -- -D warnings",
                ))
            }
            Self::Doc => {
                let mut doc = cargo(
                    "doc --workspace --exclude glassbox-web --no-deps --document-private-items",
                );
                doc.env("RUSTDOCFLAGS", "-D warnings");
                one(doc)
            }
            Self::Test => {
                // `tests/tidy` compiles the core for the browser.
                setup::wasm_target()?;
                stream::run(&mut cargo("test --no-fail-fast"), Tally::add_cargo)
            }
            Self::Postgres => {
                let server = postgres::start()?;
                let mut tests = cargo("test --no-fail-fast --test booking -- --ignored");
                tests.env("GLASSBOX_POSTGRES", server.url());
                stream::run(&mut tests, Tally::add_cargo)
            }
            Self::Check => {
                let mut check = run::command(workspace.product()?);
                check.args(["check", "--content", CONTENT, "--deny-warnings"]);
                one(check)
            }
            Self::Site => {
                sites.site = Some(false);
                let built = build_site(workspace)?;
                sites.site = Some(built);
                Ok(Tally::of(built))
            }
            Self::Portal => {
                sites.portal = Some(false);
                let built = press_portal(workspace)?;
                sites.portal = Some(built);
                Ok(Tally::of(built))
            }
            Self::Browser => browser_tests(workspace, sites),
        }
    }
}

/// A step that is one command, and one check.
fn one(mut command: Command) -> Result<Tally> {
    Ok(Tally::of(run::live(&mut command)?.success()))
}

fn cargo(arguments: &str) -> Command {
    let mut cargo = run::cargo();
    cargo.args(arguments.split(' '));
    cargo
}

fn build_site(workspace: &Workspace) -> Result<bool> {
    let press = Press {
        base_path: None,
        out: workspace.path(DIST),
    };
    Ok(site::build(workspace, &press)? == ExitCode::SUCCESS)
}

fn press_portal(workspace: &Workspace) -> Result<bool> {
    if !workspace.path(CLIENT).is_dir() {
        return Err(not_run("there is no client", "`--only site` builds it"));
    }
    let press = Press {
        base_path: Some(PORTAL_PATH.into()),
        out: workspace.path(PORTAL),
    };
    Ok(press.run(workspace)?.success())
}

fn browser_tests(workspace: &Workspace, sites: &Sites) -> Result<Tally> {
    let (site, portal) = (workspace.path(DIST), workspace.path(PORTAL));
    for (built, folder, step) in [
        (sites.site, &site, Step::Site),
        (sites.portal, &portal, Step::Portal),
    ] {
        if built == Some(false) || !folder.is_dir() {
            let hint = format!("the step `{}` builds it", step.name());
            return Err(not_run(
                &format!("no site was built in `{}`", folder.display()),
                &hint,
            ));
        }
    }
    let tests = browser_test_files(&workspace.path(browser::BROWSER_TESTS));
    if tests.is_empty() {
        // Without a name, Node would look for tests everywhere.
        let hint = format!("a test is a file `*.test.js` in {}", browser::BROWSER_TESTS);
        return Err(not_run("there are no browser tests", &hint));
    }
    let chromium = browser::chromium(workspace)?;
    browser::packages(workspace)?;
    servers::ensure()?;
    let mut node = run::command("node");
    // A test that waits for what never comes must not keep the others from being counted.
    node.args(["--test", "--test-timeout=300000", "--test-reporter=spec"])
        .args(["--test-reporter-destination=stdout"])
        .args(tests)
        .env("GLASSBOX_BIN", workspace.product()?)
        .env("GLASSBOX_SITE", site)
        .env("GLASSBOX_SITE_PORTAL", portal)
        .env("CHROMIUM", chromium);
    stream::run(&mut node, Tally::add_node)
}

fn not_run(reason: &str, hint: &str) -> anyhow::Error {
    Problem::new(format!("not run: {reason}"), hint).into()
}

/// The test files by name: Node takes a folder in some of its versions only.
fn browser_test_files(folder: &Path) -> Vec<PathBuf> {
    WalkDir::new(folder)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| entry.file_name() != "node_modules")
        .flatten()
        .map(walkdir::DirEntry::into_path)
        .filter(|path| {
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            name.ends_with(".test.js") || name.ends_with(".test.mjs")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use clap::ValueEnum;

    use super::Step;

    #[test]
    fn steps_are_named_as_on_the_command_line() {
        for step in Step::value_variants() {
            let value = step.to_possible_value().expect("no step is hidden");
            assert_eq!(value.get_name(), step.name());
        }
    }
}
