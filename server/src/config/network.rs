//! Networks of trusted proxies, and which address a request really came from.

use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

/// The text is neither an address nor `address/prefix`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("neither an address nor a network such as 10.0.0.0/8")]
pub struct NotANetwork;

/// An address with the number of its leading bits that count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Network {
    base: IpAddr,
    prefix: u32,
}

impl Network {
    /// Whether the address lies in it.
    pub fn contains(&self, address: IpAddr) -> bool {
        match (self.base, address.to_canonical()) {
            (IpAddr::V4(base), IpAddr::V4(address)) => {
                let mask = u32::MAX.checked_shl(32 - self.prefix).unwrap_or(0);
                base.to_bits() & mask == address.to_bits() & mask
            }
            (IpAddr::V6(base), IpAddr::V6(address)) => {
                let mask = u128::MAX.checked_shl(128 - self.prefix).unwrap_or(0);
                base.to_bits() & mask == address.to_bits() & mask
            }
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = NotANetwork;

    fn from_str(text: &str) -> Result<Self, NotANetwork> {
        let (base, prefix) = match text.split_once('/') {
            Some((base, prefix)) => (base, Some(prefix)),
            None => (text, None),
        };
        let base: IpAddr = base.trim().parse().map_err(|_| NotANetwork)?;
        let whole = if base.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            Some(prefix) => prefix.trim().parse().map_err(|_| NotANetwork)?,
            None => whole,
        };
        if prefix > whole {
            return Err(NotANetwork);
        }
        Ok(Self { base, prefix })
    }
}

/// Returns the address a request came from: the peer's, or, while that is a trusted proxy, the last one of
/// `X-Forwarded-For` that is none. What stands further to the left was written by strangers. The header may
/// come in several lines, which read as one (RFC 9110, 5.3).
pub fn client_address<'a>(
    peer: IpAddr,
    forwarded_for: impl DoubleEndedIterator<Item = &'a str>,
    proxies: &[Network],
) -> IpAddr {
    let trusted = |address: IpAddr| proxies.iter().any(|network| network.contains(address));
    let mut client = peer.to_canonical();
    for hop in forwarded_for.rev().flat_map(|line| line.rsplit(',')) {
        if !trusted(client) {
            break;
        }
        let Ok(hop) = hop.trim().parse::<IpAddr>() else {
            break;
        };
        client = hop.to_canonical();
    }
    client
}

/// Returns the network that attempts are counted by: an IPv4 address alone, an IPv6 address by its first
/// 64 bits, since one household or office has all of those that share them.
pub fn counted_as(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let network = Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64));
            format!("{network}/64")
        }
    }
}

/// Whether a request came through a proxy on this machine that nobody declared: then every person counts as
/// one address, and a stranger's attempts slow everybody down.
pub fn is_undeclared_proxy(peer: IpAddr, is_forwarded: bool, proxies: &[Network]) -> bool {
    let peer = peer.to_canonical();
    let declared = proxies.iter().any(|network| network.contains(peer));
    is_forwarded && peer.is_loopback() && !declared
}

#[cfg(test)]
mod tests {
    use super::*;

    fn networks(text: &str) -> Vec<Network> {
        text.split(',').map(|one| one.parse().unwrap()).collect()
    }

    fn ip(text: &str) -> IpAddr {
        text.parse().unwrap()
    }

    #[test]
    fn a_network_holds_what_shares_its_leading_bits() {
        let network: Network = "10.1.0.0/16".parse().unwrap();
        assert!(network.contains(ip("10.1.255.3")));
        assert!(!network.contains(ip("10.2.0.1")));
        assert!(
            "0.0.0.0/0"
                .parse::<Network>()
                .unwrap()
                .contains(ip("192.0.2.1"))
        );
        assert!("::1".parse::<Network>().unwrap().contains(ip("::1")));
        assert!(!"::1".parse::<Network>().unwrap().contains(ip("127.0.0.1")));
        assert_eq!("10.0.0.0/33".parse::<Network>(), Err(NotANetwork));
        assert_eq!("proxy.local".parse::<Network>(), Err(NotANetwork));
    }

    fn client(peer: &str, lines: &[&str], proxies: &[Network]) -> IpAddr {
        client_address(ip(peer), lines.iter().copied(), proxies)
    }

    #[test]
    fn a_stranger_cannot_choose_its_address() {
        assert_eq!(client("192.0.2.9", &["10.0.0.1"], &[]), ip("192.0.2.9"));
    }

    #[test]
    fn the_proxy_is_believed_one_hop_far() {
        let proxies = networks("10.0.0.0/8");
        let forwarded = ["203.0.113.5, 198.51.100.7, 10.0.0.2"];
        assert_eq!(client("10.0.0.1", &forwarded, &proxies), ip("198.51.100.7"));
        assert_eq!(client("10.0.0.1", &["nonsense"], &proxies), ip("10.0.0.1"));
        assert_eq!(client("10.0.0.1", &[], &proxies), ip("10.0.0.1"));
    }

    #[test]
    fn lines_of_the_header_are_read_in_their_order() {
        let proxies = networks("10.0.0.0/8");
        // A stranger wrote the first line; the proxy added its own.
        let lines = ["203.0.113.5", "198.51.100.7"];
        assert_eq!(client("10.0.0.1", &lines, &proxies), ip("198.51.100.7"));
        let lines = ["203.0.113.5, 198.51.100.7", "10.0.0.2"];
        assert_eq!(client("10.0.0.1", &lines, &proxies), ip("198.51.100.7"));
    }

    #[test]
    fn an_ipv6_network_counts_as_one() {
        assert_eq!(counted_as(ip("2001:db8:1:2:3:4:5:6")), "2001:db8:1:2::/64");
        assert_eq!(
            counted_as(ip("2001:db8:1:2:ffff::1")),
            counted_as(ip("2001:db8:1:2::9"))
        );
        assert_ne!(
            counted_as(ip("2001:db8:1:3::9")),
            counted_as(ip("2001:db8:1:2::9"))
        );
        assert_eq!(counted_as(ip("::ffff:192.0.2.1")), "192.0.2.1");
    }

    #[test]
    fn a_proxy_on_this_machine_must_be_declared() {
        let here = networks("127.0.0.1");
        assert!(is_undeclared_proxy(ip("127.0.0.1"), true, &[]));
        assert!(is_undeclared_proxy(ip("::1"), true, &here));
        assert!(!is_undeclared_proxy(ip("127.0.0.1"), true, &here));
        assert!(!is_undeclared_proxy(ip("127.0.0.1"), false, &[]));
        assert!(!is_undeclared_proxy(ip("192.0.2.1"), true, &[]));
    }
}
