//! How a lote is signed: what is signed is stored and sent (`sending`), and how far it has come is shown
//! (`progress`). Used by `detail` and `sitting`.

mod progress;
mod sending;

use api::view::certificates::CertificateView;
use api::view::lotes::LoteView;
use app_logic::lotes::signing_key::{SigningKey, signing_key};

pub(super) use progress::{SigningProgress, SigningStatus};
pub(super) use sending::{LoteToSign, UnsentSignature, connect, failure_error, sign_and_store};

use crate::signer::OpenedCredential;

/// The key that signs a lote, out of the keys that are open in this tab.
pub(super) fn choose_key(
    lote: &LoteView,
    held: &[CertificateView],
    opened: &[OpenedCredential],
) -> SigningKey {
    signing_key(lote, held, |fingerprint| {
        let found = opened.iter().find(|key| {
            let open = &key.summary.fingerprint;
            open.eq_ignore_ascii_case(fingerprint)
        });
        found.map(|key| key.handle)
    })
}
