//! A rule in words, for readers.

use chrono::{NaiveTime, Weekday};
use glassbox_model::content::Hours;

/// `Mondays and Fridays, 15:00 to 17:00`, in the hosts' civil time; the zone is named elsewhere.
pub fn rule_in_words(rule: &Hours) -> String {
    let days: Vec<_> = rule.weekdays.iter().map(|day| name(*day)).collect();
    let days = match (&rule.monthly, rule.every_weeks.value) {
        (Some(nth), _) => format!("{} {} of the month", capital(nth.value.word()), list(&days)),
        (None, 1) => {
            let days: Vec<_> = days.iter().map(|day| format!("{day}s")).collect();
            list(&days)
        }
        (None, 2) => format!("Every second {}", list(&days)),
        (None, weeks) => format!("{} of every {weeks}th week", list(&days)),
    };
    format!(
        "{days}, {} to {}",
        clock(rule.from.value),
        clock(rule.to.value)
    )
}

fn clock(time: NaiveTime) -> String {
    time.format("%H:%M").to_string()
}

fn capital(word: &str) -> String {
    let mut chars = word.chars();
    chars
        .next()
        .map(|first| first.to_uppercase().chain(chars).collect())
        .unwrap_or_default()
}

fn list<S: AsRef<str>>(words: &[S]) -> String {
    let words: Vec<_> = words.iter().map(AsRef::as_ref).collect();
    match words.as_slice() {
        [head @ .., last] if !head.is_empty() => format!("{} and {last}", head.join(", ")),
        _ => words.concat(),
    }
}

fn name(day: Weekday) -> &'static str {
    match day {
        Weekday::Mon => "Monday",
        Weekday::Tue => "Tuesday",
        Weekday::Wed => "Wednesday",
        Weekday::Thu => "Thursday",
        Weekday::Fri => "Friday",
        Weekday::Sat => "Saturday",
        Weekday::Sun => "Sunday",
    }
}
