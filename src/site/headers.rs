//! The response headers that a site is made for. `glassbox serve` sends them; `_headers` and the
//! examples in the documentation name the same.

/// What a browser may load: everything from here, nothing inline (CSP Level 3).
/// `wasm-unsafe-eval` lets the module be compiled, and only that.
pub const POLICY: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
    style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; manifest-src 'self'; \
    base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/// The headers of every response.
pub const HEADERS: [(&str, &str); 4] = [
    ("Content-Security-Policy", POLICY),
    ("Referrer-Policy", "same-origin"),
    ("X-Content-Type-Options", "nosniff"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
];

/// `Cache-Control` of what never changes under its name: for a year, the longest there is.
pub const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// `Cache-Control` of a file, by its path below the base path: what carries a hash in its name
/// is kept, all else is asked for again.
pub fn cache_control(path: &str) -> &'static str {
    let hashed = || {
        let stem = path.strip_prefix("assets/")?.split('.').next()?;
        let (_, hash) = stem.rsplit_once('-')?;
        (hash.len() == 16 && hash.bytes().all(|byte| byte.is_ascii_hexdigit())).then_some(())
    };
    match hashed() {
        Some(()) => FOR_EVER,
        None => "no-cache",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_has_a_hash_is_kept() {
        assert_eq!(cache_control("assets/style-0dcb998f4fd2ba55.css"), FOR_EVER);
        for path in [
            "index.html",
            "assets/logo.png",
            "assets/logo-large.png",
            "guides/assets/style-0dcb998f4fd2ba55.css",
        ] {
            assert_eq!(cache_control(path), "no-cache", "{path}");
        }
    }
}
