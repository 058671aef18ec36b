//! Password-based encryption: PKCS#5 (PBES1, PBES2), PKCS#12's PBEs, scrypt.
//!
//! Used by `key` and `pfx`, both ways. Every cost named in a file is checked against a limit
//! before the work is done ([`Work::begin`]), and every derived key is wiped.

mod ahead;
mod cipher;
mod hash;
mod identifiers;
mod kdf;
mod lanes;
mod letters;
mod password;
pub(crate) mod pkcs12;
mod pkcs12_cipher;
mod pkcs5;
mod plaintext;
mod rounds;
mod scheme;
mod work;

pub(crate) use cipher::{Cipher, decrypt_cbc};
pub(crate) use hash::{Hash, hmac};
pub(crate) use identifiers::read_kdf;
pub(crate) use kdf::Kdf;
pub(crate) use password::{Candidate, Password};
pub(crate) use pkcs12_cipher::Pkcs12Cipher;
pub(crate) use plaintext::Plaintext;
pub(crate) use scheme::Scheme;
pub(crate) use work::Work;
pub use work::{MAX_ROUNDS, MAX_SCRYPT_MEMORY};
