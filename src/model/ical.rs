//! Calendars as iCalendar text (RFC 5545).
//!
//! A writer of our own: what must be written is small, and the crates at hand let line breaks in
//! values through, which lets one property pose as another. Every instant is UTC, so no time zone
//! has to be described; the bytes depend on nothing but the values.

use chrono::{DateTime, Utc};

/// A published calendar.
#[derive(Clone, Debug, Default)]
pub struct Calendar {
    /// Its name, for calendar programs that show one (`NAME`, RFC 7986 §5.1, and `X-WR-CALNAME`);
    /// empty for one that is not subscribed to.
    pub name: String,
    /// Its address (`SOURCE`, RFC 7986 §5.8).
    pub source: String,
    /// Its events.
    pub events: Vec<Event>,
}

/// One event of a calendar.
#[derive(Clone, Debug)]
pub struct Event {
    /// Unique in the world and the same whenever it is published (`UID`, §3.8.4.7).
    pub uid: String,
    /// When this version of it was made (`DTSTAMP`, §3.8.7.2).
    pub stamp: Stamp,
    /// When it begins.
    pub start: Stamp,
    /// When it ends.
    pub end: Stamp,
    /// Its title.
    pub summary: String,
    /// More about it; may be empty.
    pub description: String,
    /// Where it takes place; may be empty.
    pub location: String,
    /// Its page; may be empty.
    pub url: String,
    /// Whether it takes place (`STATUS`, §3.8.1.11).
    pub status: Status,
}

/// An instant in UTC in the form of §3.3.5, form 2: `20261130T230000Z`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Stamp(String);

impl From<DateTime<Utc>> for Stamp {
    fn from(instant: DateTime<Utc>) -> Stamp {
        Stamp(instant.format("%Y%m%dT%H%M%SZ").to_string())
    }
}

impl Stamp {
    /// Of an instant in UTC as ISO 8601 writes it, in whole seconds: `2026-11-30T23:00:00Z`.
    pub fn of_iso(text: &str) -> Stamp {
        let kept = |c: &char| c.is_ascii_digit() || *c == 'T';
        let mut stamp: String = text.chars().filter(kept).collect();
        stamp.push('Z');
        Stamp(stamp)
    }

    /// As it is written.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Whether an event takes place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// It does.
    Confirmed,
    /// Somebody has asked for it.
    Tentative,
    /// It does not.
    Cancelled,
}

/// What makes of an event something that one person sends to another (iTIP, RFC 5546).
#[derive(Clone, Debug)]
pub struct Invitation {
    /// What is sent.
    pub method: Method,
    /// Counts the changes of the event (`SEQUENCE`, §3.8.7.4).
    pub sequence: i64,
    /// Who sends it: name and address.
    pub organizer: (String, String),
    /// Who gets it: name and address.
    pub attendee: (String, String),
}

/// What is sent about an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// It takes place, or takes place at another time (RFC 5546, section 3.2.2).
    Request,
    /// It does not (section 3.2.5).
    Cancel,
}

impl Method {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Method::Request => "REQUEST",
            Method::Cancel => "CANCEL",
        }
    }
}

/// An event as one person sends it to another.
pub fn invitation(event: &Event, invitation: &Invitation) -> String {
    let mut out = Writer::default();
    out.line("BEGIN", "VCALENDAR");
    out.line("VERSION", "2.0");
    out.line("PRODID", PRODUCT);
    out.line("METHOD", invitation.method.name());
    out.event(event, Some(invitation));
    out.line("END", "VCALENDAR");
    out.0
}

impl Event {
    /// A calendar of this event alone, for somebody to keep.
    pub fn to_text(&self) -> String {
        let mut out = Writer::default();
        out.begin();
        out.event(self, None);
        out.line("END", "VCALENDAR");
        out.0
    }
}

/// Who writes these calendars.
const PRODUCT: &str = "-//Glassbox//Glassbox//EN";

/// How long a line may be, in octets without its break (§3.1).
const MAX_LINE: usize = 75;

impl Calendar {
    /// The calendar as text, with CRLF line breaks and folded lines (§3.1).
    pub fn to_text(&self) -> String {
        let mut out = Writer::default();
        out.begin();
        if !self.name.is_empty() {
            out.text("NAME", &self.name);
            out.text("X-WR-CALNAME", &self.name);
            out.line("REFRESH-INTERVAL;VALUE=DURATION", "PT1H");
            out.line("X-PUBLISHED-TTL", "PT1H");
        }
        if !self.source.is_empty() {
            out.line("SOURCE;VALUE=URI", &uri(&self.source));
        }
        for event in &self.events {
            out.event(event, None);
        }
        out.line("END", "VCALENDAR");
        out.0
    }
}

