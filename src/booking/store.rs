//! Where bookings are kept: SQLite in this process, or PostgreSQL for several processes.
//!
//! A piece of [`Work`] is a transaction. It is written once, in SQL that both databases read alike,
//! and a [`Tx`] is all that it sees of either: so what is proven on one holds on the other.
//! [`work`] has one module a transaction.

mod postgres;
mod sqlite;
mod tx;

pub mod booking;
pub mod work;

use std::{future::Future, path::Path};

pub use booking::Booking;
pub use sqlite::SETTINGS;
pub use tx::{Row, Tx, Value};

use postgres::Postgres;
use sqlite::Sqlite;

/// The changes that made the tables what they are, in order; one that was released never changes.
const MIGRATIONS: &[&str] = &[
    include_str!("store/001_bookings.sql"),
    include_str!("store/002_mail.sql"),
    include_str!("store/003_host_link.sql"),
    include_str!("store/004_mail_order.sql"),
];

/// Why a transaction came to nothing; nothing of it is left then.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Error {
    /// A rule forbids it.
    #[error("refused: {0:?}")]
    Refused(Refusal),
    /// It refers to what is not there, or is another's.
    #[error("a reference was broken")]
    Reference,
    /// It met another one and may be tried again.
    #[error("it met another transaction")]
    Conflict,
    /// The store does not answer as it should.
    #[error("the store failed: {0}")]
    Broken(String),
}

/// The rule that forbids a transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Refusal {
    /// No seat is left.
    Taken,
    /// There is no such booking.
    Unknown,
    /// The key was used for another request.
    KeyReused,
    /// The booking has changed since it was read.
    Stale,
    /// The booking was cancelled.
    Cancelled,
    /// The booking has begun.
    Begun,
    /// The person has as many bookings ahead as anybody may.
    TooMany,
    /// The person has a seat in the slot already.
    Seated,
}

/// A transaction: what to do, as a value, so that it can be sent to the store and done again.
pub trait Work: Clone + Send + 'static {
    /// What it finds or makes.
    type Output: Send;

    /// Does it. All it reads and writes goes through `tx`.
    ///
    /// # Errors
    ///
    /// Whatever makes that nothing of it should be kept.
    fn run(self, tx: &mut Tx<'_>) -> impl Future<Output = Result<Self::Output, Error>> + Send;
}

/// A store.
#[derive(Clone, Debug)]
pub enum Store {
    /// A file of this process's own.
    Sqlite(Sqlite),
    /// A database that several processes share.
    Postgres(Postgres),
}

impl Store {
    /// Opens the file `bookings.sqlite` in a folder, both made if they are not there.
    ///
    /// # Errors
    ///
    /// When it cannot be opened, or is of a later version of this program.
    pub fn sqlite(folder: &Path) -> Result<Store, Error> {
        Sqlite::open(folder).map(Store::Sqlite)
    }

    /// Connects to a database named by a `postgres://` URL.
    ///
    /// # Errors
    ///
    /// When it cannot be reached, or is of a later version of this program.
    pub async fn postgres(url: &str) -> Result<Store, Error> {
        Postgres::connect(url).await.map(Store::Postgres)
    }

    /// Does a transaction; when it returns, the outcome is durable.
    ///
    /// # Errors
    ///
    /// As [`Work::run`]; nothing of the transaction is kept then.
    pub async fn write<W: Work>(&self, work: W) -> Result<W::Output, Error> {
        match self {
            Store::Sqlite(sqlite) => sqlite.write(work).await,
            Store::Postgres(postgres) => postgres.write(work).await,
        }
    }

    /// Does a transaction that only reads.
    ///
    /// # Errors
    ///
    /// As [`Work::run`].
    pub async fn read<W: Work>(&self, work: W) -> Result<W::Output, Error> {
        match self {
            Store::Sqlite(sqlite) => sqlite.read(work).await,
            Store::Postgres(postgres) => postgres.read(work).await,
        }
    }

    /// Names a state of what is taken: as long as the name is the same, nothing has changed. It is
    /// another one whoever makes a change, once that is done.
    ///
    /// # Errors
    ///
    /// When the store does not answer.
    pub async fn version(&self) -> Result<String, Error> {
        match self {
            Store::Sqlite(sqlite) => Ok(sqlite.changes().to_string()),
            Store::Postgres(postgres) => postgres.snapshot().await,
        }
    }

    /// Ends when all that was asked for is done and durable.
    pub async fn close(&self) {
        if let Store::Sqlite(sqlite) = self {
            sqlite.close().await;
        }
    }
}

/// The statements of a migration.
fn statements(migration: &str) -> impl Iterator<Item = &str> {
    migration
        .split(";\n")
        .map(str::trim)
        .filter(|sql| !sql.is_empty())
}

/// The version that the tables must have.
fn latest() -> i64 {
    i64::try_from(MIGRATIONS.len()).unwrap_or(i64::MAX)
}

/// Brings the tables up to a version, in a transaction.
#[derive(Clone, Debug)]
struct Migrate {
    to: i64,
}

/// Up to date.
impl Default for Migrate {
    fn default() -> Migrate {
        Migrate { to: latest() }
    }
}

impl Work for Migrate {
    type Output = ();

    async fn run(self, tx: &mut Tx<'_>) -> Result<(), Error> {
        // Of several processes that start together, one at a time.
        tx.hold("glassbox migrations").await?;
        tx.execute(
            "CREATE TABLE IF NOT EXISTS version (version BIGINT NOT NULL)",
            &[],
        )
        .await?;
        let rows = tx.query("SELECT version FROM version", &[]).await?;
        let version = rows.first().map_or(Ok(0), |row| row.int(0))?;
        if version > latest() {
            return Err(Error::Broken(format!(
                "it has version {version}, and this program knows only {}",
                latest()
            )));
        }
        let [done, to] = [version, self.to].map(|it| usize::try_from(it).unwrap_or(0));
        for migration in MIGRATIONS.iter().take(to).skip(done) {
            for sql in statements(migration) {
                tx.execute(sql, &[]).await?;
            }
        }
        if version < self.to {
            tx.execute("DELETE FROM version", &[]).await?;
            tx.execute(
                "INSERT INTO version (version) VALUES ($1)",
                &[self.to.into()],
            )
            .await?;
        }
        Ok(())
    }
}
