//! What the server finds in a movement, beside what the page found.

use imss::finding::Finding;

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
    use imss::movimiento::{MovimientoDraft, TipoMovimiento};

    use super::only_server;

    #[test]
    fn drops_server_findings_the_page_shows() {
        let (_, page) = MovimientoDraft::new(TipoMovimiento::Baja).parse();
        assert!(!page.is_empty());
        assert!(only_server(page.clone(), &page).is_empty());
        assert_eq!(only_server(page.clone(), &[]), page);
    }
}
