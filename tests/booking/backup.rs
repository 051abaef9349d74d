//! Backups: all of a store, the same file for both databases.

use std::{
    collections::BTreeMap,
    fs,
    sync::{Arc, Mutex},
};

use glassbox_booking::{
    rules::secret::Token,
    store::{
        Error, Store,
        work::{Backup, Link, Restore},
    },
};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tempfile::TempDir;

use crate::{
    on_both_stores,
    world::{Database, Kind, Setup, World},
};

on_both_stores!(
    what_is_restored_is_what_was_backed_up,
    an_older_backup_is_brought_up_to_date,
);

const FIRST: &str = "ops.20261123T2300Z";
const SECOND: &str = "ops.20261123T2330Z";

/// A world in which every table has rows.
fn full(kind: Kind) -> World {
    let setup = Setup {
        // Nobody listens: messages wait.
        mail: Some("smtp://127.0.0.1:9"),
        ..Setup::default()
    };
    let world = World::with(kind, setup);
    world.book(FIRST, "ada");
    let bob = world.book(SECOND, "bøb;\\ \u{1f980}");
    assert_eq!(bob.status, 422, "an address is plain");
    let bob = world.book(SECOND, "bob");
    let token = json!({ "token": bob.body["manage_token"] });
    world.post(&format!("{}/cancel", bob.header("location")), &[], &token);
    let link = Link {
        host: "mitchell".to_owned(),
        secret: Token::random(),
        now: world.now(),
    };
    world
        .runtime
        .block_on(world.store.write(link))
        .expect("a link");
    world.at("2026-11-23T10:00:00Z");
    world
        .runtime
        .block_on(world.service.keep_house_once())
        .expect("reminders");
    world
}

fn backup(world: &World, store: &Store) -> String {
    let out = Arc::new(Mutex::new(Vec::new()));
    let rows = world.runtime.block_on(store.read(Backup(out.clone())));
    assert!(rows.expect("it is read") > 0);
    let bytes = out.lock().expect("no panic").clone();
    String::from_utf8(bytes).expect("text")
}

/// Restores a text into an empty store of a kind; the store lives as long as what comes with it.
fn restore(
    world: &World,
    kind: Kind,
    text: &str,
) -> (Result<u64, Error>, Store, (TempDir, Option<Database>)) {
    let folder = TempDir::new().expect("a folder");
    let file = folder.path().join("backup.jsonl");
    fs::write(&file, text).expect("a file");
    let database = Database::new(kind);
    let store = match &database {
        None => Store::sqlite(&folder.path().join("data")),
        Some(database) => world.runtime.block_on(Store::postgres(&database.url())),
    };
    let store = store.expect("a store");
    let rows = world.runtime.block_on(store.write(Restore(file)));
    (rows, store, (folder, database))
}

/// The names of tables with their columns, and how many rows each has.
fn tables(text: &str) -> BTreeMap<String, (Vec<String>, usize)> {
    let mut tables = BTreeMap::new();
    let mut last = String::new();
    for line in text.lines() {
        match serde_json::from_str(line).expect("JSON") {
            Value::Array(_) => {
                let table: &mut (Vec<String>, usize) = tables.get_mut(&last).expect("a table");
                table.1 += 1;
            }
            Value::Object(it) if it.contains_key("table") => {
                last = it["table"].as_str().expect("a name").to_owned();
                let columns = it["columns"].as_array().expect("a list").iter();
                let columns = columns.map(|it| it.as_str().expect("a name").to_owned());
                tables.insert(last.clone(), (columns.collect(), 0));
            }
            _ => {}
        }
    }
    tables
}

fn what_is_restored_is_what_was_backed_up(kind: Kind) {
    let world = full(kind);
    let text = backup(&world, &world.store);
    for (table, (_, rows)) in tables(&text) {
        assert!(rows > 0, "{table} is not tried here");
    }
    assert_eq!(
        text,
        backup(&world, &world.store),
        "nothing depends on when"
    );
    // From SQLite into SQLite; from PostgreSQL into both, and so from one to the other and back.
    for into in [Kind::Sqlite, kind] {
        let (rows, store, _kept) = restore(&world, into, &text);
        assert!(rows.expect("restored") > 0);
        assert_eq!(backup(&world, &store), text);
    }
}

/// As version 2 wrote it, which knew no links of hosts, and no order of messages.
fn an_older_backup_is_brought_up_to_date(kind: Kind) {
    let world = full(kind);
    let text = backup(&world, &world.store);
    let (kept, _) = text
        .split_once("{\"table\":\"host_link\"")
        .expect("the last table");
    let (first, rows) = kept.split_once('\n').expect("lines");
    assert!(first.contains("\"version\":4"), "{first}");
    let (before, outbox) = rows.split_once("{\"table\":\"outbox\"").expect("a table");
    let (outbox, after) = outbox.split_once("{\"table\"").expect("a table");
    let outbox = outbox.replace(",\"sequence\"", "");
    let outbox = (0..5).fold(outbox, |outbox, sequence| {
        outbox.replace(&format!("\"waiting\",{sequence}]"), "\"waiting\"]")
    });
    let rows = format!("{before}{{\"table\":\"outbox\"{outbox}{{\"table\"{after}");
    let older = |version: u32| {
        let first = first.replace(":4", &format!(":{version}"));
        let body = format!("{first}\n{rows}");
        let count = body.lines().filter(|line| line.starts_with('[')).count();
        let digest: String = Sha256::digest(&body)
            .iter()
            .map(|it| format!("{it:02x}"))
            .collect();
        format!("{body}{}\n", json!({ "rows": count, "sha256": digest }))
    };
    let (rows, store, _kept) = restore(&world, kind, &older(2));
    rows.expect("restored");
    let restored = tables(&backup(&world, &store));
    assert_eq!(restored["host_link"].1, 0);
    assert_eq!(restored["booking"].1, 2);
    let (refused, _, _kept) = restore(&world, kind, &older(5));
    let refused = refused.expect_err("it is of a later program").to_string();
    assert!(refused.contains("version 5"), "{refused}");
}

#[test]
fn no_table_and_no_column_is_left_out() {
    let world = World::new(Kind::Sqlite);
    world.book(FIRST, "ada");
    let saved = tables(&backup(&world, &world.store));
    let file = rusqlite::Connection::open(world.folder.path().join("data/bookings.sqlite"));
    let file = file.expect("the file");
    let sql = "SELECT t.name, c.name FROM sqlite_master t, pragma_table_info(t.name) c \
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name <> 'version'";
    let mut statement = file.prepare(sql).expect("SQL");
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
    let mut there: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for row in rows.expect("rows") {
        let (table, column) = row.expect("names");
        there.entry(table).or_default().push(column);
    }
    let saved: BTreeMap<_, _> = saved
        .into_iter()
        .map(|(name, (columns, _))| (name, columns))
        .collect();
    assert_eq!(saved, there);
}
