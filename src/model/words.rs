//! The words of the interface: one table a language, and nowhere else.
//!
//! Views, the press, compiled Markdown and the scripts show no word that does not come from a
//! [`Words`] or from the content. A text may hold places such as `{title}`, filled by [`fill`]: a
//! language orders them as it likes. To add a language, translate a copy of `words/en.rs` and name
//! it in [`ALL`].

mod booking;
mod de;
mod en;
mod letter;
mod rules;
mod walk;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::Kind;

pub use booking::{BookingWords, FormWords, HostWords, OneWords, ProblemWords, ViewWords};
pub use de::DE;
pub use en::EN;
pub use letter::{Leads, LetterWords};
pub use walk::WalkWords;

/// Every language that the interface speaks.
pub static ALL: [&Words; 2] = [&EN, &DE];

/// The words of the interface in one language.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Words {
    /// The language (BCP 47).
    pub tag: &'static str,
    /// Between the things of a list, with its space.
    pub comma: &'static str,
    /// Between the last two things of a list, with its spaces.
    pub and: &'static str,
    /// Between two times: 15:00 *to* 17:00.
    pub to: &'static str,
    /// What each kind of page is called.
    pub kinds: Kinds,
    /// Dates.
    pub dates: Dates,
    /// What frames every page.
    pub shell: Shell,
    /// The main part of pages.
    pub pages: Pages,
    /// Office hours.
    pub hours: HourWords,
    /// Booking them.
    pub booking: BookingWords,
    /// Mail about bookings.
    pub letter: LetterWords,
    /// On-call rotations.
    pub on_call: OnCallWords,
    /// The walk through a lifecycle.
    pub walk: WalkWords,
    /// Compiled Markdown.
    pub prose: Prose,
    /// What scripts say.
    pub scripts: Scripts,
}

/// A number of things, by the number. English and German know two forms; a language of more gets
/// them here.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plural {
    /// Of one.
    pub one: &'static str,
    /// Of any other number, which stands at `{n}`.
    pub other: &'static str,
}

/// What every kind of page is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound(deserialize = "'de: 'static"))]
#[expect(missing_docs, reason = "each field is the `Kind` of its name")]
pub struct Kinds {
    pub path: KindWords,
    pub component: KindWords,
    pub lifecycle: KindWords,
    pub guide: KindWords,
    pub talk: KindWords,
    pub runbook: KindWords,
    pub on_call: KindWords,
    pub office_hours: KindWords,
    pub person: KindWords,
    pub tag: KindWords,
    pub page: KindWords,
}

/// What a kind of page is called.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KindWords {
    /// One of the kind, as the eyebrow of its page.
    pub one: &'static str,
    /// How many.
    pub count: Plural,
    /// The title of the index.
    pub title: &'static str,
    /// What the index promises, in one sentence.
    pub summary: &'static str,
    /// What the sidebar lists.
    pub all: &'static str,
    /// The heading of such pages beside another page.
    pub related: &'static str,
}

