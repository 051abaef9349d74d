//! Whatever is edited in whatever order, a preview shows what a fresh press makes.

use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
    sync::mpsc,
    thread,
};

use chrono::NaiveDate;
use fastrand::Rng;
use glassbox_model::Diagnostic;

use super::{Message, preview};
use crate::press::{File, Options, press};

const EDITS: usize = 150;

/// Files that refer to each other in every way: links, anchors, owners, speakers, tags, subjects,
/// paths, components, aliases, images, hours, texts in data, and included files.
const CONTENT: [(&str, &str); 18] = [
    (
        "site.toml",
        "name = 'Test'\nzone = 'Europe/Berlin'\nstart = 'paths/first'\n[markdown]\nincludes = '../source'\n",
    ),
    ("index.md", "Welcome. See [a](guides/a.md).\n"),
    (
        "people/kim.toml",
        "name = 'Kim'\nrole = 'Ops'\nknows = ['net', 'guides/a', 'web']\nbio = 'Wrote [a](/guides/a.md#one).'\n",
    ),
    ("people/lee.toml", "name = 'Lee'\nknows = ['disk']\n"),
    (
        "guides/a.md",
        "---\ntags: [net]\nowner: kim\n---\n# Guide A\n\nFirst words.\n\n## One\n\nSee [b](b.md#two) and [c](../runbooks/c.md).\n",
    ),
    (
        "guides/b.md",
        "---\ntags: [net, disk]\nreviewed: 2026-01-01\n---\n# Guide B\n\nMore.\n\n## Two\n\n![dot](dot.svg)\n",
    ),
    (
        "runbooks/c.md",
        "---\nsymptom: It is slow.\ncomponents: [web]\nowner: lee\n---\n# Runbook C\n\nText.\n",
    ),
    (
        "architecture/web.md",
        "---\nsummary: The web servers.\naliases: [/wiki/web]\n---\n# Web\n\n```rust\nfn main() {}\n```\n",
    ),
    (
        "talks/2026-11-10-past.md",
        "---\nspeakers: [kim]\nstatus: given\ntags: [net]\n---\n# A talk\n\nNotes on [web](/architecture/web.md).\n",
    ),
    (
        "talks/2026-12-01-next.md",
        "---\nspeakers: [lee]\n---\n# Another talk\n\nTo come.\n",
    ),
    (
        "paths/first.toml",
        "title = 'First week'\nintro = 'Read [a](/guides/a.md).'\n[[steps]]\npage = 'guides/a'\n[[steps]]\npage = 'runbooks/c'\n",
    ),
    (
        "office-hours/ask.toml",
        "title = 'Ask'\nhosts = ['kim']\nweekdays = ['monday']\nfrom = '15:00'\nto = '17:00'\n",
    ),
    ("handbook/x.md", "Plain, without a title. [y](y.md)\n"),
    ("handbook/y.md", "# Why\n\n[x](x.md)\n"),
    (
        "guides/c.md",
        "# Guide C\n\n```text include=\"notes.txt:1-2\"\n```\n\n```text include=\"/../source/main.txt\"\n```\n",
    ),
    ("guides/notes.txt", "net\ndisk\nweb\n"),
    ("../source/main.txt", "words\n"),
    (
        "tags.toml",
        "[net]\ntitle = 'Net'\n[disk]\ntitle = 'Disk'\n",
    ),
];

/// A text for one of the files: itself, changed somewhere, or something wrong.
fn edited(rng: &mut Rng, text: &str) -> String {
    let words = [
        "net", "disk", "kim", "lee", "Guide", "One", "web", "words", "draft",
    ];
    match rng.usize(..7) {
        0 => format!("{text}\nAnother sentence {}.\n", rng.u8(..)),
        1 => text.replacen("# ", &format!("# New {} ", rng.u8(..)), 1),
        2 => text.replacen("---\n", "---\ntitel: no\n", 1),
        3 => format!("{text}\n[nowhere](nowhere.md)\n"),
        4 => text.replacen("---\n", &format!("---\ntitle: T{}\n", rng.u8(..)), 1),
        5 => {
            let (from, to) = (rng.usize(..words.len()), rng.usize(..words.len()));
            text.replacen(words[from], words[to], 1)
        }
        _ => text.to_owned(),
    }
}

/// Does something to the folder; returns the paths that a watcher would name.
fn edit(rng: &mut Rng, content: &Path) -> Vec<PathBuf> {
    let (name, original) = CONTENT[rng.usize(..CONTENT.len())];
    let file = content.join(name);
    match rng.usize(..20) {
        13.. => mend(content),
        0 => {
            let _ = fs::remove_file(&file);
            vec![file]
        }
        1 => {
            let other = file.with_file_name("other-name.md");
            let _ = fs::rename(&file, &other);
            vec![file, other]
        }
        2 => {
            let asset = content.join("guides/dot.svg");
            let size = rng.usize(1..4);
            let svg =
                format!("<svg xmlns='http://www.w3.org/2000/svg' width='{size}' height='9'></svg>");
            fs::write(&asset, svg).expect("an image");
            vec![asset]
        }
        3 => {
            // What an editor leaves behind for a moment, or for longer.
            let backup = content.join("guides/a.md~");
            match rng.bool() {
                true => fs::write(&backup, "old").expect("a backup"),
                false => drop(fs::remove_file(&backup)),
            }
            vec![backup]
        }
        4 => {
            // A folder goes: that is told of the folder only.
            let (handbook, manual) = (content.join("handbook"), content.join("manual"));
            let _ = fs::rename(&handbook, &manual);
            vec![handbook, manual]
        }
        _ => {
            let now = fs::read_to_string(&file).unwrap_or_default();
            let text = match rng.bool() || now.is_empty() {
                true => edited(rng, original),
                false => edited(rng, &now),
            };
            write(&file, &text);
            vec![file]
        }
    }
}

