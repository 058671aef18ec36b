//! The forms a private key file takes: PKCS#8 plain and encrypted, PKCS#1, each DER or PEM.

use super::private::{PrivateKey, Refused};
use super::traditional;
use crate::asn1::{Malformed, Reader, ber, oids, pem, tag};
use crate::encryption::{Password, Plaintext, Scheme, Work};
use crate::open::{FileKind, OpenError, classify, sniff};
use const_oid::ObjectIdentifier;
use pkcs8::PrivateKeyInfo;
use pkcs8::der::Decode as _;
use zeroize::Zeroizing;

/// Largest key file read. One of 16,384 bits has 10 KB.
pub const MAX_KEY_FILE: usize = 256 * 1024;

/// A key, and how its file protected it.
pub(crate) struct ReadKey {
    pub(crate) key: PrivateKey,
    /// Scheme, for people; `None`: not encrypted.
    pub(crate) encryption: Option<String>,
    /// The password opened it only in another encoding than UTF-8.
    pub(crate) odd_encoding: bool,
}

/// Reads a private key file.
pub(crate) fn read(
    bytes: &[u8],
    password: &Password<'_>,
    work: &mut Work<'_>,
) -> Result<ReadKey, OpenError> {
    match Form::of(bytes)? {
        Form::Der(der) => read_der(&der, password, work),
        Form::Traditional(block) => traditional::read(&block, password, work),
    }
}

/// How a private key file is encrypted, told without its password; `None`: not at all.
pub(crate) fn encryption(bytes: &[u8]) -> Result<Option<String>, OpenError> {
    let der = match Form::of(bytes)? {
        Form::Der(der) => der,
        Form::Traditional(block) => return Ok(Some(traditional::describe(&block)?)),
    };
    let mut info = Reader::new(&der).sequence()?;
    let first = info.any()?;
    if first.tag != tag::SEQUENCE {
        return Ok(None);
    }
    Ok(Some(Scheme::read(&first)?.describe()))
}

/// A key file out of its wrapping.
enum Form {
    /// DER of one of the formats.
    Der(Zeroizing<Vec<u8>>),
    /// PEM with OpenSSL's own encryption.
    Traditional(pem::Block),
}

impl Form {
    fn of(bytes: &[u8]) -> Result<Self, OpenError> {
        if bytes.is_empty() {
            return Err(OpenError::Empty);
        }
        match sniff(bytes) {
            FileKind::Key => {}
            FileKind::DamagedAsn1 | FileKind::DamagedPem => return Err(OpenError::Damaged),
            found => {
                return Err(OpenError::NotThisKind {
                    found,
                    wanted: FileKind::Key,
                });
            }
        }
        if bytes.len() > MAX_KEY_FILE {
            return Err(OpenError::TooLarge {
                limit: MAX_KEY_FILE,
            });
        }
        if pem::looks_like(bytes) {
            return Self::of_pem(bytes);
        }
        let bare = pem::bare_base64(bytes);
        Self::of_der(bare.as_ref().map_or(bytes, |der| der.as_slice()))
    }

    fn of_pem(bytes: &[u8]) -> Result<Self, OpenError> {
        let blocks = pem::read(bytes).ok_or(OpenError::Damaged)?;
        let block = blocks
            .into_iter()
            .find(|block| block.label.ends_with("PRIVATE KEY"))
            .ok_or(OpenError::Damaged)?;
        match block.label.as_str() {
            "RSA PRIVATE KEY" if !block.headers.is_empty() => Ok(Self::Traditional(block)),
            "RSA PRIVATE KEY" | "PRIVATE KEY" | "ENCRYPTED PRIVATE KEY" => {
                Self::of_der(&block.content)
            }
            "EC PRIVATE KEY" => Err(unsupported("llave de curva elíptica (EC)")),
            "DSA PRIVATE KEY" => Err(unsupported("llave DSA")),
            other => Err(unsupported(other)),
        }
    }

    fn of_der(bytes: &[u8]) -> Result<Self, OpenError> {
        let der = Zeroizing::new(ber::to_der(bytes)?.into_owned());
        if classify(&der) == Ok(FileKind::Key) {
            Ok(Self::Der(der))
        } else {
            Err(OpenError::Damaged)
        }
    }
}

