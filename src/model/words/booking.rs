//! The words of booking office hours, in every language.

mod de;
mod en;

use serde::{Deserialize, Serialize};

use super::Plural;

pub(super) use de::BOOKING as DE;
pub(super) use en::BOOKING as EN;

/// Booking office hours. The browser finds these words on the page: the module holds none of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingWords {
    /// The heading of the calendar.
    pub title: &'static str,
    /// The link to it, from the page of some hours.
    pub book: &'static str,
    /// The link to it beside somebody who can explain a page: `{name}`.
    pub ask: &'static str,
    /// What a question from a page is about: its `{title}`.
    pub about: &'static str,
    /// What to do, where no script runs.
    pub still: &'static str,
    /// What to do, while the service is asked.
    pub checking: &'static str,
    /// What to do, when it is known what is free.
    pub live: &'static str,
    /// What to do, when that cannot be known.
    pub away: &'static str,
    /// The same, with what was known before: `{time}`.
    pub away_since: &'static str,
    /// What to do, when the page is older than the office hours.
    pub stale: &'static str,
    /// The name of the choices.
    pub filters: &'static str,
    /// The choice of a host.
    pub host: &'static str,
    /// The choice of a topic.
    pub topic: &'static str,
    /// The choice of a component.
    pub component: &'static str,
    /// No choice of a host.
    pub anybody: &'static str,
    /// No choice of a topic or component.
    pub anything: &'static str,
    /// The button that takes all choices back.
    pub all: &'static str,
    /// In place of windows, when none fits the choices.
    pub nothing: &'static str,
    /// A slot for one that is free.
    pub free: &'static str,
    /// Seats that are left in a slot for several.
    pub seats: Plural,
    /// A slot without a free seat.
    pub full: &'static str,
    /// A slot that had none when that was last known.
    pub was_full: &'static str,
    /// A slot that can no longer be booked.
    pub closed: &'static str,
    /// A slot that can only be asked for.
    pub request: &'static str,
    /// The link that asks for a time of some hours by mail.
    pub by_mail: &'static str,
    /// The subject of that mail: `{title}`, `{time}`.
    pub mail_subject: &'static str,
    /// The title of its calendar entry: `{title}`.
    pub request_entry: &'static str,
    /// Its text: `{title}`, `{time}`, `{there}`, `{topic}`, `{agenda}`, `{name}`;
    /// `{line}` begins a line.
    pub mail_body: &'static str,
    /// The form.
    pub form: FormWords,
    /// What is said when something did not work.
    pub problems: ProblemWords,
    /// A booking.
    pub booking: OneWords,
    /// The views of the list.
    pub views: ViewWords,
    /// The host's page.
    pub host_page: HostWords,
}

/// The views of the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ViewWords {
    /// The name of the choice.
    pub title: &'static str,
    /// All that is ahead.
    pub list: &'static str,
    /// A week.
    pub week: &'static str,
    /// A month.
    pub month: &'static str,
    /// The week or month before.
    pub earlier: &'static str,
    /// The week or month after.
    pub later: &'static str,
    /// The way back from a day to its month.
    pub other_day: &'static str,
    /// How many times of a day can be chosen.
    pub times: Plural,
    /// The same of none.
    pub no_times: &'static str,
}

/// The page of a host, behind a secret link.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HostWords {
    /// The heading: what is booked with `{name}`.
    pub title: &'static str,
    /// The heading when there is no such page.
    pub unknown: &'static str,
    /// The heading when the service is away.
    pub away: &'static str,
    /// The link to the calendar of the bookings.
    pub feed: &'static str,
    /// What it is.
    pub feed_note: &'static str,
    /// When nothing is booked.
    pub none: &'static str,
    /// When the zone's rules moved the time to `{time}` by the host's clock.
    pub moved: &'static str,
    /// When no slot is at that time any more.
    pub gone: &'static str,
    /// What cancels a booking.
    pub cancel: &'static str,
    /// A field.
    pub reason: &'static str,
    /// The button.
    pub cancel_sure: &'static str,
    /// What is wrong with the reason.
    pub reason_wrong: &'static str,
}

