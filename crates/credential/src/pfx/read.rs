//! Opening a .pfx.

use super::mac::Mac;
use crate::asn1::{Element, Reader, ber, oids, pem, tag};
use crate::certificate::Certificate;
use crate::encryption::{Password, Plaintext, Scheme, Work};
use crate::key::{self, PrivateKey};
use crate::open::{FileKind, OpenError, Warning, sniff};
use zeroize::Zeroizing;

/// Largest .pfx read. One with a long chain has some 10 KB.
pub const MAX_PFX_FILE: usize = 1024 * 1024;

/// Bags inside bags inside bags: nobody writes more than one level.
const MAX_NESTED_BAGS: usize = 8;

/// What the person has agreed to.
#[derive(Clone, Copy, Debug, Default)]
pub struct PfxOptions {
    /// Open a file without MAC: she was told that nothing shows whether it was altered.
    pub accept_without_mac: bool,
}

/// Everything a .pfx holds. The keys are wiped on drop.
pub struct PfxContents {
    /// RSA private keys, in the file's order, each once.
    pub keys: Vec<PrivateKey>,
    /// Certificates, in the file's order, each once.
    pub certificates: Vec<Certificate>,
    /// Algorithms of keys that are not RSA.
    pub unsupported_keys: Vec<String>,
    /// What the person should be told.
    pub warnings: Vec<Warning>,
    /// Encryption of key and certificates, in OpenSSL's names; `"none"`.
    pub encryption: String,
    /// The MAC; `"none"`.
    pub mac: String,
}

/// Opens a .pfx and takes out everything in it.
///
/// # Errors
/// [`OpenError::WrongPassword`]; [`OpenError::Damaged`] where the file is cut short, malformed, or
/// altered although the password opens it; [`OpenError::Unsupported`], [`OpenError::TooCostly`],
/// [`OpenError::NotThisKind`], [`OpenError::WithoutMac`].
pub fn read(
    file: &[u8],
    password: &[u8],
    options: PfxOptions,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<PfxContents, OpenError> {
    let outer = Outer::read(file)?;
    Opening::new(password, options, Work::new(progress)).open(outer)
}

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
/// As [`read`], but for the password.
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
struct Outer {
    /// The octets that the MAC is taken over.
    content: Vec<u8>,
    safes: Vec<Safe>,
    mac: Option<Mac>,
}

impl Outer {
    fn read(file: &[u8]) -> Result<Self, OpenError> {
        match sniff(file) {
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
        if pem::looks_like(file) {
            let blocks = pem::read(file).ok_or(OpenError::Damaged)?;
            let block = blocks.first().ok_or(OpenError::Damaged)?;
            return Self::of_der(&block.content);
        }
        match pem::bare_base64(file) {
            Some(decoded) => Self::of_der(&decoded),
            None => Self::of_der(file),
        }
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
        })
    }

    fn describe_mac(&self) -> String {
        self.mac
            .as_ref()
            .map_or_else(|| "none".to_owned(), Mac::describe)
    }
}

/// One `ContentInfo` of the authenticated safe.
enum Safe {
    Plain(Vec<u8>),
    Encrypted { scheme: Scheme, ciphertext: Vec<u8> },
}

/// A file on its way to being open.
struct Opening<'a, 'p> {
    password: Password<'a>,
    options: PfxOptions,
    work: Work<'p>,
    contents: PfxContents,
    key_schemes: Vec<String>,
    certificate_schemes: Vec<String>,
    /// A key lies in a bag that is not encrypted itself.
    bare_key: bool,
}

impl<'a, 'p> Opening<'a, 'p> {
    fn new(password: &'a [u8], options: PfxOptions, work: Work<'p>) -> Self {
        Self {
            password: Password::new(password),
            options,
            work,
            contents: PfxContents {
                keys: Vec::new(),
                certificates: Vec::new(),
                unsupported_keys: Vec::new(),
                warnings: Vec::new(),
                encryption: String::new(),
                mac: String::new(),
            },
            key_schemes: Vec::new(),
            certificate_schemes: Vec::new(),
            bare_key: false,
        }
    }

