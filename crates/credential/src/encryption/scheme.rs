//! `AlgorithmIdentifier`s of password-based encryption, and what they do.

use super::identifiers::{
    cipher_to_der, kdf_to_der, read_cipher, read_kdf, rounds, salted, unsupported,
};
use super::kdf::pbkdf1;
use super::pkcs12::{self, Derivation};
use super::pkcs12_cipher::Pkcs12Cipher;
use super::{Candidate, Cipher, Hash, Kdf, Password, Plaintext, Work};
use crate::asn1::{Element, oids, tag, write};
use crate::error::OpenError;
use crate::warning::PasswordEncoding;
use zeroize::Zeroizing;

/// A password-based encryption scheme with its parameters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Scheme {
    /// RFC 7292 appendix C.
    Pkcs12 {
        cipher: Pkcs12Cipher,
        salt: Vec<u8>,
        rounds: u64,
    },
    /// RFC 8018 §6.1.
    Pbes1 {
        hash: Hash,
        /// RC2 with 64 effective bits in place of DES.
        rc2: bool,
        salt: Vec<u8>,
        rounds: u64,
    },
    /// RFC 8018 §6.2.
    Pbes2 { kdf: Kdf, cipher: Cipher },
}

/// A plaintext that is what it must be.
pub(crate) struct Decrypted {
    pub(crate) bytes: Zeroizing<Vec<u8>>,
    /// The form of the password that opened it.
    pub(crate) encoding: PasswordEncoding,
}

impl Scheme {
    /// Reads an `AlgorithmIdentifier`.
    pub(crate) fn read(algorithm: &Element<'_>) -> Result<Self, OpenError> {
        let mut reader = algorithm.is(tag::SEQUENCE)?.reader();
        let oid = reader.oid()?;
        if oid == oids::PBES2 {
            let mut parameters = reader.sequence()?;
            reader.finish()?;
            let kdf = read_kdf(&mut parameters.sequence()?)?;
            let cipher = read_cipher(&mut parameters.sequence()?)?;
            parameters.finish()?;
            return Self::pbes2(kdf, cipher);
        }
        let pkcs12 = Pkcs12Cipher::ALL.iter().find(|(_, found, _)| *found == oid);
        let pbes1 = match oid {
            oids::PBE_MD5_DES => Some((Hash::Md5, false)),
            oids::PBE_MD5_RC2 => Some((Hash::Md5, true)),
            oids::PBE_SHA1_DES => Some((Hash::Sha1, false)),
            oids::PBE_SHA1_RC2 => Some((Hash::Sha1, true)),
            _ => None,
        };
        if pkcs12.is_none() && pbes1.is_none() {
            return Err(unsupported(oid));
        }
        let mut parameters = reader.sequence()?;
        reader.finish()?;
        let salt = parameters.octets()?.to_vec();
        let rounds = rounds(&mut parameters)?;
        parameters.finish()?;
        Ok(match (pkcs12, pbes1) {
            (Some((cipher, _, _)), _) => Self::Pkcs12 {
                cipher: *cipher,
                salt,
                rounds,
            },
            (_, Some((hash, rc2))) => Self::Pbes1 {
                hash,
                rc2,
                salt,
                rounds,
            },
            _ => return Err(unsupported(oid)),
        })
    }

    /// PBES2, where the derived key has the length that the cipher takes.
    fn pbes2(kdf: Kdf, cipher: Cipher) -> Result<Self, OpenError> {
        let (Kdf::Pbkdf2 { key_length, .. } | Kdf::Scrypt { key_length, .. }) = &kdf;
        let cipher = match (cipher, *key_length) {
            // RC2 takes keys of any length, named beside the derivation (RFC 8018 B.2.3).
            (
                Cipher::Rc2Cbc {
                    iv, effective_bits, ..
                },
                Some(length @ 1..=128),
            ) => Cipher::Rc2Cbc {
                iv,
                effective_bits,
                key_length: length as usize,
            },
            (cipher, None) => cipher,
            (cipher, Some(length)) if length == cipher.key_length() as u64 => cipher,
            _ => return Err(OpenError::Damaged),
        };
        Ok(Self::Pbes2 { kdf, cipher })
    }

