//! What a tap starts: the worker signs, the relay stores and sends, IDSE opens a session.
//!
//! Once begun it goes on even if the person leaves the page; the lote itself shows how far it came.

use api::ApiError;
use api::relay::AskChallenge;
use api::view::lotes::LoteView;
use app_logic::lotes::signing_key::ReadyKey;
use app_logic::lotes::signing_stage::SigningStage;
use app_logic::lotes::sitting::{SigningFailure, may_be_stored};
use leptos::prelude::*;

use super::progress::SigningProgress;
use crate::client::relay;
use crate::pages::keys::refused;
use crate::signer::{ExpectedLote, LoteSeen, SignedLote, Signer};

/// A signature that was made and may not have arrived, with the attempt that it belongs to. Posted again it
/// is the same, and the relay stores it once.
pub(crate) type UnsentSignature = StoredValue<Option<(u32, SignedLote)>>;

/// A lote to be signed.
pub(crate) struct LoteToSign {
    /// Id.
    pub(crate) lote: String,
    /// The attempt that is signed.
    pub(crate) attempt: u32,
    /// The file.
    pub(crate) dispmag: Vec<u8>,
    /// What the person saw in the table.
    pub(crate) expected: ExpectedLote,
}

/// A failure as the error of a form.
pub(crate) fn failure_error(failure: &SigningFailure) -> ApiError {
    match failure {
        SigningFailure::Signer(error) => refused(error),
        SigningFailure::Relay(error) => error.clone(),
    }
}

/// Signs a lote and posts it. Returns the lote as the relay stored it, and what the worker itself read in
/// the file.
pub(crate) async fn sign_and_store(
    signer: Signer,
    key: &ReadyKey,
    to_sign: LoteToSign,
    unsent: UnsentSignature,
    progress: SigningProgress,
) -> Result<(LoteView, LoteSeen), SigningFailure> {
    let kept = unsent.try_get_value().flatten();
    let signed = match kept {
        // One of an earlier attempt is worth nothing: the lote changed since.
        Some((attempt, signed)) if attempt == to_sign.attempt => signed,
        _ => {
            progress.reached(SigningStage::Signing);
            let signed = signer
                .sign_lote(key.handle, to_sign.dispmag, to_sign.expected)
                .await
                .map_err(SigningFailure::Signer)?;
            unsent.try_set_value(Some((to_sign.attempt, signed.clone())));
            signed
        }
    };
    progress.reached(SigningStage::Storing);
    match relay::send_lote(&to_sign.lote, &signed.cms).await {
        Ok(lote) => {
            unsent.try_set_value(None);
            Ok((lote, signed.seen))
        }
        Err(error) => {
            if !may_be_stored(&error) {
                unsent.try_set_value(None);
            }
            Err(SigningFailure::Relay(error))
        }
    }
}

/// Signs IDSE's challenge: a session opens, signed lotes go out, results are asked for. The same
/// signature presents the certificate for the registros patronales where IDSE has not confirmed it
/// (`unconfirmed`, ids).
pub(crate) async fn connect(
    signer: Signer,
    key: &ReadyKey,
    unconfirmed: Vec<String>,
    progress: SigningProgress,
) -> Result<(), ApiError> {
    progress.reached(SigningStage::AskingChallenge);
    let question = AskChallenge {
        certificado: key.certificado.clone(),
        registros: unconfirmed,
    };
    let challenge = progress.wait(relay::ask_challenge(&question)).await?;
    progress.reached(SigningStage::PresentingChallenge);
    let cms = signer
        .sign_challenge(key.handle, challenge.text)
        .await
        .map_err(|error| refused(&error))?;
    let presented = progress
        .wait(relay::present_challenge(&challenge.id, &cms))
        .await?;
    if presented.session {
        Ok(())
    } else {
        Err(ApiError::new(
            "no-portal-session",
            presented.message.unwrap_or_default(),
        ))
    }
}
