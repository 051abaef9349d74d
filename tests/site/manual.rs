//! The manual in `content/about/`: whole, and at home in any portal.

use std::{fs, path::Path};

use glassbox_model::{content::Common, manual::Shape};

use crate::{TODAY, built, glassbox, output, stdout, tree};

fn about() -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("content/about")
}

/// A portal that holds the manual and nothing else.
fn portal() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder");
    for (path, bytes) in tree(&about()) {
        let file = folder.path().join("content/about").join(path);
        fs::create_dir_all(file.parent().expect("a folder")).expect("folders");
        fs::write(file, bytes).expect("a file");
    }
    folder
}

#[test]
fn a_company_can_keep_the_manual_and_nothing_else() {
    let folder = portal();
    let check = output(
        glassbox(&["check", "--deny-warnings", "--today", TODAY]).current_dir(folder.path()),
    );
    assert!(check.status.success(), "{}", stdout(&check));
}

#[test]
fn the_manual_leads_to_each_of_its_pages() {
    let index = fs::read_to_string(about().join("index.md")).expect("the index");
    for entry in fs::read_dir(about()).expect("the manual").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let led = index.contains(&format!("]({name})")) || name == "index.md";
        assert!(
            led || !name.ends_with(".md"),
            "about/index.md links to {name}"
        );
    }
}

#[test]
fn the_reference_names_every_kind_of_file_and_is_pressed_with_its_keys() {
    let text = fs::read_to_string(about().join("reference.md")).expect("the reference");
    let listed = text.lines().find(|line| line.starts_with("reference:"));
    let listed = listed.expect("the reference asks for tables");
    let mut keys = Common::DOC.keys.iter();
    let key = keys.find(|key| key.name == "reference").expect("the key");
    let Shape::List(Shape::Choice(words)) = key.shape else {
        panic!("a list of words");
    };
    for word in *words {
        let named = listed
            .split(['[', ']', ',', ' '])
            .any(|one| one == word.word);
        assert!(named, "about/reference.md asks for `{}`", word.word);
    }

    let folder = portal();
    let files = built(folder.path(), &[]);
    let html = String::from_utf8_lossy(&files["about/reference/index.html"]);
    assert!(html.contains("id=\"keys-of-a-talk\""));
    assert!(html.contains("<code>slot_minutes</code>"));
    assert!(
        html.contains("href=\"#keys-of-office-hours\""),
        "and in its contents"
    );
}
