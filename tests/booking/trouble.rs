//! A store in trouble: it is said so (503), nothing acknowledged is lost, and when the trouble is
//! over bookings are taken again.

use std::{
    fs,
    io::{Read, Write},
    net::TcpStream,
    path::Path,
    process::Command,
    sync::{Arc, Barrier},
    thread,
    time::{Duration, Instant},
};

use futures_util::FutureExt;
use glassbox_booking::store::{Error, Store, Tx, Work, work::Find};
use serde_json::json;

use crate::{
    server::{Server, folder},
    sink::Sink,
    world::{Answer, Kind, OPS, Setup, World, ask, book},
};

const FIRST: &str = "ops.20261123T2300Z";
const SECOND: &str = "ops.20261123T2330Z";

/// Tries until somebody answers otherwise than that it cannot be done now.
fn patiently(mut once: impl FnMut() -> Answer) -> Answer {
    let patience = Instant::now() + Duration::from_secs(60);
    loop {
        let answer = once();
        if answer.status != 503 || Instant::now() > patience {
            return answer;
        }
        thread::sleep(Duration::from_millis(100));
    }
}

#[derive(Clone)]
struct Falls;

impl Work for Falls {
    type Output = ();

    async fn run(self, tx: &mut Tx<'_>) -> Result<(), Error> {
        tx.execute("DELETE FROM audit", &[]).await?;
        panic!("a fault in the program");
    }
}

#[test]
fn a_fault_in_one_transaction_is_no_fault_of_others() {
    let world = World::new(Kind::Sqlite);
    assert_eq!(world.book(FIRST, "ada").status, 201);
    let before = world.dump();
    let fallen = world.runtime.block_on(world.store.write(Falls));
    assert!(matches!(fallen, Err(Error::Broken(_))), "{fallen:?}");
    assert_eq!(world.dump(), before, "nothing of it is kept");
    assert_eq!(world.book(SECOND, "bob").status, 201);
}

/// Looks, and takes its time over it.
#[derive(Clone)]
struct Slow {
    looked: Arc<Barrier>,
    done: Arc<Barrier>,
}

impl Work for Slow {
    type Output = ();

    async fn run(self, tx: &mut Tx<'_>) -> Result<(), Error> {
        tx.first("SELECT COUNT(*) FROM booking", &[]).await?;
        self.looked.wait();
        self.done.wait();
        Ok(())
    }
}

/// Whatever somebody else was looking at meanwhile.
#[test]
fn what_was_answered_is_seen_by_whoever_asks_after_it() {
    let world = World::new(Kind::Sqlite);
    let slow = Slow {
        looked: Arc::new(Barrier::new(2)),
        done: Arc::new(Barrier::new(2)),
    };
    let (store, work) = (world.store.clone(), slow.clone());
    let looks = world.runtime.spawn(async move { store.read(work).await });
    slow.looked.wait();
    let booked = world.book(FIRST, "ada");
    assert_eq!(booked.status, 201);
    let id = booked.body["booking"]["id"].as_str().expect("an id");
    let (store, find) = (world.store.clone(), Find(id.to_owned()));
    let mut found = Box::pin(async move { store.read(find).await });
    // Asked once: it stands in the line behind the slow one.
    let asked = (&mut found).now_or_never();
    assert!(asked.is_none());
    slow.done.wait();
    let looked = world.runtime.block_on(looks).expect("no panic");
    looked.expect("it answers");
    let found = world.runtime.block_on(found).expect("it answers");
    assert!(found.is_some(), "it was acknowledged, and is not there");
}

#[test]
fn a_store_that_another_process_holds_is_waited_for_and_then_told_of() {
    let world = World::new(Kind::Sqlite);
    let file = world.folder.path().join("data/bookings.sqlite");
    let other = rusqlite::Connection::open(file).expect("the file");
    other.execute_batch("BEGIN IMMEDIATE").expect("held");
    let refused = world.book(FIRST, "ada");
    assert_eq!((refused.status, refused.problem()), (503, "unavailable"));
    assert!(refused.header("retry-after").parse::<u32>().is_ok());
    assert_eq!(world.get("/readyz").status, 503);
    assert_eq!(world.get("/healthz").status, 200, "the process is well");
    assert_eq!(
        world.slots("2026-11-23", "2026-11-24").len(),
        4,
        "what can be read is"
    );
    other.execute_batch("ROLLBACK").expect("let go of");
    assert_eq!(patiently(|| world.book(FIRST, "ada")).status, 201);
    assert_eq!(patiently(|| world.get("/readyz")).status, 200);
    assert_eq!(world.count("booking"), 1);
}

