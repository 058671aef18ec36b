//! Text inside an address.

use std::fmt::Write as _;

/// Percent-encodes all but the unreserved characters of RFC 3986, 2.3, and `/`.
#[must_use]
pub fn encode(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            encoded.push(char::from(byte));
        } else {
            // Writing to a String cannot fail.
            let _ = write!(encoded, "%{byte:02X}");
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::encode;

    #[test]
    fn encodes_all_but_unreserved_characters() {
        assert_eq!(encode("/a-b_c.d~e"), "/a-b_c.d~e");
        assert_eq!(encode("peña & hijos"), "pe%C3%B1a%20%26%20hijos");
        assert_eq!(encode("?x=1"), "%3Fx%3D1");
    }
}
