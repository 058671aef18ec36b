//! The ends of the company's certificates as a calendar file to save.

use api::view::certificates::{AssignmentState, CertificateView};
use jiff::Timestamp;
use model::certificate_calendar::{CertificateEnd, calendar};

use crate::format::date;

/// Returns a calendar of the certificates that have not ended.
#[must_use]
pub fn calendar_file(held: &[CertificateView], now: Timestamp) -> String {
    let ends: Vec<CertificateEnd> = held
        .iter()
        .filter(|one| one.days_left >= 0)
        .map(|one| CertificateEnd {
            id: one.id.clone(),
            holder: one.holder.clone(),
            registros: one
                .assignments
                .iter()
                .filter(|assigned| !matches!(assigned.state, AssignmentState::Rechazado { .. }))
                .map(|assigned| assigned.numero.clone())
                .collect(),
            last_day: date::in_mexico(one.not_after),
        })
        .collect();
    calendar(&ends, now)
}

/// Returns where a calendar program reads the calendar with this token.
#[must_use]
pub fn calendar_address(origin: &str, token: &str) -> String {
    format!("{origin}/relay/calendar/{token}")
}

/// Returns the same for the device's own calendar program, which opens addresses of this kind.
#[must_use]
pub fn calendar_opener(address: &str) -> String {
    match address.split_once("://") {
        Some((_, rest)) => format!("webcal://{rest}"),
        None => address.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificates::registro_signer::tests::certificate;

    #[test]
    fn the_devices_calendar_opens_the_address() {
        let address = calendar_address("https://rubrica.example", "secreto");
        assert_eq!(address, "https://rubrica.example/relay/calendar/secreto");
        let opener = calendar_opener(&address);
        assert_eq!(opener, "webcal://rubrica.example/relay/calendar/secreto");
    }

    #[test]
    fn each_certificate_that_serves_has_its_day() {
        let mut one = certificate("a", 90, &["1"]);
        one.not_after = "2026-04-16T05:59:59Z".parse().unwrap();
        one.fingerprint = "c0ffee".to_owned();
        let now = "2026-01-15T15:30:00Z".parse().unwrap();
        let text = calendar_file(&[one, certificate("ended", -1, &["1"])], now);
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 1);
        // In Mexico City it is still the 15th.
        assert!(text.contains("DTSTART;VALUE=DATE:20260415\r\n"));
        assert!(text.contains("número de 1"), "{text}");
        assert!(!text.contains("c0ffee"), "nothing else of the certificate");
    }
}
