//! OpenSSL's own encryption of PEM keys (`Proc-Type: 4,ENCRYPTED`), from before PKCS#8.

use super::private::PrivateKey;
use super::read_key::ReadKey;
use crate::asn1::pem::Block;
use crate::encryption::{Cipher, Password, Work, decrypt_cbc};
use crate::error::OpenError;
use md5::{Digest, Md5};
use zeroize::Zeroizing;

/// Opens an `RSA PRIVATE KEY` block with a DEK-Info header.
pub(super) fn read(
    block: &Block,
    password: &Password<'_>,
    work: &mut Work<'_>,
) -> Result<ReadKey, OpenError> {
    let cipher = cipher(block)?;
    for candidate in password.pkcs5() {
        work.begin(1, "PEM")?;
        let key = derive(&candidate.octets, cipher.salt(), cipher.key_length());
        let plain = decrypt_cbc(&cipher, &key, &block.content)?;
        // Without MAC a wrong password unpads by luck once in 256.
        let key = plain.and_then(|plain| PrivateKey::from_pkcs1(&plain).ok());
        if let Some(key) = key {
            return Ok(ReadKey {
                key,
                encryption: Some(describe(block)?),
                encoding: candidate.encoding,
                stray_bytes: false,
            });
        }
    }
    Err(OpenError::WrongPassword)
}

/// For people.
pub(super) fn describe(block: &Block) -> Result<String, OpenError> {
    Ok(format!("PEM {} MD5 1", cipher(block)?.name()))
}

/// The cipher that the DEK-Info header names.
fn cipher(block: &Block) -> Result<Cipher, OpenError> {
    let info = block
        .headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("DEK-Info"))
        .map(|(_, value)| value.as_str())
        .ok_or(OpenError::Damaged)?;
    let (name, iv) = info.split_once(',').ok_or(OpenError::Damaged)?;
    let iv = from_hex(iv.trim()).ok_or(OpenError::Damaged)?;
    Ok(match name.trim() {
        "DES-CBC" => Cipher::DesCbc { iv: fixed(&iv)? },
        "DES-EDE3-CBC" => Cipher::DesEde3Cbc { iv: fixed(&iv)? },
        "AES-128-CBC" => Cipher::Aes128Cbc { iv: fixed(&iv)? },
        "AES-192-CBC" => Cipher::Aes192Cbc { iv: fixed(&iv)? },
        "AES-256-CBC" => Cipher::Aes256Cbc { iv: fixed(&iv)? },
        other => {
            return Err(OpenError::Unsupported {
                algorithm: other.to_owned(),
            });
        }
    })
}

/// OpenSSL's EVP_BytesToKey with MD5 and one round; the salt is the IV's first eight octets.
fn derive(password: &[u8], salt: &[u8], length: usize) -> Zeroizing<Vec<u8>> {
    let mut key = Zeroizing::new(Vec::with_capacity(length + 16));
    let mut block = Zeroizing::new([0_u8; 16]);
    let mut first = true;
    while key.len() < length {
        let mut hash = Md5::new();
        if !first {
            hash.update(*block);
        }
        hash.update(password);
        hash.update(salt);
        *block = hash.finalize().into();
        key.extend_from_slice(&*block);
        first = false;
    }
    key.truncate(length);
    key
}

fn fixed<const N: usize>(iv: &[u8]) -> Result<[u8; N], OpenError> {
    iv.try_into().map_err(|_| OpenError::Damaged)
}

fn from_hex(text: &str) -> Option<Vec<u8>> {
    if !text.is_ascii() || !text.len().is_multiple_of(2) {
        return None;
    }
    (0..text.len())
        .step_by(2)
        .map(|at| u8::from_str_radix(&text[at..at + 2], 16).ok())
        .collect()
}
