//! What the handlers share: the catalogue, the store, the clock, the limits.

use std::{
    num::NonZeroU32,
    sync::{Arc, Mutex, PoisonError, RwLock},
    time::Instant,
};

use chrono::{DateTime, TimeDelta, Utc};
use glassbox_model::words::Words;
use glassbox_schedule::MAX_HORIZON_DAYS;
use ipnet::IpNet;
use tokio::sync::Notify;

use crate::{
    mail::{Desk, Mail},
    metrics::{Metrics, Statsd},
    router::{limit::Limits, shelf::Shelf},
    rules::{
        catalogue::{Catalogue, Hours, Slot},
        changed::Changed,
        secret::Token,
        taken::Diary,
    },
    store::{
        Booking, Error, Store,
        work::{Ahead, Measure, TakenIn},
    },
};

/// Tells the time.
pub type Clock = Arc<dyn Fn() -> DateTime<Utc> + Send + Sync>;

/// What a service is made of.
pub struct Options {
    /// Where bookings are kept.
    pub store: Store,
    /// What can be booked.
    pub catalogue: Catalogue,
    /// The time.
    pub clock: Clock,
    /// How many changes an address may ask for in a minute; `None` for any number.
    pub rate_limit: Option<NonZeroU32>,
    /// The proxies whose word for an address is taken (`X-Forwarded-For`).
    pub trusted_proxies: Vec<IpNet>,
    /// The path that the site is served under: starts and ends with `/`.
    pub base_path: String,
    /// Who sends mail; `None` for no mail.
    pub mail: Option<Mail>,
    /// The words of the portal's language.
    pub words: &'static Words,
    /// Where what happens is counted, too; `None` for nowhere else.
    pub statsd: Option<Statsd>,
}

/// The booking service.
pub struct Service {
    pub(crate) store: Store,
    pub(crate) clock: Clock,
    pub(crate) limits: Option<Limits>,
    pub(crate) trusted_proxies: Vec<IpNet>,
    pub(crate) base_path: String,
    pub(crate) mail: Option<Arc<Mail>>,
    pub(crate) words: &'static Words,
    /// Told when no more mail is to be taken from the outbox.
    pub(crate) no_more_mail: Notify,
    pub(crate) shelf: Shelf,
    /// Whether the store took a change when it was last asked to, and when that was.
    pub(crate) probed: tokio::sync::Mutex<Option<(Instant, bool)>>,
    pub(crate) metrics: Metrics,
    catalogue: RwLock<Arc<Catalogue>>,
    /// What is taken, with the store's version before it was read.
    diary: Mutex<Option<(String, Arc<Diary>)>>,
}

impl Service {
    /// A service that is ready to answer.
    pub fn new(options: Options) -> Arc<Service> {
        Arc::new(Service {
            limits: options.rate_limit.map(Limits::new),
            store: options.store,
            clock: options.clock,
            trusted_proxies: options.trusted_proxies,
            base_path: options.base_path,
            mail: options.mail.map(Arc::new),
            words: options.words,
            no_more_mail: Notify::new(),
            shelf: Shelf::default(),
            probed: tokio::sync::Mutex::default(),
            metrics: Metrics::new(options.statsd),
            catalogue: RwLock::new(Arc::new(options.catalogue)),
            diary: Mutex::new(None),
        })
    }

    /// Offers another revision of the content from now on.
    pub fn replace(&self, catalogue: Catalogue) {
        let mut current = self
            .catalogue
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        *current = Arc::new(catalogue);
    }

    /// Takes no more mail from the outbox: [`send_mail`](crate::send_mail) ends when what is on its
    /// way has arrived or was refused.
    pub fn stop_mail(&self) {
        self.no_more_mail.notify_one();
    }

    /// Ends when all that was asked for is done and durable.
    pub async fn close(&self) {
        self.store.close().await;
    }

    /// The time, in whole seconds.
    pub(crate) fn now(&self) -> DateTime<Utc> {
        let now = (self.clock)();
        DateTime::from_timestamp(now.timestamp(), 0).unwrap_or(now)
    }