fn read_der(
    der: &[u8],
    password: &Password<'_>,
    work: &mut Work<'_>,
) -> Result<ReadKey, OpenError> {
    let mut outer = Reader::new(der);
    let mut reader = outer.sequence()?;
    let first = reader.any()?;
    if first.tag == tag::SEQUENCE {
        return read_encrypted(der, password, work);
    }
    let key = match reader.peek() {
        Some(tag::SEQUENCE) => from_pkcs8(der)?,
        // DSA's own format: version, p, q, g, public and private number.
        Some(tag::INTEGER) if integers(reader) == Some(5) => return Err(unsupported("llave DSA")),
        Some(tag::INTEGER) => PrivateKey::from_pkcs1(der)?,
        Some(tag::OCTET_STRING) => return Err(unsupported("llave de curva elíptica (EC)")),
        _ => return Err(OpenError::Damaged),
    };
    Ok(ReadKey {
        key,
        encryption: None,
        odd_encoding: false,
    })
}

/// How many INTEGERs follow, where nothing else does.
fn integers(mut reader: Reader<'_>) -> Option<usize> {
    let mut count = 0;
    while !reader.is_empty() {
        reader.expect(tag::INTEGER).ok()?;
        count += 1;
    }
    Some(count)
}

/// `EncryptedPrivateKeyInfo` (RFC 5208 §6).
///
/// Not by `pkcs8`, which writes these for us: it has no PKCS#12 schemes and no RC2, and reading 3DES,
/// SAT's cipher, `pkcs5` 0.7 panics over an IV that is too short (RustCrypto/formats#2383). What reads
/// the schemes here reads those inside a .pfx too.
fn read_encrypted(
    der: &[u8],
    password: &Password<'_>,
    work: &mut Work<'_>,
) -> Result<ReadKey, OpenError> {
    let mut outer = Reader::new(der);
    let mut info = outer.sequence()?;
    outer.finish()?;
    let scheme = Scheme::read(&info.expect(tag::SEQUENCE)?)?;
    let ciphertext = info.octets()?;
    info.finish()?;
    let opened = scheme.decrypt(ciphertext, password, Plaintext::Key, work)?;
    Ok(ReadKey {
        key: from_pkcs8(&opened.bytes)?,
        encryption: Some(scheme.describe()),
        odd_encoding: opened.odd_encoding,
    })
}

/// `PrivateKeyInfo` or `OneAsymmetricKey` (RFC 5208, RFC 5958).
pub(crate) fn from_pkcs8(der: &[u8]) -> Result<PrivateKey, OpenError> {
    let der = Zeroizing::new(
        ber::to_der(der)
            .map_err(|_| OpenError::Damaged)?
            .into_owned(),
    );
    let (algorithm, key) = match PrivateKeyInfo::from_der(&der) {
        Ok(info) => (info.algorithm.oid, info.private_key),
        Err(_) => loose_pkcs8(&der)?,
    };
    if algorithm != oids::RSA_ENCRYPTION {
        return Err(unsupported(&oids::key_name(algorithm)));
    }
    let key = Zeroizing::new(
        ber::to_der(key)
            .map_err(|_| OpenError::Damaged)?
            .into_owned(),
    );
    Ok(PrivateKey::from_pkcs1(&key)?)
}

/// Algorithm and key of a `PrivateKeyInfo` that `pkcs8` refuses: its version does not go with the
/// public key that follows or not, or attributes follow without their tag. Neither matters here.
fn loose_pkcs8(der: &[u8]) -> Result<(ObjectIdentifier, &[u8]), Malformed> {
    let mut outer = Reader::new(der);
    let mut info = outer.sequence()?;
    outer.finish()?;
    if info.small()? > 1 {
        return Err(Malformed("version of a private key"));
    }
    let found = (info.sequence()?.oid()?, info.octets()?);
    while !info.is_empty() {
        info.any()?;
    }
    Ok(found)
}

fn unsupported(algorithm: &str) -> OpenError {
    OpenError::Unsupported {
        algorithm: algorithm.to_owned(),
    }
}

impl From<Malformed> for OpenError {
    fn from(_: Malformed) -> Self {
        Self::Damaged
    }
}

impl From<Refused> for OpenError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Malformed => Self::Damaged,
            Refused::MultiPrime => unsupported("llave RSA de más de dos primos"),
        }
    }
}
