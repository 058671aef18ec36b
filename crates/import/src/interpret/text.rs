//! What a sheet did to a number or a day, undone.

use imss::finding::Field;
use imss::normalise::normalise;

use crate::findings::Found;

/// Appends a value as its field's parser takes it, and what was done to it.
pub(super) fn push_normalised(
    out: &mut String,
    field: Field,
    text: &str,
    findings: &mut Vec<Found>,
) {
    let normalised = normalise(field, text);
    findings.extend(normalised.findings.into_iter().map(Found::from));
    out.push_str(&normalised.text);
}
