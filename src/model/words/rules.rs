//! Rules in words: when office hours are, when a rotation changes hands.

use chrono::{Datelike, NaiveTime, Weekday};

use super::{Words, fill};
use crate::content::{Hours, Nth, OnCall};

impl Words {
    /// A rule of office hours: `Mondays and Fridays, 15:00 to 17:00`, in the hosts' civil time; the
    /// zone is named elsewhere.
    pub fn rule(&self, rule: &Hours) -> String {
        let dates = &self.dates;
        let days = |names: &[&'static str; 7]| {
            let name = |day: &Weekday| names[day.num_days_from_monday() as usize];
            self.list(&rule.weekdays.iter().map(name).collect::<Vec<_>>())
        };
        let days = match (&rule.monthly, rule.every_weeks.value) {
            // What only a rule of RFC 5545 can say is shown day by day.
            _ if rule.rrule.is_some() => dates.listed.to_owned(),
            (Some(nth), _) => {
                let nth = match nth.value {
                    Nth::First => dates.nth[0],
                    Nth::Second => dates.nth[1],
                    Nth::Third => dates.nth[2],
                    Nth::Fourth => dates.nth[3],
                    Nth::Last => dates.nth[4],
                };
                fill(
                    dates.monthly,
                    &[("nth", nth), ("days", &days(&dates.weekdays))],
                )
            }
            (None, 1) => days(&dates.weekly),
            (None, 2) => fill(dates.fortnightly, &[("days", &days(&dates.weekdays))]),
            (None, weeks) => {
                let n = weeks.to_string();
                fill(
                    dates.every_weeks,
                    &[("n", &n), ("days", &days(&dates.weekly))],
                )
            }
        };
        let (from, to) = (clock(rule.from.value), clock(rule.to.value));
        let said = fill(dates.rule, &[("days", &days), ("from", &from), ("to", &to)]);
        let mut chars = said.chars();
        let first = chars.next().into_iter().flat_map(char::to_uppercase);
        first.chain(chars).collect()
    }

    /// When a rotation changes hands: `Handoff every Monday, 10:00`, in its civil time; the zone is
    /// named elsewhere.
    pub fn handoffs(&self, rule: &OnCall) -> String {
        let said = &self.on_call;
        let (template, days) = match rule.shift_days.value {
            1 => (said.daily, 1),
            7 => (said.weekly, 7),
            14 => (said.fortnightly, 14),
            days => (said.every_days, days),
        };
        let weekday = rule.starts.weekday().num_days_from_monday() as usize;
        fill(
            template,
            &[
                ("weekday", self.dates.weekdays[weekday]),
                ("n", &days.to_string()),
                ("time", &clock(rule.handoff.value)),
            ],
        )
    }
}

/// `15:00`.
fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;
    use crate::{decode::Spanned, words::ALL};

    fn rule(weekdays: &[Weekday], every_weeks: u32, monthly: Option<Nth>) -> Hours {
        fn at<T>(value: T) -> Spanned<T> {
            Spanned { value, span: 0..0 }
        }
        let time = |hour| at(NaiveTime::from_hms_opt(hour, 0, 0).unwrap_or_default());
        Hours {
            title: at(String::new()),
            summary: None,
            hosts: at(Vec::new()),
            zone: None,
            weekdays: at(weekdays.to_vec()),
            from: time(15),
            to: time(17),
            every_weeks: at(every_weeks),
            monthly: monthly.map(at),
            rrule: None,
            starts: None,
            until: None,
            slot_minutes: at(30),
            capacity: at(1),
            buffer_before: at(0),
            buffer_after: at(0),
            notice_minutes: 60,
            horizon_days: at(60),
            place: None,
            components: Vec::new(),
            except: Vec::new(),
            extra: Vec::new(),
            topics: Vec::new(),
            body: None,
        }
    }

    #[test]
    fn rules_are_said_in_every_language() {
        use Weekday::{Fri, Mon, Wed};
        let said = |rule: &Hours| ALL.map(|words| words.rule(rule));
        assert_eq!(
            said(&rule(&[Mon, Wed, Fri], 1, None)),
            [
                "Mondays, Wednesdays and Fridays, 15:00 to 17:00",
                "Montags, mittwochs und freitags, 15:00 bis 17:00",
            ]
        );
        assert_eq!(
            said(&rule(&[Mon], 2, None)),
            [
                "Every second Monday, 15:00 to 17:00",
                "Jeden zweiten Montag, 15:00 bis 17:00",
            ]
        );
        assert_eq!(
            said(&rule(&[Mon], 3, None)),
            [
                "Every 3 weeks on Mondays, 15:00 to 17:00",
                "Alle 3 Wochen montags, 15:00 bis 17:00",
            ]
        );
        assert_eq!(
            said(&rule(&[Fri], 1, Some(Nth::Last))),
            [
                "Last Friday of the month, 15:00 to 17:00",
                "Jeden letzten Freitag im Monat, 15:00 bis 17:00",
            ]
        );
    }

    #[test]
    fn handoffs_are_said_in_every_language() {
        fn at<T>(value: T) -> Spanned<T> {
            Spanned { value, span: 0..0 }
        }
        let said = |days| {
            let rotation = OnCall {
                title: at(String::new()),
                summary: None,
                people: at(Vec::new()),
                zone: None,
                starts: at(NaiveDate::from_ymd_opt(2026, 10, 5).unwrap_or_default()),
                handoff: at(NaiveTime::from_hms_opt(10, 0, 0).unwrap_or_default()),
                shift_days: at(days),
                until: None,
                overrides: Vec::new(),
                rule: None,
                call: None,
                components: Vec::new(),
                tags: Vec::new(),
                owner: None,
                body: None,
            };
            ALL.map(|words| words.handoffs(&rotation))
        };
        assert_eq!(
            said(7),
            [
                "Handoff every Monday, 10:00",
                "Übergabe jede Woche am Montag, 10:00"
            ]
        );
        assert_eq!(said(14)[0], "Handoff every second Monday, 10:00");
        assert_eq!(said(1)[0], "Handoff every day, 10:00");
        assert_eq!(said(3)[1], "Übergabe alle 3 Tage, 10:00");
    }
}
