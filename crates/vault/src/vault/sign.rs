//! The steps of signing: what is to be signed is read, the browser signs, the CMS is told.

use credential::certificate::Certificate;
use credential::open::OpenError;
use jiff::Timestamp;
use vault_protocol::{
    CredentialHandle, Failure, LoteSeen, RequestId, SignChallenge, SignLote, Slot, Tell,
};

use super::{UnderWay, Vault, failed, take_buffer};
use crate::effect::{Effect, Part};
use crate::lote::Lote;
use crate::signing::ToSign;
use crate::{challenge, failure};

impl Vault {
    pub(super) fn start_challenge(
        &self,
        now: Timestamp,
        ask: &SignChallenge,
    ) -> Result<(UnderWay, Effect), Failure> {
        let certificate = self.usable(now, ask.credential)?;
        challenge::check(&ask.text).map_err(failure::challenge)?;
        let to_sign = ToSign::challenge(certificate, &ask.text)?;
        signing(ask.request, ask.credential, to_sign, None)
    }

    pub(super) fn start_lote(
        &self,
        now: Timestamp,
        ask: &SignLote,
        mut parts: Vec<Part>,
    ) -> Result<(UnderWay, Effect), Failure> {
        let certificate = self.usable(now, ask.credential)?;
        let dispmag = take_buffer(&mut parts, ask.dispmag)?;
        let lote = Lote::read(dispmag, &ask.expected)?;
        let seen = lote.seen();
        let to_sign = ToSign::lote(certificate, lote, now);
        signing(ask.request, ask.credential, to_sign, Some(seen))
    }

    pub(super) fn signature_made(
        &mut self,
        request: RequestId,
        signature: &[u8],
        carry_out: &mut dyn FnMut(Effect),
    ) {
        let Some(UnderWay::Signing { to_sign, seen, .. }) = self
            .take_under_way(request, |under_way| {
                matches!(under_way, UnderWay::Signing { .. })
            })
        else {
            return;
        };
        match to_sign.finish(signature) {
            Ok(cms) => carry_out(Effect::Post {
                tell: Tell::Signed {
                    request,
                    cms: Slot(0),
                    seen,
                },
                parts: vec![cms],
            }),
            Err(error) => carry_out(failed(Some(request), error)),
        }
    }

    /// An open credential that is valid now: one may expire while it is open.
    fn usable(
        &self,
        now: Timestamp,
        credential: CredentialHandle,
    ) -> Result<&Certificate, Failure> {
        let certificate = self.open.get(&credential).ok_or_else(failure::not_open)?;
        let not_after = certificate.not_after();
        if not_after < now {
            return Err(failure::no_longer_valid(&OpenError::Expired { not_after }));
        }
        Ok(certificate)
    }
}

fn signing(
    request: RequestId,
    credential: CredentialHandle,
    to_sign: ToSign,
    seen: Option<LoteSeen>,
) -> Result<(UnderWay, Effect), Failure> {
    let bytes = to_sign.bytes()?;
    let under_way = UnderWay::Signing {
        credential,
        to_sign: Box::new(to_sign),
        seen,
    };
    let effect = Effect::Sign {
        request,
        credential,
        bytes,
    };
    Ok((under_way, effect))
}