/// Not a disk, but for the process the same: what it writes no longer fits.
#[test]
#[cfg(target_os = "linux")]
fn a_full_disk_is_told_of_and_costs_nothing_that_was_acknowledged() {
    let hours = OPS.replace("\"17:00\"", "\"23:30\"");
    let hours = format!("horizon_days = 366\ncapacity = 100\n{hours}");
    let folder = folder(&[("ops", &hours)]);
    let data = folder.path().join("data").display().to_string();
    let options = [("--data", data.as_str())];
    let server = Server::start(folder.path(), "2026-11-22", &options);
    assert_eq!(book(&server.origin, FIRST, "first").status, 201);
    server.limit_files(Some(600_000));
    let mut booked = vec![FIRST.to_owned()];
    let mut last = None;
    for at in 0..2_000 {
        let answer = book(&server.origin, SECOND, &format!("c{at}"));
        match answer.status {
            201 => booked.push(answer.header("location").to_owned()),
            409 => panic!("100 seats were too few to fill it"),
            _ => {
                last = Some(answer);
                break;
            }
        }
    }
    let refused = last.expect("it is full some time");
    assert_eq!((refused.status, refused.problem()), (503, "unavailable"));
    assert!(refused.header("retry-after").parse::<u32>().is_ok());
    // A booking did not fit; now nothing does.
    server.limit_files(Some(1));
    thread::sleep(Duration::from_millis(1_100));
    let look = |path: &str| ask(&server.origin, "GET", path, &[], None);
    assert_eq!(look("/readyz").status, 503);
    let days = "/api/v1/slots?from=2026-11-23&to=2026-11-24";
    assert_eq!(look(days).status, 200, "what can be read is");

    server.limit_files(None);
    let again = patiently(|| book(&server.origin, SECOND, "after"));
    assert_eq!(again.status, 201);
    assert_eq!(patiently(|| look("/readyz")).status, 200);
    let seats = |slot: &str| {
        let answer = look(days);
        let slots = answer.body["slots"].as_array().expect("a list").clone();
        let slot = slots.into_iter().find(|it| it["slot_id"] == json!(slot));
        slot.expect("it is offered")["seats_left"].clone()
    };
    assert_eq!(seats(FIRST), json!(99));
    assert_eq!(seats(SECOND), json!(100 - booked.len()));
    server.kill();
    let server = Server::start(folder.path(), "2026-11-22", &options);
    let answer = ask(&server.origin, "GET", days, &[], None);
    let left: u64 = answer.body["slots"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|slot| 100 - slot["seats_left"].as_u64().expect("a number"))
        .sum();
    assert_eq!(left, booked.len() as u64 + 1, "and after a restart, too");
}

/// Nobody may write into it, as on a disk that was mounted again after a fault. SQLite takes the mark
/// in the file's head for that (file format, section 1.3.3), whoever we are: `chmod` binds no root.
fn only_read(file: &Path) {
    use std::os::unix::fs::FileExt;
    let file = fs::OpenOptions::new().write(true).open(file);
    let written = file.and_then(|file| file.write_all_at(&[3], 18));
    written.expect("a file");
}

#[test]
fn a_store_that_can_only_be_read_is_told_of_at_the_start() {
    let folder = folder(&[("ops", OPS)]);
    let data = folder.path().join("data");
    let options = [("--data", &*data.display().to_string())];
    let server = Server::start(folder.path(), "2026-11-22", &options);
    server.terminate();
    server.ended();
    // Root may write anywhere but where the mount says no: one of the process's own.
    let mounted = "mount --bind data data && mount -o remount,bind,ro data && exec \"$0\" \"$@\"";
    let user = ["--user", "--map-root-user", "--mount", "sh", "-c", mounted];
    let mut tried = Command::new("unshare");
    tried.args(user).arg("true").current_dir(folder.path());
    if !tried.status().is_ok_and(|status| status.success()) {
        eprintln!("not run: this machine lets nobody make a mount of their own");
        return;
    }
    let around = [&["unshare"], &user[..]].concat();
    // A log that is there while somebody has the file open, and one that would have to be made.
    let other = rusqlite::Connection::open(data.join("bookings.sqlite")).expect("the file");
    other.execute_batch("PRAGMA wal_checkpoint").expect("a log");
    let mut other = Some(other);
    for log in [true, false] {
        other = other.filter(|_| log);
        assert_eq!(data.join("bookings.sqlite-wal").exists(), log);
        let (code, said) = Server::refused(folder.path(), &around, &["--data", "data"]);
        assert_eq!(code, Some(2), "{said}");
        assert!(said.contains("bookings cannot be kept in data"), "{said}");
        assert!(said.contains("can only be read"), "{said}");
    }
}