fn write(file: &Path, text: &str) {
    fs::create_dir_all(file.parent().expect("a folder")).expect("folders");
    fs::write(file, text).expect("a file");
}

/// Everything as it was at first.
fn mend(content: &Path) -> Vec<PathBuf> {
    let mut changed = Vec::new();
    let manual = content.join("manual");
    if fs::remove_dir_all(&manual).is_ok() {
        changed.push(manual);
    }
    for (name, original) in CONTENT {
        let file = content.join(name);
        let other = file.with_file_name("other-name.md");
        if fs::remove_file(&other).is_ok() {
            changed.push(other);
        }
        if fs::read_to_string(&file).ok().as_deref() != Some(original) {
            write(&file, original);
            changed.push(file);
        }
    }
    changed
}

fn options(content: &Path) -> Options {
    Options {
        content: content.to_owned(),
        public: None,
        client: None,
        base_path: "/p/".to_owned(),
        today: NaiveDate::from_ymd_opt(2026, 11, 26).expect("a day"),
        drafts: true,
        precompress: false,
        cards: None,
        changed: Default::default(),
    }
}

/// Every file of a fresh press by its path, and what it finds.
fn fresh(options: &Options) -> (Option<BTreeMap<String, File>>, Vec<Diagnostic>) {
    let pressed = press(options).expect("no client is needed");
    let files = (!pressed.has_errors()).then(|| {
        pressed.plan(|plan| {
            let files = plan.files.iter();
            files.map(|(path, make)| (path.clone(), make())).collect()
        })
    });
    (files, pressed.diagnostics)
}

#[test]
fn a_preview_is_never_stale() {
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    for (name, text) in CONTENT {
        write(&content.join(name), text);
    }
    fs::write(
        content.join("guides/dot.svg"),
        "<svg xmlns='http://www.w3.org/2000/svg'/>",
    )
    .expect("an image");
    let options = options(&content);
    let (messages, received) = mpsc::channel();
    let (sender, said) = mpsc::channel();
    let of_preview = options.clone();
    let pressing = thread::spawn(move || {
        preview(
            || of_preview.clone(),
            &received,
            |pressed| {
                sender
                    .send(pressed.diagnostics.clone())
                    .expect("the test listens");
            },
        )
    });
    let get = |path: &str| {
        let (answer, answered) = mpsc::channel();
        let answer = Box::new(move |file| answer.send(file).expect("the test waits"));
        messages
            .send(Message::Wanted(path.to_owned(), answer))
            .expect("the preview listens");
        answered.recv().expect("an answer")
    };

    let mut rng = Rng::with_seed(42);
    let (mut shown, found) = fresh(&options);
    assert!(shown.is_some(), "{found:#?}");
    said.recv().expect("a first press");
    let mut good = 0;
    for edits in 0..EDITS {
        let changed = edit(&mut rng, &content);
        messages
            .send(Message::Changed(changed.clone()))
            .expect("the preview listens");
        let (files, expected) = fresh(&options);
        assert_eq!(
            said.recv().expect("a press"),
            expected,
            "{edits}: {changed:?}"
        );
        let before = shown.clone().unwrap_or_default();
        good += usize::from(files.is_some());
        shown = files.or(shown);
        let now = shown.as_ref().expect("the first site at least");
        for path in before.keys().chain(now.keys()) {
            let made = get(path);
            let same = made.as_ref() == now.get(path);
            assert!(same, "{edits}: {changed:?}: {path} is stale");
        }
    }
    // Else nothing was proved.
    assert!((30..EDITS - 30).contains(&good), "{good} of {EDITS}");
    drop(messages);
    pressing.join().expect("no panic").expect("a preview");
}

#[test]
fn an_anchor_that_goes_is_missed_where_nothing_changed() {
    let diagram = include_str!("../../cli/new/lifecycle.toml").replace("@title@", "'Ask'");
    let files = [
        ("guides/a.md", "# A\n\n## One\n\nWords.\n", "## One"),
        ("lifecycle/ask.toml", &diagram, "id = \"send\""),
        (
            "guides/b.md",
            "# B\n\n[a](a.md#one), [ask](../lifecycle/ask.toml#works/send)\n",
            "# B",
        ),
    ];
    let folder = tempfile::tempdir().expect("a folder");
    let content = folder.path().join("content");
    for (name, text, _) in files {
        write(&content.join(name), text);
    }
    let options = options(&content);
    let mut pressed = press(&options).expect("no client is needed");
    assert_eq!(pressed.diagnostics, []);
    for (name, text, anchor) in files {
        let other = text.replace(anchor, &anchor.replace("One", "Two").replace("send", "ask"));
        for (text, missed) in [(&*other, usize::from(other != text)), (text, 0)] {
            write(&content.join(name), text);
            pressed = pressed.again(&options, &[content.join(name)]);
            let fresh = press(&options).expect("no client is needed");
            assert_eq!(pressed.diagnostics, fresh.diagnostics, "{name}");
            assert_eq!(pressed.diagnostics.len(), missed, "{name}");
        }
    }
}
