//! The outside of a .pfx: what can be read of it without its password.

use super::mac::Mac;
use crate::asn1::{Element, Reader, ber, oids, tag};
use crate::encryption::Scheme;
use crate::encryption::pkcs12::Derivation;
use crate::error::OpenError;
use crate::file::{Contents, FileKind, Form, is_pfx_label};
use const_oid::ObjectIdentifier;
use zeroize::Zeroizing;

/// Bags inside bags inside bags: nobody writes more than one level.
pub(super) const MAX_NESTED_BAGS: usize = 8;

/// Largest .pfx read. One with a long chain has some 10 KB.
pub const MAX_PFX_FILE: usize = 1024 * 1024;

/// How a .pfx is protected, as far as it says so before it is opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Protection {
    /// Encryption of key and certificates, in OpenSSL's names; `"none"`.
    pub encryption: String,
    /// The MAC; `"none"`: opening asks for consent.
    pub mac: String,
    /// Rounds of key derivation due: above some 100,000 a progress bar is kind.
    pub rounds: u64,
}

/// Reads how a .pfx is protected, without its password.
///
/// # Errors
/// As [`read`](super::read), but for the password.
pub fn protection(file: &[u8]) -> Result<Protection, OpenError> {
    let outer = Outer::read(file)?;
    let (mut keys, mut certificates) = (Vec::new(), Vec::new());
    for safe in &outer.safes {
        match safe {
            Safe::Encrypted { scheme, .. } => note(&mut certificates, scheme.describe()),
            Safe::Plain(bags) => {
                for (scheme, _) in shrouded_keys(bags) {
                    note(&mut keys, scheme.describe());
                }
            }
        }
    }
    Ok(Protection {
        encryption: describe_encryption(&keys, &certificates),
        mac: outer.describe_mac(),
        rounds: total_cost(outer.mac.as_ref(), &outer.safes),
    })
}

/// `PFX` (RFC 7292 §4), nothing of it decrypted.
pub(super) struct Outer {
    /// The octets that the MAC is taken over.
    pub(super) content: Vec<u8>,
    pub(super) safes: Vec<Safe>,
    pub(super) mac: Option<Mac>,
    /// Bytes before or after it were left out.
    pub(super) stray_bytes: bool,
}

impl Outer {
    pub(super) fn read(file: &[u8]) -> Result<Self, OpenError> {
        let contents = Contents::of(file);
        match contents.kind {
            FileKind::Empty => return Err(OpenError::Empty),
            FileKind::Pfx => {}
            FileKind::DamagedAsn1 | FileKind::DamagedPem => return Err(OpenError::Damaged),
            found => {
                return Err(OpenError::NotThisKind {
                    found,
                    wanted: FileKind::Pfx,
                });
            }
        }
        if file.len() > MAX_PFX_FILE {
            return Err(OpenError::TooLarge {
                limit: MAX_PFX_FILE,
            });
        }
        let mut outer = match &contents.form {
            Form::Pem(blocks) => {
                let block = blocks.iter().find(|block| is_pfx_label(&block.label));
                Self::of_der(&block.ok_or(OpenError::Damaged)?.content)?
            }
            Form::Asn1(octets) => Self::of_der(octets)?,
            Form::Nothing => return Err(OpenError::Damaged),
        };
        outer.stray_bytes = contents.stray_bytes;
        Ok(outer)
    }

    fn of_der(file: &[u8]) -> Result<Self, OpenError> {
        let der = ber::to_der(file)?;
        let mut outer = Reader::new(&der);
        let mut pfx = outer.sequence()?;
        if pfx.small()? != 3 {
            return Err(OpenError::Damaged);
        }
        let content = authenticated_content(&mut pfx)?;
        let mac = pfx
            .optional(tag::SEQUENCE)?
            .map(|data| Mac::read(&data))
            .transpose()?;
        pfx.finish()?;
        Ok(Self {
            content: content.to_vec(),
            safes: safes(content)?,
            mac,
            stray_bytes: false,
        })
    }

    pub(super) fn describe_mac(&self) -> String {
        self.mac
            .as_ref()
            .map_or_else(|| "none".to_owned(), Mac::describe)
    }
}

/// One `ContentInfo` of the authenticated safe.
pub(super) enum Safe {
    Plain(Vec<u8>),
    Encrypted { scheme: Scheme, ciphertext: Vec<u8> },
}

/// One scheme where all is protected alike, else both halves named.
pub(super) fn describe_encryption(keys: &[String], certificates: &[String]) -> String {
    match (keys.join(" + "), certificates.join(" + ")) {
        (keys, certificates) if keys.is_empty() && certificates.is_empty() => "none".to_owned(),
        (only, rest) | (rest, only) if rest.is_empty() || rest == only => only,
        (keys, certificates) => format!("llave: {keys}; certificados: {certificates}"),
    }
}

pub(super) fn note(schemes: &mut Vec<String>, scheme: String) {
    if !schemes.contains(&scheme) {
        schemes.push(scheme);
    }
}

/// The octets that the MAC is taken over: the contents of the outer `data`.
fn authenticated_content<'a>(pfx: &mut Reader<'a>) -> Result<&'a [u8], OpenError> {
    let mut info = pfx.sequence()?;
    match info.oid()? {
        oids::DATA => {}
        oids::SIGNED_DATA => {
            return Err(OpenError::Unsupported {
                algorithm: "PKCS#12 firmado con llave pública".to_owned(),
            });
        }
        _ => return Err(OpenError::Damaged),
    }
    let mut explicit = info.expect(tag::context(0))?.reader();
    info.finish()?;
    let content = explicit.octets()?;
    explicit.finish()?;
    Ok(content)
}