    fn open(mut self, outer: Outer) -> Result<PfxContents, OpenError> {
        self.contents.mac = outer.describe_mac();
        let Outer {
            content,
            safes,
            mac,
        } = outer;
        self.work.expect(total_cost(mac.as_ref(), &safes))?;
        match &mac {
            Some(mac) => self.verify_mac(mac, &content, &safes)?,
            None if self.options.accept_without_mac => {
                self.contents.warnings.push(Warning::WithoutMac);
            }
            None => return Err(OpenError::WithoutMac),
        }
        for safe in safes {
            self.take_safe(safe).map_err(|error| match error {
                // The MAC was right, so the password is: the two are protected by different ones.
                OpenError::WrongPassword if mac.is_some() => OpenError::Unsupported {
                    algorithm: "contraseñas distintas para el sello y para el contenido".to_owned(),
                },
                other => other,
            })?;
        }
        if self.bare_key && self.certificate_schemes.is_empty() {
            self.contents.warnings.push(Warning::NotEncrypted);
        }
        self.contents.encryption =
            describe_encryption(&self.key_schemes, &self.certificate_schemes);
        if self.password.bytes().is_empty() && self.contents.encryption != "none" {
            self.contents.warnings.push(Warning::EmptyPassword);
        }
        Ok(self.contents)
    }

    /// A MAC that does not come out right means a wrong password, unless a part of the file still
    /// opens with it.
    fn verify_mac(&mut self, mac: &Mac, content: &[u8], safes: &[Safe]) -> Result<(), OpenError> {
        if mac.verify(content, &self.password, &mut self.work)? {
            return Ok(());
        }
        let mut attempts = Vec::new();
        for safe in safes {
            match safe {
                Safe::Plain(bags) => attempts.extend(
                    shrouded_keys(bags)
                        .into_iter()
                        .map(|(scheme, ciphertext)| (scheme, ciphertext, Plaintext::KeyInPfx)),
                ),
                Safe::Encrypted { scheme, ciphertext } => {
                    attempts.push((scheme.clone(), ciphertext.clone(), Plaintext::SafeContents));
                }
            }
        }
        // The cheapest part tells as much as any.
        attempts.sort_by_key(|(scheme, _, _)| scheme.cost());
        for (scheme, ciphertext, wanted) in attempts.into_iter().take(2) {
            let opened = scheme.decrypt(&ciphertext, &self.password, wanted, &mut self.work);
            if matches!(opened, Ok(_) | Err(OpenError::Damaged)) {
                return Err(OpenError::Damaged);
            }
        }
        Err(OpenError::WrongPassword)
    }

    fn take_safe(&mut self, safe: Safe) -> Result<(), OpenError> {
        match safe {
            Safe::Plain(bags) => self.take_bags(&bags, 0),
            Safe::Encrypted { scheme, ciphertext } => {
                let opened = scheme.decrypt(
                    &ciphertext,
                    &self.password,
                    Plaintext::SafeContents,
                    &mut self.work,
                )?;
                self.note_encoding(opened.odd_encoding);
                note(&mut self.certificate_schemes, scheme.describe());
                self.take_bags(&opened.bytes, 0)
            }
        }
    }

    /// `SafeContents`: a sequence of bags.
    fn take_bags(&mut self, bags: &[u8], depth: usize) -> Result<(), OpenError> {
        if depth > MAX_NESTED_BAGS {
            return Err(OpenError::Damaged);
        }
        let der = Zeroizing::new(ber::to_der(bags)?.into_owned());
        let mut outer = Reader::new(&der);
        let mut list = outer.sequence()?;
        outer.finish()?;
        while !list.is_empty() {
            let (kind, value) = bag(&mut list)?;
            match kind {
                oids::KEY_BAG => {
                    self.bare_key = true;
                    self.take_key(value.raw)?;
                }
                oids::SHROUDED_KEY_BAG => self.take_shrouded_key(&value)?,
                oids::CERT_BAG => self.take_certificate(&value)?,
                oids::SAFE_CONTENTS_BAG => self.take_bags(value.raw, depth + 1)?,
                oids::CRL_BAG => self.ignore("una lista de certificados revocados"),
                oids::SECRET_BAG => self.ignore("un secreto"),
                other => self.ignore(&oids::name(other)),
            }
        }
        Ok(())
    }

