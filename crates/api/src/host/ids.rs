//! Ids as the page sends them.

use std::str::FromStr;

use super::failure::malformed;
use crate::ApiError;

/// An id; text that cannot be one was not made by our page.
pub(super) fn one<T: FromStr>(text: &str, field: &str) -> Result<T, ApiError> {
    text.parse().map_err(|_| malformed(field))
}

/// Several.
pub(super) fn each<T: FromStr>(texts: &[String], field: &str) -> Result<Vec<T>, ApiError> {
    texts.iter().map(|text| one(text, field)).collect()
}
