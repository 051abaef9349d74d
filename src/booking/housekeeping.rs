//! What nobody asks for and has to be done: forgetting and reminding.

use std::{sync::Arc, time::Duration};

use chrono::TimeDelta;

use crate::{
    Service,
    rules::changed::Changed,
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
    let mut told = None;
    loop {
        if let Err(error) = service.hold_to_the_rules(&mut told).await {
            tracing::error!(%error, "bookings cannot be held to the rules");
        }
        service.measure().await;
        if let Err(error) = service.keep_house_once().await {
            tracing::error!(%error, "housekeeping failed; it is tried again");
        }
        tokio::time::sleep(EVERY).await;
    }
}

impl Service {
    /// Counts the bookings that the rules of today would not allow, and tells of each once for a
    /// revision of the content or of the time zone database: `told` is the last one.
    async fn hold_to_the_rules(&self, told: &mut Option<String>) -> Result<(), Error> {
        let revision = self.catalogue(self.now()).revision.clone();
        let found = self.rules_changed().await?;
        self.metrics.unfit(found.len());
        if told.as_ref() == Some(&revision) {
            return Ok(());
        }
        for (booking, changed) in found {
            let (hours, agreed) = (&booking.slot.hours, &booking.details.civil);
            let (id, zone) = (&booking.id, &booking.details.host_zone);
            match changed {
                Changed::Moved { host_civil } => tracing::warn!(
                    id,
                    hours,
                    agreed,
                    zone,
                    now = host_civil,
                    "a booking is at another time by its hosts' clock than was agreed on"
                ),
                Changed::Gone => tracing::warn!(
                    id,
                    hours,
                    agreed,
                    zone,
                    "a booking is at a time at which there are no office hours any more"
                ),
            }
        }
        *told = Some(revision);
        Ok(())
    }

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
        if let Some(desk) = self.desk(&self.catalogue(now), None) {
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
