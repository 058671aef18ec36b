//! Opening a .pfx.

use super::mac::Mac;
use super::outer::{
    MAX_NESTED_BAGS, Outer, Safe, bag, describe_encryption, encrypted_key, note,
    pkcs12_derivations, shrouded_keys, total_cost,
};
use crate::asn1::{Element, Reader, ber, oids, tag};
use crate::certificate::Certificate;
use crate::encryption::{Password, Plaintext, Work, pkcs12};
use crate::error::OpenError;
use crate::key::{self, PrivateKey};
use crate::warning::{PasswordEncoding, Warning};
use zeroize::Zeroizing;

/// What the person has agreed to.
#[derive(Clone, Copy, Debug, Default)]
pub struct PfxOptions {
    /// Open a file without MAC: the person knows that nothing shows whether it was altered.
    pub accept_without_mac: bool,
}

/// Everything a .pfx holds. The keys are wiped on drop.
pub struct PfxContents {
    /// RSA private keys, in the file's order, each once.
    pub keys: Vec<PrivateKey>,
    /// Certificates, in the file's order, each once.
    pub certificates: Vec<Certificate>,
    /// Why the other keys are of no use here: they are not RSA, or have more than two primes.
    pub unusable_keys: Vec<OpenError>,
    /// What the person should know.
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
                unusable_keys: Vec::new(),
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
            stray_bytes,
        } = outer;
        if stray_bytes {
            self.contents.warnings.push(Warning::StrayBytes);
        }
        self.work.expect(total_cost(mac.as_ref(), &safes))?;
        if mac.is_none() && !self.options.accept_without_mac {
            return Err(OpenError::WithoutMac);
        }
        let wanted = pkcs12_derivations(mac.as_ref(), &safes);
        let candidates = self.password.pkcs12();
        pkcs12::derive_ahead(wanted, &candidates[0].octets, &mut self.work)?;
        match &mac {
            Some(mac) => self.verify_mac(mac, &content, &safes)?,
            None => self.contents.warnings.push(Warning::WithoutMac),
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
        if let Some(encoding) = mac.verify(content, &self.password, &mut self.work)? {
            self.password = self.password.preferring(encoding);
            self.note_encoding(encoding);
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
                self.note_encoding(opened.encoding);
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
        self.note_encoding(opened.encoding);
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
            Err(error @ (OpenError::NotRsa { .. } | OpenError::MultiPrimeKey)) => {
                self.contents.unusable_keys.push(error);
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

    /// The empty password's second encoding is Java's and Windows's habit, not a person's.
    fn note_encoding(&mut self, encoding: PasswordEncoding) {
        let warning = Warning::OddPasswordEncoding { encoding };
        if encoding != PasswordEncoding::AsTyped && !self.contents.warnings.contains(&warning) {
            self.contents.warnings.push(warning);
        }
    }
}
