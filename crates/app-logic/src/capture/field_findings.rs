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

/// Returns the server's findings that the page did not find: those of the company's history.
pub fn only_server(server: Vec<Finding>, page: &[Finding]) -> Vec<Finding> {
    let known = |finding: &Finding| {
        page.iter()
            .any(|one| (one.code, one.field) == (finding.code, finding.field))
    };
    server.into_iter().filter(|one| !known(one)).collect()
}

#[cfg(test)]
mod tests {
    use imss::movimiento::TipoMovimiento;

    use super::only_server;
    use crate::capture::starting_draft::usual;

    #[test]
    fn drops_server_findings_the_page_shows() {
        let (_, page) = usual(TipoMovimiento::Baja).parse();
        assert!(!page.is_empty());
        assert!(only_server(page.clone(), &page).is_empty());
        assert_eq!(only_server(page.clone(), &[]), page);
    }
}