    /// What can be booked, laid out for the day of `now`.
    pub(crate) fn catalogue(&self, now: DateTime<Utc>) -> Arc<Catalogue> {
        let read = self
            .catalogue
            .read()
            .unwrap_or_else(PoisonError::into_inner);
        let current = read.clone();
        drop(read);
        let day = now.date_naive();
        if current.day == day {
            return current;
        }
        let laid_out = Arc::new(Catalogue::clone(&current).on(day));
        let mut current = self
            .catalogue
            .write()
            .unwrap_or_else(PoisonError::into_inner);
        // Not over a revision that came meanwhile: that one is laid out on the next call.
        if current.revision == laid_out.revision {
            *current = laid_out.clone();
        }
        laid_out
    }

    /// Who writes letters about bookings of a catalogue; `token` is the booking's, where it is
    /// known.
    pub(crate) fn desk(&self, catalogue: &Arc<Catalogue>, token: Option<Token>) -> Option<Desk> {
        self.mail.clone().map(|mail| Desk {
            mail,
            catalogue: catalogue.clone(),
            words: self.words,
            token,
        })
    }

    /// What is taken of all that can be booked, at a version of the store or a later one; from
    /// memory when it is kept for that version.
    pub(crate) async fn diary(
        &self,
        now: DateTime<Utc>,
        version: String,
    ) -> Result<Arc<Diary>, Error> {
        {
            let kept = self.diary.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some((at, diary)) = &*kept
                && *at == version
            {
                return Ok(diary.clone());
            }
        }
        // A day more on either side: what begins before can reach into it, and so can buffers.
        let work = TakenIn {
            from: now - TimeDelta::days(1),
            to: now + TimeDelta::days(i64::from(MAX_HORIZON_DAYS) + 1),
        };
        let diary = Arc::new(Diary::new(self.store.read(work).await?));
        let mut kept = self.diary.lock().unwrap_or_else(PoisonError::into_inner);
        *kept = Some((version, diary.clone()));
        Ok(diary)
    }

    /// Measures what is true at the moment.
    pub(crate) async fn measure(&self) {
        let measured = self.store.read(Measure(self.now())).await;
        if let Err(error) = &measured {
            tracing::error!(%error, "the store does not answer");
        }
        self.metrics.measured(measured.ok());
    }

    /// The bookings to come that the rules of today would not allow, or not at the time that was
    /// agreed on.
    ///
    /// # Errors
    ///
    /// When the store does not answer.
    pub async fn rules_changed(&self) -> Result<Vec<(Booking, Changed)>, Error> {
        let now = self.now();
        let catalogue = self.catalogue(now);
        let ahead = self.store.read(Ahead(now)).await?;
        let changed = |booking: Booking| Some((catalogue.changed(&booking)?, booking));
        let found = ahead.into_iter().filter_map(changed);
        Ok(found.map(|(changed, booking)| (booking, changed)).collect())
    }

    /// The free slots of some hours that are nearest to a time, soonest first.
    pub(crate) async fn nearest(
        &self,
        catalogue: &Catalogue,
        hours: &Hours,
        wanted: DateTime<Utc>,
        now: DateTime<Utc>,
    ) -> Result<Vec<Slot>, Error> {
        /// How many alternatives are offered.
        const MOST: usize = 5;
        let all = now..now + TimeDelta::days(i64::from(MAX_HORIZON_DAYS));
        let diary = self.diary(now, self.store.version().await?).await?;
        let mut free: Vec<_> = catalogue
            .offered(now, all)
            .filter(|(slot, of)| of.id == hours.id && diary.seats_left(slot, of) > 0)
            .map(|(slot, _)| slot.clone())
            .collect();
        free.sort_by_key(|slot| (slot.start - wanted).abs());
        free.truncate(MOST);
        free.sort_by_key(|slot| slot.start);
        Ok(free)
    }
}
