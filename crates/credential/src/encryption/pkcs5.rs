//! What we write, in the types of `pkcs5`, which encodes it.

use super::{Cipher, Hash, Kdf, Scheme};
use pkcs8::pkcs5::pbes2::{self, Parameters, Pbkdf2Params, Pbkdf2Prf, ScryptParams};

impl Scheme {
    /// `None` for what `pkcs5` does not write: PKCS#12's own schemes, PBES1, DES and RC2.
    pub(crate) fn to_pkcs5(&self) -> Option<Parameters<'_>> {
        let Self::Pbes2 { kdf, cipher } = self else {
            return None;
        };
        let encryption = match cipher {
            Cipher::Aes128Cbc { iv } => pbes2::EncryptionScheme::Aes128Cbc { iv },
            Cipher::Aes192Cbc { iv } => pbes2::EncryptionScheme::Aes192Cbc { iv },
            Cipher::Aes256Cbc { iv } => pbes2::EncryptionScheme::Aes256Cbc { iv },
            Cipher::DesEde3Cbc { iv } => pbes2::EncryptionScheme::DesEde3Cbc { iv },
            Cipher::DesCbc { .. } | Cipher::Rc2Cbc { .. } | Cipher::Rc4 { .. } => return None,
        };
        Some(Parameters {
            kdf: kdf.to_pkcs5(),
            encryption,
        })
    }
}

impl Kdf {
    /// Numbers that its types do not hold are beyond what any derivation here does: they become the
    /// largest.
    pub(super) fn to_pkcs5(&self) -> pbes2::Kdf<'_> {
        let short = |number: u64| u16::try_from(number).unwrap_or(u16::MAX);
        match self {
            Self::Pbkdf2 {
                prf,
                salt,
                rounds,
                key_length,
            } => pbes2::Kdf::Pbkdf2(Pbkdf2Params {
                salt,
                iteration_count: u32::try_from(*rounds).unwrap_or(u32::MAX),
                key_length: key_length.map(short),
                prf: match prf {
                    // PBKDF2 with HMAC-MD5 is never read, and never written.
                    Hash::Md5 | Hash::Sha1 => Pbkdf2Prf::HmacWithSha1,
                    Hash::Sha224 => Pbkdf2Prf::HmacWithSha224,
                    Hash::Sha256 => Pbkdf2Prf::HmacWithSha256,
                    Hash::Sha384 => Pbkdf2Prf::HmacWithSha384,
                    Hash::Sha512 => Pbkdf2Prf::HmacWithSha512,
                },
            }),
            Self::Scrypt {
                salt,
                n,
                r,
                p,
                key_length,
            } => pbes2::Kdf::Scrypt(ScryptParams {
                salt,
                cost_parameter: *n,
                block_size: short(*r),
                parallelization: short(*p),
                key_length: key_length.map(short),
            }),
        }
    }
}