    /// For people, in the names that OpenSSL uses.
    pub(crate) fn describe(&self) -> String {
        match self {
            Self::Pkcs12 { cipher, rounds, .. } => format!("{} {rounds}", cipher.entry().2),
            Self::Pbes1 {
                hash, rc2, rounds, ..
            } => {
                let cipher = if *rc2 { "RC2-64" } else { "DES" };
                format!("PBE-{}-{cipher} {rounds}", hash.name())
            }
            Self::Pbes2 { kdf, cipher } => format!("PBES2 {} {}", kdf.describe(), cipher.name()),
        }
    }

    /// Whether it falls to a determined stranger with an ordinary computer.
    pub(crate) fn is_weak(&self) -> bool {
        match self {
            Self::Pkcs12 { cipher, .. } => cipher.key_length() == 5,
            Self::Pbes1 { .. } => true,
            Self::Pbes2 { cipher, .. } => match cipher {
                Cipher::DesCbc { .. } => true,
                Cipher::Rc2Cbc { effective_bits, .. } => *effective_bits < 128,
                _ => false,
            },
        }
    }

    /// What opening it costs, in rounds.
    pub(crate) fn cost(&self) -> u64 {
        match self {
            Self::Pkcs12 { cipher, rounds, .. } => {
                let iv = u64::from(cipher.has_iv());
                rounds.saturating_mul(cipher.key_length().div_ceil(20) as u64 + iv)
            }
            Self::Pbes1 { rounds, .. } => *rounds,
            Self::Pbes2 { kdf, cipher } => kdf.cost(cipher.key_length()),
        }
    }

    /// What its key and IV come from, where they are derived PKCS#12's way.
    pub(crate) fn pkcs12_derivations(&self) -> Vec<Derivation> {
        match self {
            Self::Pkcs12 {
                cipher,
                salt,
                rounds,
            } => {
                let derivations = pkcs12_derivations(*cipher, salt, *rounds);
                let due = if cipher.has_iv() { 2 } else { 1 };
                derivations.into_iter().take(due).collect()
            }
            Self::Pbes1 { .. } | Self::Pbes2 { .. } => Vec::new(),
        }
    }

    /// Tries the password in each of its encodings.
    ///
    /// [`OpenError::WrongPassword`], or [`OpenError::Damaged`] where the beginning comes out right
    /// and the rest does not.
    pub(crate) fn decrypt(
        &self,
        ciphertext: &[u8],
        password: &Password<'_>,
        wanted: Plaintext,
        work: &mut Work<'_>,
    ) -> Result<Decrypted, OpenError> {
        let candidates = match self {
            Self::Pbes2 { .. } if wanted != Plaintext::Key => password.pbes2_in_pfx(),
            _ => self.candidates(password),
        };
        let mut begins_right = false;
        for (index, candidate) in candidates.iter().enumerate() {
            let (cipher, key) = match self.derive(&candidate.octets, work) {
                // The file is within the limits: only trying so many encodings is not.
                Err(OpenError::TooCostly { .. }) if index > 0 => break,
                derived => derived?,
            };
            let mut plaintext = cipher.decrypt_raw(&key, ciphertext)?;
            let length = cipher.unpad(&plaintext).map(<[u8]>::len);
            if let Some(length) = length.filter(|length| wanted.is(&plaintext[..*length])) {
                plaintext.truncate(length);
                return Ok(Decrypted {
                    bytes: plaintext,
                    encoding: candidate.encoding,
                });
            }
            begins_right |= wanted.begins(&plaintext);
        }
        Err(if begins_right {
            OpenError::Damaged
        } else {
            OpenError::WrongPassword
        })
    }