#[test]
fn a_store_that_becomes_read_only_is_told_of() {
    let folder = folder(&[("ops", OPS)]);
    let data = folder.path().join("data");
    let options = [("--data", &*data.display().to_string())];
    let server = Server::start(folder.path(), "2026-11-22", &options);
    assert_eq!(book(&server.origin, FIRST, "ada").status, 201);
    let file = data.join("bookings.sqlite");
    // All that is in the log comes into the file, which is looked at again then.
    let other = rusqlite::Connection::open(&file).expect("the file");
    let all = "PRAGMA user_version = 1; PRAGMA wal_checkpoint(TRUNCATE);";
    other.execute_batch(all).expect("SQL");
    drop(other);
    only_read(&file);
    let refused = book(&server.origin, SECOND, "bob");
    assert_eq!((refused.status, refused.problem()), (503, "unavailable"));
    assert!(refused.header("retry-after").parse::<u32>().is_ok());
    let look = |path: &str| ask(&server.origin, "GET", path, &[], None);
    assert_eq!(look("/readyz").status, 503);
    assert_eq!(look("/healthz").status, 200, "the process is well");
    let slots = look("/api/v1/slots?from=2026-11-23&to=2026-11-24");
    assert_eq!(slots.body["slots"][0]["full"], true, "what can be read is");
    server.terminate();
    let log = server.ended().join("\n");
    assert!(log.contains("can only be read"), "{log}");
}

/// As a standby is, or a database whose disk is full.
#[test]
#[ignore = "needs PostgreSQL: cargo xtask test --only postgres"]
fn a_database_that_can_only_be_read_is_told_of_at_the_start() {
    let world = World::new(Kind::Postgres);
    let only_read = "options=-cdefault_transaction_read_only%3Don%20";
    let url = world.url().replace("options=", only_read);
    let refused = world.runtime.block_on(Store::postgres(&url));
    let said = refused.expect_err("nothing can be kept there").to_string();
    assert!(said.contains("read-only"), "{said}");
}

/// As when the database restarts, again and again, while people book.
#[test]
#[ignore = "needs PostgreSQL: cargo xtask test --only postgres"]
fn connections_that_break_cost_no_acknowledged_booking() {
    let hours = OPS.replace("\"17:00\"", "\"23:30\"");
    let hours = format!("slot_minutes = 15\ncapacity = 5\n{hours}");
    let world = World::hours(Kind::Postgres, &[("ops", &hours)]);
    let slots = world.slots("2026-11-23", "2026-12-15");
    let acknowledged: usize = thread::scope(|scope| {
        let clients: Vec<_> = (0..6)
            .map(|client| {
                let (world, slots) = (&world, &slots);
                scope.spawn(move || {
                    let mut acknowledged = 0;
                    for (at, slot) in slots.iter().enumerate().skip(client).step_by(6) {
                        let slot = slot["slot_id"].as_str().expect("an id");
                        let key = format!("{client}-{at}");
                        let body = crate::world::request(slot, &format!("c{client}"));
                        // The same key: what was committed and not heard of is not made twice.
                        let answer = patiently(|| {
                            let key = [("idempotency-key", key.as_str())];
                            world.post("/api/v1/bookings", &key, &body)
                        });
                        assert_eq!(answer.status, 201, "{}", answer.body);
                        acknowledged += 1;
                    }
                    acknowledged
                })
            })
            .collect();
        while clients.iter().any(|client| !client.is_finished()) {
            world.break_connections();
            thread::sleep(Duration::from_millis(60));
        }
        let ended = clients.into_iter();
        ended.map(|client| client.join().expect("it ends")).sum()
    });
    assert_eq!(acknowledged, slots.len());
    assert_eq!(world.count("booking"), slots.len() as i64);
    assert_eq!(
        world.count("attempt"),
        slots.len() as i64,
        "each was made once"
    );
    assert_eq!(patiently(|| world.get("/readyz")).status, 200);
}

/// Of those who begin a request and never end it, none stays for ever.
#[test]
fn who_never_ends_a_head_is_left() {
    let folder = folder(&[("ops", OPS)]);
    let data = folder.path().join("data").display().to_string();
    let server = Server::start(folder.path(), "2026-11-22", &[("--data", &data)]);
    let slow: Vec<_> = (0..8)
        .map(|_| {
            let origin = server.origin.trim_start_matches("http://");
            let mut slow = TcpStream::connect(origin).expect("it listens");
            slow.set_read_timeout(Some(Duration::from_secs(120)))
                .expect("a socket");
            slow.write_all(b"GET /healthz HTTP/1.1\r\nHost: po")
                .expect("it listens");
            slow
        })
        .collect();
    for mut slow in slow {
        let mut answer = Vec::new();
        slow.read_to_end(&mut answer).expect("the connection ends");
    }
    let well = ask(&server.origin, "GET", "/healthz", &[], None);
    assert_eq!(well.status, 200, "others are answered");
}

#[test]
fn a_clock_that_is_set_back_keeps_no_mail_waiting() {
    let sink = Sink::new();
    let setup = Setup {
        mail: Some(&sink.url),
        hours: &[("ops", &format!("horizon_days = 366\n{OPS}"))],
        ..Setup::default()
    };
    let world = World::with(Kind::Sqlite, setup);
    // A machine that starts with a wrong clock, and hears of the right time a moment later.
    world.at("2027-06-01T00:00:00Z");
    assert_eq!(world.book("ops.20270607T2200Z", "ada").status, 201);
    world.at("2026-11-22T12:00:00Z");
    world
        .runtime
        .spawn(glassbox_booking::send_mail(world.service.clone()));
    sink.wait_for(2);
}
