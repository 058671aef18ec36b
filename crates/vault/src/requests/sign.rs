//! The steps of signing: what is to be signed is read, the browser signs, the CMS is answered.

use std::rc::Rc;

use credential::certificate::Certificate;
use credential::open::OpenError;
use jiff::Timestamp;
use vault_protocol::{CredentialHandle, Failure, RequestId, SignChallenge, SignLote, Slot, Tell};

use super::files::take_buffer;
use super::{UnderWay, Vault, failed};
use crate::effect::{Effect, Part};
use crate::work::lote::{self, Lote};
use crate::work::sign::ToSign;
use crate::work::{challenge, failure};

/// A lote that was read, while the browser hashes it.
pub(super) struct Digesting {
    pub(super) credential: CredentialHandle,
    certificate: Certificate,
    lote: Lote,
    at: Timestamp,
}

impl Vault {
    pub(super) fn start_challenge(
        &self,
        now: Timestamp,
        ask: &SignChallenge,
    ) -> Result<(UnderWay, Effect), Failure> {
        let certificate = self.usable(now, ask.credential)?;
        challenge::check(&ask.text).map_err(failure::challenge)?;
        let to_sign = ToSign::challenge(certificate, &ask.text)?;
        signing(ask.request, ask.credential, to_sign)
    }

    /// The browser hashes the file while it is read here.
    pub(super) fn start_lote(
        &mut self,
        now: Timestamp,
        ask: &SignLote,
        parts: Vec<Part>,
        carry_out: &mut dyn FnMut(Effect),
    ) {
        let request = ask.request;
        if self.is_under_way(request, carry_out) {
            return;
        }
        let outcome = self.lote(now, ask, parts).and_then(|(certificate, bytes)| {
            carry_out(Effect::Digest {
                request,
                bytes: bytes.clone(),
            });
            let lote = Lote::read(bytes, &ask.expected)?;
            Ok((certificate, lote))
        });
        match outcome {
            Ok((certificate, lote)) => {
                let digesting = Digesting {
                    credential: ask.credential,
                    certificate,
                    lote,
                    at: now,
                };
                let under_way = UnderWay::Digesting(Box::new(digesting));
                self.under_way.insert(request, under_way);
            }
            Err(error) => carry_out(failed(Some(request), error)),
        }
    }

    fn lote(
        &self,
        now: Timestamp,
        ask: &SignLote,
        mut parts: Vec<Part>,
    ) -> Result<(Certificate, Rc<Vec<u8>>), Failure> {
        let certificate = self.usable(now, ask.credential)?.clone();
        // No secret: the relay gave it to the page. Wiping megabytes takes as long as hashing them.
        let bytes = std::mem::take(&mut *take_buffer(&mut parts, ask.dispmag)?);
        lote::check_size(&bytes)?;
        Ok((certificate, Rc::new(bytes)))
    }

    pub(super) fn digested(
        &mut self,
        request: RequestId,
        bytes: &Rc<Vec<u8>>,
        digest: [u8; 32],
        carry_out: &mut dyn FnMut(Effect),
    ) {
        let Some(UnderWay::Digesting(digesting)) = self.take_under_way(request, |under_way| {
            matches!(under_way, UnderWay::Digesting(digesting) if digesting.lote.is_of(bytes))
        }) else {
            return;
        };
        let lote = digesting.lote.digested(digest);
        let to_sign = ToSign::lote(digesting.certificate, lote, digesting.at);
        let outcome = signing(request, digesting.credential, to_sign);
        self.answer_with(request, outcome, carry_out);
    }

    pub(super) fn signature_made(
        &mut self,
        request: RequestId,
        signature: &[u8],
        carry_out: &mut dyn FnMut(Effect),
    ) {
        let Some(UnderWay::Signing { to_sign, .. }) = self.take_under_way(request, |under_way| {
            matches!(under_way, UnderWay::Signing { .. })
        }) else {
            return;
        };
        let seen = to_sign.seen();
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
) -> Result<(UnderWay, Effect), Failure> {
    let bytes = to_sign.bytes()?;
    let under_way = UnderWay::Signing {
        credential,
        to_sign: Box::new(to_sign),
    };
    let effect = Effect::Sign {
        request,
        credential,
        bytes,
    };
    Ok((under_way, effect))
}
