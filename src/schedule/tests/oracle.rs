//! Windows as somebody else works them out: `tests/oracle/windows.txt` was made by
//! `tests/oracle/windows.py` from python-dateutil and Python's zoneinfo, with a named release of the
//! zone database. Nineteen zones, ten years, every change of their clocks.

mod common;

use std::{collections::BTreeMap, ops::Range};

use chrono::{DateTime, NaiveDate, Utc, Weekday};
use glassbox_model::content::{Hours, Nth};
use glassbox_schedule::{Window, Zone, database_version, windows};

use common::{date, mondays, spanned, time};

const TABLE: &str = include_str!("../../../tests/oracle/windows.txt");

/// What stands on the first line that begins with a word.
fn line(word: &str) -> &'static str {
    TABLE
        .lines()
        .find_map(|line| line.strip_prefix(word))
        .expect("the table's head")
        .trim()
}

fn days() -> Range<NaiveDate> {
    let (from, to) = line("days").split_once(' ').expect("two days");
    date(from)..date(to)
}

/// The cases: zone, rule as it is written, and its windows.
fn cases() -> impl Iterator<Item = (&'static str, &'static str, Vec<Window>)> {
    let mut lines = TABLE
        .lines()
        .skip_while(|line| !line.starts_with("rule "))
        .map(|line| line.trim_start_matches("rule "));
    std::iter::from_fn(move || {
        let (zone, rule) = lines.next()?.split_once(' ').expect("a zone and a rule");
        Some((zone, rule, read(lines.next().expect("its windows"))))
    })
}

/// Windows of `gap/length*count`, in minutes.
fn read(runs: &str) -> Vec<Window> {
    let instant = |minutes: i64| DateTime::<Utc>::from_timestamp(minutes * 60, 0).expect("a time");
    let (mut windows, mut at) = (Vec::new(), 0);
    for run in runs.split(' ') {
        let (run, count) = run.split_once('*').unwrap_or((run, "1"));
        let (gap, length) = run.split_once('/').expect("a gap and a length");
        let number = |text: &str| text.parse::<i64>().expect("a number");
        for _ in 0..number(count) {
            at += number(gap);
            windows.push(Window {
                start: instant(at),
                end: instant(at + number(length)),
            });
        }
    }
    windows
}

fn rule(text: &str) -> Hours {
    let mut words = text.split(' ');
    let weekdays = words.next().expect("weekdays").split(',');
    let weekdays: Vec<Weekday> = weekdays.map(|day| day.parse().expect("a day")).collect();
    let (from, to) = words
        .next()
        .and_then(|times| times.split_once('-'))
        .expect("times");
    let mut rule = Hours {
        weekdays: spanned(weekdays),
        from: spanned(time(from)),
        to: spanned(time(to)),
        ..mondays()
    };
    for word in words {
        match word.split_once('=').expect("a key and a value") {
            ("weeks", weeks) => rule.every_weeks = spanned(weeks.parse().expect("a number")),
            ("monthly", nth) => rule.monthly = Some(spanned(ordinal(nth))),
            ("starts", day) => rule.starts = Some(spanned(date(day))),
            ("until", day) => rule.until = Some(spanned(date(day))),
            ("except", day) => rule.except.push(date(day)),
            other => panic!("{other:?} is no key"),
        }
    }
    rule
}

fn ordinal(word: &str) -> Nth {
    match word {
        "first" => Nth::First,
        "second" => Nth::Second,
        "third" => Nth::Third,
        "fourth" => Nth::Fourth,
        "last" => Nth::Last,
        other => panic!("{other} is no ordinal"),
    }
}

/// I10: civil time and zone, each occurrence resolved by itself; I11: at any distance from UTC.
#[test]
fn i10_windows_are_where_an_independent_oracle_puts_them() {
    let (mut compared, mut wrong) = (0, BTreeMap::<_, Vec<_>>::new());
    for (name, text, expected) in cases() {
        let zone = Zone::named(name).expect("a zone");
        let found = windows(&rule(text), &zone, days().start, days().end);
        compared += expected.len();
        if found != expected {
            let at = found.iter().zip(&expected).position(|(a, b)| a != b);
            let at = at.unwrap_or(found.len().min(expected.len()));
            let differ = (text, found.get(at).copied(), expected.get(at).copied());
            wrong.entry(name).or_default().push(differ);
        }
    }
    assert!(compared > 100_000, "only {compared} windows");
    assert!(
        wrong.is_empty(),
        "the zone database is {} here and {} in the table; rules, with the first window that \
         differs, here and there: {wrong:#?}",
        database_version(),
        line("iana"),
    );
}

/// The table says what our database says only while both know the same rules.
#[test]
fn the_table_knows_the_changes_of_our_database() {
    assert!(
        line("iana") >= database_version(),
        "our zone database is {}, the table's only {}: make it anew by tests/oracle/windows.py",
        database_version(),
        line("iana"),
    );
}
