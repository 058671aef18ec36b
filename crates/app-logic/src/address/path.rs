//! Addresses as paths: written and read.

use imss::movimiento::TipoMovimiento;

use super::{Address, with_query};
use crate::format::percent::encode;

impl Address {
    /// Returns the path, as a link and the browser's address bar hold it.
    #[must_use]
    pub fn href(&self) -> String {
        let mut parameters = self.parameters().into_iter();
        let mut path = String::new();
        for segment in self.pattern().split('/').skip(1) {
            path.push('/');
            if segment.starts_with(':') {
                path.push_str(&encode_segment(&parameters.next().unwrap_or_default()));
            } else {
                path.push_str(segment);
            }
        }
        path
    }

    /// Returns the path with a query; parameters without a value are left out.
    #[must_use]
    pub fn with_query(&self, parameters: &[(&str, &str)]) -> String {
        with_query(&self.href(), parameters)
    }

    /// Reads a path, without query and fragment; `None` where no page has it.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let path = path.strip_prefix('/')?;
        let segments: Vec<String> = path.split('/').map(decode).collect();
        Self::from_segments(&segments)
    }
}

/// Returns the path of the form of a movement that is stored.
#[must_use]
pub fn edit_movement(tipo: TipoMovimiento, id: &str) -> String {
    let id = id.to_owned();
    Address::EditMovement { tipo, id }.href()
}

/// Returns the values of a pattern's parameters in a path's segments; `None` where the path is another.
pub(super) fn fit<'a>(pattern: &str, segments: &'a [String]) -> Option<Vec<&'a str>> {
    let mut values = Vec::new();
    let mut given = segments.iter();
    for wanted in pattern.split('/').skip(1) {
        let given = given.next()?;
        if wanted.starts_with(':') {
            values.push(given.as_str());
        } else if wanted != given {
            return None;
        }
    }
    given.next().is_none().then_some(values)
}

/// Percent-encodes a segment of a path: `/` too.
fn encode_segment(text: &str) -> String {
    encode(text).replace('/', "%2F")
}

/// Undoes percent-encoding; what is not encoded well stays as it is.
fn decode(segment: &str) -> String {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment;
    while let Some(at) = rest.find('%') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let digits = rest.get(at + 1..at + 3);
        let is_hex = |digits: &&str| digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let byte = digits
            .filter(is_hex)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let Some(byte) = byte else {
            return segment.to_owned();
        };
        bytes.push(byte);
        rest = &rest[at + 3..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| segment.to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::address::Address;

    #[test]
    fn every_address_is_read_back() {
        for address in Address::one_of_each() {
            assert_eq!(Address::parse(&address.href()), Some(address));
        }
    }

    #[test]
    fn patterns_are_the_pages_that_the_server_knows() {
        let braced = |pattern: &str| {
            let segments = pattern.split('/').map(|segment| {
                let name = segment.strip_prefix(':');
                name.map_or_else(|| segment.to_owned(), |name| format!("{{{name}}}"))
            });
            segments.collect::<Vec<_>>().join("/")
        };
        let ours: BTreeSet<String> = Address::one_of_each()
            .iter()
            .map(|it| braced(it.pattern()))
            .collect();
        let servers: BTreeSet<String> = api::pages::PAGES.iter().map(ToString::to_string).collect();
        assert_eq!(ours, servers);
        assert_eq!(
            ours.len(),
            Address::one_of_each().len(),
            "two addresses share a pattern"
        );
    }

    #[test]
    fn every_address_is_served_as_a_page() {
        for address in Address::one_of_each() {
            assert!(api::pages::is_page(&address.href()), "{address}");
        }
    }

    #[test]
    fn refuses_paths_of_no_page() {
        for path in [
            "",
            "lotes",
            "/lotes/",
            "/lotes/1/2",
            "/capturar/alta",
            "/capturar/varios/altas",
            "/asistentes/otro",
            "/historial/altas",
            "/registros-x",
        ] {
            assert_eq!(Address::parse(path), None, "{path}");
        }
    }

    #[test]
    fn an_id_stays_in_its_segment() {
        let address = Address::Lote {
            id: "a/b?c#ñ".to_owned(),
        };
        assert_eq!(address.href(), "/lotes/a%2Fb%3Fc%23%C3%B1");
        assert_eq!(Address::parse(&address.href()), Some(address));
        assert_eq!(
            Address::parse("/lotes/50%"),
            Some(Address::Lote {
                id: "50%".to_owned()
            })
        );
    }
}
