//! What a sheet did to a number or a day, undone.

use imss::time::format_date;
use jiff::ToSpan;
use jiff::civil::{Date, date};

use crate::findings::{Found, Ours};

/// A sheet takes `01234567890` for a number and forgets its zero.
pub(super) fn push_nss(out: &mut String, text: &str, findings: &mut Vec<Found>) {
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    if digits && (9..=10).contains(&text.len()) {
        findings.push(Ours::NssZeros.into());
        out.push_str(&"00"[text.len() - 9..]);
    }
    out.push_str(text);
}

/// A day without its time of day, and one that stands there as a number of Excel's.
pub(super) fn push_day(out: &mut String, text: &str, findings: &mut Vec<Found>) {
    let serial = text.len() == 5 && text.bytes().all(|b| b.is_ascii_digit());
    if serial
        && let Some(day) = text
            .parse()
            .ok()
            .and_then(|days| day_of_serial(days, false))
    {
        findings.push(Ours::DateSerial.into());
        out.push_str(&format_date(day));
        return;
    }
    out.push_str(match text.split_once([' ', 'T']) {
        Some((day, time)) if time.contains(':') => day,
        _ => text,
    });
}

/// The day of a number of Excel's (ECMA-376, part 1, 18.17.4): days since 30 December 1899, or since
/// 1 January 1904; the time of day is left aside.
pub(crate) fn day_of_serial(serial: f64, since_1904: bool) -> Option<Date> {
    // Until 2199, which is as far as a movement's date goes.
    if !(1.0..110_000.0).contains(&serial) {
        return None;
    }
    let start = if since_1904 {
        date(1904, 1, 1)
    } else {
        date(1899, 12, 30)
    };
    start.checked_add((serial.floor() as i64).days()).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn restored_nss(text: &str, findings: &mut Vec<Found>) -> String {
        let mut out = String::new();
        push_nss(&mut out, text, findings);
        out
    }

    fn day_text(text: &str, findings: &mut Vec<Found>) -> String {
        let mut out = String::new();
        push_day(&mut out, text, findings);
        out
    }

    #[test]
    fn the_zeros_of_an_nss_come_back_with_a_word_about_it() {
        let mut findings = Vec::new();
        assert_eq!(restored_nss("1234567897", &mut findings), "01234567897");
        assert_eq!(findings, [Ours::NssZeros.into()]);
        assert_eq!(restored_nss("123456789", &mut findings), "00123456789");
        findings.clear();
        for text in ["92919084431", "123", "9291-90-8443-1", ""] {
            assert_eq!(restored_nss(text, &mut findings), text);
        }
        assert_eq!(findings, []);
    }

    #[test]
    fn days_are_read_as_sheets_write_them() {
        let mut findings = Vec::new();
        assert_eq!(day_text("46037", &mut findings), "15/01/2026");
        assert_eq!(findings.len(), 1);
        for (text, day) in [
            ("2026-01-15T00:00:00", "2026-01-15"),
            ("15/01/2026 00:00", "15/01/2026"),
            ("15 01 2026", "15 01 2026"),
            ("15012026", "15012026"),
        ] {
            assert_eq!(day_text(text, &mut findings), day);
        }
        assert_eq!(day_of_serial(f64::NAN, false), None);
        assert_eq!(day_of_serial(1e300, true), None);
        assert_eq!(day_of_serial(44_575.0, true), Some(date(2026, 1, 15)));
    }
}
