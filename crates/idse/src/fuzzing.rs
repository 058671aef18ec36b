//! The readers of the portal's answers, public for `cargo xtask fuzz` only.

use reqwest::StatusCode;
use reqwest::header::HeaderMap;

use crate::challenge::Challenge;
use crate::client::Answer;
use crate::error::SendError;
use crate::results::listed_lotes;
use crate::unpublished::{
    Received, covered_registros, invalid_session, login_refusal, parse_result_csv, read_answer,
    read_received,
};

/// Reads `body` as every page that the portal may answer with, at several statuses.
///
/// # Panics
/// Where an answer is read in a way that could lose a lote or send it twice.
pub fn read_as_page(body: &[u8]) {
    for status in [200, 302, 404, 500] {
        let answer = Answer {
            status: StatusCode::from_u16(status).expect("they are statuses"),
            headers: HeaderMap::new(),
            body: body.to_vec(),
            simulated: false,
        };
        let page = answer.page();
        let _ = (listed_lotes(&page), covered_registros(&page));
        let _ = (login_refusal(&page), page.summary());
        match read_answer(&answer) {
            Ok(receipt) => {
                assert!(!receipt.id_lote.is_empty(), "a receipt without a lote");
                let _ = receipt.received_at();
            }
            // Refused means that it may be sent again: never after a failure that may come late.
            Err(SendError::Refused { .. }) => assert!(matches!(status, 200 | 404)),
            Err(SendError::NotSent(_)) => panic!("there was an answer, so it was sent"),
            Err(_) => {}
        }
        if let Ok(Received::No) = read_received(&answer) {
            assert_eq!(status, 200, "only a plain no is a no");
            assert!(invalid_session(&page).is_none());
        }
    }
}

/// Reads `body` as a challenge; what passes for one is short, printable and no page.
///
/// # Panics
/// Where something else passes.
pub fn read_as_challenge(body: &[u8]) {
    if let Ok(challenge) = Challenge::parse(body) {
        let text = challenge.as_str();
        assert!(!text.is_empty() && text.bytes().all(|b| (b' '..=b'~').contains(&b)));
        assert!(body.starts_with(text.as_bytes()));
    }
}

/// Reads `body` as the CSV of a lote's results; every movement names its trabajador.
///
/// # Panics
/// Where one does not.
pub fn read_as_results(body: &[u8]) {
    for movement in parse_result_csv(body).into_iter().flatten() {
        assert!(!movement.nss.is_empty());
    }
}
