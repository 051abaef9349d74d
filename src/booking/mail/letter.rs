//! One message: to one person, about one booking.

use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use glassbox_model::{
    ical::{Event, Invitation, Method, Status, invitation},
    words::EN,
};
use glassbox_schedule::Zone;
use lettre::{
    Address, Message,
    message::{Attachment, Mailbox, MultiPart, SinglePart, header::ContentType},
};

use super::Desk;
use crate::{
    rules::secret::public_id,
    store::{Booking, Error},
};

/// What a message tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tells {
    /// A time was booked.
    Booked,
    /// A booking was moved.
    Moved,
    /// A booking was cancelled.
    Cancelled,
    /// A booking begins soon.
    Reminder,
}

/// A message, ready to be sent.
#[derive(Clone, Debug)]
pub(crate) struct Letter {
    /// Its Message-ID without the domain: the same however often it is sent.
    pub(crate) id: String,
    /// To whom.
    pub(crate) recipient: String,
    /// All of it (RFC 5322).
    pub(crate) text: String,
}

/// Whom a letter is for.
struct Reader<'a> {
    name: &'a str,
    email: &'a str,
    /// The zone in which the reader has times first.
    zone: &'a str,
    /// Who gets the answer.
    answer_to: Option<&'a str>,
    /// Where the reader manages the booking.
    manage: Option<String>,
}

impl Desk {
    /// The letters about a booking: to who comes, and to each host with an address. Each names its
    /// reader as the only attendee: nobody learns who else is there.
    pub(crate) fn letters(&self, tells: Tells, booking: &Booking) -> Result<Vec<Letter>, Error> {
        let (details, visitor) = (&booking.details, &booking.details.visitor);
        let with_address = |id| {
            let host = self.catalogue.hosts.get(id)?;
            Some((host.name.as_str(), host.email.as_deref()?))
        };
        let hosts: Vec<_> = booking.hosts.iter().filter_map(with_address).collect();
        let visitor_reads = Reader {
            name: &visitor.name,
            email: &visitor.email,
            zone: &visitor.zone,
            answer_to: hosts.first().map(|(_, email)| *email),
            manage: self.manage(booking),
        };
        let host_reads = |(name, email)| Reader {
            name,
            email,
            zone: &details.host_zone,
            answer_to: Some(&visitor.email),
            manage: None,
        };
        std::iter::once(visitor_reads)
            .chain(hosts.iter().copied().map(host_reads))
            .map(|reader| {
                self.letter(tells, booking, &reader)
                    .map_err(|error| Error::Broken(format!("a mail cannot be written: {error}")))
            })
            .collect()
    }

    /// Where who made a booking moves or cancels it. The secret stands behind `#`: no server and no
    /// log sees it.
    fn manage(&self, booking: &Booking) -> Option<String> {
        let token = self.token.as_ref()?;
        let (site, id) = (&self.mail.site, &booking.id);
        Some(format!("{site}office-hours/#m/{id}.{}", token.text()))
    }

    fn letter(
        &self,
        tells: Tells,
        booking: &Booking,
        reader: &Reader<'_>,
    ) -> Result<Letter, Box<dyn std::error::Error>> {
        let id = public_id();
        let title = self.title(booking);
        // Exchange names the appointment after the subject: the same as the summary.
        let subject = match tells {
            Tells::Booked => title.clone(),
            Tells::Moved => format!("Moved: {title}"),
            Tells::Cancelled => format!("Cancelled: {title}"),
            Tells::Reminder => format!("Reminder: {title}"),
        };
        let from = &self.mail.from;
        let sent = u64::try_from(booking.changed.timestamp()).unwrap_or_default();
        let mut message = Message::builder()
            .from(from.clone())
            .to(Mailbox::new(
                Some(reader.name.to_owned()),
                reader.email.parse::<Address>()?,
            ))
            .subject(subject)
            .date(SystemTime::UNIX_EPOCH + Duration::from_secs(sent))
            .message_id(Some(format!("<{id}@{}>", from.email.domain())));
        let answer_to = reader.answer_to.and_then(|email| email.parse().ok());
        if let Some(answer_to) = answer_to {
            message = message.reply_to(Mailbox::new(None, answer_to));
        }
        let body = SinglePart::plain(self.body(tells, booking, reader));
        let message = match tells {
            Tells::Reminder => message.singlepart(body)?,
            _ => {
                let (calendar, method) = self.calendar(tells, booking, reader);
                let kind = format!("text/calendar; charset=utf-8; method={}", method.name());
                let kind = ContentType::parse(&kind)?;
                let file = Attachment::new("invite.ics".to_owned());
                let file = file.body(calendar.clone(), kind.clone());
                let part = SinglePart::builder().header(kind).body(calendar);
                let either = MultiPart::alternative().singlepart(body).singlepart(part);
                message.multipart(MultiPart::mixed().multipart(either).singlepart(file))?
            }
        };
        Ok(Letter {
            id,
            recipient: reader.email.to_owned(),
            text: String::from_utf8(message.formatted())?,
        })
    }