    fn take_shrouded_key(&mut self, value: &Element<'_>) -> Result<(), OpenError> {
        let (scheme, ciphertext) = encrypted_key(value)?;
        let opened = scheme.decrypt(
            ciphertext,
            &self.password,
            Plaintext::KeyInPfx,
            &mut self.work,
        )?;
        self.note_encoding(opened.odd_encoding);
        if scheme.is_weak() {
            let warning = Warning::WeakEncryption {
                scheme: scheme.describe(),
            };
            if !self.contents.warnings.contains(&warning) {
                self.contents.warnings.push(warning);
            }
        }
        note(&mut self.key_schemes, scheme.describe());
        self.take_key(&opened.bytes)
    }

    fn take_key(&mut self, pkcs8: &[u8]) -> Result<(), OpenError> {
        match key::from_pkcs8(pkcs8) {
            Ok(key) => {
                let known = self
                    .contents
                    .keys
                    .iter()
                    .any(|k| k.public() == key.public());
                if !known {
                    self.contents.keys.push(key);
                }
            }
            Err(OpenError::Unsupported { algorithm }) => {
                self.contents.unsupported_keys.push(algorithm);
            }
            Err(other) => return Err(other),
        }
        Ok(())
    }

    fn take_certificate(&mut self, value: &Element<'_>) -> Result<(), OpenError> {
        let mut bag = value.is(tag::SEQUENCE)?.reader();
        let kind = bag.oid()?;
        let mut wrapped = bag.expect(tag::context(0))?.reader();
        if kind != oids::X509_CERTIFICATE {
            self.ignore("un certificado de otro formato");
            return Ok(());
        }
        match Certificate::from_der(wrapped.octets()?) {
            Ok(certificate) if self.contents.certificates.contains(&certificate) => {}
            Ok(certificate) => self.contents.certificates.push(certificate),
            Err(_) => self.contents.warnings.push(Warning::UnreadableCertificate),
        }
        Ok(())
    }

    fn ignore(&mut self, what: &str) {
        let warning = Warning::IgnoredContent {
            what: what.to_owned(),
        };
        if !self.contents.warnings.contains(&warning) {
            self.contents.warnings.push(warning);
        }
    }

    fn note_encoding(&mut self, odd: bool) {
        // The empty password's second encoding is Java's and Windows's habit, not a person's.
        if odd
            && !self.password.bytes().is_empty()
            && !self
                .contents
                .warnings
                .contains(&Warning::OddPasswordEncoding)
        {
            self.contents.warnings.push(Warning::OddPasswordEncoding);
        }
    }
}

/// One scheme where all is protected alike, else both halves named.
fn describe_encryption(keys: &[String], certificates: &[String]) -> String {
    match (keys.join(" + "), certificates.join(" + ")) {
        (keys, certificates) if keys.is_empty() && certificates.is_empty() => "none".to_owned(),
        (only, rest) | (rest, only) if rest.is_empty() || rest == only => only,
        (keys, certificates) => format!("llave: {keys}; certificados: {certificates}"),
    }
}

fn note(schemes: &mut Vec<String>, scheme: String) {
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
fn bag<'a>(list: &mut Reader<'a>) -> Result<(const_oid::ObjectIdentifier, Element<'a>), OpenError> {
    let mut bag = list.sequence()?;
    let kind = bag.oid()?;
    let mut explicit = bag.expect(tag::context(0))?.reader();
    let value = explicit.any()?;
    explicit.finish()?;
    bag.optional(tag::SET)?;
    bag.finish()?;
    Ok((kind, value))
}

fn encrypted_key<'a>(value: &Element<'a>) -> Result<(Scheme, &'a [u8]), OpenError> {
    let mut info = value.is(tag::SEQUENCE)?.reader();
    let scheme = Scheme::read(&info.expect(tag::SEQUENCE)?)?;
    let ciphertext = info.octets()?;
    info.finish()?;
    Ok((scheme, ciphertext))
}

/// The encrypted keys that can be seen without opening anything.
fn shrouded_keys(bags: &[u8]) -> Vec<(Scheme, Vec<u8>)> {
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

fn total_cost(mac: Option<&Mac>, safes: &[Safe]) -> u64 {
    let parts = safes.iter().map(|safe| match safe {
        Safe::Plain(bags) => shrouded_keys(bags)
            .iter()
            .fold(0_u64, |sum, (scheme, _)| sum.saturating_add(scheme.cost())),
        Safe::Encrypted { scheme, .. } => scheme.cost(),
    });
    parts.chain(mac.map(Mac::cost)).fold(0, u64::saturating_add)
}
