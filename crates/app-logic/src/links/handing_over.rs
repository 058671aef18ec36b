//! How a link just made is handed over: its address, as a QR code, in a message.

use qrcodegen::{QrCode, QrCodeEcc};

use crate::address::Address;
use crate::format::percent::encode;
use crate::messages::links as text;

/// A QR code: the path of its dark squares, and the side of its square view with the quiet margin.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QrPicture {
    /// Squares on a side.
    pub side: i32,
    /// The `d` of an SVG path.
    pub path: String,
}

/// Squares left free around a QR code.
const QUIET: i32 = 4;

/// Returns a text as a QR code; `None` where it is too long for one.
#[must_use]
pub fn qr(address: &str) -> Option<QrPicture> {
    let code = QrCode::encode_text(address, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        for x in (0..code.size()).filter(|x| code.get_module(*x, y)) {
            path.push_str(&format!("M{} {}h1v1h-1z", x + QUIET, y + QUIET));
        }
    }
    Some(QrPicture {
        side: code.size() + 2 * QUIET,
        path,
    })
}

/// Returns the address of the person's own mail program with the link in a message.
#[must_use]
pub fn mail_to(address: &str, label: &str) -> String {
    let subject = encode(text::MAIL_SUBJECT);
    let body = encode(&text::mail_body(address, label));
    format!("mailto:?subject={subject}&body={body}")
}

/// Returns the whole address of a link. The token is in the fragment, which browsers send to no server.
#[must_use]
pub fn address(origin: &str, token: &str) -> String {
    format!("{origin}{}#{token}", Address::Consult)
}

#[cfg(test)]
mod tests {
    use super::{QUIET, address, mail_to, qr};

    #[test]
    fn the_token_stands_in_the_fragment() {
        assert_eq!(
            address("https://rubrica.example", "abc"),
            "https://rubrica.example/consulta#abc"
        );
    }

    #[test]
    fn a_message_holds_the_whole_address() {
        let mail = mail_to("https://rubrica.example/consulta#abc", "Despacho");
        assert!(mail.starts_with("mailto:?subject="));
        assert!(
            mail.contains("https%3A//rubrica.example/consulta%23abc"),
            "{mail}"
        );
    }

    #[test]
    fn a_qr_code_has_its_three_corners() {
        let picture = qr("https://rubrica.example/consulta#abc").unwrap();
        let far = picture.side - QUIET - 7;
        for (x, y) in [(4, 4), (far, 4), (4, far)] {
            assert!(picture.path.contains(&format!("M{x} {y}h1v1h-1z")));
        }
        assert_eq!(qr(&"x".repeat(5_000)), None);
    }
}
