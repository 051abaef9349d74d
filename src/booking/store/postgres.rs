//! PostgreSQL: a pool of connections, a transaction on one of them.

mod tls;

use std::{str::FromStr, time::Duration};

use deadpool_postgres::{Manager, ManagerConfig, Pool, RecyclingMethod, Runtime, Timeouts};
use tokio_postgres::Config;

use super::{Error, Migrate, Tx, Work};

/// How often a transaction that met another one is tried.
const TRIES: usize = 8;
/// How long to wait for a connection.
const PATIENCE: Duration = Duration::from_secs(5);
/// How many connections there are at most.
const CONNECTIONS: usize = 16;

/// A database.
#[derive(Clone, Debug)]
pub struct Postgres(Pool);

impl Postgres {
    pub(super) async fn connect(url: &str) -> Result<Postgres, Error> {
        let (url, tls) = tls::read(url)?;
        let mut config = Config::from_str(&url)?;
        if config.get_application_name().is_none() {
            config.application_name("glassbox");
        }
        config.connect_timeout(PATIENCE);
        let recycling_method = RecyclingMethod::Fast;
        let manager = Manager::from_config(config, tls, ManagerConfig { recycling_method });
        let pool = Pool::builder(manager)
            .max_size(CONNECTIONS)
            .timeouts(Timeouts {
                wait: Some(PATIENCE),
                create: Some(PATIENCE),
                recycle: Some(PATIENCE),
            })
            .runtime(Runtime::Tokio1)
            .build()
            .map_err(|error| Error::Broken(error.to_string()))?;
        let postgres = Postgres(pool);
        postgres.run(Migrate::default()).await?;
        Ok(postgres)
    }

    pub(super) async fn run<W: Work>(&self, work: W) -> Result<W::Output, Error> {
        for _ in 1..TRIES {
            match self.attempt(work.clone()).await {
                Err(Error::Conflict) => {}
                done => return done,
            }
        }
        self.attempt(work).await
    }

    async fn attempt<W: Work>(&self, work: W) -> Result<W::Output, Error> {
        let mut client = self.0.get().await?;
        let mut tx = Tx::Postgres(client.transaction().await?);
        // Dropped without a commit, it is rolled back.
        let output = work.run(&mut tx).await?;
        if let Tx::Postgres(transaction) = tx {
            transaction.commit().await?;
        }
        Ok(output)
    }
}
