//! The keys of office hours: a rule in civil time.

use chrono::{NaiveDate, NaiveTime, Weekday};

use crate::{choice, decode::Spanned, record};

record! {
    /// Hours at which people can be asked, as a rule in the hosts' civil time.
    pub struct Hours {
        /// The title.
        pub title: Spanned<String>,
        /// One or two plain sentences.
        pub summary: Option<String>,
        /// Who hosts: ids of people.
        pub hosts: Spanned<Vec<Spanned<String>>>,
        /// The zone of all dates and times of this file, as an IANA zone; left out: the portal's.
        pub zone: Option<Spanned<String>>,
        /// The days of the week.
        pub weekdays: Spanned<Vec<Weekday>> = Spanned { value: Vec::new(), span: 0..0 },
        /// When a window begins.
        pub from: Spanned<NaiveTime>,
        /// When it ends; a time before `from` is one of the next day, at most 12 hours on.
        pub to: Spanned<NaiveTime>,
        /// Every how many weeks; more than 1 needs `starts`.
        pub every_weeks: Spanned<u32> = Spanned { value: 1, span: 0..0 },
        /// Which of the month's such weekdays; left out: all of them.
        pub monthly: Option<Spanned<Nth>>,
        /// The days as a rule of RFC 5545, in place of `weekdays`, for what the keys above cannot say:
        /// `FREQ=MONTHLY;BYDAY=2TU,4TU`. It counts days from `starts`: FREQ (DAILY, WEEKLY, MONTHLY or
        /// YEARLY), INTERVAL, COUNT, WKST, BYDAY, BYMONTH, BYMONTHDAY, BYYEARDAY and nothing else.
        pub rrule: Option<Spanned<String>>,
        /// The first day; the weeks are counted from the week it is in.
        pub starts: Option<Spanned<NaiveDate>>,
        /// The last day.
        pub until: Option<Spanned<NaiveDate>>,
        /// The length of a slot, in minutes.
        pub slot_minutes: Spanned<u32> = Spanned { value: 30, span: 0..0 },
        /// How many people a slot takes.
        pub capacity: Spanned<u32> = Spanned { value: 1, span: 0..0 },
        /// Time the hosts need before a slot, in minutes: nothing else of theirs is booked then.
        pub buffer_before: Spanned<u32> = Spanned { value: 0, span: 0..0 },
        /// Time the hosts need after a slot, in minutes.
        pub buffer_after: Spanned<u32> = Spanned { value: 0, span: 0..0 },
        /// How long before its start a slot can still be booked, in minutes.
        pub notice_minutes: u32 = 60,
        /// How many days ahead a slot can be booked.
        pub horizon_days: Spanned<u32> = Spanned { value: 60, span: 0..0 },
        /// Where to go or call: text or URL.
        pub place: Option<String>,
        /// The parts of the architecture they are about: ids of pages in `architecture/`.
        pub components: Vec<Spanned<String>>,
        /// Days on which there are none.
        pub except: Vec<NaiveDate>,
        /// Windows besides the rule.
        pub extra: Vec<Extra>,
        /// What can be asked.
        pub topics: Vec<Topic>,
        /// About them, in Markdown.
        pub body: Option<Spanned<String>>,
    }
}

record! {
    /// A window besides the rule.
    pub struct Extra {
        /// The day.
        pub date: NaiveDate,
        /// When it begins.
        pub from: NaiveTime,
        /// When it ends; a time before `from` is one of the next day.
        pub to: Spanned<NaiveTime>,
    }
}

record! {
    /// Something to ask.
    pub struct Topic {
        /// Its permanent id.
        pub id: String,
        /// What readers see.
        pub title: String,
    }
}

choice! {
    /// Which of a month's Mondays.
    pub enum Nth: "first, second, third, fourth or last" {
        /// The first.
        First = "first",
        /// The second.
        Second = "second",
        /// The third.
        Third = "third",
        /// The fourth.
        Fourth = "fourth",
        /// The last.
        Last = "last",
    }
}
