//! Writing .pfx files and encrypted .key files, for the person's own device.

use super::mac;
use crate::asn1::{oids, write as asn1};
use crate::certificate::Certificate;
use crate::encryption::{Cipher, Hash, Kdf, Password, Pkcs12Cipher, Scheme, Work};
use crate::error::OpenError;
use crate::key::PrivateKey;
use const_oid::ObjectIdentifier;
use pkcs8::EncryptedPrivateKeyInfo;
use pkcs8::der::Encode as _;
use rand_core::CryptoRngCore;
use sha1::{Digest, Sha1};

/// How a .pfx is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PfxForm {
    /// AES-256-CBC under PBKDF2-HMAC-SHA256, MAC with SHA-256, both with `rounds`
    /// ([`PfxForm::STRONG`] unless a test is in a hurry).
    Aes256 {
        /// Rounds of each derivation.
        rounds: u32,
    },
    /// What old readers take: the key under 3DES, the certificates under RC2 with 40 bits, MAC with
    /// SHA-1, 2048 rounds.
    Old,
    /// As [`Old`](Self::Old), the certificates under 3DES too.
    OldTripleDes,
}

impl PfxForm {
    /// AES-256 with 600,000 rounds (OWASP's figure for PBKDF2-HMAC-SHA256).
    pub const STRONG: Self = Self::Aes256 { rounds: 600_000 };
}

/// How a .key is protected.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyForm {
    /// PBES2: PBKDF2-HMAC-SHA256 with `rounds`, AES-256-CBC.
    Aes256 {
        /// Rounds of the derivation.
        rounds: u32,
    },
    /// SAT's: PBES2, PBKDF2-HMAC-SHA1 with 2048 rounds, DES-EDE3-CBC [A]; salt and IV random here.
    TripleDes,
}

const OLD_ROUNDS: u64 = 2048;

