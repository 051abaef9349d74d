//! Texts, numbers, dates and words: values that are one scalar of a file.

use chrono::{Month, NaiveDate, NaiveTime, Weekday};

use crate::{
    catalogue::Code,
    characters::is_forbidden,
    decode::{Decoder, FromNode},
    diagnostic::did_you_mean,
    manual::WordDoc,
    node::{Node, Value},
};

/// Reports `node` as being of the wrong type.
pub(super) fn wrong_type<T>(
    node: &Node,
    expected: &str,
    hint: String,
    decoder: &mut Decoder<'_>,
) -> Option<T> {
    let message = match &node.value {
        Value::Scalar { text, .. } => format!("expected {expected}, found `{text}`"),
        _ => format!("expected {expected}, found {}", node.what()),
    };
    decoder.error(Code::WrongType, &node.span, message, Some(hint));
    None
}

/// Reads a scalar by `parse`, which is told whether it was quoted.
pub fn from_scalar<T>(
    node: &Node,
    expected: &str,
    decoder: &mut Decoder<'_>,
    parse: impl Fn(&str, bool) -> Option<T>,
) -> Option<T> {
    let Value::Scalar { text, quoted } = &node.value else {
        let hint = format!("write {expected} behind the key");
        return wrong_type(node, expected, hint, decoder);
    };
    parse(text, *quoted).or_else(|| {
        let hint = match *quoted && parse(text, false).is_some() {
            true => format!("leave out the quotes: {text}"),
            false => format!("write {expected}"),
        };
        wrong_type(node, expected, hint, decoder)
    })
}

/// Reads one of some words by `parse`.
pub fn from_word<T>(
    node: &Node,
    expected: &str,
    words: &[WordDoc],
    decoder: &mut Decoder<'_>,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let text = match &node.value {
        Value::Scalar { text, .. } => text.as_str(),
        _ => "",
    };
    parse(text).or_else(|| {
        let near = did_you_mean(text, words.iter().map(|word| word.word));
        let hint = near.unwrap_or_else(|| "write one of these words".to_owned());
        wrong_type(node, expected, hint, decoder)
    })
}

/// Reads a date or a time of day by `parse`.
fn from_date<T>(
    node: &Node,
    expected: &str,
    decoder: &mut Decoder<'_>,
    parse: impl Fn(&str) -> Option<T>,
) -> Option<T> {
    let Value::Scalar { text, .. } = &node.value else {
        let hint = format!("write {expected} behind the key");
        return wrong_type(node, expected, hint, decoder);
    };
    parse(text).or_else(|| {
        let (message, hint) = not_in_the_calendar(text).unwrap_or_else(|| {
            let message = format!("expected {expected}, found `{text}`");
            (message, format!("write {expected}"))
        });
        decoder.error(Code::BadDate, &node.span, message, Some(hint));
        None
    })
}

/// What is wrong with a text that is written like a date, and how to mend it; `None` for a text
/// that is not, or is a date.
pub fn not_in_the_calendar(text: &str) -> Option<(String, String)> {
    let mut parts = text.split('-').map(|part| {
        let digits = part.chars().all(|c| c.is_ascii_digit());
        part.parse::<u32>().ok().filter(|_| digits)
    });
    let (year, month, day) = (parts.next()??, parts.next()??, parts.next()??);
    if text.len() != 10 || parts.next().is_some() {
        return None;
    }
    let year = i32::try_from(year).ok()?;
    let in_month = u8::try_from(month)
        .ok()
        .and_then(|month| Month::try_from(month).ok());
    let hint = match in_month.and_then(|month| month.num_days(year)) {
        Some(days) if (1..=u32::from(days)).contains(&day) => return None,
        Some(days) => format!("that month has {days} days"),
        None => "a date is year, month and day; months go from 01 to 12".to_owned(),
    };
    Some((format!("`{text}` is not in the calendar"), hint))
}

impl FromNode for String {
    const EXPECTED: &'static str = "a text";
    fn from_node(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        let text = from_scalar(node, Self::EXPECTED, decoder, |text, _| {
            Some(text.to_owned())
        })?;
        if let Some(forbidden) = text.chars().find(|c| is_forbidden(*c)) {
            let code = u32::from(forbidden);
            let message = format!("the text holds U+{code:04X}, a character that no page may hold");
            let hint = Some("type it anew instead of pasting it".to_owned());
            decoder.error(Code::BadValue, &node.span, message, hint);
            return None;
        }
        Some(text)
    }
}

impl FromNode for u32 {
    const EXPECTED: &'static str = "a whole number such as 15";
    fn from_node(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        from_scalar(node, Self::EXPECTED, decoder, |text, quoted| {
            text.parse().ok().filter(|_| !quoted)
        })
    }
}

impl FromNode for bool {
    const EXPECTED: &'static str = "true or false";
    fn from_node(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        from_scalar(node, Self::EXPECTED, decoder, |text, quoted| {
            text.parse().ok().filter(|_| !quoted)
        })
    }
}

impl FromNode for NaiveDate {
    const EXPECTED: &'static str = "a date such as 2026-11-30";
    fn from_node(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        from_date(node, Self::EXPECTED, decoder, |text| {
            (text.len() == 10).then(|| NaiveDate::parse_from_str(text, "%Y-%m-%d").ok())?
        })
    }
}

impl FromNode for NaiveTime {
    const EXPECTED: &'static str = "a time of day such as \"15:00\"";
    fn from_node(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        from_date(node, Self::EXPECTED, decoder, |text| {
            (text.len() == 5).then(|| NaiveTime::parse_from_str(text, "%H:%M").ok())?
        })
    }
}

impl FromNode for Weekday {
    const EXPECTED: &'static str = "a day of the week such as \"monday\"";
    fn from_node(node: &Node, decoder: &mut Decoder<'_>) -> Option<Self> {
        from_scalar(node, Self::EXPECTED, decoder, |text, _| text.parse().ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_that_is_not_in_the_calendar_is_told_from_another_text() {
        let hint = |text| not_in_the_calendar(text).map(|(_, hint)| hint);
        assert_eq!(
            hint("2027-02-29").as_deref(),
            Some("that month has 28 days")
        );
        assert_eq!(
            hint("2028-02-30").as_deref(),
            Some("that month has 29 days")
        );
        assert_eq!(
            hint("2026-04-00").as_deref(),
            Some("that month has 30 days")
        );
        assert!(hint("2026-13-01").is_some_and(|hint| hint.contains("months")));
        for text in [
            "2028-02-29",
            "yesterday",
            "2026-2-1",
            "30-11-2026x",
            "2026-11-3é",
        ] {
            assert_eq!(hint(text), None, "{text}");
        }
    }
}
