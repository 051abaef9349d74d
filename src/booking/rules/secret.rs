//! Tokens that only their holder knows: 256 random bits, stored as their SHA-256 only.

use std::fmt;

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use sha2::{Digest, Sha256};
use subtle::ConstantTimeEq;

/// A secret in the form it is given away: base64url (RFC 4648, section 5).
#[derive(Clone, PartialEq, Eq)]
pub struct Token([u8; 32]);

/// Shows nothing of it.
impl fmt::Debug for Token {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Token")
    }
}

impl Token {
    /// A new one.
    pub fn random() -> Token {
        Token(rand::random())
    }

    /// The text to give away.
    pub fn text(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0)
    }

    /// Reads what somebody shows; `None` when it cannot be a token.
    pub fn parse(text: &str) -> Option<Token> {
        let bytes = URL_SAFE_NO_PAD.decode(text).ok()?;
        bytes.try_into().ok().map(Token)
    }

    /// What is stored of it.
    pub fn hash(&self) -> String {
        hash(&[b"token", &self.0])
    }

    /// Whether this is the token of a stored hash; the time it takes tells nothing.
    pub fn opens(&self, stored: &str) -> bool {
        self.hash().as_bytes().ct_eq(stored.as_bytes()).into()
    }

    /// The secret of a host's calendar, as it follows from that of the host's page. There is no way
    /// back: calendar programs pass addresses on, and this one cancels nothing.
    pub fn feed(&self) -> Token {
        Token(Sha256::digest([b"feed".as_slice(), &self.0].concat()).into())
    }

    /// The token under a key that only the holder's client knows, so that the answer to a repeated
    /// request can hold it without the store being able to.
    pub fn sealed(&self, key: &str) -> String {
        let pad: [u8; 32] = Sha256::digest([b"seal", key.as_bytes()].concat()).into();
        let mut bytes = self.0;
        bytes
            .iter_mut()
            .zip(pad)
            .for_each(|(byte, pad)| *byte ^= pad);
        Token(bytes).text()
    }

    /// The way back.
    pub fn unsealed(text: &str, key: &str) -> Option<Token> {
        Token::parse(&Token::parse(text)?.sealed(key))
    }
}

/// A new public id: 96 random bits.
pub fn public_id() -> String {
    URL_SAFE_NO_PAD.encode(rand::random::<[u8; 12]>())
}

/// SHA-256 of parts, in hexadecimal.
pub fn hash(parts: &[&[u8]]) -> String {
    let mut digest = Sha256::new();
    for part in parts {
        digest.update(u64::try_from(part.len()).unwrap_or(u64::MAX).to_be_bytes());
        digest.update(part);
    }
    digest
        .finalize()
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_opens_its_own_hash_only() {
        let (mine, other) = (Token::random(), Token::random());
        assert!(mine.opens(&mine.hash()));
        assert!(!other.opens(&mine.hash()));
        assert_eq!(
            Token::parse(&mine.text()).map(|token| token.hash()),
            Some(mine.hash())
        );
        assert!(Token::parse("short").is_none());
    }

    #[test]
    fn a_seal_opens_with_its_key_only() {
        let token = Token::random();
        let sealed = token.sealed("key");
        assert_ne!(sealed, token.text());
        let opened = |key| Token::unsealed(&sealed, key).map(|token| token.text());
        assert_eq!(opened("key"), Some(token.text()));
        assert_ne!(opened("other"), Some(token.text()));
    }
}
