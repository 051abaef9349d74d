//! The language of a page: its tag, its direction, and the words of the interface in it.

use crate::words::{EN, Words};

/// A language in which a page is written.
#[derive(Clone, Debug)]
pub struct Language {
    /// Its tag (BCP 47): `en`, `de-CH`.
    pub tag: String,
    /// The words of the interface: in this language, where there is a table of it.
    pub words: &'static Words,
}

/// Where a line begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    Ltr,
    /// From right to left.
    Rtl,
}

/// Languages that are written from right to left, by their primary subtag.
const RTL: [&str; 12] = [
    "ar", "arc", "ckb", "dv", "fa", "he", "ks", "ps", "sd", "ug", "ur", "yi",
];

/// Scripts that are written from right to left (ISO 15924), in lower case.
const RTL_SCRIPTS: [&str; 8] = [
    "adlm", "arab", "hebr", "mand", "nkoo", "rohg", "syrc", "thaa",
];

impl Language {
    /// The language of `tag`; its interface is in the words of `otherwise` when it has none.
    pub fn new(tag: &str, otherwise: &'static Words) -> Language {
        let words = Words::of(tag).unwrap_or(otherwise);
        Language {
            tag: tag.to_owned(),
            words,
        }
    }

    /// The language of a portal; its interface is English when there is no table of it.
    pub fn of_portal(tag: &str) -> Language {
        Language::new(tag, &EN)
    }

    /// The language of the interface: this one's tag, where there are words of it.
    pub fn interface(&self) -> String {
        match Words::of(&self.tag) {
            Some(_) => self.tag.clone(),
            None => self.words.tag.to_owned(),
        }
    }

    /// Where its lines begin: its script decides, where the tag names one.
    pub fn direction(&self) -> Direction {
        let tag = self.tag.to_ascii_lowercase();
        let mut parts = tag.split('-');
        let primary = parts.next().unwrap_or_default();
        let script =
            parts.find(|part| part.len() == 4 && !part.starts_with(|c: char| c.is_ascii_digit()));
        let rtl = match script {
            Some(script) => RTL_SCRIPTS.contains(&script),
            None => RTL.contains(&primary),
        };
        if rtl { Direction::Rtl } else { Direction::Ltr }
    }
}

impl Direction {
    /// The value of HTML's `dir`.
    pub fn word(self) -> &'static str {
        match self {
            Direction::Ltr => "ltr",
            Direction::Rtl => "rtl",
        }
    }
}

/// True for what has the form of a language tag (RFC 5646): `en`, `de-CH`, `zh-Hant-TW`.
pub fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    let primary = parts.next().unwrap_or_default();
    let letters = |part: &str| part.bytes().all(|byte| byte.is_ascii_alphabetic());
    (2..=3).contains(&primary.len())
        && letters(primary)
        && parts.all(|part| {
            (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric())
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_knows_its_words_and_its_direction() {
        let of = |tag| {
            let language = Language::of_portal(tag);
            (language.words.tag, language.direction())
        };
        assert_eq!(of("de-CH"), ("de", Direction::Ltr));
        assert_eq!(of("ar-EG"), ("en", Direction::Rtl));
        assert_eq!(of("az-Arab-IR"), ("en", Direction::Rtl));
        assert_eq!(of("ku-Latn"), ("en", Direction::Ltr));
    }

    #[test]
    fn tags_have_a_form() {
        for tag in ["en", "de-CH", "zh-Hant-TW", "gsw", "de-1996"] {
            assert!(is_language_tag(tag), "{tag}");
        }
        for tag in ["", "german", "de_CH", "d", "de-", "1a"] {
            assert!(!is_language_tag(tag), "{tag}");
        }
    }
}
