//! PostgreSQL: a pool of connections to write, one to read, a transaction on one of them.

mod tls;

use std::{str::FromStr, time::Duration};

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime, Timeouts};
use tokio_postgres::Config;

use super::{Error, Migrate, Tx, Work};

/// How often a transaction that met another one is tried.
const TRIES: usize = 8;
/// How long to wait for a connection.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many connections write at most.
const WRITERS: usize = 16;
/// How many read at most: who looks does not wait for those who book.
const READERS: usize = 4;

/// A database.
#[derive(Clone, Debug)]
pub struct Postgres {
    writers: Pool,
    readers: Pool,
}

impl Postgres {
    pub(super) async fn connect(url: &str) -> Result<Postgres, Error> {
        let (url, tls) = tls::read(url)?;
        let mut config = Config::from_str(&url)?;
        if config.get_application_name().is_none() {
            config.application_name("glassbox");
        }
        config.connect_timeout(PATIENCE);
        let pool = |connections| {
            let recycling_method = RecyclingMethod::Fast;
            let how = ManagerConfig { recycling_method };
            let manager = Manager::from_config(config.clone(), tls.clone(), how);
            let pool = Pool::builder(manager)
                .max_size(connections)
                .timeouts(Timeouts {
                    wait: Some(PATIENCE),
                    create: Some(PATIENCE),
                    recycle: Some(PATIENCE),
                })
                .runtime(Runtime::Tokio1);
            pool.build()
                .map_err(|error| Error::Broken(error.to_string()))
        };
        let postgres = Postgres {
            writers: pool(WRITERS)?,
            readers: pool(READERS)?,
        };
        postgres.write(Migrate::default()).await?;
        Ok(postgres)
    }

    pub(super) async fn write<W: Work>(&self, work: W) -> Result<W::Output, Error> {
        run(&self.writers, work).await
    }

    pub(super) async fn read<W: Work>(&self, work: W) -> Result<W::Output, Error> {
        run(&self.readers, work).await
    }

    /// What a transaction that begins now would see, by name: which transactions are done (PostgreSQL
    /// documentation, section 9.28.8), since which start of the server. Asking costs one way there
    /// and back, and tells of changes by every process.
    pub(super) async fn snapshot(&self) -> Result<String, Error> {
        let client = self.readers.get().await?;
        let sql = "SELECT pg_current_snapshot()::text || ' ' || pg_postmaster_start_time()::text";
        let statement = client.prepare_cached(sql).await?;
        Ok(client.query_one(&statement, &[]).await?.try_get(0)?)
    }
}

async fn run<W: Work>(pool: &Pool, work: W) -> Result<W::Output, Error> {
    for _ in 1..TRIES {
        match attempt(pool, work.clone()).await {
            Err(Error::Conflict) => {}
            done => return done,
        }
    }
    attempt(pool, work).await
}

async fn attempt<W: Work>(pool: &Pool, work: W) -> Result<W::Output, Error> {
    let mut client = pool.get().await?;
    let mut tx = Tx::Postgres(client.transaction().await?);
    // Dropped without a commit, it is rolled back.
    let output = work.run(&mut tx).await?;
    if let Tx::Postgres(transaction) = tx {
        transaction.commit().await?;
    }
    Ok(output)
}
