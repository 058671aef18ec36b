//! What was signed in a message, by whom, and whether the signature holds: years later too, for the dates of
//! the certificate are checked at the moment of the signature.

use credential::cms::{VerifyOptions, verify};
use credential::open::{Expected, check};
use imss::dispmag::Summary;
use jiff::Timestamp;
use model::limits::CERTIFICATE_WARNING_DAYS;
use sha2::{Digest as _, Sha256};
use vault_protocol::{ChainStatus, LoteSeen, SignedMessage};

use super::lote::{counts_of, number};
use super::summary;

/// Verifies a message; the content must be inside.
pub(crate) fn signed_message(file: &[u8], now: Timestamp) -> SignedMessage {
    let verified = match verify(file, None, &VerifyOptions::default()) {
        Ok(verified) => verified,
        Err(error) => {
            return SignedMessage {
                problem: Some(error.message_es()),
                signer: None,
                signed_at: None,
                content_sha256: String::new(),
                lote: None,
            };
        }
    };
    let at = verified.signing_time.unwrap_or(now);
    let expected = Expected::nothing(CERTIFICATE_WARNING_DAYS);
    // What opening it would be refused for is no matter here: it has signed.
    let warnings = check(&verified.certificate.summary(), at, &expected).unwrap_or_default();
    let sha256 = hexadecimal(&verified.content);
    let lote = Summary::of(&verified.content).ok().map(|read| LoteSeen {
        registro_patronal: read.registro_patronal.as_str().to_owned(),
        counts: counts_of(&read),
        total: number(read.total()),
        sha256: sha256.clone(),
    });
    SignedMessage {
        problem: None,
        signer: Some(summary::of(
            &verified.certificate,
            ChainStatus::NotVerified,
            &warnings,
        )),
        signed_at: verified.signing_time.map(Timestamp::as_millisecond),
        content_sha256: sha256,
        lote,
    }
}

fn hexadecimal(content: &[u8]) -> String {
    let digest = Sha256::digest(content);
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