/// `AuthenticatedSafe`: a sequence of `ContentInfo`.
fn safes(content: &[u8]) -> Result<Vec<Safe>, OpenError> {
    let der = ber::to_der(content)?;
    let mut outer = Reader::new(&der);
    let mut list = outer.sequence()?;
    outer.finish()?;
    let mut safes = Vec::new();
    while !list.is_empty() {
        let mut info = list.sequence()?;
        let kind = info.oid()?;
        let mut explicit = info.expect(tag::context(0))?.reader();
        info.finish()?;
        safes.push(match kind {
            oids::DATA => Safe::Plain(explicit.octets()?.to_vec()),
            oids::ENCRYPTED_DATA => encrypted_data(&mut explicit)?,
            oids::ENVELOPED_DATA => {
                return Err(OpenError::Unsupported {
                    algorithm: "PKCS#12 cifrado con llave pública".to_owned(),
                });
            }
            _ => return Err(OpenError::Damaged),
        });
        explicit.finish()?;
    }
    Ok(safes)
}

/// `EncryptedData` (RFC 5652 §8).
fn encrypted_data(explicit: &mut Reader<'_>) -> Result<Safe, OpenError> {
    let mut data = explicit.sequence()?;
    data.small()?;
    let mut info = data.sequence()?;
    if info.oid()? != oids::DATA {
        return Err(OpenError::Damaged);
    }
    let scheme = Scheme::read(&info.expect(tag::SEQUENCE)?)?;
    let content = info.any()?;
    let ciphertext = match content.tag {
        0x80 => content.content.to_vec(),
        // [0] IMPLICIT of a string in pieces.
        0xa0 => {
            let mut pieces = content.reader();
            let mut joined = Vec::new();
            while !pieces.is_empty() {
                joined.extend_from_slice(pieces.octets()?);
            }
            joined
        }
        _ => return Err(OpenError::Damaged),
    };
    info.finish()?;
    Ok(Safe::Encrypted { scheme, ciphertext })
}

/// One `SafeBag`: kind and value. Attributes are passed over: names and localKeyIDs decide nothing.
pub(super) fn bag<'a>(list: &mut Reader<'a>) -> Result<(ObjectIdentifier, Element<'a>), OpenError> {
    let mut bag = list.sequence()?;
    let kind = bag.oid()?;
    let mut explicit = bag.expect(tag::context(0))?.reader();
    let value = explicit.any()?;
    explicit.finish()?;
    bag.optional(tag::SET)?;
    bag.finish()?;
    Ok((kind, value))
}

pub(super) fn encrypted_key<'a>(value: &Element<'a>) -> Result<(Scheme, &'a [u8]), OpenError> {
    let mut info = value.is(tag::SEQUENCE)?.reader();
    let scheme = Scheme::read(&info.expect(tag::SEQUENCE)?)?;
    let ciphertext = info.octets()?;
    info.finish()?;
    Ok((scheme, ciphertext))
}

/// The encrypted keys that can be seen without opening anything.
pub(super) fn shrouded_keys(bags: &[u8]) -> Vec<(Scheme, Vec<u8>)> {
    let mut found = Vec::new();
    let Ok(der) = ber::to_der(bags) else {
        return found;
    };
    let Ok(mut list) = Reader::new(&der).sequence() else {
        return found;
    };
    while let Ok((kind, value)) = bag(&mut list) {
        if kind == oids::SHROUDED_KEY_BAG
            && let Ok((scheme, ciphertext)) = encrypted_key(&value)
        {
            found.push((scheme, ciphertext.to_vec()));
        }
    }
    found
}

/// Whether a private key lies in a .pfx that does not encrypt it; also where that cannot be seen.
pub(crate) fn holds_bare_key(file: &[u8]) -> bool {
    let Ok(outer) = Outer::read(file) else {
        return true;
    };
    outer.safes.iter().any(|safe| match safe {
        Safe::Plain(bags) => has_bare_key(bags, 0).unwrap_or(true),
        Safe::Encrypted { .. } => false,
    })
}

fn has_bare_key(bags: &[u8], depth: usize) -> Result<bool, OpenError> {
    if depth > MAX_NESTED_BAGS {
        return Ok(true);
    }
    let der = Zeroizing::new(ber::to_der(bags)?.into_owned());
    let mut list = Reader::new(&der).sequence()?;
    while !list.is_empty() {
        let (kind, value) = bag(&mut list)?;
        let bare = match kind {
            oids::KEY_BAG => true,
            oids::SAFE_CONTENTS_BAG => has_bare_key(value.raw, depth + 1)?,
            _ => false,
        };
        if bare {
            return Ok(true);
        }
    }
    Ok(false)
}

pub(super) fn total_cost(mac: Option<&Mac>, safes: &[Safe]) -> u64 {
    let parts = safes.iter().map(|safe| match safe {
        Safe::Plain(bags) => shrouded_keys(bags)
            .iter()
            .fold(0_u64, |sum, (scheme, _)| sum.saturating_add(scheme.cost())),
        Safe::Encrypted { scheme, .. } => scheme.cost(),
    });
    parts.chain(mac.map(Mac::cost)).fold(0, u64::saturating_add)
}

/// What the password will be asked for PKCS#12's way, as far as can be seen from outside.
pub(super) fn pkcs12_derivations(mac: Option<&Mac>, safes: &[Safe]) -> Vec<Derivation> {
    let parts = safes.iter().flat_map(|safe| match safe {
        Safe::Plain(bags) => shrouded_keys(bags)
            .into_iter()
            .flat_map(|(scheme, _)| scheme.pkcs12_derivations())
            .collect(),
        Safe::Encrypted { scheme, .. } => scheme.pkcs12_derivations(),
    });
    mac.and_then(Mac::pkcs12_derivation)
        .into_iter()
        .chain(parts)
        .collect()
}
