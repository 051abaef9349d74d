//! SQLite: one thread that writes, one that reads.
//!
//! The writer takes all transactions that wait, does each in a savepoint, and commits them
//! together: one write to the disk for all of them (group commit). Whoever asked hears of it only
//! after that. WAL with `synchronous=FULL`: what was told survives a power cut.

use std::{
    fs,
    panic::{self, AssertUnwindSafe},
    path::Path,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
        mpsc::{Receiver, SyncSender, TrySendError, sync_channel},
    },
    thread,
    time::Duration,
};

use futures_util::FutureExt;
use rusqlite::{Connection, hooks::Action};
use tokio::sync::oneshot;

use super::{Error, Migrate, Tx, Work};

/// How many transactions are committed together at most.
const MAX_GROUP: usize = 512;
/// Who reads is alone: in a group one would see what was so when the group began, and not all that was
/// told since.
const ALONE: usize = 1;
/// How many may wait; more are refused at once.
const MAX_WAITING: usize = 4_096;
/// How long to wait for another process, such as a backup, to let go of the file.
const PATIENCE: Duration = Duration::from_secs(5);
/// What every connection to SQLite is told. Pages as they were before a savepoint stay in memory: more
/// than 64 KiB of them would go to a temporary file, which was two thirds of all that a full group wrote.
/// Memory for pages, in KiB, since random keys meet pages anywhere. The writer works the log into the file
/// whenever it has grown to 12 MiB: later it would be done less often, and all would wait longer for it.
pub const SETTINGS: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
    PRAGMA foreign_keys = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -65536; \
    PRAGMA wal_autocheckpoint = 3072;";
/// How many statements are kept prepared.
const STATEMENTS: usize = 128;

/// A file of this process's own.
#[derive(Clone, Debug)]
pub struct Sqlite {
    writer: SyncSender<Job>,
    reader: SyncSender<Job>,
    changes: Arc<Changes>,
}

/// Counts claims that were made and let go of: what is free changes with nothing else.
#[derive(Debug, Default)]
struct Changes {
    /// Also by a transaction that may come to nothing.
    made: AtomicU64,
    /// When the last one was committed.
    committed: AtomicU64,
}

/// A transaction, still to be done: returns what is to be told once it is committed, or not.
type Job = Box<dyn FnOnce(Result<&mut Connection, Error>) -> Reply + Send>;
type Reply = Box<dyn FnOnce(Result<(), Error>) + Send>;

impl Sqlite {
    pub(super) fn open(folder: &Path) -> Result<Sqlite, Error> {
        let broken =
            |error: std::io::Error| Error::Broken(format!("{}: {error}", folder.display()));
        fs::create_dir_all(folder).map_err(broken)?;
        let file = folder.join("bookings.sqlite");
        let mut connection = connect(&file)?;
        done(&mut connection, "BEGIN IMMEDIATE", Migrate::default())?;
        let changes = Arc::new(Changes::default());
        let counted = changes.clone();
        connection.update_hook(Some(move |_: Action, _: &str, table: &str, _: i64| {
            if table == "claim" {
                counted.made.fetch_add(1, Ordering::Relaxed);
            }
        }));
        Ok(Sqlite {
            writer: start(
                "bookings-write",
                connection,
                ("BEGIN IMMEDIATE", MAX_GROUP),
                changes.clone(),
            )?,
            reader: start(
                "bookings-read",
                connect(&file)?,
                ("BEGIN", ALONE),
                Arc::default(),
            )?,
            changes,
        })
    }

    pub(super) async fn write<W: Work>(&self, work: W) -> Result<W::Output, Error> {
        ask(&self.writer, work).await
    }

    pub(super) async fn read<W: Work>(&self, work: W) -> Result<W::Output, Error> {
        ask(&self.reader, work).await
    }

    pub(super) fn changes(&self) -> u64 {
        self.changes.committed.load(Ordering::Acquire)
    }

    pub(super) async fn close(&self) {
        // What was asked for before stands before this in the line.
        let _ = self.write(Nothing).await;
    }
}

#[derive(Clone)]
struct Nothing;

impl Work for Nothing {
    type Output = ();
    async fn run(self, _: &mut Tx<'_>) -> Result<(), Error> {
        Ok(())
    }
}

