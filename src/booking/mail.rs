//! What people hear of bookings: invitations by mail that calendars understand (iMIP, RFC 6047).
//!
//! A message is written together with the change that it tells of, in the same transaction, into
//! the outbox; [`post`] sends it from there and tries again while the mail server does not take it.
//! So trouble with mail never costs a booking. [`letter`] is what is in a message, [`body`]
//! what people read of it.

mod body;
mod letter;

pub(crate) mod post;

use std::sync::Arc;

use glassbox_model::words::Words;
pub use lettre::message::Mailbox;

use crate::rules::{catalogue::Catalogue, secret::Token};

pub(crate) use letter::Tells;

/// Who sends mail, and how.
#[derive(Clone, Debug)]
pub struct Mail {
    /// The server, as in `smtps://user:password@mail.example:465` or `smtp://localhost:25`.
    pub server: String,
    /// The sender.
    pub from: Mailbox,
    /// The portal's name.
    pub portal: String,
    /// Its address, base path included: ends with `/`.
    pub site: String,
}

impl Mail {
    /// Whether the server's address can be read; it is not asked.
    ///
    /// # Errors
    ///
    /// When it makes no sense.
    pub fn check(&self) -> Result<(), lettre::transport::smtp::Error> {
        post::transport(self).map(drop)
    }
}

/// All that is needed to write letters.
#[derive(Clone, Debug)]
pub struct Desk {
    /// Who sends.
    pub(crate) mail: Arc<Mail>,
    /// Who hosts what.
    pub(crate) catalogue: Arc<Catalogue>,
    /// The portal's language.
    pub(crate) words: &'static Words,
    /// What the booking is managed with, where that is known: for who made it.
    pub(crate) token: Option<Token>,
}
