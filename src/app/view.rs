//! What the press hands to the views: plain values, resolved and ready to show.
//!
//! Every URL in here is complete: it starts with the base path, and a fragment or a `mailto:` is
//! already in it. Every `html` is well-formed and safe. Dates are civil; instants are UTC.

mod lifecycle;
mod listed;
mod offer;

use std::{ops::Range, sync::Arc};

use chrono::{DateTime, NaiveDate, Utc};
use glassbox_model::{Kind, Language, Words, content::Withheld};
use serde::{Deserialize, Serialize};

pub use crate::kept::Kept;
pub use lifecycle::{
    Ask, Behind, Check, Drawing, DrawnEdge, DrawnNode, DrawnZone, Fork, Frame, Header, Lifecycle,
    Message, Numbered, Place, Scenario, Step,
};
pub use listed::{Card, Group, Link, NavLink};
pub use offer::{Choice, Offer, OfferedHours, Slot};

/// The width and height of the pictures that other sites show for pages, in pixels.
pub const CARD_SIZE: (u32, u32) = (1200, 630);

/// What all pages of one site share.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The portal's name.
    pub name: String,
    /// One line that says what the portal is for.
    pub tagline: String,
    /// The tag of its language (BCP 47), which is that of the ways to ask, too.
    pub language: String,
    /// The base path: starts and ends with `/`.
    pub base: String,
    /// The collections that have something to show, in the order of navigation.
    pub nav: Vec<NavLink>,
    /// How to ask when no page helps: chat, mail. Label and URL.
    pub contact: Vec<Link>,
    /// The forge's address of the content, for the footer.
    pub source_url: Option<String>,
    /// Scheme and host that the site is published under, without a path.
    pub origin: String,
    /// What can be subscribed to: feeds and calendars.
    pub subscriptions: Vec<Subscription>,
    /// The company's own style sheets, behind the built one.
    pub stylesheets: Vec<String>,
    /// The built files that every page refers to.
    pub assets: Assets,
    /// What has been rendered of it.
    pub kept: Kept,
}

/// A feed or a calendar.
#[derive(Clone, Debug)]
pub struct Subscription {
    /// The collection it tells of.
    pub kind: Kind,
    /// Its address.
    pub href: String,
    /// Its media type: `application/atom+xml`.
    pub media_type: &'static str,
}

impl Subscription {
    /// What readers see: `Atom feed`.
    pub fn title(&self, words: &Words) -> &'static str {
        match self.media_type {
            "text/calendar" => words.shell.calendar,
            "application/feed+json" => words.shell.json_feed,
            _ => words.shell.atom,
        }
    }
}

/// URLs of the built style sheet, scripts and module, with content-hashed names.
#[derive(Clone, Debug, Default)]
pub struct Assets {
    /// The one style sheet.
    pub stylesheet: String,
    /// `theme.js`: sets the colour scheme before the first paint; blocking, in `<head>`.
    pub theme: String,
    /// `page.js`: menu, theme choice, copy, table of contents; deferred.
    pub page: String,
    /// `tabs.js`: content tabs, on pages that have some.
    pub tabs: String,
    /// `walk.js`: what the figure of a lifecycle can do without the module, on its pages.
    pub walk: String,
    /// `start.js` with the module it starts; `None` when no client was built.
    pub module: Option<Module>,
}

/// The WebAssembly module and what starts it.
#[derive(Clone, Debug, Default)]
pub struct Module {
    /// `start.js`, which loads the module when an island needs it.
    pub start: String,
    /// The glue made by wasm-bindgen (an ES module).
    pub glue: String,
    /// The module itself.
    pub wasm: String,
}

/// One page, whole.
#[derive(Clone, Debug)]
pub struct Page {
    /// The kind of thing the page is about; an index has the kind of its entries.
    pub kind: Kind,
    /// The language it is written in, with the words of its interface.
    pub language: Language,
    /// This page's own URL path.
    pub href: String,
    /// The title, as plain text.
    pub title: String,
    /// The id of the title, when its author wrote it as a heading.
    pub title_id: Option<String>,
    /// One or two sentences, as plain text; empty when there are none.
    pub summary: String,
    /// True when the summary is the beginning of the text: then it does not stand above it, too.
    pub excerpted: bool,
    /// The picture that other sites show for it, of [`CARD_SIZE`], with the words on it; `None`
    /// where none is drawn.
    pub social_card: Option<Link>,
    /// From the home page down to the parent; empty on the home page.
    pub breadcrumbs: Vec<Link>,
    /// The other pages of this page's collection.
    pub sidebar: Option<Sidebar>,
    /// The sections of the page for the table of contents.
    pub toc: Vec<TocEntry>,
    /// The main part.
    pub body: Arc<Body>,
    /// What relates to this page, by group: "Talks about this", "Runbooks for this".
    pub related: Arc<[Group]>,
    /// Who can explain it, with their next office hour.
    pub experts: Vec<Expert>,
    /// Author, review, forge links; `None` on pages that the press makes up (indexes, 404).
    pub colophon: Option<Colophon>,
    /// The page before this one in its collection.
    pub previous: Option<Link>,
    /// The page after this one in its collection.
    pub next: Option<Link>,
}

