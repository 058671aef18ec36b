//! The notice of certificates near their end, in Inicio and wherever something is signed: which ones it
//! names, how it is headed, and what a person put off until tomorrow.

use std::collections::BTreeSet;

use api::view::certificates::CertificateView;
use jiff::civil::Date;
use model::certificate_reminder::reached;

use super::registro_signer::ending;
use crate::messages::certificates as text;

/// The certificates that a person put off, on one day; on any other day it holds none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PutOff {
    day: Option<Date>,
    certificates: BTreeSet<String>,
}

impl PutOff {
    /// Parses what a device kept; what cannot be read holds nothing, so that the notice is shown.
    #[must_use]
    pub fn from_text(text: &str) -> Self {
        let mut words = text.split_whitespace();
        let Some(day) = words.next().and_then(|day| day.parse().ok()) else {
            return Self::default();
        };
        Self {
            day: Some(day),
            certificates: words.map(str::to_owned).collect(),
        }
    }

    /// Returns what a device keeps: the day, and the ids.
    #[must_use]
    pub fn to_text(&self) -> String {
        let Some(day) = self.day else {
            return String::new();
        };
        let mut text = day.to_string();
        for id in &self.certificates {
            text.push(' ');
            text.push_str(id);
        }
        text
    }

    /// Puts these off as well, for the rest of `today`.
    #[must_use]
    pub fn and(self, shown: &[CertificateView], today: Date) -> Self {
        let mut certificates = if self.day == Some(today) {
            self.certificates
        } else {
            BTreeSet::new()
        };
        certificates.extend(shown.iter().map(|one| one.id.clone()));
        Self {
            day: Some(today),
            certificates,
        }
    }

    fn holds(&self, certificate: &CertificateView, today: Date) -> bool {
        self.day == Some(today) && self.certificates.contains(&certificate.id)
    }
}

/// Returns the certificates to name, the most urgent first: those that have reached a reminder and were
/// not put off today, and those that have ended. With the id of a registro patronal, only its own.
#[must_use]
pub fn to_name(
    held: &[CertificateView],
    registro: Option<&str>,
    put_off: &PutOff,
    today: Date,
) -> Vec<CertificateView> {
    let is_wanted = |one: &CertificateView| {
        let mut assigned = one.assignments.iter();
        registro.is_none_or(|registro| assigned.any(|it| it.registro == registro))
    };
    ending(held)
        .into_iter()
        .filter(|one| is_wanted(one))
        .filter(|one| !can_be_put_off(one) || !put_off.holds(one, today))
        .cloned()
        .collect()
}

/// Whether it still signs: one that has ended is shown until another takes its place.
#[must_use]
pub fn can_be_put_off(certificate: &CertificateView) -> bool {
    certificate.days_left >= 0
}

/// Returns the heading over these certificates, by the most urgent one.
#[must_use]
pub fn heading(named: &[CertificateView]) -> String {
    let ended = named.iter().filter(|one| !can_be_put_off(one)).count();
    if ended > 0 {
        return text::expired(ended);
    }
    let least = named.iter().map(|one| one.days_left).min();
    let reminder = least.and_then(reached).unwrap_or_default();
    let within = named.iter().filter(|one| one.days_left <= reminder);
    text::expiring(within.count(), reminder)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::{PutOff, heading, to_name};
    use crate::certificates::registro_signer::tests::certificate;

    fn ids(named: &[api::view::certificates::CertificateView]) -> Vec<&str> {
        named.iter().map(|one| one.id.as_str()).collect()
    }

    #[test]
    fn put_off_today_is_named_again_tomorrow() {
        let held = [certificate("a", 30, &["1"]), certificate("b", 7, &["2"])];
        let today = date(2026, 1, 16);
        let nothing = PutOff::default();
        assert_eq!(ids(&to_name(&held, None, &nothing, today)), ["b", "a"]);
        let put_off = nothing.and(&held[..1], today);
        assert_eq!(ids(&to_name(&held, None, &put_off, today)), ["b"]);
        let put_off = put_off.and(&held[1..], today);
        assert!(to_name(&held, None, &put_off, today).is_empty());
        let tomorrow = date(2026, 1, 17);
        assert_eq!(ids(&to_name(&held, None, &put_off, tomorrow)), ["b", "a"]);
        let put_off = put_off.and(&held[1..], tomorrow);
        assert_eq!(ids(&to_name(&held, None, &put_off, tomorrow)), ["a"]);
    }

    #[test]
    fn ended_certificate_cannot_be_put_off() {
        let held = [certificate("ended", -1, &["1"])];
        let today = date(2026, 1, 16);
        let put_off = PutOff::default().and(&held, today);
        assert_eq!(ids(&to_name(&held, None, &put_off, today)), ["ended"]);
    }

    #[test]
    fn a_lote_names_the_certificates_of_its_registro() {
        let held = [certificate("a", 30, &["1"]), certificate("b", 7, &["2"])];
        let named = to_name(&held, Some("1"), &PutOff::default(), date(2026, 1, 16));
        assert_eq!(ids(&named), ["a"]);
    }

    #[test]
    fn kept_text_is_read_again_and_rubbish_holds_nothing() {
        let held = [certificate("a", 30, &["1"]), certificate("b", 7, &["2"])];
        let put_off = PutOff::default().and(&held, date(2026, 1, 16));
        assert_eq!(put_off.to_text(), "2026-01-16 a b");
        assert_eq!(PutOff::from_text(&put_off.to_text()), put_off);
        for rubbish in ["", "a b", "2026-13-40 a"] {
            assert_eq!(PutOff::from_text(rubbish), PutOff::default());
        }
    }

    #[test]
    fn the_heading_names_the_reminder_that_was_reached() {
        let by_days = [
            (60, "Un certificado vence en 60 días o menos"),
            (30, "Un certificado vence en 30 días o menos"),
            (9, "Un certificado vence en 15 días o menos"),
            (7, "Un certificado vence en 7 días o menos"),
            (1, "Un certificado vence mañana o antes"),
            (-1, "Certificado vencido"),
        ];
        for (days, words) in by_days {
            assert_eq!(heading(&[certificate("a", days, &["1"])]), words);
        }
        let both = [certificate("a", 6, &["1"]), certificate("b", 7, &["2"])];
        assert_eq!(heading(&both), "2 certificados vencen en 7 días o menos");
    }
}
