//! Seals what must not be read out of the database: XChaCha20-Poly1305 under the installation's secret.
//!
//! The portal's session cookie is bound to the company, the session, the registros patronales and the
//! user it was opened for, and the token of a link that is mailed to its link, so that what is moved to another
//! record opens nothing.

use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use zeroize::Zeroizing;

use crate::ids::{LinkId, MailedLinkId};
use crate::ports::Random;
use crate::records::{MailedToken, PortalSession, Sealed};
use crate::values::{Blob, Token};

/// 192 bits: random nonces do not collide.
const NONCE: usize = 24;

/// The installation's secret: 32 bytes out of `RUBRICA_SECRET_FILE`.
pub struct SealKey(Zeroizing<[u8; 32]>);

impl SealKey {
    /// Takes the bytes.
    pub fn new(bytes: Zeroizing<[u8; 32]>) -> Self {
        Self(bytes)
    }
}

/// The sealed bytes were not sealed by this secret for this record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("cannot be unsealed with this secret, for this record")]
pub struct CannotUnseal;

/// Seals and unseals.
pub struct Sealer(XChaCha20Poly1305);

impl Sealer {
    /// Returns a sealer with this secret.
    pub fn new(key: &SealKey) -> Self {
        Self(XChaCha20Poly1305::new(key.0.as_ref().into()))
    }

    /// Seals `secret` for `session`, whose own `cookie` does not matter.
    pub(crate) fn seal(
        &self,
        random: &dyn Random,
        session: &PortalSession,
        secret: &[u8],
    ) -> Sealed {
        self.seal_bytes(random, &bound_to(session), secret)
    }

    /// Seals the token of a mailed link while it waits in the outbox.
    pub(crate) fn seal_token(
        &self,
        random: &dyn Random,
        link: MailedLinkId,
        token: &Token,
    ) -> MailedToken {
        let sealed = self.seal_bytes(random, &bound_to_link(link), token.reveal().as_bytes());
        MailedToken { link, sealed }
    }

    /// Seals the token of a consult link while its mail waits in the outbox.
    pub(crate) fn seal_consult_token(
        &self,
        random: &dyn Random,
        link: LinkId,
        token: &Token,
    ) -> Sealed {
        self.seal_bytes(
            random,
            &bound_to_consult_link(link),
            token.reveal().as_bytes(),
        )
    }

    fn seal_bytes(&self, random: &dyn Random, aad: &[u8], secret: &[u8]) -> Sealed {
        let mut nonce = [0; NONCE];
        random.fill(&mut nonce);
        let payload = Payload { msg: secret, aad };
        let ciphertext = self
            .0
            .encrypt(XNonce::from_slice(&nonce), payload)
            .expect("encryption fails only beyond 256 GiB");
        Sealed(Blob([nonce.as_slice(), &ciphertext].concat()))
    }

    /// Opens what was sealed for `session`.
    pub(crate) fn unseal(
        &self,
        session: &PortalSession,
    ) -> Result<Zeroizing<Vec<u8>>, CannotUnseal> {
        self.unseal_bytes(&bound_to(session), &session.cookie)
    }

    /// Opens the token of a mailed link.
    pub(crate) fn unseal_token(&self, token: &MailedToken) -> Result<Token, CannotUnseal> {
        self.unseal_text(&bound_to_link(token.link), &token.sealed)
    }

    /// Opens the token of a consult link.
    pub(crate) fn unseal_consult_token(
        &self,
        link: LinkId,
        sealed: &Sealed,
    ) -> Result<Token, CannotUnseal> {
        self.unseal_text(&bound_to_consult_link(link), sealed)
    }

    fn unseal_text(&self, aad: &[u8], sealed: &Sealed) -> Result<Token, CannotUnseal> {
        let bytes = self.unseal_bytes(aad, sealed)?;
        let text = std::str::from_utf8(&bytes).map_err(|_| CannotUnseal)?;
        Token::presented(text).ok_or(CannotUnseal)
    }

    fn unseal_bytes(
        &self,
        aad: &[u8],
        sealed: &Sealed,
    ) -> Result<Zeroizing<Vec<u8>>, CannotUnseal> {
        let bytes = &sealed.0.0;
        let (nonce, ciphertext) = bytes.split_at_checked(NONCE).ok_or(CannotUnseal)?;
        let payload = Payload {
            msg: ciphertext,
            aad,
        };
        self.0
            .decrypt(XNonce::from_slice(nonce), payload)
            .map(Zeroizing::new)
            .map_err(|_| CannotUnseal)
    }
}

