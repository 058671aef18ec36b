//! What happens at a tap: the worker signs, the relay stores and sends, IDSE opens a session.
//!
//! Once begun it goes on even if the person leaves the page; the lote tells how far it came.

use api::ApiError;
use api::relay::AskChallenge;
use api::view::lotes::LoteView;
use leptos::prelude::*;

use super::rules::Ready;
use crate::client::relay;
use crate::pages::keys::refused;
use crate::signer::{ExpectedLote, LoteSeen, SignedLote, Signer};

/// How far it has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Stage {
    #[default]
    Signing,
    Storing,
    Asking,
    Answering,
}

/// A signature that was made and may not have arrived: posted again it is the same, and the relay
/// takes it once.
pub(super) type Unsent = StoredValue<Option<SignedLote>>;

/// A lote to be signed.
pub(super) struct ToSign {
    pub(super) lote: String,
    /// Id of its registro patronal.
    pub(super) registro: String,
    pub(super) dispmag: Vec<u8>,
    pub(super) expected: ExpectedLote,
}

/// A lote that the relay holds signed.
pub(super) struct Sent {
    pub(super) lote: LoteView,
    /// What the worker itself read in what it signed.
    pub(super) seen: LoteSeen,
    /// Why no session was opened, where one was needed. The lote waits for it.
    pub(super) not_connected: Option<ApiError>,
}

/// Signs the lote, hands it over and, where no session at IDSE lives, opens one.
pub(super) async fn sign_and_send(
    signer: Signer,
    ready: Ready,
    to_sign: ToSign,
    unsent: Unsent,
    stage: RwSignal<Stage>,
) -> Result<Sent, ApiError> {
    let kept = unsent.try_get_value().flatten();
    let signed = match kept {
        Some(signed) => signed,
        None => {
            at(stage, Stage::Signing);
            let signed = signer
                .sign_lote(ready.key, to_sign.dispmag, to_sign.expected)
                .await
                .map_err(|error| refused(&error))?;
            unsent.try_set_value(Some(signed.clone()));
            signed
        }
    };
    at(stage, Stage::Storing);
    let lote = match relay::send_lote(&to_sign.lote, &signed.cms).await {
        Ok(lote) => lote,
        Err(error) => {
            if !may_have_arrived(&error) {
                unsent.try_set_value(None);
            }
            return Err(error);
        }
    };
    unsent.try_set_value(None);
    let not_connected = if lote.goes_out() {
        None
    } else {
        connect(signer, ready, to_sign.registro, stage).await.err()
    };
    Ok(Sent {
        lote,
        seen: signed.seen,
        not_connected,
    })
}

/// Signs IDSE's challenge: a session opens, signed lotes go out, results are asked for. A certificate
/// that IDSE has not confirmed for the registro patronal is presented for it by the same signature.
pub(super) async fn connect(
    signer: Signer,
    ready: Ready,
    registro: String,
    stage: RwSignal<Stage>,
) -> Result<(), ApiError> {
    at(stage, Stage::Asking);
    let question = AskChallenge {
        certificado: ready.certificado,
        registros: if ready.unconfirmed {
            vec![registro]
        } else {
            Vec::new()
        },
    };
    let challenge = relay::ask_challenge(&question).await?;
    at(stage, Stage::Answering);
    let cms = signer
        .sign_challenge(ready.key, challenge.text)
        .await
        .map_err(|error| refused(&error))?;
    let presented = relay::present_challenge(&challenge.id, &cms).await?;
    if presented.session {
        Ok(())
    } else {
        Err(ApiError::new(
            "no-portal-session",
            presented.message.unwrap_or_default(),
        ))
    }
}

/// The answer was lost, or the server fell over it: the signature may be stored. Any other answer
/// says that it is not.
fn may_have_arrived(error: &ApiError) -> bool {
    matches!(
        error.code.as_str(),
        ApiError::UNREACHABLE | "internal" | "malformed"
    )
}

fn at(shown: RwSignal<Stage>, stage: Stage) {
    // The page may be gone: the work goes on without it.
    let _ = shown.try_set(stage);
}

#[cfg(test)]
mod tests {
    use api::ApiError;

    use super::may_have_arrived;

    #[test]
    fn only_a_signature_that_may_be_stored_is_posted_again() {
        assert!(may_have_arrived(&ApiError::new(ApiError::UNREACHABLE, "")));
        assert!(may_have_arrived(&ApiError::new("internal", "")));
        assert!(!may_have_arrived(&ApiError::new("bad-signature", "")));
        assert!(!may_have_arrived(&ApiError::new("other-content", "")));
    }
}
