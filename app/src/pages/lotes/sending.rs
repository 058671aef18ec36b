//! What happens at a tap: the worker signs, the relay stores and sends, IDSE opens a session.
//!
//! Once begun it goes on even if the person leaves the page; the lote tells how far it came.

use api::ApiError;
use api::relay::AskChallenge;
use api::view::lotes::LoteView;
use leptos::prelude::*;

use super::course::{Course, Stage};
use super::rules::Ready;
use crate::client::relay;
use crate::pages::keys::refused;
use crate::signer::{ExpectedLote, LoteSeen, SignedLote, Signer};

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
    course: Course,
) -> Result<Sent, ApiError> {
    let registro = to_sign.registro.clone();
    let (lote, seen) = sign_and_store(signer, &ready, to_sign, unsent, course).await?;
    let not_connected = if lote.goes_out() {
        None
    } else {
        let unconfirmed = ready.unconfirmed.then_some(registro);
        let registros = unconfirmed.into_iter().collect();
        connect(signer, &ready, registros, course).await.err()
    };
    Ok(Sent {
        lote,
        seen,
        not_connected,
    })
}

/// Signs the lote and hands it over: what the relay holds then, and what the worker itself read.
pub(super) async fn sign_and_store(
    signer: Signer,
    ready: &Ready,
    to_sign: ToSign,
    unsent: Unsent,
    course: Course,
) -> Result<(LoteView, LoteSeen), ApiError> {
    let kept = unsent.try_get_value().flatten();
    let signed = match kept {
        Some(signed) => signed,
        None => {
            course.at(Stage::Signing);
            let signed = signer
                .sign_lote(ready.key, to_sign.dispmag, to_sign.expected)
                .await
                .map_err(|error| refused(&error))?;
            unsent.try_set_value(Some(signed.clone()));
            signed
        }
    };
    course.at(Stage::Storing);
    match relay::send_lote(&to_sign.lote, &signed.cms).await {
        Ok(lote) => {
            unsent.try_set_value(None);
            Ok((lote, signed.seen))
        }
        Err(error) => {
            if !may_have_arrived(&error) {
                unsent.try_set_value(None);
            }
            Err(error)
        }
    }
}

/// Signs IDSE's challenge: a session opens, signed lotes go out, results are asked for. For registros
/// patronales where IDSE has not confirmed the certificate (`unconfirmed`, ids) it is presented by the
/// same signature.
pub(super) async fn connect(
    signer: Signer,
    ready: &Ready,
    unconfirmed: Vec<String>,
    course: Course,
) -> Result<(), ApiError> {
    course.at(Stage::Asking);
    let question = AskChallenge {
        certificado: ready.certificado.clone(),
        registros: unconfirmed,
    };
    let challenge = course.wait(relay::ask_challenge(&question)).await?;
    course.at(Stage::Answering);
    let cms = signer
        .sign_challenge(ready.key, challenge.text)
        .await
        .map_err(|error| refused(&error))?;
    let presented = course
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

/// The answer was lost, or the server fell over it: the signature may be stored. Any other answer
/// says that it is not.
fn may_have_arrived(error: &ApiError) -> bool {
    matches!(
        error.code.as_str(),
        ApiError::UNREACHABLE | "internal" | "malformed"
    )
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
