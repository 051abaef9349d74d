//! One message: to one person, about one booking.

use std::time::{Duration, SystemTime};

use chrono::{DateTime, Utc};
use glassbox_model::{
    ical::{Event, Invitation, Method, Status, invitation},
    words::fill,
};
use glassbox_schedule::Zone;
use lettre::{
    Address, Message,
    message::{Attachment, Mailbox, MultiPart, SinglePart, header::ContentType},
};

use super::{
    Desk,
    body::{Line, html, plain},
};
use crate::{
    rules::secret::public_id,
    store::{Booking, Error, work::By},
};

/// What a message tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tells {
    /// A time was booked.
    Booked,
    /// A booking was moved, from this time.
    Moved {
        /// When it began.
        start: DateTime<Utc>,
        /// When it ended.
        end: DateTime<Utc>,
    },
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

/// What somebody has to do with a booking.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    /// Has made it.
    Visitor,
    /// Is asked.
    Host,
}

/// Whom a letter is for.
struct Reader<'a> {
    role: Role,
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
            Some((host, host.email.as_deref()?))
        };
        let hosts: Vec<_> = booking.hosts.iter().filter_map(with_address).collect();
        let visitor_reads = Reader {
            role: Role::Visitor,
            name: &visitor.name,
            email: &visitor.email,
            zone: &visitor.zone,
            answer_to: hosts.first().map(|(_, email)| *email),
            manage: self.manage(booking),
        };
        let hosts_read = hosts.iter().map(|(host, email)| Reader {
            role: Role::Host,
            name: &host.name,
            email,
            zone: host.zone.as_deref().unwrap_or(&details.host_zone),
            answer_to: Some(&visitor.email),
            manage: None,
        });
        std::iter::once(visitor_reads)
            .chain(hosts_read)
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
        let words = &self.words.letter;
        let subject = match tells {
            Tells::Booked => "{title}",
            Tells::Moved { .. } => words.moved,
            Tells::Cancelled => words.cancelled,
            Tells::Reminder => words.reminder,
        };
        let subject = fill(subject, &[("title", &self.entry(booking, reader))]);
        let from = &self.mail.from;
        let sent = u64::try_from(booking.changed.timestamp()).unwrap_or_default();
        let mut message = Message::builder()
            .from(from.clone())
            .to(Mailbox::new(
                Some(reader.name.to_owned()),
                reader.email.parse::<Address>()?,
            ))
            .subject(subject.clone())
            .date(SystemTime::UNIX_EPOCH + Duration::from_secs(sent))
            .message_id(Some(format!("<{id}@{}>", from.email.domain())));
        let answer_to = reader.answer_to.and_then(|email| email.parse().ok());
        if let Some(answer_to) = answer_to {
            message = message.reply_to(Mailbox::new(None, answer_to));
        }
        let body = self.body(tells, booking, reader);
        let either = MultiPart::alternative()
            .singlepart(SinglePart::plain(plain(&body)))
            .singlepart(SinglePart::html(html(self.words.tag, &subject, &body)));
        let message = match tells {
            Tells::Reminder => message.multipart(either)?,
            _ => {
                let (calendar, method) = self.calendar(tells, booking, reader);
                let kind = format!("text/calendar; charset=utf-8; method={}", method.name());
                let kind = ContentType::parse(&kind)?;
                let file = Attachment::new("invite.ics".to_owned());
                let file = file.body(calendar.clone(), kind.clone());
                let part = SinglePart::builder().header(kind).body(calendar);
                let either = either.singlepart(part);
                message.multipart(MultiPart::mixed().multipart(either).singlepart(file))?
            }
        };
        Ok(Letter {
            id,
            recipient: reader.email.to_owned(),
            text: String::from_utf8(message.formatted())?,
        })
    }

    /// The time as it is called in the reader's calendar, and in the subject: Exchange names the
    /// appointment after that.
    fn entry(&self, booking: &Booking, reader: &Reader<'_>) -> String {
        let title = match self.catalogue.title(booking) {
            "" => &self.mail.portal,
            title => title,
        };
        let letter = &self.words.letter;
        let (template, name) = match reader.role {
            Role::Visitor => (letter.with_host, self.hosts(booking)),
            Role::Host => (letter.with_visitor, booking.details.visitor.name.clone()),
        };
        fill(template, &[("title", title), ("name", &name)])
    }

    fn hosts(&self, booking: &Booking) -> String {
        let names = booking.hosts.iter().map(|id| self.catalogue.name(id));
        names.collect::<Vec<_>>().join(self.words.comma)
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
            summary: self.entry(booking, reader),
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

    fn body(&self, tells: Tells, booking: &Booking, reader: &Reader<'_>) -> Vec<Vec<Line>> {
        let (details, visitor) = (&booking.details, &booking.details.visitor);
        let letter = &self.words.letter;
        let leads = match reader.role {
            Role::Visitor => &letter.to_visitor,
            Role::Host => &letter.to_host,
        };
        let refused = details.cancelled_by == By::Host.word();
        let lead = match tells {
            Tells::Booked => leads.booked,
            Tells::Moved { .. } => leads.moved,
            Tells::Cancelled if refused => leads.refused,
            Tells::Cancelled => leads.cancelled,
            Tells::Reminder => leads.soon,
        };
        let mut what = vec![Line::of(self.entry(booking, reader))];
        let there = (details.host_zone != reader.zone).then_some(details.host_zone.as_str());
        for zone in std::iter::once(reader.zone).chain(there) {
            let (start, end) = (booking.slot.start, booking.slot.end);
            what.push(Line::of(self.time(start, end, zone)));
        }
        let before = match tells {
            Tells::Moved { start, end } => self.time(start, end, reader.zone),
            _ => String::new(),
        };
        let again = match (tells, reader.role) {
            (Tells::Cancelled, Role::Visitor) if refused => {
                format!(
                    "{}office-hours/?hours={}",
                    self.mail.site, booking.slot.hours
                )
            }
            _ => String::new(),
        };
        let facts = [
            (letter.before, before),
            (letter.hosts, self.hosts(booking)),
            (letter.place, self.catalogue.place(booking).to_owned()),
            (
                letter.visitor,
                format!("{} <{}>", visitor.name, visitor.email),
            ),
            (letter.topic, visitor.topic.clone()),
            (letter.reason, details.reason.clone()),
        ];
        let links = [
            (letter.manage, reader.manage.clone().unwrap_or_default()),
            (letter.again, again),
        ];
        let told = |facts: Vec<(&str, String)>| -> Vec<Line> {
            let facts = facts.into_iter().filter(|(_, text)| !text.is_empty());
            facts.map(|(label, text)| Line::fact(label, text)).collect()
        };
        what.extend(told(facts.into()));
        let agenda = Some(&visitor.agenda).filter(|agenda| !agenda.is_empty());
        let lead = Line::of(fill(lead, &[("name", &visitor.name)]));
        let mut body = vec![vec![lead], what];
        body.extend(agenda.map(|agenda| vec![Line::of(agenda)]));
        body.push(told(links.into()));
        body.retain(|paragraph| !paragraph.is_empty());
        body
    }

    /// When a booking is, with the zone named: `Monday 30 November 2026, 15:00 to 15:30
    /// America/Los_Angeles`.
    fn time(&self, start: DateTime<Utc>, end: DateTime<Utc>, zone: &str) -> String {
        let clock = Zone::named(zone).unwrap_or_else(|_| Zone::utc());
        let civil = |instant: DateTime<Utc>| clock.civil(instant).unwrap_or_default();
        let ((date, from), (_, until)) = (civil(start), civil(end));
        format!(
            "{}, {} {} {} {}",
            self.words.weekday_and_date(date),
            from.format("%H:%M"),
            self.words.to,
            until.format("%H:%M"),
            clock.name()
        )
    }
}
