//! The office hours of a content folder, as the booking service takes them.

use std::path::Path;

use chrono::NaiveDate;
use glassbox_booking::rules::catalogue::{Catalogue, Host, Hours};
use glassbox_model::{Diagnostic, words::Words};
use glassbox_site::office_hours;

/// What can be booked, and where.
#[derive(Default)]
pub(crate) struct Offered {
    /// Hosts, hours and slots.
    pub(crate) catalogue: Catalogue,
    /// The words of its language.
    pub(crate) words: &'static Words,
    /// The portal's name.
    pub(crate) portal: String,
    /// Its address, without the base path.
    pub(crate) url: String,
}

/// Reads them, drafts only where they are wanted.
///
/// # Errors
///
/// What is wrong with the hours.
pub(crate) fn read(
    content: &Path,
    today: NaiveDate,
    drafts: bool,
) -> Result<Offered, Vec<Diagnostic>> {
    let read = office_hours(content, today, drafts)?;
    let hosts = read.hosts.into_iter().map(|(id, person)| Host {
        id,
        name: person.name,
        email: person.email,
        zone: person.zone.map(|zone| zone.value),
    });
    let hours = read
        .hours
        .into_iter()
        .map(|(id, rule, zone)| Hours { id, rule, zone });
    Ok(Offered {
        catalogue: Catalogue::new(hosts.collect(), hours.collect(), read.revision, today),
        words: read.words,
        portal: read.portal.name,
        url: read.portal.url.value,
    })
}