/// Dates in words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Dates {
    /// January first.
    pub months: [&'static str; 12],
    /// Monday first.
    pub weekdays: [&'static str; 7],
    /// The same in short.
    pub weekdays_short: [&'static str; 7],
    /// The same for what happens every week.
    pub weekly: [&'static str; 7],
    /// A date, from `{day}`, `{month}` and `{year}`.
    pub date: &'static str,
    /// A date with `{weekday}`.
    pub weekday_and_date: &'static str,
    /// Every second week on `{days}`.
    pub fortnightly: &'static str,
    /// Every `{n}` weeks on `{days}`, which are of [`Dates::weekly`].
    pub every_weeks: &'static str,
    /// On days that no short rule tells, and that are listed.
    pub listed: &'static str,
    /// On the `{nth}` of `{days}` in a month.
    pub monthly: &'static str,
    /// First to fourth, and last, as `{nth}`.
    pub nth: [&'static str; 5],
    /// A rule on `{days}`, `{from}` a time `{to}` another.
    pub rule: &'static str,
}

/// What frames every page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Shell {
    /// The link that jumps over the header.
    pub skip: &'static str,
    /// The button that opens the main navigation.
    pub menu: &'static str,
    /// The name of the main navigation.
    pub main: &'static str,
    /// The name of the choice of a colour scheme.
    pub scheme: &'static str,
    /// The scheme of the system.
    pub scheme_system: &'static str,
    /// The light scheme.
    pub scheme_light: &'static str,
    /// The dark scheme.
    pub scheme_dark: &'static str,
    /// The name of the breadcrumbs.
    pub breadcrumb: &'static str,
    /// The first of the breadcrumbs.
    pub home: &'static str,
    /// The table of contents.
    pub toc: &'static str,
    /// The heading of who can explain the page.
    pub experts: &'static str,
    /// Before the time of somebody's next office hour.
    pub next_hour: &'static str,
    /// Whom to ask: `{name}`.
    pub ask: &'static str,
    /// Whom to ask: `{name}` or one more.
    pub ask_or_one: &'static str,
    /// Whom to ask: `{name}` or `{n}` more.
    pub ask_or_more: &'static str,
    /// The heading of related pages of no kind.
    pub related: &'static str,
    /// The name of the list of tags.
    pub tags: &'static str,
    /// Who answers for the page: `{owner}`.
    pub owned: &'static str,
    /// When the page last changed: `{day}`.
    pub updated: &'static str,
    /// When the page was last read critically: `{day}`.
    pub reviewed: &'static str,
    /// The link to the forge's editor.
    pub edit: &'static str,
    /// The link to the page as Markdown.
    pub as_markdown: &'static str,
    /// The link to the forge's form for a new page.
    pub new: &'static str,
    /// The note on a page that was due for review on `{day}`.
    pub stale: &'static str,
    /// The same, where `{owner}` answers for the page.
    pub stale_owned: &'static str,
    /// The fact on a card of a page that is not public.
    pub withheld: &'static str,
    /// The note on a draft.
    pub draft: &'static str,
    /// The note on a page that is not public before `{day}`.
    pub until: &'static str,
    /// On the page at an earlier address of `{page}`.
    pub moved: &'static str,
    /// The name of the links to the page before and the page after.
    pub pager: &'static str,
    /// The page before.
    pub previous: &'static str,
    /// The page after.
    pub next: &'static str,
    /// The link to the content's repository.
    pub source: &'static str,
    /// An Atom feed.
    pub atom: &'static str,
    /// A JSON feed.
    pub json_feed: &'static str,
    /// A calendar.
    pub calendar: &'static str,
}

/// The main part of pages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Pages {
    /// A length of time.
    pub minutes: Plural,
    /// Time to read: `{minutes}`.
    pub reading: &'static str,
    /// The steps of a path.
    pub steps: Plural,
    /// The scenarios of a lifecycle.
    pub scenarios: Plural,
    /// Above a runbook's symptom.
    pub symptom: &'static str,
    /// A button of the front page: to the first step.
    pub start_here: &'static str,
    /// The heading of the path to start with.
    pub first_morning: &'static str,
    /// The link to all of that path, before its title.
    pub whole_path: &'static str,
    /// The heading of what is on next.
    pub on_next: &'static str,
    /// Above the next talk, which takes `{minutes}`.
    pub next_talk: &'static str,
    /// Below it: `{talk}` is the latest one given.
    pub last_talk: &'static str,
    /// The heading of the collections.
    pub collections: &'static str,
    /// The heading of pages that were reviewed lately.
    pub recent: &'static str,
    /// The heading of how to ask.
    pub ask: &'static str,
    /// Under it.
    pub ask_lead: &'static str,
    /// The button of an index that leads to the forge's form.
    pub add: &'static str,
    /// The button of an index that leads to all its pages on one.
    pub print: &'static str,
    /// The title of that page, of `{collection}`.
    pub print_title: &'static str,
    /// The talks that are to come.
    pub coming: &'static str,
    /// Whom a path is for: `{audience}`.
    pub audience: &'static str,
    /// The heading of a path's steps.
    pub path_steps: &'static str,
    /// The heading of what a person knows.
    pub can_explain: &'static str,
    /// A talk that is to come.
    pub planned: &'static str,
    /// A talk that will not be given.
    pub cancelled: &'static str,
    /// A talk's slides.
    pub slides: &'static str,
    /// A talk's recording.
    pub recording: &'static str,
    /// The name of the choice of scenarios.
    pub scenario_choice: &'static str,
    /// A scenario that ends well.
    pub works: &'static str,
    /// A scenario that ends with less than wanted.
    pub degraded: &'static str,
    /// A scenario that ends badly.
    pub fails: &'static str,
    /// Before what the visitor sees at the end.
    pub visitor_sees: &'static str,
    /// Before what the logs say.
    pub evidence: &'static str,
    /// The name of a drawing that can be scrolled.
    pub picture: &'static str,
    /// The title of the missing page.
    pub not_found: &'static str,
    /// Under it.
    pub not_found_lead: &'static str,
    /// The button that leads to the front page.
    pub to_front: &'static str,
}

/// Office hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct HourWords {
    /// The length of a slot: `{minutes}`.
    pub slot: &'static str,
    /// The heading of the topics.
    pub topics: &'static str,
    /// The heading of the windows in the next `{n}` weeks.
    pub ahead: &'static str,
    /// In place of windows.
    pub none: &'static str,
    /// Before the hosts.
    pub with: &'static str,
    /// Before the choice of a zone.
    pub times_in: &'static str,
    /// The choice to leave times as the hosts gave them.
    pub host_zones: &'static str,
    /// Before the host's own time.
    pub host: &'static str,
    /// Of a window that is under way.
    pub now: &'static str,
    /// Of a window that has ended.
    pub over: &'static str,
}

/// On-call rotations.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct OnCallWords {
    /// Handoffs every day at `{time}`.
    pub daily: &'static str,
    /// Handoffs every `{weekday}` at `{time}`.
    pub weekly: &'static str,
    /// Handoffs every second `{weekday}` at `{time}`.
    pub fortnightly: &'static str,
    /// Handoffs every `{n}` days at `{time}`.
    pub every_days: &'static str,
    /// Above the rule.
    pub when_to_call: &'static str,
    /// The link to who is on call.
    pub who: &'static str,
    /// The heading of the first shifts.
    pub now_and_next: &'static str,
    /// The link to all of them.
    pub all_shifts: &'static str,
}