fn bound_to_link(link: MailedLinkId) -> Vec<u8> {
    format!("rubrica/mailed-link/1|{link}").into_bytes()
}

fn bound_to_consult_link(link: LinkId) -> Vec<u8> {
    format!("rubrica/consult-link/1|{link}").into_bytes()
}

fn bound_to(session: &PortalSession) -> Vec<u8> {
    let mut text = format!(
        "rubrica/portal-session/1|{}|{}|{}|{}",
        session.empresa, session.id, session.user, session.certificado
    );
    for registro in &session.registros {
        text.push('|');
        text.push_str(&registro.to_string());
    }
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::ids::{CertificadoId, EmpresaId, JobId, PortalSessionId, RegistroId, UserId};
    use crate::memory::SeededRandom;

    fn session(random: &SeededRandom) -> PortalSession {
        let now = Timestamp::UNIX_EPOCH;
        PortalSession {
            id: PortalSessionId::mint(now, random),
            empresa: EmpresaId::mint(now, random),
            version: 1,
            certificado: CertificadoId::mint(now, random),
            user: UserId::mint(now, random),
            registros: vec![RegistroId::mint(now, random)],
            cookie: Sealed(Blob(Vec::new())),
            poll_job: JobId::mint(now, random),
            opened_at: now,
            expires_at: now,
        }
    }

    fn sealer(byte: u8) -> Sealer {
        Sealer::new(&SealKey::new(Zeroizing::new([byte; 32])))
    }

    #[test]
    fn a_cookie_opens_for_the_record_it_was_sealed_for() {
        let random = SeededRandom::new(1);
        let mut session = session(&random);
        session.cookie = sealer(7).seal(&random, &session, b"JSESSIONID=abc");
        assert_eq!(
            sealer(7).unseal(&session).unwrap().as_slice(),
            b"JSESSIONID=abc"
        );
        assert!(!session.cookie.0.0.windows(3).any(|w| w == b"abc"));
    }

    #[test]
    fn a_cookie_moved_to_another_company_user_or_registro_does_not_open() {
        let random = SeededRandom::new(2);
        let mut mine = session(&random);
        mine.cookie = sealer(7).seal(&random, &mine, b"JSESSIONID=abc");
        let theirs = session(&random);
        let moved = [
            PortalSession {
                empresa: theirs.empresa,
                ..mine.clone()
            },
            PortalSession {
                user: theirs.user,
                ..mine.clone()
            },
            PortalSession {
                registros: theirs.registros.clone(),
                ..mine.clone()
            },
            PortalSession {
                id: theirs.id,
                ..mine.clone()
            },
        ];
        for other in moved {
            assert_eq!(sealer(7).unseal(&other).unwrap_err(), CannotUnseal);
        }
        assert_eq!(sealer(8).unseal(&mine).unwrap_err(), CannotUnseal);
    }

    #[test]
    fn a_token_opens_for_its_own_consult_link_alone() {
        let random = SeededRandom::new(4);
        let [token, other] = [(); 2].map(|()| Token::mint(&random));
        let [link, another] = [&token, &other].map(|token| LinkId(token.digest()));
        let sealed = sealer(7).seal_consult_token(&random, link, &token);
        let opened = sealer(7).unseal_consult_token(link, &sealed).unwrap();
        assert_eq!(opened.reveal(), token.reveal());
        assert!(sealer(7).unseal_consult_token(another, &sealed).is_err());
        assert!(sealer(8).unseal_consult_token(link, &sealed).is_err());
        let mailed = MailedToken {
            link: MailedLinkId(token.digest()),
            sealed,
        };
        assert!(sealer(7).unseal_token(&mailed).is_err());
    }

    #[test]
    fn what_is_too_short_to_hold_a_nonce_is_refused() {
        let random = SeededRandom::new(3);
        let mut session = session(&random);
        session.cookie = Sealed(Blob(vec![1; NONCE - 1]));
        assert_eq!(sealer(7).unseal(&session).unwrap_err(), CannotUnseal);
    }
}
