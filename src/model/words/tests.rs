//! Every language says the same.

use super::*;

#[test]
fn dates_are_said_in_every_language() {
    let day = NaiveDate::from_ymd_opt(2026, 3, 2).unwrap_or_default();
    assert_eq!(
        ALL.map(|words| words.date(day)),
        ["2 March 2026", "2. März 2026"]
    );
    assert_eq!(
        ALL.map(|words| words.weekday_and_date(day)),
        ["Monday 2 March 2026", "Montag, 2. März 2026"]
    );
}

#[test]
fn every_language_fills_the_same_places() {
    fn all(value: &serde_json::Value, path: &str, found: &mut Vec<(String, Vec<String>)>) {
        match value {
            serde_json::Value::String(text) => {
                assert!(!text.is_empty(), "{path} is empty");
                let mut names: Vec<_> = places(text)
                    .map(|(_, name)| name.to_owned())
                    .filter(|name| !name.is_empty())
                    .collect();
                names.sort();
                found.push((path.to_owned(), names));
            }
            serde_json::Value::Array(values) => {
                for (at, value) in values.iter().enumerate() {
                    all(value, &format!("{path}.{at}"), found);
                }
            }
            serde_json::Value::Object(values) => {
                for (key, value) in values {
                    all(value, &format!("{path}.{key}"), found);
                }
            }
            _ => {}
        }
    }
    let places_of = |words: &Words| {
        let mut found = Vec::new();
        let value = serde_json::to_value(words).expect("words are plain data");
        all(&value, words.tag, &mut found);
        let without_tag = |(path, names): (String, Vec<String>)| {
            let path = path.split_once('.').map_or("", |(_, path)| path).to_owned();
            (path, names)
        };
        found.into_iter().map(without_tag).collect::<Vec<_>>()
    };
    for words in ALL {
        assert_eq!(places_of(words), places_of(&EN), "{}", words.tag);
    }
}