/// Compiled Markdown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Prose {
    /// An alert.
    pub note: &'static str,
    /// An alert.
    pub tip: &'static str,
    /// An alert.
    pub important: &'static str,
    /// An alert.
    pub warning: &'static str,
    /// An alert.
    pub caution: &'static str,
    /// The summary of details that have none.
    pub details: &'static str,
    /// A task.
    pub done: &'static str,
    /// A task.
    pub to_do: &'static str,
    /// The name of a heading's link to itself: `{title}`.
    pub anchor: &'static str,
    /// The name of a table that can be scrolled.
    pub table: &'static str,
    /// The name of the footnotes.
    pub footnotes: &'static str,
    /// The name of the reference to the note `{n}`.
    pub footnote: &'static str,
    /// The name of the way back from the note `{n}`.
    pub footnote_back: &'static str,
    /// The same, where it is referred to in several places: `{nth}`.
    pub footnote_back_nth: &'static str,
}

/// What scripts say.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Scripts {
    /// The button that copies code.
    pub copy: &'static str,
    /// It did.
    pub copied: &'static str,
    /// It could not: how to do it by hand.
    pub copy_by_hand: &'static str,
}

/// `template` with its places filled: `fill("Ask {name}", &[("name", "Kim")])`.
pub fn fill(template: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(template.len());
    for (text, place) in places(template) {
        filled.push_str(text);
        let value = values.iter().find(|(name, _)| *name == place);
        filled.push_str(value.map_or("", |(_, value)| value));
    }
    filled
}

/// The parts of a template: each text with the name of the place behind it; empty at the end.
pub fn places(template: &str) -> impl Iterator<Item = (&str, &str)> {
    template
        .split('}')
        .map(|part| part.split_once('{').unwrap_or((part, "")))
}

impl Plural {
    /// `1 page`, `2 pages`.
    pub fn of(&self, n: usize) -> String {
        let form = if n == 1 { self.one } else { self.other };
        fill(form, &[("n", &n.to_string())])
    }
}

impl Default for &'static Words {
    /// The language of a portal that names none.
    fn default() -> Self {
        &EN
    }
}

impl Words {
    /// The table of a language, by the primary part of its tag.
    pub fn of(tag: &str) -> Option<&'static Words> {
        let primary = tag.split('-').next().unwrap_or_default();
        ALL.into_iter()
            .find(|words| words.tag.eq_ignore_ascii_case(primary))
    }

    /// What a kind of page is called.
    pub fn kind(&self, kind: Kind) -> &KindWords {
        let kinds = &self.kinds;
        match kind {
            Kind::Path => &kinds.path,
            Kind::Component => &kinds.component,
            Kind::Lifecycle => &kinds.lifecycle,
            Kind::Guide => &kinds.guide,
            Kind::Talk => &kinds.talk,
            Kind::Runbook => &kinds.runbook,
            Kind::OnCall => &kinds.on_call,
            Kind::OfficeHours => &kinds.office_hours,
            Kind::Person => &kinds.person,
            Kind::Tag => &kinds.tag,
            Kind::Page => &kinds.page,
        }
    }

    /// `30 November 2026`.
    pub fn date(&self, date: NaiveDate) -> String {
        self.dated(self.dates.date, date)
    }

    /// `Monday 30 November 2026`.
    pub fn weekday_and_date(&self, date: NaiveDate) -> String {
        self.dated(self.dates.weekday_and_date, date)
    }

    fn dated(&self, template: &str, date: NaiveDate) -> String {
        let weekday = date.weekday().num_days_from_monday() as usize;
        fill(
            template,
            &[
                ("day", &date.day().to_string()),
                ("month", self.dates.months[date.month0() as usize]),
                ("year", &date.year().to_string()),
                ("weekday", self.dates.weekdays[weekday]),
            ],
        )
    }

    /// `Mon`.
    pub fn weekday_short(&self, date: NaiveDate) -> &'static str {
        self.dates.weekdays_short[date.weekday().num_days_from_monday() as usize]
    }

    /// `one, two and three`.
    pub fn list(&self, things: &[&str]) -> String {
        match things {
            [head @ .., last] if !head.is_empty() => {
                format!("{}{}{last}", head.join(self.comma), self.and)
            }
            _ => things.concat(),
        }
    }
}

#[cfg(test)]
mod tests;