/// The form of a booking.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FormWords {
    /// The heading.
    pub title: &'static str,
    /// The heading where a time can only be asked for.
    pub request: &'static str,
    /// What such a request is.
    pub request_note: &'static str,
    /// The way back.
    pub other: &'static str,
    /// A field.
    pub name: &'static str,
    /// What is wrong with it.
    pub name_wrong: &'static str,
    /// A field.
    pub email: &'static str,
    /// What is wrong with it.
    pub email_wrong: &'static str,
    /// Who sees it.
    pub email_why: &'static str,
    /// What goes there, where the service sends mail.
    pub email_mail: &'static str,
    /// A field.
    pub topic: &'static str,
    /// The choice of a topic that is not in the list.
    pub own: &'static str,
    /// A field.
    pub own_topic: &'static str,
    /// What is wrong with it.
    pub own_wrong: &'static str,
    /// A field.
    pub agenda: &'static str,
    /// What it is for.
    pub agenda_why: &'static str,
    /// What is wrong with it.
    pub agenda_wrong: &'static str,
    /// A field that nobody sees, which only programs fill in.
    pub decoy: &'static str,
    /// After the name of a field that may stay empty.
    pub optional: &'static str,
    /// That the name and address stay on the device.
    pub remembered: &'static str,
    /// The button.
    pub submit: &'static str,
    /// The button, while the booking is on its way.
    pub sending: &'static str,
    /// The button, when it is not known whether the booking arrived.
    pub again: &'static str,
    /// The link that sends a request by mail.
    pub send: &'static str,
    /// The link to the calendar entry of a request.
    pub tentative: &'static str,
}

/// What is said when something did not work.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ProblemWords {
    /// Somebody else was faster, and this is free near it.
    pub taken: &'static str,
    /// Somebody else was faster, and nothing is free near it.
    pub taken_all: &'static str,
    /// The time has passed.
    pub past: &'static str,
    /// The time cannot be booked any more, or not yet.
    pub closed: &'static str,
    /// The office hours were changed.
    pub stale: &'static str,
    /// Something is not filled in rightly.
    pub invalid: &'static str,
    /// Somebody has as many bookings as anybody may.
    pub many: &'static str,
    /// Somebody has a seat in a group already.
    pub seated: &'static str,
    /// Too much was asked for at once.
    pub fast: &'static str,
    /// The service does not take bookings.
    pub away: &'static str,
    /// No answer came to a booking.
    pub lost: &'static str,
    /// The time to move to was taken.
    pub move_taken: &'static str,
    /// Somebody has a seat already in the group to move to.
    pub move_seated: &'static str,
    /// The time to move to cannot be booked.
    pub move_closed: &'static str,
    /// Too late for a change.
    pub over: &'static str,
    /// Too many changes were asked for at once.
    pub slow_down: &'static str,
    /// A change did not arrive.
    pub unchanged: &'static str,
    /// The booking was changed elsewhere.
    pub changed: &'static str,
}

/// A booking, for whoever made it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OneWords {
    /// The heading, just after it was made.
    pub booked: &'static str,
    /// The heading later.
    pub yours: &'static str,
    /// The heading, just after it was moved.
    pub moved: &'static str,
    /// The heading of a cancelled one.
    pub cancelled: &'static str,
    /// The heading while it is looked up.
    pub looking: &'static str,
    /// The heading when there is none.
    pub unknown: &'static str,
    /// The heading when the service is away.
    pub away: &'static str,
    /// With whom.
    pub hosts: &'static str,
    /// Where.
    pub place: &'static str,
    /// About what.
    pub topic: &'static str,
    /// The agenda.
    pub agenda: &'static str,
    /// For whom.
    pub visitor: &'static str,
    /// Why the host cancelled it.
    pub reason: &'static str,
    /// That people hear of it by mail, at `{email}`.
    pub mailed: &'static str,
    /// The link to the calendar entry.
    pub calendar: &'static str,
    /// What the link to the booking is for.
    pub keep: &'static str,
    /// The link to the booking.
    pub link: &'static str,
    /// What moves it.
    pub reschedule: &'static str,
    /// The question before it is moved, and what it moves to.
    pub move_sure: &'static str,
    /// The button that moves it.
    pub move_yes: &'static str,
    /// The button that does not.
    pub move_no: &'static str,
    /// When it cannot be moved.
    pub nowhere: &'static str,
    /// What cancels it.
    pub cancel: &'static str,
    /// What that means.
    pub cancel_note: &'static str,
    /// The button that does it.
    pub cancel_sure: &'static str,
    /// The bookings made on this device.
    pub mine: &'static str,
    /// What they are.
    pub mine_note: &'static str,
    /// When there are none.
    pub none: &'static str,
    /// The way back to the calendar.
    pub back: &'static str,
}
