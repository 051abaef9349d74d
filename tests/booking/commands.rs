//! The commands of an operator, by the real binary.

use std::{
    path::Path,
    process::{Command, Output},
};

use crate::{server::folder, world::OPS};

/// Runs `glassbox` in a folder.
pub(crate) fn glassbox(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_glassbox"))
        .args(arguments)
        .current_dir(folder)
        .env_remove("DATABASE_URL")
        .output()
        .expect("it runs")
}

fn text(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("text")
}

#[test]
fn a_host_gets_a_link_that_can_be_taken_back() {
    let folder = folder(&[("ops", OPS)]);
    let link = |arguments: &[&str]| {
        let usual = ["host-link", "mitchell", "--data", "data"];
        glassbox(folder.path(), &[&usual, arguments].concat())
    };
    let early = link(&[]);
    assert_eq!(early.status.code(), Some(2));
    assert!(text(&early.stderr).contains("there are no bookings in data"));
    assert!(
        !folder.path().join("data").exists(),
        "nothing is made by looking"
    );

    let store = glassbox_booking::store::Store::sqlite(&folder.path().join("data"));
    drop(store.expect("a store"));
    let given = link(&["--base-path", "/portal/"]);
    assert!(given.status.success(), "{}", text(&given.stderr));
    let lines: Vec<_> = text(&given.stdout).lines().collect();
    let [page, feed] = lines[..] else {
        panic!("two addresses, not {lines:?}");
    };
    let secret = page.strip_prefix("https://portal.example/portal/office-hours/#h/");
    assert_eq!(secret.map(str::len), Some(43), "{page}");
    assert!(
        feed.starts_with("https://portal.example/portal/api/v1/feeds/host/"),
        "{feed}"
    );
    assert!(!feed.contains(secret.expect("a secret")));

    let typo = glassbox(folder.path(), &["host-link", "mitchel", "--data", "data"]);
    assert_eq!(typo.status.code(), Some(2));
    assert!(text(&typo.stderr).contains("did you mean `mitchell`?"));
    for told in ["open nothing any more", "there were no links"] {
        let revoked = link(&["--revoke"]);
        assert!(
            text(&revoked.stderr).contains(told),
            "{}",
            text(&revoked.stderr)
        );
    }
}
