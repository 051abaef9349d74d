//! A text of a TOML file, and where each of its characters is written there: line breaks can be
//! `\n`, and any character an escape (TOML 1.1, Strings).

/// Where, in `written`, byte `at` of its value stands; `written` has its quotes.
pub(super) fn offset(written: &str, at: usize) -> usize {
    let quotes = match written.starts_with("\"\"\"") || written.starts_with("'''") {
        true => 3,
        false => 1,
    };
    let text = written.get(quotes..).unwrap_or_default();
    // A line break behind the opening quotes is dropped.
    let dropped = match text {
        text if quotes == 1 || text.is_empty() => 0,
        text if text.starts_with("\r\n") => 2,
        text => usize::from(text.starts_with('\n')),
    };
    let start = quotes + dropped;
    if written.starts_with('\'') {
        return (start + at).min(written.len());
    }
    let (mut read, mut place) = (0, start);
    while let Some(first) = written.get(place..).unwrap_or_default().chars().next() {
        let (value, length) = match first {
            '\\' => escape(&written[place..]),
            other => (other.len_utf8(), other.len_utf8()),
        };
        // What stands for nothing belongs to what follows it.
        if read >= at && value > 0 {
            break;
        }
        read += value;
        place += length;
    }
    place.min(written.len())
}

/// How long the value of the escape at the start of `text` is, and how long it is written.
fn escape(text: &str) -> (usize, usize) {
    let digits = match text[1..].chars().next() {
        Some('x') => 2,
        Some('u') => 4,
        Some('U') => 8,
        // A line break that is not to be one, and the white space after it.
        Some(c) if c.is_whitespace() => {
            return (0, 1 + text[1..].len() - text[1..].trim_start().len());
        }
        Some(c) => return (1, 1 + c.len_utf8()),
        None => return (1, 1),
    };
    let code = text.get(2..2 + digits).unwrap_or_default();
    let code = u32::from_str_radix(code, 16).ok().and_then(char::from_u32);
    (code.map_or(1, char::len_utf8), 2 + digits)
}

#[cfg(test)]
mod tests {
    use super::offset;

    #[test]
    fn a_text_is_found_behind_quotes_and_escapes() {
        for (written, value) in [
            ("'a\\nx'", "a\\nx"),
            ("\"a\\nx\"", "a\nx"),
            ("\"\\u00fc\\U0001F4A5\\x41\\tx\"", "ü💥A\tx"),
            ("\"\"\"\nü\nx\"\"\"", "ü\nx"),
            ("\"\"\"\na \\\n   x\"\"\"", "a x"),
            ("'''\na\nx'''", "a\nx"),
        ] {
            let at = value.find('x').unwrap();
            assert_eq!(&written[offset(written, at)..][..1], "x", "{written}");
        }
        assert_eq!(offset("\"\\", 9), 2);
        assert_eq!(offset("", 9), 0);
    }
}
