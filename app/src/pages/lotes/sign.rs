//! Signing: the lote itself, and IDSE's challenge.

use api::ApiError;
use api::relay::{AskChallenge, Presented};
use api::view::lotes::{EstadoLote, LoteView};

use super::rules::{Ready, Signature, expected};
use crate::client::relay;
use crate::messages::lotes as text;
use crate::pages::keys::refused;
use crate::signer::{LoteSeen, Signer};

/// What was done, for the person to read.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Done {
    /// What the signer itself read in the lote, where it signed one.
    pub(super) seen: Option<LoteSeen>,
    /// How it stands now.
    pub(super) sentence: String,
    /// IDSE's or our words, where it did not go all the way.
    pub(super) but: Option<String>,
}

/// Makes the signature a lote waits for, and carries it where it belongs.
pub(super) async fn sign(
    signer: Signer,
    key: Ready,
    signature: Signature,
    lote: LoteView,
    dispmag: Vec<u8>,
) -> Result<Done, ApiError> {
    match signature {
        Signature::Lote => sign_lote(signer, &key, &lote, dispmag).await,
        Signature::ToSend | Signature::ToAsk => {
            let presented = open_session(signer, &key).await?;
            Ok(Done {
                seen: None,
                sentence: if presented.session {
                    text::ASKED.to_owned()
                } else {
                    text::PORTAL_SILENT.to_owned()
                },
                but: presented.message,
            })
        }
    }
}

/// Signs the lote and hands it over; where no session is open it signs IDSE's challenge as well. A
/// portal out of reach loses nothing: the lote is kept, signed.
async fn sign_lote(
    signer: Signer,
    key: &Ready,
    lote: &LoteView,
    dispmag: Vec<u8>,
) -> Result<Done, ApiError> {
    let signed = signer
        .sign_lote(key.handle, dispmag, expected(lote))
        .await
        .map_err(|error| refused(&error))?;
    let kept = relay::send_lote(&lote.id, &signed.cms).await?;
    let seen = Some(signed.seen);
    let (sentence, but) = match kept.estado {
        EstadoLote::Firmado { waiting: Some(_) } => match open_session(signer, key).await {
            Ok(presented) if presented.session => (text::ON_ITS_WAY, None),
            Ok(presented) => (text::PORTAL_SILENT, presented.message),
            Err(error) if error.code == ApiError::NO_SESSION => return Err(error),
            Err(error) => (text::PORTAL_SILENT, Some(error.message)),
        },
        EstadoLote::Enviado { .. } | EstadoLote::Procesado { .. } => (text::SENT, None),
        _ => (text::ON_ITS_WAY, None),
    };
    Ok(Done {
        seen,
        sentence: sentence.to_owned(),
        but,
    })
}

async fn open_session(signer: Signer, key: &Ready) -> Result<Presented, ApiError> {
    let question = AskChallenge {
        certificado: key.certificado.clone(),
        registros: Vec::new(),
    };
    let challenge = relay::ask_challenge(&question).await?;
    let cms = signer
        .sign_challenge(key.handle, challenge.text)
        .await
        .map_err(|error| refused(&error))?;
    relay::present_challenge(&challenge.id, &cms).await
}
