//! Slugs: the ids of pages and headings in URLs.

/// The slug of a title, as GitHub makes the ids of headings: lower-case, letters, digits, `-` and
/// `_` kept, white space to `-`, all else dropped.
pub fn slugify(title: &str) -> String {
    title
        .trim()
        .chars()
        .filter_map(|c| match c {
            c if c.is_whitespace() => Some('-'),
            '-' | '_' => Some(c),
            c if c.is_alphanumeric() => Some(c),
            _ => None,
        })
        .flat_map(char::to_lowercase)
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_githubs() {
        assert_eq!(slugify("What it's for"), "what-its-for");
        assert_eq!(slugify("`lsof +L1`: open & gone"), "lsof-l1-open--gone");
        assert_eq!(slugify("Über_uns"), "über_uns");
    }
}
