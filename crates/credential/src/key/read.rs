//! The forms a private key file takes: PKCS#8 plain and encrypted, PKCS#1, each DER or PEM.

use super::private::{PrivateKey, Refused};
use super::read_key::ReadKey;
use super::traditional;
use crate::asn1::{Malformed, Reader, ber, oids, pem, tag};
use crate::encryption::{Password, Plaintext, Scheme, Work};
use crate::error::OpenError;
use crate::file::{Contents, FileKind, Form, classify};
use crate::warning::PasswordEncoding;
use const_oid::ObjectIdentifier;
use pkcs8::PrivateKeyInfo;
use pkcs8::der::Decode as _;
use zeroize::Zeroizing;

/// Largest key file read. One of 16,384 bits has 10 KB.
pub const MAX_KEY_FILE: usize = 256 * 1024;

/// Reads a private key file.
pub(crate) fn read(
    bytes: &[u8],
    password: &Password<'_>,
    work: &mut Work<'_>,
) -> Result<ReadKey, OpenError> {
    let file = KeyFile::of(bytes)?;
    let read = match &file.form {
        KeyForm::Der(der) => read_der(der, password, work)?,
        KeyForm::Traditional(block) => traditional::read(block, password, work)?,
    };
    Ok(ReadKey {
        stray_bytes: file.stray_bytes,
        ..read
    })
}

/// Reads how a private key file is encrypted, without its password; `None`: not at all.
pub(crate) fn encryption(bytes: &[u8]) -> Result<Option<String>, OpenError> {
    let der = match KeyFile::of(bytes)?.form {
        KeyForm::Der(der) => der,
        KeyForm::Traditional(block) => return Ok(Some(traditional::describe(&block)?)),
    };
    let mut info = Reader::new(&der).sequence()?;
    let first = info.any()?;
    if first.tag != tag::SEQUENCE {
        return Ok(None);
    }
    Ok(Some(Scheme::read(&first)?.describe()))
}

/// Whether a private key lies in a file that does not encrypt it; also where that cannot be seen.
pub(crate) fn is_bare(bytes: &[u8]) -> bool {
    let contents = Contents::of(bytes);
    match &contents.form {
        Form::Pem(blocks) => blocks
            .iter()
            .any(|block| is_key_label(&block.label) && !is_encrypted(block)),
        Form::Asn1(octets) => !matches!(
            ber::to_der(octets).map(|der| starts_with_algorithm(&der)),
            Ok(true)
        ),
        Form::Nothing => true,
    }
}

fn is_key_label(label: &str) -> bool {
    label.ends_with("PRIVATE KEY")
}

fn is_encrypted(block: &pem::Block) -> bool {
    block.label == "ENCRYPTED PRIVATE KEY" || !block.headers.is_empty()
}

/// `EncryptedPrivateKeyInfo` begins with its algorithm, every other format with a version.
fn starts_with_algorithm(der: &[u8]) -> bool {
    Reader::new(der)
        .sequence()
        .is_ok_and(|info| info.peek() == Some(tag::SEQUENCE))
}

/// A key file out of its wrapping.
struct KeyFile {
    form: KeyForm,
    /// Bytes before or after it were left out.
    stray_bytes: bool,
}

enum KeyForm {
    /// DER of one of the formats.
    Der(Zeroizing<Vec<u8>>),
    /// PEM with OpenSSL's own encryption.
    Traditional(pem::Block),
}

impl KeyFile {
    fn of(bytes: &[u8]) -> Result<Self, OpenError> {
        let contents = Contents::of(bytes);
        match contents.kind {
            FileKind::Empty => return Err(OpenError::Empty),
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
        let form = match contents.form {
            Form::Pem(blocks) => KeyForm::of_pem(blocks)?,
            Form::Asn1(octets) => KeyForm::of_der(&octets)?,
            Form::Nothing => return Err(OpenError::Damaged),
        };
        Ok(Self {
            form,
            stray_bytes: contents.stray_bytes,
        })
    }
}

impl KeyForm {
    fn of_pem(blocks: Vec<pem::Block>) -> Result<Self, OpenError> {
        let block = blocks
            .into_iter()
            .find(|block| is_key_label(&block.label))
            .ok_or(OpenError::Damaged)?;
        match block.label.as_str() {
            "RSA PRIVATE KEY" if !block.headers.is_empty() => Ok(Self::Traditional(block)),
            "RSA PRIVATE KEY" | "PRIVATE KEY" | "ENCRYPTED PRIVATE KEY" => {
                Self::of_der(&block.content)
            }
            "EC PRIVATE KEY" => Err(elliptic()),
            other => Err(not_rsa(other.trim_end_matches(" PRIVATE KEY"))),
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
        Some(tag::INTEGER) if integers(reader) == Some(5) => return Err(not_rsa("DSA")),
        Some(tag::INTEGER) => PrivateKey::from_pkcs1(der)?,
        Some(tag::OCTET_STRING) => return Err(elliptic()),
        _ => return Err(OpenError::Damaged),
    };
    Ok(ReadKey {
        key,
        encryption: None,
        encoding: PasswordEncoding::AsTyped,
        stray_bytes: false,
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
        encoding: opened.encoding,
        stray_bytes: false,
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
        return Err(not_rsa(&oids::name(algorithm)));
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

fn elliptic() -> OpenError {
    not_rsa("curva elíptica (EC)")
}

fn not_rsa(algorithm: &str) -> OpenError {
    OpenError::NotRsa {
        algorithm: algorithm.to_owned(),
    }
}

impl From<Refused> for OpenError {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::Malformed => Self::Damaged,
            Refused::MultiPrime => Self::MultiPrimeKey,
        }
    }
}
