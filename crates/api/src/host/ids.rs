//! Ids as the page sends them.

use std::str::FromStr;

use super::Refusal;
use super::failure::malformed;

/// An id; text that cannot be one was not made by our page.
pub(super) fn one<T: FromStr>(text: &str, field: &'static str) -> Result<T, Refusal> {
    text.parse().map_err(|_| malformed(field))
}

/// Several.
pub(super) fn each<T: FromStr>(texts: &[String], field: &'static str) -> Result<Vec<T>, Refusal> {
    texts.iter().map(|text| one(text, field)).collect()
}