fn connect(file: &Path) -> Result<Connection, Error> {
    let connection = Connection::open(file)?;
    connection.busy_timeout(PATIENCE)?;
    connection.set_prepared_statement_cache_capacity(STATEMENTS);
    connection.execute_batch(SETTINGS)?;
    Ok(connection)
}

async fn ask<W: Work>(thread: &SyncSender<Job>, work: W) -> Result<W::Output, Error> {
    let (sender, receiver) = oneshot::channel();
    let job: Job = Box::new(move |connection| {
        let result = connection.and_then(|connection| in_savepoint(connection, work));
        Box::new(move |committed| {
            // Whoever asked may have gone; what is done is done.
            let _ = sender.send(committed.and(result));
        })
    });
    thread.try_send(job).map_err(|error| match error {
        TrySendError::Full(_) => Error::Broken("too much is asked for at once".to_owned()),
        TrySendError::Disconnected(_) => Error::Broken("it has stopped".to_owned()),
    })?;
    let stopped = |_| Error::Broken("it has stopped".to_owned());
    receiver.await.map_err(stopped)?
}

fn in_savepoint<W: Work>(connection: &mut Connection, work: W) -> Result<W::Output, Error> {
    connection.execute_batch("SAVEPOINT work")?;
    // A fault in one piece of work must not end the thread that does them all.
    let done = panic::catch_unwind(AssertUnwindSafe(|| now(work, connection)));
    let fell = |_| Err(Error::Broken("a transaction fell over".to_owned()));
    let result = done.unwrap_or_else(fell);
    connection.execute_batch(match result {
        Ok(_) => "RELEASE work",
        Err(_) => "ROLLBACK TO work; RELEASE work",
    })?;
    result
}

/// Nothing of a transaction waits here: SQLite answers at once.
fn now<W: Work>(work: W, connection: &mut Connection) -> Result<W::Output, Error> {
    let mut tx = Tx::Sqlite(connection);
    let waits = || Error::Broken("a transaction waits for something else".to_owned());
    work.run(&mut tx)
        .now_or_never()
        .unwrap_or_else(|| Err(waits()))
}

fn done<W: Work>(connection: &mut Connection, begin: &str, work: W) -> Result<W::Output, Error> {
    connection.execute_batch(begin)?;
    let result = now(work, connection);
    connection.execute_batch(if result.is_ok() { "COMMIT" } else { "ROLLBACK" })?;
    result
}

fn start(
    name: &str,
    connection: Connection,
    group: (&'static str, usize),
    changes: Arc<Changes>,
) -> Result<SyncSender<Job>, Error> {
    let (sender, jobs) = sync_channel(MAX_WAITING);
    thread::Builder::new()
        .name(name.to_owned())
        .spawn(move || work_through(connection, group, &jobs, &changes))
        .map_err(|error| Error::Broken(error.to_string()))?;
    Ok(sender)
}

/// Works in groups: how each begins, and how many transactions it has at most. Ends when nobody can
/// ask any more.
fn work_through(
    mut connection: Connection,
    (begin, most): (&str, usize),
    jobs: &Receiver<Job>,
    changes: &Changes,
) {
    while let Ok(first) = jobs.recv() {
        let begun = connection.execute_batch(begin).map_err(Error::from);
        let group = std::iter::once(first).chain(std::iter::from_fn(|| jobs.try_recv().ok()));
        let mut replies: Vec<Reply> = Vec::new();
        for job in group.take(most) {
            // A full disk, for one, undoes the whole group at once.
            let open = match connection.is_autocommit() {
                true => Err(Error::Broken("the transaction was undone".to_owned())),
                false => Ok(&mut connection),
            };
            replies.push(job(begun.clone().and(open)));
        }
        let committed = match &begun {
            Ok(()) => connection.execute_batch("COMMIT").map_err(Error::from),
            Err(error) => Err(error.clone()),
        };
        if committed.is_err() && !connection.is_autocommit() {
            let _ = connection.execute_batch("ROLLBACK");
        }
        let made = changes.made.load(Ordering::Relaxed);
        changes.committed.store(made, Ordering::Release);
        for reply in replies {
            reply(committed.clone());
        }
    }
}