/// Writes a .pfx of one key, its certificate, and issuers.
///
/// # Errors
/// [`OpenError::KeyOfAnotherCertificate`]; [`OpenError::TooCostly`] for rounds beyond
/// [`MAX_ROUNDS`](crate::MAX_ROUNDS).
pub fn write(
    key: &PrivateKey,
    certificate: &Certificate,
    chain: &[Certificate],
    password: &[u8],
    form: PfxForm,
    rng: &mut impl CryptoRngCore,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Vec<u8>, OpenError> {
    if certificate.rsa() != Some(key.public()) {
        return Err(OpenError::KeyOfAnotherCertificate);
    }
    let (key_scheme, certificate_scheme, mac_hash, mac_rounds) = match form {
        PfxForm::Aes256 { rounds } => (
            aes256(rounds, rng),
            aes256(rounds, rng),
            Hash::Sha256,
            u64::from(rounds),
        ),
        PfxForm::Old => (
            pkcs12(Pkcs12Cipher::DesEde3With3Keys, rng),
            pkcs12(Pkcs12Cipher::Rc2With40, rng),
            Hash::Sha1,
            OLD_ROUNDS,
        ),
        PfxForm::OldTripleDes => (
            pkcs12(Pkcs12Cipher::DesEde3With3Keys, rng),
            pkcs12(Pkcs12Cipher::DesEde3With3Keys, rng),
            Hash::Sha1,
            OLD_ROUNDS,
        ),
    };
    let layout = Layout {
        key_scheme: Some(key_scheme),
        certificate_scheme: Some(certificate_scheme),
        mac: Some((mac_hash, mac_rounds)),
        local_key_id: true,
    };
    write_layout(
        &[(key, certificate)],
        chain,
        password,
        &layout,
        rng,
        &mut Work::new(progress),
    )
}

/// Writes `EncryptedPrivateKeyInfo`, DER.
///
/// # Errors
/// [`OpenError::TooCostly`] for rounds beyond [`MAX_ROUNDS`](crate::MAX_ROUNDS).
pub fn encrypt_key(
    key: &PrivateKey,
    password: &[u8],
    form: KeyForm,
    rng: &mut impl CryptoRngCore,
    progress: &mut dyn FnMut(u64, u64),
) -> Result<Vec<u8>, OpenError> {
    let scheme = match form {
        KeyForm::Aes256 { rounds } => aes256(rounds, rng),
        KeyForm::TripleDes => Scheme::Pbes2 {
            kdf: Kdf::Pbkdf2 {
                prf: Hash::Sha1,
                salt: random::<8>(rng).to_vec(),
                rounds: OLD_ROUNDS,
                key_length: None,
            },
            cipher: Cipher::DesEde3Cbc { iv: random(rng) },
        },
    };
    let mut work = Work::new(progress);
    work.expect(scheme.cost())?;
    encrypted_key_info(key, &scheme, &Password::new(password), &mut work)
}

/// What stands where in a .pfx; tests write forms that people do not.
pub(crate) struct Layout {
    /// `None`: bare key bags.
    pub(crate) key_scheme: Option<Scheme>,
    /// `None`: certificates in the open.
    pub(crate) certificate_scheme: Option<Scheme>,
    pub(crate) mac: Option<(Hash, u64)>,
    pub(crate) local_key_id: bool,
}

pub(crate) fn write_layout(
    pairs: &[(&PrivateKey, &Certificate)],
    chain: &[Certificate],
    password: &[u8],
    layout: &Layout,
    rng: &mut impl CryptoRngCore,
    work: &mut Work<'_>,
) -> Result<Vec<u8>, OpenError> {
    let password = Password::new(password);
    let cost = |scheme: &Option<Scheme>| scheme.as_ref().map_or(0, Scheme::cost);
    work.expect(
        cost(&layout.key_scheme)
            .saturating_mul(pairs.len() as u64)
            .saturating_add(cost(&layout.certificate_scheme))
            .saturating_add(layout.mac.map_or(0, |(_, rounds)| rounds)),
    )?;
    let mut certificate_bags = Vec::new();
    let mut key_bags = Vec::new();
    for (key, certificate) in pairs {
        let attributes = layout.local_key_id.then(|| attributes(certificate));
        certificate_bags.push(certificate_bag(certificate, attributes.as_deref()));
        key_bags.push(match &layout.key_scheme {
            Some(scheme) => bag(
                oids::SHROUDED_KEY_BAG,
                &encrypted_key_info(key, scheme, &password, work)?,
                attributes.as_deref(),
            ),
            None => bag(oids::KEY_BAG, &key.pkcs8_der(), attributes.as_deref()),
        });
    }
    certificate_bags.extend(chain.iter().map(|issuer| certificate_bag(issuer, None)));
    let certificates = sequence_of(&certificate_bags);
    let certificates = match &layout.certificate_scheme {
        Some(scheme) => encrypted_data(&certificates, scheme, &password, work)?,
        None => data(&certificates),
    };
    let safe = asn1::sequence(&[&certificates, &data(&sequence_of(&key_bags))]);
    let mac = match layout.mac {
        Some((hash, rounds)) => {
            mac::write(hash, &password, &random::<16>(rng), rounds, &safe, work)?
        }
        None => Vec::new(),
    };
    Ok(asn1::sequence(&[&asn1::small(3), &data(&safe), &mac]))
}

fn aes256(rounds: u32, rng: &mut impl CryptoRngCore) -> Scheme {
    Scheme::Pbes2 {
        kdf: Kdf::Pbkdf2 {
            prf: Hash::Sha256,
            salt: random::<16>(rng).to_vec(),
            rounds: rounds.into(),
            key_length: None,
        },
        cipher: Cipher::Aes256Cbc { iv: random(rng) },
    }
}

fn pkcs12(cipher: Pkcs12Cipher, rng: &mut impl CryptoRngCore) -> Scheme {
    Scheme::Pkcs12 {
        cipher,
        salt: random::<16>(rng).to_vec(),
        rounds: OLD_ROUNDS,
    }
}

fn random<const N: usize>(rng: &mut impl CryptoRngCore) -> [u8; N] {
    let mut bytes = [0; N];
    rng.fill_bytes(&mut bytes);
    bytes
}

/// `EncryptedPrivateKeyInfo`.
pub(crate) fn encrypted_key_info(
    key: &PrivateKey,
    scheme: &Scheme,
    password: &Password<'_>,
    work: &mut Work<'_>,
) -> Result<Vec<u8>, OpenError> {
    let ciphertext = scheme.encrypt(&key.pkcs8_der(), password, work)?;
    let Some(parameters) = scheme.to_pkcs5() else {
        let ciphertext = asn1::octets(&ciphertext);
        return Ok(asn1::sequence(&[&scheme.to_der(), &ciphertext]));
    };
    let info = EncryptedPrivateKeyInfo {
        encryption_algorithm: parameters.into(),
        encrypted_data: &ciphertext,
    };
    Ok(info
        .to_der()
        .expect("an encrypted key is far shorter than DER's lengths reach"))
}

fn certificate_bag(certificate: &Certificate, attributes: Option<&[u8]>) -> Vec<u8> {
    let value = asn1::sequence(&[
        &asn1::oid(oids::X509_CERTIFICATE),
        &asn1::context(0, &[&asn1::octets(certificate.der())]),
    ]);
    bag(oids::CERT_BAG, &value, attributes)
}

fn bag(kind: ObjectIdentifier, value: &[u8], attributes: Option<&[u8]>) -> Vec<u8> {
    asn1::sequence(&[
        &asn1::oid(kind),
        &asn1::context(0, &[value]),
        attributes.unwrap_or_default(),
    ])
}

/// localKeyID (SHA-1 of the certificate, as OpenSSL writes it) and the holder as friendlyName.
fn attributes(certificate: &Certificate) -> Vec<u8> {
    let attribute =
        |kind, value: Vec<u8>| asn1::sequence(&[&asn1::oid(kind), &asn1::set_of(vec![value])]);
    let name: Vec<u8> = certificate
        .summary()
        .holder
        .encode_utf16()
        .flat_map(u16::to_be_bytes)
        .collect();
    asn1::set_of(vec![
        attribute(
            oids::LOCAL_KEY_ID,
            asn1::octets(&Sha1::digest(certificate.der())),
        ),
        attribute(
            oids::FRIENDLY_NAME,
            asn1::tlv(crate::asn1::tag::BMP_STRING, &name),
        ),
    ])
}

fn sequence_of(parts: &[Vec<u8>]) -> Vec<u8> {
    let parts: Vec<&[u8]> = parts.iter().map(Vec::as_slice).collect();
    asn1::sequence(&parts)
}

/// `ContentInfo` of type data.
fn data(content: &[u8]) -> Vec<u8> {
    asn1::sequence(&[
        &asn1::oid(oids::DATA),
        &asn1::context(0, &[&asn1::octets(content)]),
    ])
}

/// `ContentInfo` of type encryptedData.
fn encrypted_data(
    content: &[u8],
    scheme: &Scheme,
    password: &Password<'_>,
    work: &mut Work<'_>,
) -> Result<Vec<u8>, OpenError> {
    let ciphertext = scheme.encrypt(content, password, work)?;
    let info = asn1::sequence(&[
        &asn1::oid(oids::DATA),
        &scheme.to_der(),
        &asn1::tlv(crate::asn1::tag::context_primitive(0), &ciphertext),
    ]);
    let data = asn1::sequence(&[&asn1::small(0), &info]);
    Ok(asn1::sequence(&[
        &asn1::oid(oids::ENCRYPTED_DATA),
        &asn1::context(0, &[&data]),
    ]))
}
