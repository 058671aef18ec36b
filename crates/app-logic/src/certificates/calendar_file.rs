//! The ends of certificates as a calendar file (iCalendar, RFC 5545), with reminders before each.

use api::view::certificates::CertificateView;
use jiff::Timestamp;

use crate::format::date;
use crate::messages::certificates as text;

/// How many days before its end a certificate is reminded of.
pub const REMINDERS: [u32; 5] = [60, 30, 15, 7, 1];

/// Most octets of a line (RFC 5545 §3.1).
const LINE: usize = 75;

/// A calendar with one day-long event for each certificate that has not ended.
#[must_use]
pub fn calendar_file(held: &[CertificateView], now: Timestamp) -> String {
    let mut out = String::new();
    let mut line = |text: &str| push_folded(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Rubrica//Vigencias//ES");
    for one in held.iter().filter(|one| one.days_left >= 0) {
        let summary = text::calendar_summary(text::kind(&one.kind), &one.holder);
        line("BEGIN:VEVENT");
        line(&format!("UID:{}@rubrica", one.fingerprint));
        line(&format!("DTSTAMP:{}", now.strftime("%Y%m%dT%H%M%SZ")));
        let last_day = date::in_mexico(one.not_after).strftime("%Y%m%d");
        line(&format!("DTSTART;VALUE=DATE:{last_day}"));
        line(&format!("SUMMARY:{}", escaped(&summary)));
        line(&format!("DESCRIPTION:{}", escaped(text::CALENDAR_TEXT)));
        for days in REMINDERS {
            line("BEGIN:VALARM");
            line("ACTION:DISPLAY");
            line(&format!("TRIGGER:-P{days}D"));
            line(&format!("DESCRIPTION:{}", escaped(&summary)));
            line("END:VALARM");
        }
        line("END:VEVENT");
    }
    line("END:VCALENDAR");
    out
}

fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
        .replace('\n', "\\n")
}

/// Long lines go on after a line end and a space; no letter is cut in two.
fn push_folded(out: &mut String, line: &str) {
    let mut length = 0;
    for character in line.chars() {
        if length + character.len_utf8() > LINE {
            out.push_str("\r\n ");
            length = 1;
        }
        out.push(character);
        length += character.len_utf8();
    }
    out.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificates::registro_signer::tests::certificate;

    fn now() -> Timestamp {
        "2026-01-15T15:30:00Z".parse().unwrap()
    }

    #[test]
    fn each_certificate_that_serves_has_its_day_and_five_reminders() {
        let mut one = certificate("a", 90, &["1"]);
        one.holder = "PÉREZ, LÓPEZ; Y CÍA".to_owned();
        one.not_after = "2026-04-16T05:59:59Z".parse().unwrap();
        let text = calendar_file(&[one, certificate("ended", -1, &["1"])], now());
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 1);
        assert_eq!(text.matches("BEGIN:VALARM").count(), 5);
        for days in [60, 30, 15, 7, 1] {
            assert!(text.contains(&format!("TRIGGER:-P{days}D\r\n")));
        }
        // In Mexico City it is still the 15th.
        assert!(text.contains("DTSTART;VALUE=DATE:20260415\r\n"));
        assert!(text.contains("DTSTAMP:20260115T153000Z\r\n"));
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains("PÉREZ\\, LÓPEZ\\; Y CÍA"), "{unfolded}");
    }

    #[test]
    fn no_line_is_longer_than_the_format_allows() {
        let mut one = certificate("a", 90, &["1"]);
        one.holder = "Ñ".repeat(200);
        let text = calendar_file(&[one], now());
        assert!(text.ends_with("END:VCALENDAR\r\n"));
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
    }
}