    fn title(&self, booking: &Booking) -> String {
        match self.catalogue.title(booking) {
            "" => self.mail.portal.clone(),
            title => title.to_owned(),
        }
    }

    fn calendar(&self, tells: Tells, booking: &Booking, reader: &Reader<'_>) -> (String, Method) {
        let visitor = &booking.details.visitor;
        let (method, status) = match tells {
            Tells::Cancelled => (Method::Cancel, Status::Cancelled),
            _ => (Method::Request, Status::Confirmed),
        };
        let event = Event {
            uid: booking.uid.clone(),
            stamp: booking.changed.into(),
            start: booking.slot.start.into(),
            end: booking.slot.end.into(),
            summary: self.title(booking),
            description: [visitor.topic.as_str(), &visitor.agenda]
                .join("\n\n")
                .trim()
                .to_owned(),
            location: self.catalogue.place(booking).to_owned(),
            url: String::new(),
            status,
        };
        let organizer = (self.mail.portal.clone(), self.mail.from.email.to_string());
        let sent = Invitation {
            method,
            sequence: booking.sequence,
            organizer,
            attendee: (reader.name.to_owned(), reader.email.to_owned()),
        };
        (invitation(&event, &sent), method)
    }

    fn body(&self, tells: Tells, booking: &Booking, reader: &Reader<'_>) -> String {
        let (details, visitor) = (&booking.details, &booking.details.visitor);
        let lead = match tells {
            Tells::Booked => "This time is booked.",
            Tells::Moved => "This booking was moved. The new time:",
            Tells::Cancelled => "This booking was cancelled:",
            Tells::Reminder => "This is soon:",
        };
        let mut lines = vec![lead.to_owned(), String::new(), self.title(booking)];
        let mut zones = vec![reader.zone];
        if details.host_zone != reader.zone {
            zones.push(&details.host_zone);
        }
        lines.extend(zones.into_iter().map(|zone| time(booking, zone)));
        let names = booking.hosts.iter().map(|id| self.catalogue.name(id));
        for (label, text) in [
            ("With", names.collect::<Vec<_>>().join(", ")),
            ("Where", self.catalogue.place(booking).to_owned()),
            ("Who comes", format!("{} <{}>", visitor.name, visitor.email)),
            ("Topic", visitor.topic.clone()),
            ("Why", details.reason.clone()),
            (
                "To move or cancel it",
                reader.manage.clone().unwrap_or_default(),
            ),
        ] {
            if !text.is_empty() {
                lines.push(format!("{label}: {text}"));
            }
        }
        if !visitor.agenda.is_empty() {
            lines.extend([String::new(), visitor.agenda.clone()]);
        }
        lines.join("\n") + "\n"
    }
}

/// When a booking is, with the zone named: `Monday 30 November 2026, 15:00 to 15:30
/// America/Los_Angeles`.
fn time(booking: &Booking, zone: &str) -> String {
    let clock = Zone::named(zone).unwrap_or_else(|_| Zone::utc());
    let civil = |instant: DateTime<Utc>| clock.civil(instant).unwrap_or_default();
    let ((date, from), (_, to)) = (civil(booking.slot.start), civil(booking.slot.end));
    let (from, to) = (from.format("%H:%M"), to.format("%H:%M"));
    format!(
        "{}, {from} to {to} {}",
        EN.weekday_and_date(date),
        clock.name()
    )
}
