//! Instants of what the page asks first, in milliseconds since 1970: the first part of the page then reads
//! them without jiff's parser and its errors, a tenth of that part.

use jiff::Timestamp;
use serde::de::Error as _;
use serde::{Deserialize as _, Deserializer, Serializer};

/// Writes an instant, cut to the millisecond.
pub(super) fn serialize<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_i64(at.as_millisecond())
}

/// Reads an instant.
///
/// # Errors
/// The number is none, or beyond the calendar, which ends in the year 9999.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
    let milliseconds = i64::deserialize(from)?;
    Timestamp::from_millisecond(milliseconds)
        .map_err(|_| D::Error::custom("an instant beyond the calendar"))
}