/// A collection as the pages in it show it.
#[derive(Clone, Debug)]
pub struct Sidebar {
    /// What the pages are; empty: the title of the collection.
    pub title: String,
    /// All pages of the collection, in order: one list for all of them.
    pub links: Arc<[Link]>,
    /// Which of them are shown.
    pub shown: Range<usize>,
    /// Which is the page that shows them.
    pub current: usize,
}

/// What stands in the main part of a page.
#[derive(Clone, Debug)]
pub enum Body {
    /// The front page.
    Home(Box<Home>),
    /// Prose: component, guide, runbook or other page.
    Article(Article),
    /// The notes of a talk.
    Talk(Talk),
    /// A person.
    Person(Person),
    /// A learning path.
    Path(Path),
    /// A lifecycle diagram with its scenarios.
    Lifecycle(Box<Lifecycle>),
    /// One rule of office hours with its coming windows.
    Hours(Hours),
    /// An on-call rotation with its shifts.
    OnCall(OnCall),
    /// The agenda of all office hours, or of all rotations: the windows ahead of every rule.
    Agenda(Agenda),
    /// All pages of a collection on one.
    Print(Print),
    /// The index of a collection, or the pages with a tag.
    Index(Index),
    /// "No such page", with the ways on.
    NotFound(Index),
}

/// An entry of the table of contents.
#[derive(Clone, Debug)]
pub struct TocEntry {
    /// How far it is below the highest level of the table.
    pub depth: u32,
    /// The heading's id.
    pub id: String,
    /// The heading's text.
    pub title: String,
}

/// Who stands behind a page, how fresh it is and where to mend it.
#[derive(Clone, Debug, Default)]
pub struct Colophon {
    /// Who answers for the page.
    pub owner: Option<Link>,
    /// Why the page is not public; such a page is only in previews.
    pub withheld: Option<Withheld>,
    /// When it last changed.
    pub updated: Option<NaiveDate>,
    /// When somebody last read it critically.
    pub reviewed: Option<NaiveDate>,
    /// Set when the day of the next review has passed: that day.
    pub stale_since: Option<NaiveDate>,
    /// The forge's editor on this page's file.
    pub edit: Option<String>,
    /// The forge's form for a new file beside this page's.
    pub new: Option<String>,
    /// The page's tags.
    pub tags: Vec<Link>,
}

/// Prose and what is said beside its title.
#[derive(Clone, Debug, Default)]
pub struct Article {
    /// The Markdown, compiled; without the title.
    pub html: String,
    /// Time to read, in whole minutes; at least 1.
    pub minutes: u32,
    /// What shows that this runbook is the right one; runbooks only.
    pub symptom: Option<String>,
    /// When to call for help; runbooks only.
    pub call: Option<CallRule>,
}

/// The notes of a talk.
#[derive(Clone, Debug)]
pub struct Talk {
    /// The notes.
    pub article: Article,
    /// Who speaks.
    pub speakers: Vec<Card>,
    /// When it starts.
    pub start: Instant,
    /// How long it takes, in minutes.
    pub minutes: u32,
    /// What became of it: `planned`, `given`, `cancelled`.
    pub status: &'static str,
    /// The slides, if they are elsewhere.
    pub slides: Option<String>,
    /// The recording.
    pub video: Option<String>,
}

/// An instant with the words for it in the zone of whoever set it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Instant {
    /// The instant.
    pub utc: DateTime<Utc>,
    /// Its date in the setter's zone.
    pub date: NaiveDate,
    /// Its time of day in the setter's zone: `15:00`.
    pub time: String,
    /// The setter's zone, as an IANA name: `America/Los_Angeles`.
    pub zone: String,
}

/// A person's page.
#[derive(Clone, Debug)]
pub struct Person {
    /// What they do.
    pub role: Option<String>,
    /// Pronouns, as they want to be referred to.
    pub pronouns: Option<String>,
    /// Their zone (IANA).
    pub zone: Option<String>,
    /// Where else they can be found.
    pub links: Vec<Link>,
    /// About them; may be empty.
    pub html: String,
    /// What they can explain.
    pub knows: Vec<Card>,
    /// The talks they gave or will give, the latest first.
    pub talks: Vec<Card>,
    /// Their coming windows, soonest first; at most a handful.
    pub windows: Vec<Window>,
}

/// Somebody who can explain a page.
#[derive(Clone, Debug)]
pub struct Expert {
    /// The person.
    pub person: Link,
    /// What they do.
    pub role: Option<String>,
    /// When they can be asked next.
    pub next: Option<Window>,
    /// The calendar, narrowed to them, with the page as the topic; `None` without office hours.
    pub book: Option<String>,
}

/// A learning path.
#[derive(Clone, Debug)]
pub struct Path {
    /// What it is for; may be empty.
    pub html: String,
    /// Who it is for.
    pub audience: Option<String>,
    /// The steps in order.
    pub steps: Vec<PathStep>,
}

