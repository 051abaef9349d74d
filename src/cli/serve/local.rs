//! A preview is for this machine: pages of other sites may neither read it nor listen to it.
//!
//! A name that its owner lets lead here (DNS rebinding) would make another's page one of ours to
//! the browser: only addresses and `localhost` are answered. What other sites' pages ask for is
//! known by `Sec-Fetch-Site` (W3C Fetch Metadata, section 2.3).

use std::net::{IpAddr, Ipv6Addr};

use axum::{
    Router,
    extract::Request,
    http::{HeaderMap, StatusCode},
    middleware::{self, Next},
    response::{IntoResponse, Response},
};

/// `app`, for this machine only.
pub(crate) fn only(app: Router) -> Router {
    app.layer(middleware::from_fn(guard))
}

async fn guard(request: Request, next: Next) -> Response {
    match refusal(request.headers()) {
        Some(refusal) => refusal.into_response(),
        None => next.run(request).await,
    }
}

/// Why a request is not answered.
fn refusal(headers: &HeaderMap) -> Option<(StatusCode, &'static str)> {
    let header = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
    if !header("host").is_some_and(is_local) {
        let why = "a preview answers to localhost and to IP addresses only";
        return Some((StatusCode::MISDIRECTED_REQUEST, why));
    }
    let foreign = matches!(header("sec-fetch-site"), Some("cross-site" | "same-site"));
    if foreign && header("sec-fetch-mode") != Some("navigate") {
        let why = "a preview is not for the pages of other sites";
        return Some((StatusCode::FORBIDDEN, why));
    }
    None
}

/// True for an IP address or a name that never leads elsewhere (RFC 6761, section 6.3).
fn is_local(host: &str) -> bool {
    if let Some(rest) = host.strip_prefix('[') {
        let address = rest.split_once(']').map(|(address, _)| address);
        return address.is_some_and(|address| address.parse::<Ipv6Addr>().is_ok());
    }
    let name = host.split_once(':').map_or(host, |(name, _)| name);
    let name = name.to_ascii_lowercase();
    name.parse::<IpAddr>().is_ok() || name == "localhost" || name.ends_with(".localhost")
}

#[cfg(test)]
mod tests {
    use super::is_local;

    #[test]
    fn names_of_others_are_not_local() {
        for host in [
            "127.0.0.1:8080",
            "localhost",
            "docs.LOCALHOST:1",
            "[::1]:8080",
            "192.0.2.1",
        ] {
            assert!(is_local(host), "{host}");
        }
        for host in [
            "evil.example",
            "localhost.evil.example:8080",
            "127.0.0.1.evil.example",
            "[::1",
            "",
        ] {
            assert!(!is_local(host), "{host}");
        }
    }
}
