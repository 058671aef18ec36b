//! The ends of certificates as a calendar (iCalendar, RFC 5545): a file to save, and what a calendar
//! program reads at an address. Both say the same, and no more than holder, registros patronales and end.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::limits::CERTIFICATE_REMINDER_DAYS;

/// Most octets of a line (RFC 5545 §3.1).
const LINE: usize = 75;

/// One certificate's end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CertificateEnd {
    /// Stays the same from one reading to the next; nothing of the certificate can be seen in it.
    pub id: String,
    /// Whose it is.
    pub holder: String,
    /// Numbers of the registros patronales that it signs for.
    pub registros: Vec<String>,
    /// The last day on which it serves, in Mexico City.
    pub last_day: Date,
}

/// Returns a calendar with one day-long event for each certificate, and reminders before it.
#[must_use]
pub fn calendar(ends: &[CertificateEnd], now: Timestamp) -> String {
    let mut out = String::new();
    let mut line = |text: &str| push_folded(&mut out, text);
    line("BEGIN:VCALENDAR");
    line("VERSION:2.0");
    line("PRODID:-//Rubrica//Vigencias//ES");
    line("METHOD:PUBLISH");
    line("X-WR-CALNAME:Vigencias de certificados");
    // How often a program that reads it at an address asks again (RFC 7986 §5.7, and its forerunner).
    line("REFRESH-INTERVAL;VALUE=DURATION:PT12H");
    line("X-PUBLISHED-TTL:PT12H");
    for end in ends {
        let summary = summary(end);
        line("BEGIN:VEVENT");
        line(&format!("UID:{}@rubrica", end.id));
        line(&format!("DTSTAMP:{}", now.strftime("%Y%m%dT%H%M%SZ")));
        line(&format!(
            "DTSTART;VALUE=DATE:{}",
            end.last_day.strftime("%Y%m%d")
        ));
        line("TRANSP:TRANSPARENT");
        line(&format!("SUMMARY:{}", escaped(&summary)));
        line(&format!("DESCRIPTION:{}", escaped(&description(end))));
        for days in CERTIFICATE_REMINDER_DAYS {
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

fn summary(end: &CertificateEnd) -> String {
    format!("Vence el certificado de {}", end.holder)
}

fn description(end: &CertificateEnd) -> String {
    const RENEW: &str = "Renuévalo antes de este día: después no se puede firmar con él.";
    match end.registros.as_slice() {
        [] => RENEW.to_owned(),
        [one] => format!("Registro patronal {one}. {RENEW}"),
        several => format!("Registros patronales {}. {RENEW}", several.join(", ")),
    }
}

fn escaped(text: &str) -> String {
    // A control character would end the line; holders' names come from certificates.
    let text: String = text
        .chars()
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    text.replace('\\', "\\\\")
        .replace(';', "\\;")
        .replace(',', "\\,")
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
    use jiff::civil::date;

    use super::*;

    fn end(holder: &str) -> CertificateEnd {
        CertificateEnd {
            id: "01J".to_owned(),
            holder: holder.to_owned(),
            registros: vec!["Y6087828106".to_owned(), "H4621428146".to_owned()],
            last_day: date(2026, 4, 15),
        }
    }

    fn written(holder: &str) -> String {
        calendar(&[end(holder)], "2026-01-15T15:30:00Z".parse().unwrap())
    }

    #[test]
    fn each_certificate_has_its_day_and_five_reminders() {
        let text = written("PÉREZ, LÓPEZ; Y CÍA");
        assert_eq!(text.matches("BEGIN:VEVENT").count(), 1);
        assert_eq!(text.matches("BEGIN:VALARM").count(), 5);
        for days in [60, 30, 15, 7, 1] {
            assert!(text.contains(&format!("TRIGGER:-P{days}D\r\n")));
        }
        assert!(text.contains("DTSTART;VALUE=DATE:20260415\r\n"));
        assert!(text.contains("DTSTAMP:20260115T153000Z\r\n"));
        let unfolded = text.replace("\r\n ", "");
        assert!(unfolded.contains("PÉREZ\\, LÓPEZ\\; Y CÍA"), "{unfolded}");
        assert!(
            unfolded.contains("Y6087828106\\, H4621428146"),
            "{unfolded}"
        );
    }

    #[test]
    fn no_line_is_longer_than_the_format_allows() {
        let text = written(&"Ñ".repeat(200));
        assert!(text.ends_with("END:VCALENDAR\r\n"));
        assert!(text.split("\r\n").all(|line| line.len() <= 75));
    }

    #[test]
    fn a_name_cannot_add_a_line_of_its_own() {
        let text = written("ANA\r\nEND:VCALENDAR\r\nX-OTRA:1");
        assert_eq!(text.matches("\r\nEND:VCALENDAR").count(), 1);
        assert!(!text.contains("\r\nX-OTRA"));
    }
}