    /// Encrypts under the password's first encoding.
    pub(crate) fn encrypt(
        &self,
        plaintext: &[u8],
        password: &Password<'_>,
        work: &mut Work<'_>,
    ) -> Result<Vec<u8>, OpenError> {
        let candidates = self.candidates(password);
        let (cipher, key) = self.derive(&candidates[0].octets, work)?;
        cipher.encrypt(&key, plaintext).ok_or(OpenError::Damaged)
    }

    fn candidates(&self, password: &Password<'_>) -> Vec<Candidate> {
        match self {
            Self::Pkcs12 { .. } => password.pkcs12(),
            Self::Pbes1 { .. } | Self::Pbes2 { .. } => password.pkcs5(),
        }
    }

    fn derive(
        &self,
        password: &[u8],
        work: &mut Work<'_>,
    ) -> Result<(Cipher, Zeroizing<Vec<u8>>), OpenError> {
        match self {
            Self::Pkcs12 {
                cipher,
                salt,
                rounds,
            } => {
                let [key, iv] = pkcs12_derivations(*cipher, salt, *rounds);
                let mut key = key.derive(password, work)?;
                if *cipher == Pkcs12Cipher::DesEde3With2Keys {
                    let mut three = Zeroizing::new(Vec::with_capacity(24));
                    three.extend_from_slice(&key);
                    three.extend_from_slice(&key[..8]);
                    key = three;
                }
                let with_iv = cipher.with_iv([0; 8]);
                if matches!(with_iv, Cipher::Rc4 { .. }) {
                    return Ok((with_iv, key));
                }
                let iv = iv.derive(password, work)?;
                let iv = <[u8; 8]>::try_from(iv.as_slice()).map_err(|_| OpenError::Damaged)?;
                Ok((cipher.with_iv(iv), key))
            }
            Self::Pbes1 {
                hash,
                rc2,
                salt,
                rounds,
            } => {
                let derived = pbkdf1(*hash, password, salt, *rounds, work)?;
                let iv = <[u8; 8]>::try_from(&derived[8..]).map_err(|_| OpenError::Damaged)?;
                let cipher = if *rc2 {
                    Cipher::Rc2Cbc {
                        iv,
                        effective_bits: 64,
                        key_length: 8,
                    }
                } else {
                    Cipher::DesCbc { iv }
                };
                Ok((cipher, Zeroizing::new(derived[..8].to_vec())))
            }
            Self::Pbes2 { kdf, cipher } => {
                let key = kdf.derive(password, cipher.key_length(), work)?;
                Ok((cipher.clone(), key))
            }
        }
    }

    /// `AlgorithmIdentifier`, DER.
    pub(crate) fn to_der(&self) -> Vec<u8> {
        match self {
            Self::Pkcs12 {
                cipher,
                salt,
                rounds,
            } => salted(cipher.entry().1, salt, *rounds),
            Self::Pbes1 {
                hash,
                rc2,
                salt,
                rounds,
            } => {
                let oid = match (hash, rc2) {
                    (Hash::Md5, false) => oids::PBE_MD5_DES,
                    (Hash::Md5, true) => oids::PBE_MD5_RC2,
                    (_, false) => oids::PBE_SHA1_DES,
                    (_, true) => oids::PBE_SHA1_RC2,
                };
                salted(oid, salt, *rounds)
            }
            Self::Pbes2 { kdf, cipher } => {
                let parameters = write::sequence(&[&kdf_to_der(kdf), &cipher_to_der(cipher)]);
                write::algorithm(oids::PBES2, Some(&parameters))
            }
        }
    }
}

/// Of the key, and of the IV.
fn pkcs12_derivations(cipher: Pkcs12Cipher, salt: &[u8], rounds: u64) -> [Derivation; 2] {
    let octets = |purpose, length| Derivation {
        hash: Hash::Sha1,
        purpose,
        salt: salt.to_vec(),
        rounds,
        length,
    };
    [
        octets(pkcs12::KEY, cipher.key_length()),
        octets(pkcs12::IV, 8),
    ]
}

#[cfg(test)]
mod tests;
