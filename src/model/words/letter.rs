//! The words of mail about bookings, in every language.

use serde::{Deserialize, Serialize};

/// Mail about a booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LetterWords {
    /// The subject and the calendar's title for who booked: office hours `{title}` with `{name}`.
    pub with_host: &'static str,
    /// The same for a host: office hours `{title}`, and who comes, `{name}`.
    pub with_visitor: &'static str,
    /// The subject when the booking was moved: the one above is `{title}`.
    pub moved: &'static str,
    /// The subject when it was cancelled.
    pub cancelled: &'static str,
    /// The subject of a reminder.
    pub reminder: &'static str,
    /// What has happened, told to who booked.
    pub to_visitor: Leads,
    /// What has happened, told to a host; `{name}` is who booked.
    pub to_host: Leads,
    /// The time before it was moved.
    pub before: &'static str,
    /// With whom.
    pub hosts: &'static str,
    /// Where.
    pub place: &'static str,
    /// For whom.
    pub visitor: &'static str,
    /// About what.
    pub topic: &'static str,
    /// Why the host cancelled it.
    pub reason: &'static str,
    /// The link that moves and cancels it.
    pub manage: &'static str,
    /// The link to other times, when the host cancelled it.
    pub again: &'static str,
    /// The name of a host's calendar: that of `{name}`.
    pub feed: &'static str,
}

/// The first line of a mail.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leads {
    /// A time was booked.
    pub booked: &'static str,
    /// The booking was moved.
    pub moved: &'static str,
    /// Who made it cancelled it.
    pub cancelled: &'static str,
    /// The host cancelled it.
    pub refused: &'static str,
    /// It is soon.
    pub soon: &'static str,
}

/// English.
pub(super) const EN: LetterWords = LetterWords {
    with_host: "{title} with {name}",
    with_visitor: "{title}: {name}",
    moved: "Moved: {title}",
    cancelled: "Cancelled: {title}",
    reminder: "Reminder: {title}",
    to_visitor: Leads {
        booked: "You have booked this time.",
        moved: "You have moved this booking. The new time:",
        cancelled: "You have cancelled this booking.",
        refused: "This booking was cancelled by the host.",
        soon: "This is soon:",
    },
    to_host: Leads {
        booked: "{name} has booked this time with you.",
        moved: "{name} has moved this booking. The new time:",
        cancelled: "{name} has cancelled this booking. The time is free again.",
        refused: "This booking with {name} was cancelled from the host's page.",
        soon: "{name} comes soon:",
    },
    before: "Before",
    hosts: "With",
    place: "Where",
    visitor: "Who comes",
    topic: "Topic",
    reason: "Why",
    manage: "To move or cancel it",
    again: "To book another time",
    feed: "Office hours of {name}",
};

/// German.
pub(super) const DE: LetterWords = LetterWords {
    with_host: "{title} mit {name}",
    with_visitor: "{title}: {name}",
    moved: "Verschoben: {title}",
    cancelled: "Abgesagt: {title}",
    reminder: "Erinnerung: {title}",
    to_visitor: Leads {
        booked: "Du hast diese Zeit gebucht.",
        moved: "Du hast diesen Termin verschoben. Die neue Zeit:",
        cancelled: "Du hast diesen Termin abgesagt.",
        refused: "Dieser Termin wurde abgesagt, nicht von dir.",
        soon: "Bald ist es so weit:",
    },
    to_host: Leads {
        booked: "{name} hat diese Zeit bei dir gebucht.",
        moved: "{name} hat diesen Termin verschoben. Die neue Zeit:",
        cancelled: "{name} hat diesen Termin abgesagt. Die Zeit ist wieder frei.",
        refused: "Dieser Termin mit {name} wurde auf der Seite für Gastgeber abgesagt.",
        soon: "{name} kommt bald:",
    },
    before: "Vorher",
    hosts: "Mit",
    place: "Wo",
    visitor: "Wer kommt",
    topic: "Thema",
    reason: "Warum",
    manage: "Verschieben oder absagen",
    again: "Eine andere Zeit buchen",
    feed: "Sprechstunden von {name}",
};
