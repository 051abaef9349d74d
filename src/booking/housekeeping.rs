//! What nobody asks for and has to be done: forgetting and reminding.

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;

use crate::{
    Service,
    store::{
        Error,
        work::{Forget, Remind},
    },
};

/// How often.
const EVERY: Duration = Duration::from_secs(60);
/// How long who came to a booking is known after its end.
const VISITORS: TimeDelta = TimeDelta::days(90);
/// How long before a booking begins people are reminded of it.
const REMINDER: TimeDelta = TimeDelta::days(1);
/// How long a request can be sent again for the same answer.
const ATTEMPTS: TimeDelta = TimeDelta::days(1);

/// Does it for as long as the service lives: never ends.
pub async fn keep_house(service: Arc<Service>) {
    loop {
        if let Err(error) = service.keep_house_once().await {
            tracing::error!(%error, "housekeeping failed; it is tried again");
        }
        tokio::time::sleep(EVERY).await;
    }
}

impl Service {
    /// Does it once.
    ///
    /// # Errors
    ///
    /// When the store does not answer.
    pub async fn keep_house_once(&self) -> Result<(), Error> {
        if let Some(limits) = &self.limits {
            limits.tidy();
        }
        let now = self.now();
        let work = Forget {
            visitors: now - VISITORS,
            attempts: now - ATTEMPTS,
        };
        while self.store.write(work.clone()).await? > 0 {}
        if let Some(desk) = self.desk(&self.catalogue(now)) {
            let work = Remind {
                now,
                before: REMINDER,
                desk,
            };
            self.store.write(work).await?;
        }
        Ok(())
    }
}
