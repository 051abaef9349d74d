//! Sends what is in the outbox, a few messages at once.

use std::{sync::Arc, time::Duration};

use lettre::{
    Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor,
    address::Envelope,
    transport::smtp::{self, AsyncSmtpTransportBuilder, PoolConfig},
};
use tokio::task::JoinSet;

use super::Mail;
use crate::{
    Service,
    store::work::{Delivered, Take, Waiting},
};

/// How often the outbox is looked into.
const EVERY: Duration = Duration::from_secs(1);
/// How many messages are on their way at once at most: mail servers limit connections of one client.
const AT_ONCE: usize = 8;
/// How long a server may take for a message.
const PATIENCE: Duration = Duration::from_secs(30);
/// After so many tries a message is given up: two days, as waits go.
const TRIES: i64 = 50;

/// Sends until the service wants no more of it ([`Service::stop_mail`]); then it ends when all that
/// is on its way has been answered. Where there is no mail to be sent it ends at once.
///
/// # Errors
///
/// When the address of the server makes no sense.
pub async fn send_mail(service: Arc<Service>) -> Result<(), smtp::Error> {
    let Some(mail) = service.mail.clone() else {
        return Ok(());
    };
    let server = transport(&mail)?
        .timeout(Some(PATIENCE))
        .pool_config(PoolConfig::new().max_size(AT_ONCE as u32))
        .build();
    // Tasks, as they must go on while the outbox is looked into: what writes down that a message
    // has gone holds its row, and the next look may want that row.
    let mut on_their_way = JoinSet::new();
    let mut no_more = std::pin::pin!(service.no_more_mail.notified());
    loop {
        for waiting in service.due(AT_ONCE - on_their_way.len()).await {
            let (service, mail, server) = (service.clone(), mail.clone(), server.clone());
            on_their_way.spawn(async move { service.deliver(&mail, &server, waiting).await });
        }
        // Where there is room, what comes meanwhile is looked for, too.
        let room = on_their_way.len() < AT_ONCE;
        tokio::select! {
            () = &mut no_more => break,
            Some(_) = on_their_way.join_next() => {}
            () = tokio::time::sleep(EVERY), if room => {}
        }
    }
    while on_their_way.join_next().await.is_some() {}
    Ok(())
}

/// What speaks to the server.
pub(super) fn transport(mail: &Mail) -> Result<AsyncSmtpTransportBuilder, smtp::Error> {
    AsyncSmtpTransport::<Tokio1Executor>::from_url(&mail.server)
}

impl Service {
    /// Messages that are due, so many at most; they are this process's for a while.
    async fn due(&self, most: usize) -> Vec<Waiting> {
        let now = self.now();
        let taken = self.store.write(Take { now, most }).await;
        taken.unwrap_or_else(|error| {
            tracing::error!(%error, "the outbox cannot be read");
            Vec::new()
        })
    }

    /// Sends a message, and writes down what came of it.
    async fn deliver(
        &self,
        mail: &Mail,
        server: &AsyncSmtpTransport<Tokio1Executor>,
        waiting: Waiting,
    ) {
        let sent = send(mail, server, &waiting).await;
        if let Err(error) = &sent {
            // What a server says may name who it is for.
            tracing::warn!(
                id = waiting.id,
                tries = waiting.tries,
                "a mail was not taken"
            );
            tracing::debug!(%error, "what the mail server said");
        }
        let give_up = waiting.tries >= TRIES;
        self.metrics.mail(match (&sent, give_up) {
            (Ok(()), _) => "sent",
            (Err(_), false) => "deferred",
            (Err(_), true) => "given_up",
        });
        let work = Delivered {
            id: waiting.id,
            sent: sent.is_ok(),
            give_up,
            next: self.now() + wait(waiting.tries),
        };
        if let Err(error) = self.store.write(work).await {
            tracing::error!(%error, "what was sent cannot be written down; it is sent again");
        }
    }
}

async fn send(
    mail: &Mail,
    server: &AsyncSmtpTransport<Tokio1Executor>,
    waiting: &Waiting,
) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let recipient: Address = waiting.recipient.parse()?;
    let envelope = Envelope::new(Some(mail.from.email.clone()), vec![recipient])?;
    server
        .send_raw(&envelope, waiting.message.as_bytes())
        .await?;
    Ok(())
}

/// Longer each time: 2 seconds, 4, 8, at most an hour.
fn wait(tries: i64) -> chrono::TimeDelta {
    let exponent = u32::try_from(tries).unwrap_or(u32::MAX).min(12);
    chrono::TimeDelta::seconds(2_i64.pow(exponent).min(3_600))
}
