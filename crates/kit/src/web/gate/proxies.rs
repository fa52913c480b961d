//! Proxies that we believe. Only from them X-Forwarded-For and X-Request-Id count; X-Forwarded-Host and Forwarded count
//! from nobody: the host is the Host header alone (T5).

use std::net::IpAddr;
use std::str::FromStr;

use axum::http::HeaderMap;

/// Addresses and networks of our own proxies.
#[derive(Debug, Clone, Default)]
pub struct Proxies(Vec<Net>);

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Net {
    address: IpAddr,
    bits: u32,
}

impl Proxies {
    /// `127.0.0.1`, `10.0.0.0/8`, `fd00::/8`; an error names the part that is none.
    pub fn parse<'a>(list: impl IntoIterator<Item = &'a str>) -> Result<Self, String> {
        let net = |text: &str| {
            text.trim().parse::<Net>().map_err(|()| format!("{text} is no address and no network"))
        };
        list.into_iter().map(net).collect::<Result<Vec<_>, _>>().map(Self)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether this neighbour is one of our proxies.
    pub fn trusts(&self, peer: IpAddr) -> bool {
        self.0.iter().any(|net| net.holds(peer.to_canonical()))
    }

    /// The caller: the neighbour itself, or, behind our proxies, the last hop that is none of ours. What stands further
    /// left was written by the caller and may be a lie.
    pub fn caller(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut caller = peer.to_canonical();
        if !self.trusts(caller) {
            return caller;
        }
        let all: Vec<&str> =
            headers.get_all("x-forwarded-for").iter().map(|value| value.to_str().unwrap_or("?")).collect();
        for hop in all.iter().flat_map(|value| value.split(',')).rev() {
            let Some(address) = hop_address(hop.trim()) else { return caller };
            caller = address;
            if !self.trusts(address) {
                return address;
            }
        }
        caller
    }
}

/// `192.0.2.1`, `192.0.2.1:4711`, `2001:db8::1`, `[2001:db8::1]:4711`.
fn hop_address(hop: &str) -> Option<IpAddr> {
    let plain = hop.parse::<IpAddr>().ok();
    let with_port = || hop.parse::<std::net::SocketAddr>().ok().map(|address| address.ip());
    let in_brackets = || hop.strip_prefix('[')?.strip_suffix(']')?.parse::<IpAddr>().ok();
    plain.or_else(with_port).or_else(in_brackets).map(|address| address.to_canonical())
}

impl FromStr for Net {
    type Err = ();
    fn from_str(text: &str) -> Result<Self, ()> {
        let (address, bits) = text.split_once('/').map_or((text, None), |(a, b)| (a, Some(b)));
        let address: IpAddr = address.parse().map_err(|_| ())?;
        let most = if address.is_ipv4() { 32 } else { 128 };
        let bits = bits.map_or(Ok(most), str::parse).map_err(|_| ())?;
        if bits > most { Err(()) } else { Ok(Self { address, bits }) }
    }
}

impl Net {
    fn holds(&self, other: IpAddr) -> bool {
        match (self.address, other) {
            (IpAddr::V4(ours), IpAddr::V4(theirs)) => {
                let differ = ours.to_bits() ^ theirs.to_bits();
                differ.leading_zeros() >= self.bits
            }
            (IpAddr::V6(ours), IpAddr::V6(theirs)) => {
                let differ = ours.to_bits() ^ theirs.to_bits();
                differ.leading_zeros() >= self.bits
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn caller(peer: &str, forwarded: &[&str]) -> String {
        let proxies = Proxies::parse(["127.0.0.1", "10.0.0.0/8", "fd00::/8"]).unwrap();
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append("x-forwarded-for", value.parse().unwrap());
        }
        proxies.caller(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn the_last_hop_that_is_not_ours_is_the_caller() {
        for (peer, forwarded, expected) in [
            ("192.0.2.9", &["203.0.113.7"][..], "192.0.2.9"),
            ("127.0.0.1", &[], "127.0.0.1"),
            ("127.0.0.1", &["203.0.113.7"], "203.0.113.7"),
            ("127.0.0.1", &["198.51.100.1, 203.0.113.7"], "203.0.113.7"),
            ("127.0.0.1", &["198.51.100.1", "203.0.113.7, 10.1.2.3"], "203.0.113.7"),
            ("127.0.0.1", &["203.0.113.7:4711"], "203.0.113.7"),
            ("::ffff:127.0.0.1", &["::ffff:203.0.113.7"], "203.0.113.7"),
            ("fd00::1", &["[2001:db8::1]:80"], "2001:db8::1"),
            ("127.0.0.1", &["198.51.100.1, not an address, 10.0.0.1"], "10.0.0.1"),
            ("127.0.0.1", &["10.0.0.2, 10.0.0.1"], "10.0.0.2"),
            ("11.0.0.1", &["203.0.113.7"], "11.0.0.1"),
        ] {
            assert_eq!(caller(peer, forwarded), expected, "{peer} {forwarded:?}");
        }
    }

    #[test]
    fn what_is_no_network_is_refused() {
        for bad in ["", "localhost", "10.0.0.0/33", "::1/129", "10.0.0.0/-1", "10.0.0.0/8/8"] {
            assert!(Proxies::parse([bad]).is_err(), "{bad}");
        }
        let all = Proxies::parse(["0.0.0.0/0"]).unwrap();
        assert!(all.trusts("203.0.113.7".parse().unwrap()) && !all.trusts("::1".parse().unwrap()));
    }
}
