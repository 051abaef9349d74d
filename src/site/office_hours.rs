//! Office hours as the booking service needs them: the same files, read by the same code.

use std::{path::Path, sync::Arc};

use chrono::NaiveDate;
use glassbox_model::{Code, Diagnostic, Kind, Severity, content, words::Words};
use glassbox_schedule::{Zone, check, database_version};

use crate::{
    library::{Entry, Library, Matter},
    press::Options,
};

/// All that can be booked, and with whom.
#[derive(Debug)]
pub struct OfficeHours {
    /// The portal: its name and address.
    pub portal: content::Portal,
    /// The words of its language.
    pub words: &'static Words,
    /// The rules, by the slug of their page, each with the zone of its civil times.
    pub hours: Vec<(String, content::Hours, Zone)>,
    /// The hosts, by the slug of their page.
    pub hosts: Vec<(String, content::Person)>,
    /// The revision of all this; the pages carry the same.
    pub revision: String,
}

/// Reads the office hours of a content folder: those that are public on the day `today`, unless
/// `drafts` are wanted, too.
///
/// # Errors
///
/// What is wrong with them; other things of the content are not looked at.
pub fn office_hours(
    content: &Path,
    today: NaiveDate,
    drafts: bool,
) -> Result<OfficeHours, Vec<Diagnostic>> {
    let (library, mut found) = Library::read(&Options {
        content: content.to_owned(),
        public: None,
        client: None,
        base_path: "/".to_owned(),
        today,
        drafts,
        precompress: false,
        cards: None,
        changed: Arc::default(),
    });
    found.retain(|diagnostic| {
        diagnostic.severity == Severity::Error && concerns_hours(&diagnostic.path)
    });
    let mut hours = Vec::new();
    for entry in library.of_kind(Kind::OfficeHours) {
        if let Matter::Hours(rule) = &entry.matter {
            found.extend(check(rule, &entry.source));
            let zone = rule.zone.as_ref().unwrap_or(&library.portal.zone);
            match Zone::named(zone) {
                Ok(zone) => hours.push((entry.slug().to_owned(), (**rule).clone(), zone)),
                Err(hint) => {
                    let message = format!("unknown time zone `{}`", zone.value);
                    let error = entry
                        .source
                        .finding(Code::UnknownReference, &zone.span, message);
                    found.push(error.hint(hint));
                }
            }
        }
    }
    if !found.is_empty() {
        return Err(found);
    }
    let is_host = |entry: &Entry| {
        hours
            .iter()
            .any(|(_, rule, _)| rule.hosts.iter().any(|host| host.value == entry.slug()))
    };
    let hosts = library
        .of_kind(Kind::Person)
        .filter(|entry| is_host(entry))
        .filter_map(|entry| match &entry.matter {
            Matter::Person(person) => Some((entry.slug().to_owned(), (**person).clone())),
            _ => None,
        })
        .collect();
    let revision = revision(&library);
    Ok(OfficeHours {
        words: library.language().words,
        portal: library.portal,
        hours,
        hosts,
        revision,
    })
}

/// Names all that decides which slots there are: the files, and the time zone database.
pub(crate) fn revision(library: &Library) -> String {
    let mut hasher = blake3::Hasher::new();
    let hours = library
        .of_kind(Kind::OfficeHours)
        .map(|entry| &entry.source);
    for source in std::iter::once(&library.portal_source).chain(hours) {
        for part in [&source.path, &source.text] {
            hasher.update(&part.len().to_le_bytes());
            hasher.update(part.as_bytes());
        }
    }
    hasher.update(database_version().as_bytes());
    hasher.finalize().to_hex()[..16].to_owned()
}

fn concerns_hours(path: &str) -> bool {
    let folder = path.split_once('/').map_or("", |(folder, _)| folder);
    path == "site.toml" || matches!(Kind::of_folder(folder), Kind::OfficeHours | Kind::Person)
}
