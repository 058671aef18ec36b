//! `MacData` (RFC 7292 §4, RFC 9579).

use crate::asn1::{Element, oids, tag, write};
use crate::encryption::pkcs12::{self, Derivation};
use crate::encryption::{Hash, Kdf, Password, Work, hmac, read_kdf};
use crate::error::OpenError;
use crate::warning::PasswordEncoding;

/// How a file shows that it was not altered.
pub(super) struct Mac {
    form: Form,
    digest: Vec<u8>,
}

enum Form {
    /// A key derived PKCS#12's way.
    Classic {
        hash: Hash,
        salt: Vec<u8>,
        rounds: u64,
    },
    /// PBMAC1: a key derived by PBKDF2.
    Pbmac1 { kdf: Kdf, hash: Hash, length: usize },
}

impl Mac {
    pub(super) fn read(element: &Element<'_>) -> Result<Self, OpenError> {
        let mut data = element.is(tag::SEQUENCE)?.reader();
        let mut info = data.sequence()?;
        let mut algorithm = info.sequence()?;
        let digest = info.octets()?.to_vec();
        info.finish()?;
        let salt = data.octets()?.to_vec();
        let rounds = match data.optional(tag::INTEGER)? {
            None => 1,
            // More than 64 bits is well formed, and far too much.
            Some(rounds) if rounds.unsigned()?.len() > 8 => u64::MAX,
            Some(rounds) => rounds.small()?,
        };
        data.finish()?;
        let oid = algorithm.oid()?;
        if oid == oids::PBMAC1 {
            let mut parameters = algorithm.sequence()?;
            let kdf = read_kdf(&mut parameters.sequence()?)?;
            let scheme = parameters.sequence()?.oid()?;
            let hash = Hash::of_hmac(scheme).ok_or_else(|| OpenError::Unsupported {
                algorithm: format!("PBMAC1 con {}", oids::name(scheme)),
            })?;
            let Kdf::Pbkdf2 { key_length, .. } = &kdf else {
                return Err(OpenError::Unsupported {
                    algorithm: "PBMAC1 con scrypt".to_owned(),
                });
            };
            // RFC 9579: the length must be there; below 20 octets it would weaken the MAC, above 64
            // nobody writes it.
            let Some(length @ 20..=64) = *key_length else {
                return Err(OpenError::Damaged);
            };
            let length = length as usize;
            return Ok(Self {
                form: Form::Pbmac1 { kdf, hash, length },
                digest,
            });
        }
        let hash = Hash::of(oid).ok_or_else(|| OpenError::Unsupported {
            algorithm: format!("sello de integridad {}", oids::name(oid)),
        })?;
        Ok(Self {
            form: Form::Classic { hash, salt, rounds },
            digest,
        })
    }

    pub(super) fn describe(&self) -> String {
        match &self.form {
            Form::Classic { hash, rounds, .. } => format!("HMAC-{} {rounds}", hash.name()),
            Form::Pbmac1 { kdf, hash, .. } => {
                format!("PBMAC1 {} HMAC-{}", kdf.describe(), hash.name())
            }
        }
    }

    pub(super) fn cost(&self) -> u64 {
        match &self.form {
            Form::Classic { rounds, .. } => *rounds,
            Form::Pbmac1 { kdf, length, .. } => kdf.cost(*length),
        }
    }

    /// What its key comes from, where it is derived PKCS#12's way.
    pub(super) fn pkcs12_derivation(&self) -> Option<Derivation> {
        match &self.form {
            Form::Classic { hash, salt, rounds } => Some(derivation(*hash, salt, *rounds)),
            Form::Pbmac1 { .. } => None,
        }
    }

    /// The form of the password that gives this MAC over `content`; `None`: it is another password, or
    /// the content was altered.
    pub(super) fn verify(
        &self,
        content: &[u8],
        password: &Password<'_>,
        work: &mut Work<'_>,
    ) -> Result<Option<PasswordEncoding>, OpenError> {
        let candidates = match &self.form {
            Form::Classic { .. } => password.pkcs12(),
            Form::Pbmac1 { .. } => password.pkcs5(),
        };
        for (index, candidate) in candidates.iter().enumerate() {
            match self.digest_under(&candidate.octets, content, work) {
                Ok(digest) if digest == self.digest => return Ok(Some(candidate.encoding)),
                Ok(_) => {}
                // The file is within the limits: only trying so many encodings is not.
                Err(OpenError::TooCostly { .. }) if index > 0 => break,
                Err(error) => return Err(error),
            }
        }
        Ok(None)
    }

    fn digest_under(
        &self,
        password: &[u8],
        content: &[u8],
        work: &mut Work<'_>,
    ) -> Result<Vec<u8>, OpenError> {
        match &self.form {
            Form::Classic { hash, salt, rounds } => {
                classic(*hash, password, salt, *rounds, content, work)
            }
            Form::Pbmac1 { kdf, hash, length } => {
                Ok(hmac(*hash, &kdf.derive(password, *length, work)?, content))
            }
        }
    }
}

fn classic(
    hash: Hash,
    password: &[u8],
    salt: &[u8],
    rounds: u64,
    content: &[u8],
    work: &mut Work<'_>,
) -> Result<Vec<u8>, OpenError> {
    let key = derivation(hash, salt, rounds).derive(password, work)?;
    Ok(hmac(hash, &key, content))
}

fn derivation(hash: Hash, salt: &[u8], rounds: u64) -> Derivation {
    Derivation {
        hash,
        purpose: pkcs12::MAC,
        salt: salt.to_vec(),
        rounds,
        length: hash.length(),
    }
}

/// `MacData` of the classic form over `content`.
pub(super) fn write(
    hash: Hash,
    password: &Password<'_>,
    salt: &[u8],
    rounds: u64,
    content: &[u8],
    work: &mut Work<'_>,
) -> Result<Vec<u8>, OpenError> {
    let password = password.pkcs12();
    let digest = classic(hash, &password[0].octets, salt, rounds, content, work)?;
    let info = write::sequence(&[
        &write::algorithm(hash.oid(), Some(&write::null())),
        &write::octets(&digest),
    ]);
    Ok(write::sequence(&[
        &info,
        &write::octets(salt),
        &write::small(rounds),
    ]))
}
