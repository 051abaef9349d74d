//! What somebody who books may write: short, plain, and safe to put into a mail or a calendar.

use std::str::FromStr;

use glassbox_schedule::Zone;
use lettre::Address;
use serde::{Deserialize, Serialize};

use super::catalogue::Hours;

/// The body of a request for a booking.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Request {
    /// The slot.
    pub slot_id: String,
    /// The name of who comes.
    pub name: String,
    /// Where the confirmation goes.
    pub email: String,
    /// One of the hours' topics.
    #[serde(default)]
    pub topic_id: Option<String>,
    /// A topic in own words.
    #[serde(default)]
    pub topic: Option<String>,
    /// What to talk about.
    #[serde(default)]
    pub agenda: String,
    /// The zone in which who comes reads times (IANA); left out: UTC.
    #[serde(default)]
    pub booker_tz: Option<String>,
    /// The revision of the content that the page was made from.
    #[serde(default)]
    pub content_rev: Option<String>,
    /// Not shown to people: who fills it in is none.
    #[serde(default)]
    pub website: String,
}

/// What is known of a person who comes, and what about.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Visitor {
    /// The name.
    pub name: String,
    /// The address.
    pub email: String,
    /// The topic's id, if it is one of the list.
    pub topic_id: Option<String>,
    /// The topic in words; may be empty.
    pub topic: String,
    /// What to talk about; may be empty.
    pub agenda: String,
    /// The zone to write times in (IANA).
    pub zone: String,
}

/// What is wrong with a key of a request.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Invalid {
    /// Where: a JSON pointer (RFC 6901).
    pub pointer: &'static str,
    /// What, for whoever filled in the form.
    pub detail: String,
}

const MAX_NAME: usize = 100;
const MAX_TOPIC: usize = 200;
const MAX_AGENDA: usize = 4_000;
const MAX_REASON: usize = 500;

impl Request {
    /// The person and what they come for.
    ///
    /// # Errors
    ///
    /// Everything that is wrong.
    pub fn visitor(&self, hours: &Hours) -> Result<Visitor, Vec<Invalid>> {
        let mut wrong = Vec::new();
        let mut say = |pointer, detail: &str| {
            wrong.push(Invalid {
                pointer,
                detail: detail.to_owned(),
            });
        };
        let name = line(&self.name);
        match name.as_deref() {
            None => say("/name", "a name is one line of text"),
            Some("") => say("/name", "please give your name"),
            Some(name) if name.chars().count() > MAX_NAME => {
                say("/name", "a name has at most 100 characters");
            }
            Some(_) => {}
        }
        let email = self.email.trim();
        if !Address::from_str(email).is_ok_and(|address| deliverable(&address)) {
            say("/email", "this is no e-mail address");
        }
        let listed = self.topic_id.as_deref().filter(|id| !id.is_empty());
        let topic = match (listed, self.topic.as_deref().map(line)) {
            (Some(id), _) => hours.topic(id).map(str::to_owned).or_else(|| {
                say("/topic_id", "these hours have no such topic");
                None
            }),
            (None, None) => None,
            (None, Some(Some(topic))) if topic.chars().count() <= MAX_TOPIC => Some(topic),
            (None, Some(_)) => {
                say("/topic", "a topic is one line of at most 200 characters");
                None
            }
        };
        let agenda = lines(&self.agenda);
        match agenda.as_deref() {
            None => say("/agenda", "an agenda is plain text"),
            Some(agenda) if agenda.chars().count() > MAX_AGENDA => {
                say("/agenda", "an agenda has at most 4000 characters");
            }
            Some(_) => {}
        }
        let zone = self.booker_tz.as_deref().unwrap_or("UTC");
        if Zone::named(zone).is_err() {
            say("/booker_tz", "this is no IANA time zone");
        }
        if !self.website.is_empty() {
            say("/website", "leave this empty");
        }
        match wrong.is_empty() {
            true => Ok(Visitor {
                name: name.unwrap_or_default(),
                email: email.to_owned(),
                topic_id: listed.map(str::to_owned),
                topic: topic.unwrap_or_default(),
                agenda: agenda.unwrap_or_default(),
                zone: zone.to_owned(),
            }),
            false => Err(wrong),
        }
    }
}

/// A line of text without space around it; `None` when it holds breaks or other controls.
fn line(text: &str) -> Option<String> {
    let text = text.trim();
    (!text.contains(char::is_control)).then(|| text.to_owned())
}

/// Lines of text with plain breaks and no space around them; `None` when they hold other controls.
fn lines(text: &str) -> Option<String> {
    let text = text.trim().replace("\r\n", "\n");
    let odd = |c: char| c.is_control() && c != '\n' && c != '\t';
    (!text.contains(odd)).then_some(text)
}

/// Why a host cancels; may be empty.
///
/// # Errors
///
/// What is wrong with it.
pub fn reason(text: &str) -> Result<String, Invalid> {
    let wrong = |detail: &str| Invalid {
        pointer: "/reason",
        detail: detail.to_owned(),
    };
    match lines(text) {
        None => Err(wrong("a reason is plain text")),
        Some(reason) if reason.chars().count() > MAX_REASON => {
            Err(wrong("a reason has at most 500 characters"))
        }
        Some(reason) => Ok(reason),
    }
}

/// Addresses that a calendar and a mail can carry as they are.
fn deliverable(address: &Address) -> bool {
    let text: &str = address.as_ref();
    text.len() <= 254 && text.is_ascii() && !text.contains(['"', '<', '>', '\\', ' '])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tests::hours;

    fn request() -> Request {
        Request {
            slot_id: "ops.20261130T2300Z".to_owned(),
            name: " Ada ".to_owned(),
            email: "ada@example.com".to_owned(),
            topic_id: Some("chef".to_owned()),
            topic: None,
            agenda: "One\r\ntwo".to_owned(),
            booker_tz: Some("Asia/Calcutta".to_owned()),
            content_rev: None,
            website: String::new(),
        }
    }

    #[test]
    fn what_is_fine_is_tidied() {
        let visitor = request().visitor(&hours()).expect("fine");
        assert_eq!(visitor.name, "Ada");
        assert_eq!(visitor.topic, "Chef");
        assert_eq!(visitor.agenda, "One\ntwo");
        assert_eq!(visitor.zone, "Asia/Calcutta");
    }

    #[test]
    fn everything_that_is_wrong_is_told_at_once() {
        let wrong = Request {
            name: "Eve\r\nX-EVIL:1".to_owned(),
            email: "eve@example.com\nBcc: all@example.com".to_owned(),
            topic_id: Some("none".to_owned()),
            agenda: "\u{7}".to_owned(),
            booker_tz: Some("Moon/Sea".to_owned()),
            website: "https://spam.example".to_owned(),
            ..request()
        };
        let pointers: Vec<_> = wrong
            .visitor(&hours())
            .expect_err("wrong")
            .into_iter()
            .map(|invalid| invalid.pointer)
            .collect();
        assert_eq!(
            pointers,
            [
                "/name",
                "/email",
                "/topic_id",
                "/agenda",
                "/booker_tz",
                "/website"
            ]
        );
    }
}
