//! `AlgorithmIdentifier`s of key derivations and ciphers, read and written.

use super::{Cipher, Hash, Kdf};
use crate::asn1::{Reader, oids, tag, write};
use crate::error::OpenError;
use const_oid::ObjectIdentifier;
use pkcs8::der::Encode as _;

pub(crate) fn read_kdf(reader: &mut Reader<'_>) -> Result<Kdf, OpenError> {
    let oid = reader.oid()?;
    let mut parameters = match oid {
        oids::PBKDF2 | oids::SCRYPT => reader.sequence()?,
        _ => return Err(unsupported(oid)),
    };
    reader.finish()?;
    if parameters.peek() == Some(tag::SEQUENCE) {
        return Err(OpenError::Unsupported {
            algorithm: "PBKDF2 con otra fuente de sal".to_owned(),
        });
    }
    let salt = parameters.octets()?.to_vec();
    let kdf = if oid == oids::PBKDF2 {
        let rounds = rounds(&mut parameters)?;
        let key_length = optional_length(&mut parameters)?;
        let prf = if parameters.is_empty() {
            Hash::Sha1
        } else {
            let prf = parameters.sequence()?.oid()?;
            Hash::of_hmac(prf).ok_or_else(|| unsupported(prf))?
        };
        Kdf::Pbkdf2 {
            prf,
            salt,
            rounds,
            key_length,
        }
    } else {
        Kdf::Scrypt {
            salt,
            n: rounds(&mut parameters)?,
            r: rounds(&mut parameters)?,
            p: rounds(&mut parameters)?,
            key_length: optional_length(&mut parameters)?,
        }
    };
    parameters.finish()?;
    Ok(kdf)
}

pub(super) fn read_cipher(reader: &mut Reader<'_>) -> Result<Cipher, OpenError> {
    let oid = reader.oid()?;
    let cipher = match oid {
        oids::DES_CBC => Cipher::DesCbc { iv: iv(reader)? },
        oids::DES_EDE3_CBC => Cipher::DesEde3Cbc { iv: iv(reader)? },
        oids::AES_128_CBC => Cipher::Aes128Cbc { iv: iv(reader)? },
        oids::AES_192_CBC => Cipher::Aes192Cbc { iv: iv(reader)? },
        oids::AES_256_CBC => Cipher::Aes256Cbc { iv: iv(reader)? },
        oids::RC2_CBC => read_rc2(reader)?,
        _ => return Err(unsupported(oid)),
    };
    reader.finish()?;
    Ok(cipher)
}

/// `RC2-CBC-Parameter` (RFC 2268 §6, RFC 8018 B.2.3): the version encodes the effective bits.
fn read_rc2(reader: &mut Reader<'_>) -> Result<Cipher, OpenError> {
    if reader.peek() == Some(tag::OCTET_STRING) {
        return Ok(rc2(iv(reader)?, 32));
    }
    let mut parameters = reader.sequence()?;
    let effective_bits = if parameters.peek() == Some(tag::INTEGER) {
        match parameters.small()? {
            160 => 40,
            120 => 64,
            58 => 128,
            bits @ 256..=1024 => bits as usize,
            version => {
                return Err(OpenError::Unsupported {
                    algorithm: format!("RC2 versión {version}"),
                });
            }
        }
    } else {
        32
    };
    let iv = iv(&mut parameters)?;
    parameters.finish()?;
    Ok(rc2(iv, effective_bits))
}

/// Where the derivation does not name a key length, OpenSSL takes the effective bits.
pub(super) fn rc2(iv: [u8; 8], effective_bits: usize) -> Cipher {
    Cipher::Rc2Cbc {
        iv,
        effective_bits,
        key_length: (effective_bits / 8).min(128),
    }
}

fn iv<const N: usize>(reader: &mut Reader<'_>) -> Result<[u8; N], OpenError> {
    reader.octets()?.try_into().map_err(|_| OpenError::Damaged)
}

/// A positive count. One beyond 64 bits is well formed, and far too much.
pub(super) fn rounds(reader: &mut Reader<'_>) -> Result<u64, OpenError> {
    let octets = reader.unsigned()?;
    if octets.is_empty() {
        return Err(OpenError::Damaged);
    }
    if octets.len() > 8 {
        return Ok(u64::MAX);
    }
    Ok(octets
        .iter()
        .fold(0, |value, byte| value << 8 | u64::from(*byte)))
}

fn optional_length(reader: &mut Reader<'_>) -> Result<Option<u64>, OpenError> {
    Ok(match reader.optional(tag::INTEGER)? {
        Some(length) => Some(length.small()?),
        None => None,
    })
}

pub(super) fn unsupported(oid: ObjectIdentifier) -> OpenError {
    OpenError::Unsupported {
        algorithm: oids::name(oid),
    }
}

pub(super) fn salted(oid: ObjectIdentifier, salt: &[u8], rounds: u64) -> Vec<u8> {
    let parameters = write::sequence(&[&write::octets(salt), &write::small(rounds)]);
    write::algorithm(oid, Some(&parameters))
}

pub(super) fn kdf_to_der(kdf: &Kdf) -> Vec<u8> {
    kdf.to_pkcs5()
        .to_der()
        .expect("salts are far shorter than DER's lengths reach")
}

pub(super) fn cipher_to_der(cipher: &Cipher) -> Vec<u8> {
    let (oid, iv): (_, &[u8]) = match cipher {
        Cipher::DesCbc { iv } => (oids::DES_CBC, iv),
        Cipher::DesEde3Cbc { iv } => (oids::DES_EDE3_CBC, iv),
        Cipher::Aes128Cbc { iv } => (oids::AES_128_CBC, iv),
        Cipher::Aes192Cbc { iv } => (oids::AES_192_CBC, iv),
        Cipher::Aes256Cbc { iv } => (oids::AES_256_CBC, iv),
        Cipher::Rc2Cbc {
            iv, effective_bits, ..
        } => {
            let version = match effective_bits {
                40 => 160,
                64 => 120,
                128 => 58,
                bits => *bits as u64,
            };
            let parameters = write::sequence(&[&write::small(version), &write::octets(iv)]);
            return write::algorithm(oids::RC2_CBC, Some(&parameters));
        }
        // PBES2 has no identifier for RC4 that anyone writes; it stands in PKCS#12's own schemes.
        Cipher::Rc4 { .. } => (oids::P12_RC4_128, &[]),
    };
    write::algorithm(oid, Some(&write::octets(iv)))
}