/// One step of a learning path.
#[derive(Clone, Debug)]
pub struct PathStep {
    /// Where it leads.
    pub card: Card,
    /// Why it stands here, in the author's words; may be empty.
    pub note: String,
}

/// One occurrence of office hours.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Window {
    /// The id of the rule.
    pub rule: String,
    /// The rule's title.
    pub title: String,
    /// The tag of the title's language (BCP 47); `None`: that of the page.
    pub language: Option<String>,
    /// The page of the rule.
    pub href: String,
    /// Who hosts it.
    pub hosts: Vec<Link>,
    /// When it begins.
    pub start: Instant,
    /// When it ends.
    pub end: Instant,
    /// What can be booked of it, in order; only in the calendar, and up to the rule's horizon.
    pub slots: Vec<Slot>,
    /// A `mailto:` that asks for a time of it; empty where it has none.
    pub ask: String,
}

/// The coming windows of all office hours, or the shifts of all rotations.
#[derive(Clone, Debug)]
pub struct Agenda {
    /// The rules, as cards.
    pub rules: Vec<Card>,
    /// When to call whoever is on call; rotations only.
    pub call: Option<CallRule>,
    /// All windows ahead, soonest first.
    pub windows: Vec<Window>,
    /// How far ahead the list reaches, in weeks.
    pub weeks: u32,
    /// What can be booked; office hours only.
    pub offer: Option<Offer>,
}

/// One rule of office hours.
#[derive(Clone, Debug)]
pub struct Hours {
    /// About them; may be empty.
    pub html: String,
    /// The rule in words: "Mondays, 15:00 to 17:00, America/Los_Angeles".
    pub rule: String,
    /// Who hosts.
    pub hosts: Vec<Card>,
    /// What can be asked.
    pub topics: Vec<String>,
    /// Where to go or call: text or URL.
    pub place: Option<Link>,
    /// Length of a slot, in minutes.
    pub slot_minutes: u32,
    /// The calendar, narrowed to these hours.
    pub book: String,
    /// The windows ahead, soonest first.
    pub windows: Vec<Window>,
    /// How far ahead the list reaches, in weeks.
    pub weeks: u32,
}

/// An on-call rotation.
#[derive(Clone, Debug)]
pub struct OnCall {
    /// About it; may be empty.
    pub html: String,
    /// When it changes hands, in words: "Handoff every Monday, 10:00, America/New_York".
    pub handoffs: String,
    /// Who takes part, in the order of their turns.
    pub people: Vec<Card>,
    /// When to call.
    pub rule: Option<CallRule>,
    /// The shift under way when the site was pressed, and some of those after it.
    pub shifts: Vec<Window>,
    /// Where all of them are listed.
    pub all: String,
}

/// When to call whoever is on call.
#[derive(Clone, Debug)]
pub struct CallRule {
    /// The rule.
    pub text: String,
    /// The tag of its language (BCP 47); `None`: that of the page.
    pub language: Option<String>,
    /// Who it is, and how to call them.
    pub links: Vec<Link>,
}

/// The index of a collection, the pages with a tag, or the ways on from a missing page.
#[derive(Clone, Debug, Default)]
pub struct Index {
    /// Above the lists; may be empty.
    pub html: String,
    /// The lists.
    pub groups: Vec<Group>,
    /// The forge's form for a new file in this collection.
    pub new: Option<String>,
    /// All of them on one page.
    pub print: Option<String>,
}

/// All pages of a collection on one.
#[derive(Clone, Debug)]
pub struct Print {
    /// The pages, in reading order.
    pub parts: Vec<PrintPart>,
}

/// A page as a part of another.
#[derive(Clone, Debug)]
pub struct PrintPart {
    /// Its id, unique among all ids of the page.
    pub id: String,
    /// Its title.
    pub title: String,
    /// The tag of its language (BCP 47).
    pub language: String,
    /// One or two sentences; may be empty.
    pub summary: String,
    /// A talk's day, a runbook's symptom; may be empty.
    pub note: String,
    /// Its sections, as links within the page.
    pub sections: Vec<Link>,
    /// The Markdown, compiled, with ids and links that hold here.
    pub html: String,
}

/// The front page, made for somebody's first morning.
#[derive(Clone, Debug)]
pub struct Home {
    /// The author's welcome; may be empty.
    pub html: String,
    /// The learning path to start with.
    pub start: Option<(Card, Vec<PathStep>)>,
    /// The next talk; `None` when none is planned.
    pub next_talk: Option<(Card, Instant, u32)>,
    /// The latest talk given.
    pub last_talk: Option<Card>,
    /// The next windows of office hours, soonest first; at most three.
    pub windows: Vec<Window>,
    /// The collections and the folders of other pages, with the count of their pages as note.
    pub collections: Vec<Card>,
    /// Pages to point out: recently reviewed first; at most six.
    pub recent: Vec<Card>,
    /// The lifecycle to step through first, with its picture.
    pub lifecycle: Option<(Card, Drawing)>,
}
