//! Sends what is in the outbox.

use std::{sync::Arc, time::Duration};

use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor, address::Envelope};

use super::Mail;
use crate::{
    Service,
    store::{
        Error,
        work::{Delivered, Take, Waiting},
    },
};

/// How often the outbox is looked into.
const EVERY: Duration = Duration::from_secs(1);
/// How long a server may take for a message.
const PATIENCE: Duration = Duration::from_secs(30);
/// After so many tries a message is given up: two days, as waits go.
const TRIES: i64 = 50;

/// Sends for as long as the service lives; never ends, but where there is no mail to be sent.
///
/// # Errors
///
/// When the address of the server makes no sense.
pub async fn send_mail(service: Arc<Service>) -> Result<(), lettre::transport::smtp::Error> {
    let Some(mail) = service.mail.clone() else {
        return Ok(());
    };
    let server = AsyncSmtpTransport::<Tokio1Executor>::from_url(&mail.server)?
        .timeout(Some(PATIENCE))
        .build();
    loop {
        match service.send_one(&mail, &server).await {
            Ok(true) => {}
            Ok(false) => tokio::time::sleep(EVERY).await,
            Err(error) => {
                tracing::error!(%error, "the outbox cannot be read");
                tokio::time::sleep(EVERY).await;
            }
        }
    }
}

impl Service {
    /// Sends a message that is due; whether there was one.
    async fn send_one(
        &self,
        mail: &Mail,
        server: &AsyncSmtpTransport<Tokio1Executor>,
    ) -> Result<bool, Error> {
        let Some(waiting) = self.store.write(Take(self.now())).await? else {
            return Ok(false);
        };
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
        self.store.write(work).await?;
        Ok(true)
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
