//! Keys, authorities and credentials for tests and demonstrations, shaped like SAT's and IMSS's.
//!
//! Behind the feature `issue`: never in the page, never in the relay. Nothing made here is worth
//! anything outside a test.

mod authority;
mod holder;

pub use authority::{Authority, Validity, generate_key};
pub use holder::Holder;

use crate::encryption::{Cipher, Hash, Kdf, Password, Scheme, Work};
use crate::error::OpenError;
use crate::key::PrivateKey;
use crate::pfx;

/// Returns a .key exactly as SAT writes it: PBES2, PBKDF2 (HMAC-SHA1, 2048 rounds), DES-EDE3-CBC, with
/// SAT's constant salt, and the first octets of the plaintext for IV [A]. No worse example of protecting
/// a key is known; it is here because every such file in the country looks so.
///
/// # Errors
/// None in practice: the costs are within the limits.
pub fn sat_key_file(key: &PrivateKey, password: &[u8]) -> Result<Vec<u8>, OpenError> {
    let plaintext = key.pkcs8_der();
    let iv = plaintext.first_chunk().copied().ok_or(OpenError::Damaged)?;
    let scheme = Scheme::Pbes2 {
        kdf: Kdf::Pbkdf2 {
            prf: Hash::Sha1,
            salt: vec![0x02, 0x01, 0x00, 0x02, 0x82, 0x01, 0x01, 0x00],
            rounds: 2048,
            key_length: None,
        },
        cipher: Cipher::DesEde3Cbc { iv },
    };
    let mut quiet = |_, _| {};
    pfx::encrypted_key_info(
        key,
        &scheme,
        &Password::new(password),
        &mut Work::new(&mut quiet),
    )
}
