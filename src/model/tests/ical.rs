//! Calendars, read back by two parsers that are not ours.

use chrono::{DateTime, TimeDelta, Utc};
use glassbox_model::ical::{Calendar, Event, Invitation, Method, Status, invitation};
use proptest::prelude::*;

fn start() -> DateTime<Utc> {
    "2026-11-30T17:30:00Z".parse().expect("an instant")
}

fn event(summary: &str) -> Event {
    Event {
        uid: "talks/haproxy@glassbox.example".to_owned(),
        stamp: (start() - TimeDelta::days(8)).into(),
        start: start().into(),
        end: (start() + TimeDelta::minutes(15)).into(),
        summary: summary.to_owned(),
        description: summary.to_owned(),
        location: summary.to_owned(),
        url: format!("https://glassbox.example/{summary}"),
        status: Status::Confirmed,
    }
}

fn calendar(summary: &str) -> String {
    let calendar = Calendar {
        name: summary.to_owned(),
        source: "https://glassbox.example/talks.ics".to_owned(),
        events: vec![event(summary), event("Second")],
    };
    calendar.to_text()
}

/// The names of the first event's properties and its summary, as the `ical` crate reads them.
fn read(text: &str) -> (Vec<String>, Option<String>) {
    let mut calendars = ical::IcalParser::new(text.as_bytes());
    let calendar = calendars.next().expect("a calendar").expect("that parses");
    assert_eq!(calendar.events.len(), 2);
    let properties = &calendar.events[0].properties;
    let summary = properties
        .iter()
        .find(|property| property.name == "SUMMARY");
    (
        properties
            .iter()
            .map(|property| property.name.clone())
            .collect(),
        summary.and_then(|property| property.value.clone()),
    )
}

#[test]
fn a_calendar_is_written_as_the_standard_says() {
    let text = calendar("HAProxy; from a config, to a log\\line\nwith more");
    for line in [
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n",
        "DTSTART:20261130T173000Z\r\nDTEND:20261130T174500Z\r\n",
        "SUMMARY:HAProxy\\; from a config\\, to a log\\\\line\\nwith more\r\n",
        "STATUS:CONFIRMED\r\n",
    ] {
        assert!(text.contains(line), "{line}\nin\n{text}");
    }
}

proptest! {
    /// Whatever a title holds, lines are short, breaks are CRLF, and both parsers read the same
    /// events with the same properties: nothing in a value becomes a property.
    #[test]
    fn values_stay_values(summary in "(?s)[\\r\\n;:,\\\\\"A-Z☎é \\x00-\\x1f]{0,120}") {
        let text = calendar(&summary);
        for line in text.split_terminator("\r\n") {
            prop_assert!(line.len() <= 75, "{} octets", line.len());
            prop_assert!(!line.contains(['\r', '\n']));
        }
        let (names, _) = read(&text);
        let expected = ["UID", "DTSTAMP", "DTSTART", "DTEND", "SUMMARY", "DESCRIPTION", "LOCATION", "URL", "STATUS"];
        let expected = expected.into_iter().filter(|name| {
            !(summary.is_empty() && ["DESCRIPTION", "LOCATION"].contains(name))
        });
        prop_assert_eq!(names, expected.collect::<Vec<_>>());

        let other: icalendar::Calendar = text.parse().map_err(TestCaseError::fail)?;
        prop_assert_eq!(other.components.len(), 2);
    }

    /// The same of an invitation, whatever people are called (I23).
    #[test]
    fn i23_an_invitation_holds_what_it_should(name in "(?s)[\\r\\n;:,\\\\\"A-Z☎é \\x00-\\x1f]{0,120}") {
        let text = invitation(&event(&name), &Invitation {
            method: Method::Request,
            sequence: 3,
            organizer: ("Portal".to_owned(), "hours@example.com".to_owned()),
            attendee: (name.clone(), "ada@example.com".to_owned()),
        });
        for line in text.split_terminator("\r\n") {
            prop_assert!(line.len() <= 75, "{} octets", line.len());
            prop_assert!(!line.contains(['\r', '\n']));
        }
        let mut calendars = ical::IcalParser::new(text.as_bytes());
        let calendar = calendars.next().expect("a calendar").expect("that parses");
        let names: Vec<_> = calendar.events[0].properties.iter().map(|it| it.name.as_str()).collect();
        prop_assert_eq!(&names[names.len() - 4..], ["STATUS", "SEQUENCE", "ORGANIZER", "ATTENDEE"]);
        let attendee = calendar.events[0].properties.last().and_then(|it| it.value.clone());
        prop_assert_eq!(attendee.as_deref(), Some("mailto:ada@example.com"));
        let other: icalendar::Calendar = text.parse().map_err(TestCaseError::fail)?;
        prop_assert_eq!(other.property_value("METHOD"), Some("REQUEST"));
    }

    /// Plain titles come back as they were.
    #[test]
    fn titles_come_back(summary in "[a-z][a-zA-Z0-9 é☎]{0,99}[A-Z]") {
        let (_, read) = read(&calendar(&summary));
        prop_assert_eq!(read, Some(summary));
    }
}
