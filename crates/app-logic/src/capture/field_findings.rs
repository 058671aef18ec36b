//! Which findings belong beside which field of a form.

use imss::finding::{Field, Finding};

/// Returns the error-level sentences that belong beside a field, joined.
pub fn error_at(findings: &[Finding], field: Field) -> Option<String> {
    sentences_at(findings, field, true)
}

/// Returns the warnings and notes that belong beside a field, joined.
pub fn note_at(findings: &[Finding], field: Field) -> Option<String> {
    sentences_at(findings, field, false)
}

fn sentences_at(findings: &[Finding], field: Field, errors: bool) -> Option<String> {
    let sentences: Vec<_> = findings
        .iter()
        .filter(|finding| finding.field == Some(field) && finding.is_error() == errors)
        .map(|finding| finding.message.as_str())
        .collect();
    (!sentences.is_empty()).then(|| sentences.join(" "))
}