#[derive(Default)]
struct Writer(String);

impl Writer {
    fn begin(&mut self) {
        self.line("BEGIN", "VCALENDAR");
        self.line("VERSION", "2.0");
        self.line("PRODID", PRODUCT);
        self.line("CALSCALE", "GREGORIAN");
    }

    fn event(&mut self, event: &Event, invitation: Option<&Invitation>) {
        self.line("BEGIN", "VEVENT");
        self.text("UID", &event.uid);
        self.line("DTSTAMP", &event.stamp.0);
        self.line("DTSTART", &event.start.0);
        self.line("DTEND", &event.end.0);
        self.text("SUMMARY", &event.summary);
        for (name, value) in [
            ("DESCRIPTION", &event.description),
            ("LOCATION", &event.location),
        ] {
            if !value.is_empty() {
                self.text(name, value);
            }
        }
        if !event.url.is_empty() {
            self.line("URL;VALUE=URI", &uri(&event.url));
        }
        self.line(
            "STATUS",
            match event.status {
                Status::Confirmed => "CONFIRMED",
                Status::Tentative => "TENTATIVE",
                Status::Cancelled => "CANCELLED",
            },
        );
        if let Some(invitation) = invitation {
            self.line("SEQUENCE", &invitation.sequence.to_string());
            self.person("ORGANIZER", &invitation.organizer);
            let attendee = "ATTENDEE;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE";
            self.person(attendee, &invitation.attendee);
        }
        self.line("END", "VEVENT");
    }

    /// Somebody with an address (§3.3.3), by name (§3.2.2). A name in quotes can hold anything but
    /// quotes and controls.
    fn person(&mut self, property: &str, (name, address): &(String, String)) {
        let fine = |c: &char| !c.is_control() && *c != '"';
        let name: String = name.chars().filter(fine).collect();
        self.line(
            &format!("{property};CN=\"{name}\""),
            &format!("mailto:{}", uri(address)),
        );
    }

    /// A property of type TEXT (§3.3.11).
    fn text(&mut self, name: &str, value: &str) {
        let mut escaped = String::with_capacity(value.len());
        let mut chars = value.chars().peekable();
        while let Some(c) = chars.next() {
            match c {
                '\\' | ';' | ',' => escaped.extend(['\\', c]),
                '\n' => escaped.push_str("\\n"),
                '\r' => {
                    // A break of either form is one break.
                    if chars.peek() != Some(&'\n') {
                        escaped.push_str("\\n");
                    }
                }
                c if c.is_control() && c != '\t' => {}
                c => escaped.push(c),
            }
        }
        self.line(name, &escaped);
    }

    /// A content line, folded (§3.1).
    fn line(&mut self, name: &str, value: &str) {
        let line = format!("{name}:{value}");
        let mut rest = line.as_str();
        let mut room = MAX_LINE;
        while rest.len() > room {
            let (head, tail) = rest.split_at(fold_at(rest, room));
            self.0.push_str(head);
            self.0.push_str("\r\n ");
            rest = tail;
            // The space that marks a continuation counts.
            room = MAX_LINE - 1;
        }
        self.0.push_str(rest);
        self.0.push_str("\r\n");
    }
}

/// Where to fold `line` so that at most `room` octets stand before: between two characters that are
/// no white space when there are such, since some parsers trim what they unfold.
fn fold_at(line: &str, room: usize) -> usize {
    let last = line.floor_char_boundary(room);
    let tight = |at: &usize| {
        let (head, tail) = line.split_at(*at);
        !head.ends_with(char::is_whitespace) && !tail.starts_with(char::is_whitespace)
    };
    let boundaries = (room / 2..=last)
        .rev()
        .filter(|at| line.is_char_boundary(*at));
    boundaries.into_iter().find(tight).unwrap_or(last)
}

/// A URI (§3.3.13) cannot hold control characters or spaces: they are left out.
fn uri(value: &str) -> String {
    value
        .chars()
        .filter(|c| !c.is_control() && !c.is_whitespace())
        .collect()
}
