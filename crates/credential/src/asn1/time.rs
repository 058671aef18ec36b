//! UTCTime and GeneralizedTime.

use super::{Element, Malformed, tag};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;

/// Reads either time. Seconds may be missing and an offset may stand in place of `Z`, as BER
/// allows and old generators wrote.
pub(crate) fn read(element: &Element<'_>) -> Result<Timestamp, Malformed> {
    let text = std::str::from_utf8(element.content).map_err(|_| Malformed("time"))?;
    if !text.is_ascii() {
        return Err(Malformed("time"));
    }
    match element.tag {
        tag::UTC_TIME => {
            let year = number(text, 0, 2)?;
            let century = if year < 50 { 2000 } else { 1900 };
            read_after_year(century + year, text, 2)
        }
        tag::GENERALIZED_TIME => read_after_year(number(text, 0, 4)?, text, 4),
        _ => Err(Malformed("time")),
    }
}

fn read_after_year(year: i64, text: &str, at: usize) -> Result<Timestamp, Malformed> {
    let bad = Malformed("time");
    let month = number(text, at, 2)?;
    let day = number(text, at + 2, 2)?;
    let hour = number(text, at + 4, 2)?;
    let minute = number(text, at + 6, 2)?;
    let mut rest = text.get(at + 8..).ok_or(bad)?;
    let mut second = 0;
    if rest.starts_with(|c: char| c.is_ascii_digit()) {
        second = number(rest, 0, 2)?;
        rest = &rest[2..];
    }
    if let Some(fraction) = rest.strip_prefix(['.', ',']) {
        let digits = fraction.len()
            - fraction
                .trim_start_matches(|c: char| c.is_ascii_digit())
                .len();
        rest = &fraction[digits..];
    }
    let offset = offset_seconds(rest)?;
    let small = |value: i64| i8::try_from(value).map_err(|_| bad);
    let date = Date::new(
        i16::try_from(year).map_err(|_| bad)?,
        small(month)?,
        small(day)?,
    )
    .map_err(|_| bad)?;
    let clock =
        jiff::civil::Time::new(small(hour)?, small(minute)?, small(second)?, 0).map_err(|_| bad)?;
    // RFC 5280's "no well-defined expiration" is 99991231235959Z, a day past jiff's last instant.
    let at = Offset::UTC
        .to_timestamp(date.to_datetime(clock))
        .unwrap_or(Timestamp::MAX);
    Ok(Timestamp::from_second(at.as_second() - offset).unwrap_or(Timestamp::MAX))
}

/// `Z`, `+hhmm` or `-hhmm`, in seconds.
fn offset_seconds(text: &str) -> Result<i64, Malformed> {
    let sign = match text.as_bytes() {
        b"Z" => return Ok(0),
        [b'+', _, _, _, _] => 1,
        [b'-', _, _, _, _] => -1,
        _ => return Err(Malformed("time")),
    };
    Ok(sign * (number(text, 1, 2)? * 3600 + number(text, 3, 2)? * 60))
}

fn number(text: &str, at: usize, digits: usize) -> Result<i64, Malformed> {
    text.get(at..at + digits)
        .filter(|digits| digits.bytes().all(|byte| byte.is_ascii_digit()))
        .and_then(|digits| digits.parse().ok())
        .ok_or(Malformed("time"))
}

/// Tag and text of the form that X.509 and CMS ask for at that instant.
pub(crate) fn format(at: Timestamp) -> (u8, String) {
    let civil = Offset::UTC.to_datetime(at);
    let rest = format!(
        "{:02}{:02}{:02}{:02}{:02}Z",
        civil.month(),
        civil.day(),
        civil.hour(),
        civil.minute(),
        civil.second()
    );
    let year = civil.year();
    if (1950..2050).contains(&year) {
        (tag::UTC_TIME, format!("{:02}{rest}", year % 100))
    } else {
        (tag::GENERALIZED_TIME, format!("{year:04}{rest}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::asn1::{Reader, write};

    fn read_back(tag: u8, text: &str) -> Result<Timestamp, Malformed> {
        read(&Reader::only(&write::tlv(tag, text.as_bytes())).unwrap())
    }

    #[test]
    fn both_types_and_their_odd_forms_are_read() {
        let noon: Timestamp = "2026-01-15T12:00:00Z".parse().unwrap();
        assert_eq!(read_back(tag::UTC_TIME, "260115120000Z"), Ok(noon));
        assert_eq!(read_back(tag::UTC_TIME, "2601151200Z"), Ok(noon));
        assert_eq!(read_back(tag::UTC_TIME, "260115060000-0600"), Ok(noon));
        assert_eq!(
            read_back(tag::GENERALIZED_TIME, "20260115120000.5Z"),
            Ok(noon)
        );
        assert_eq!(
            read_back(tag::UTC_TIME, "500101000000Z")
                .unwrap()
                .to_string(),
            "1950-01-01T00:00:00Z"
        );
    }

    #[test]
    fn the_end_of_time_is_clamped_and_nonsense_refused() {
        assert_eq!(
            read_back(tag::GENERALIZED_TIME, "99991231235959Z"),
            Ok(Timestamp::from_second(Timestamp::MAX.as_second()).unwrap())
        );
        for text in [
            "",
            "Z",
            "261315120000Z",
            "260132120000Z",
            "260115120000",
            "2601151200é0Z",
        ] {
            assert!(read_back(tag::UTC_TIME, text).is_err(), "{text}");
        }
    }

    #[test]
    fn written_times_change_type_in_2050() {
        let type_of = |text: &str| format(text.parse().unwrap()).0;
        assert_eq!(type_of("2049-12-31T23:59:59Z"), tag::UTC_TIME);
        assert_eq!(type_of("2050-01-01T00:00:00Z"), tag::GENERALIZED_TIME);
        assert_eq!(type_of("1949-12-31T23:59:59Z"), tag::GENERALIZED_TIME);
    }
}
