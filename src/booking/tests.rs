//! What unit tests share, and the properties of the rules.

use chrono::{NaiveDate, NaiveTime, Weekday};
use glassbox_model::{
    content::{self, Topic},
    decode::Spanned,
};
use glassbox_schedule::Zone;

use crate::rules::catalogue::Hours;

fn spanned<T>(value: T) -> Spanned<T> {
    Spanned { value, span: 0..0 }
}

/// Mondays from 15:00 to 17:00 in Los Angeles, half an hour each, with one topic.
pub(crate) fn hours() -> Hours {
    let time = |hour| NaiveTime::from_hms_opt(hour, 0, 0).expect("a time");
    Hours {
        id: "ops".to_owned(),
        zone: Zone::named("America/Los_Angeles").expect("a zone"),
        rule: content::Hours {
            title: spanned("Ops".to_owned()),
            summary: None,
            hosts: spanned(vec![spanned("mitchell".to_owned())]),
            zone: None,
            weekdays: spanned(vec![Weekday::Mon]),
            from: spanned(time(15)),
            to: spanned(time(17)),
            every_weeks: spanned(1),
            monthly: None,
            rrule: None,
            starts: None,
            until: None,
            slot_minutes: spanned(30),
            capacity: spanned(1),
            buffer_before: spanned(0),
            buffer_after: spanned(0),
            notice_minutes: 60,
            horizon_days: spanned(60),
            place: None,
            components: Vec::new(),
            except: Vec::<NaiveDate>::new(),
            extra: Vec::new(),
            topics: vec![Topic {
                id: "chef".to_owned(),
                title: "Chef".to_owned(),
            }],
            body: None,
        },
    }
}
