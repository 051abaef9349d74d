//! How much one address may ask for.

use std::{
    net::{IpAddr, Ipv6Addr, SocketAddr},
    num::NonZeroU32,
};

use axum::http::HeaderMap;
use governor::{DefaultKeyedRateLimiter, Quota, RateLimiter};
use ipnet::IpNet;

/// Looks cost less than changes: so many times as often.
const LOOKS: NonZeroU32 = NonZeroU32::new(20).expect("20 is not 0");

/// How many bookings ahead one mail address may have.
pub(crate) const MOST_AHEAD: i64 = 10;

/// Limits by address.
pub(crate) struct Limits {
    changes: DefaultKeyedRateLimiter<IpAddr>,
    looks: DefaultKeyedRateLimiter<IpAddr>,
}

impl Limits {
    /// So many changes a minute.
    pub(crate) fn new(a_minute: NonZeroU32) -> Limits {
        Limits {
            changes: RateLimiter::keyed(Quota::per_minute(a_minute)),
            looks: RateLimiter::keyed(Quota::per_minute(a_minute.saturating_mul(LOOKS))),
        }
    }

    /// Whether the address may go on.
    pub(super) fn allow(&self, address: IpAddr, changes: bool) -> bool {
        let limiter = if changes { &self.changes } else { &self.looks };
        limiter.check_key(&network(address)).is_ok()
    }

    /// Forgets addresses that were quiet.
    pub(crate) fn tidy(&self) {
        self.changes.retain_recent();
        self.looks.retain_recent();
    }
}

/// Who asks: the peer, or, where the peer is a proxy we trust, the last address that no such proxy
/// has. Anybody can write the rest of the header.
pub(super) fn client(peer: SocketAddr, headers: &HeaderMap, trusted: &[IpNet]) -> IpAddr {
    let is_trusted = |address: &IpAddr| trusted.iter().any(|net| net.contains(address));
    let peer = peer.ip().to_canonical();
    if !is_trusted(&peer) {
        return peer;
    }
    let mut nearest = peer;
    for value in headers.get_all("x-forwarded-for").iter().rev() {
        for hop in value.to_str().unwrap_or_default().rsplit(',') {
            let Ok(hop) = hop.trim().parse::<IpAddr>() else {
                return nearest;
            };
            nearest = hop.to_canonical();
            if !is_trusted(&nearest) {
                return nearest;
            }
        }
    }
    nearest
}

/// One subscriber's: an IPv6 address has a whole /64 to choose from.
fn network(address: IpAddr) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(v6) => {
            let [a, b, c, d, ..] = v6.segments();
            IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(peer: &str, forwarded: &[&str], trusted: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        let trusted: Vec<IpNet> = trusted.iter().map(|net| net.parse().unwrap()).collect();
        client(peer.parse().unwrap(), &headers, &trusted).to_string()
    }

    #[test]
    fn a_header_counts_only_from_a_trusted_proxy() {
        assert_eq!(seen("9.9.9.9:1", &["1.1.1.1"], &[]), "9.9.9.9");
        assert_eq!(seen("10.0.0.1:1", &["1.1.1.1"], &["10.0.0.0/8"]), "1.1.1.1");
    }

    #[test]
    fn what_the_client_wrote_itself_counts_for_nothing() {
        let forwarded = ["6.6.6.6, 1.1.1.1", "10.0.0.2"];
        assert_eq!(seen("10.0.0.1:1", &forwarded, &["10.0.0.0/8"]), "1.1.1.1");
        assert_eq!(
            seen("10.0.0.1:1", &["6.6.6.6, junk"], &["10.0.0.0/8"]),
            "10.0.0.1"
        );
    }

    #[test]
    fn a_subscriber_with_many_addresses_has_one_allowance() {
        let limits = Limits::new(NonZeroU32::new(1).unwrap());
        assert!(limits.allow("2001:db8::1".parse().unwrap(), true));
        assert!(!limits.allow("2001:db8::2".parse().unwrap(), true));
        assert!(limits.allow("2001:db8:0:1::1".parse().unwrap(), true));
    }
}
