//! The numbered invariants of booking, each with a test that carries its number: a function
//! `i09_what_is_so`, or, of what only browsers can show, a test named `I12: what is so`.
//!
//! |  | what is so | |  | what is so |
//! |--|--|--|--|--|
//! | I1 | of many at once as many book as there are seats | | I15 | what was agreed is kept, and told with its zone |
//! | I2 | without the primary key that is not so | | I16 | no civil time without a zone leaves the resolver |
//! | I3 | what takes time holds its claims | | I17 | slots are finite |
//! | I4 | no two bookings of a host meet | | I18 | somebody is on call at every instant |
//! | I5 | seats are rows | | I19 | rules that change are told of, and move nothing |
//! | I6 | a time is claimed when it is asked for | | I20 | a cancellation cancels the same event |
//! | I7 | who comes too late is offered the nearest times | | I21 | an event keeps its random name |
//! | I8 | checks and claim are one transaction | | I22 | calendars are in UTC |
//! | I9 | a booking moves wholly or not at all | | I23 | calendars are as RFC 5545 says |
//! | I10 | hours keep their civil time | | I24 | mail is an invitation that calendars understand |
//! | I11 | slots are counted from their window | | I25 | nobody learns who else comes |
//! | I12 | everybody is offered the same instants | | I26 | looking changes nothing |
//! | I13 | notice and horizon are instants | | I27 | a public name is no key |
//! | I14 | what is shown can be booked, and only that | | I28 | everybody is reminded once |

use std::{collections::BTreeSet, fs};

use crate::{code, root, rust_files};

/// The numbers in the names of test functions.
fn carried() -> BTreeSet<u32> {
    let files = ["tests", "src"].map(rust_files).concat();
    let texts = files
        .iter()
        .map(|file| fs::read_to_string(file).expect("a readable file"));
    texts
        .flat_map(|text| {
            let names = text.split("fn ").skip(1);
            names
                .filter_map(|rest| rest.split(['(', '<']).next())
                .flat_map(|name| name.split('_').map_while(number).collect::<Vec<_>>())
                .collect::<Vec<_>>()
        })
        .collect()
}

fn number(word: &str) -> Option<u32> {
    let digits = word.strip_prefix('i')?;
    (digits.len() == 2).then(|| digits.parse().ok())?
}

#[test]
fn every_invariant_of_booking_has_a_test() {
    let missing: Vec<_> = (1..=28)
        .filter(|number| !carried().contains(number))
        .collect();
    assert!(missing.is_empty(), "no test carries these: {missing:?}");
}

#[test]
fn i16_no_civil_time_without_a_zone_leaves_the_resolver() {
    // `chrono::Local` would be the zone of whatever machine it runs on.
    for file in rust_files("src") {
        let text = code(&file);
        assert!(
            !text.contains("Local::"),
            "{} asks the machine",
            file.display()
        );
        let types = text
            .split(['{', ';'])
            .filter(|part| part.contains("fn ") || part.contains("struct "))
            .chain(text.lines().filter(|line| line.trim_end().ends_with(',')));
        let naive = types
            .filter(|part| part.contains(": NaiveDateTime") || part.contains("-> NaiveDateTime"))
            .count();
        assert_eq!(naive, 0, "{} passes a naive date and time", file.display());
    }
    assert!(
        root().join("src/schedule/zone.rs").is_file(),
        "the resolver"
    );
}
