//! RSA public keys.

use crate::asn1::{Malformed, Reader, oids, write};

/// An RSA public key: modulus and exponent, big-endian without leading zeros.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RsaPublic {
    modulus: Vec<u8>,
    exponent: Vec<u8>,
}

/// The largest modulus read; larger ones only cost time.
const MAX_BITS: usize = 16_384;

impl RsaPublic {
    /// Checks the limits that keep later arithmetic cheap: an odd modulus up to 16,384 bits, an odd
    /// exponent from 3 up to 64 bits.
    pub(crate) fn new(modulus: &[u8], exponent: &[u8]) -> Result<Self, Malformed> {
        let odd = |bytes: &[u8]| bytes.last().is_some_and(|last| last & 1 == 1);
        if !odd(modulus) || modulus.len() * 8 > MAX_BITS || modulus.len() < 32 {
            return Err(Malformed("RSA modulus"));
        }
        if !odd(exponent) || exponent == [1] || exponent.len() > 8 {
            return Err(Malformed("RSA exponent"));
        }
        Ok(Self {
            modulus: modulus.to_vec(),
            exponent: exponent.to_vec(),
        })
    }

    /// Reads `RSAPublicKey` of PKCS#1 (RFC 8017 A.1.1). Numbers are read as unsigned, as OpenSSL does:
    /// some generators leave out the zero before a modulus whose highest bit is set.
    pub(crate) fn from_pkcs1(der: &[u8]) -> Result<Self, Malformed> {
        let mut outer = Reader::new(der);
        let mut key = outer.sequence()?;
        outer.finish()?;
        let public = Self::new(key.magnitude()?, key.magnitude()?)?;
        key.finish()?;
        Ok(public)
    }

    /// Returns the `SubjectPublicKeyInfo` with `rsaEncryption`, DER.
    #[must_use]
    pub fn to_spki(&self) -> Vec<u8> {
        let key = write::sequence(&[
            &write::unsigned(&self.modulus),
            &write::unsigned(&self.exponent),
        ]);
        write::sequence(&[
            &write::algorithm(oids::RSA_ENCRYPTION, Some(&write::null())),
            &write::bit_string(&key),
        ])
    }

    /// Returns length of the modulus in bits.
    #[must_use]
    pub fn bits(&self) -> usize {
        let leading = self
            .modulus
            .first()
            .map_or(0, |first| first.leading_zeros());
        self.modulus.len() * 8 - leading as usize
    }

    /// Returns length of a signature in octets.
    #[must_use]
    pub fn octets(&self) -> usize {
        self.modulus.len()
    }

    pub(crate) fn modulus(&self) -> &[u8] {
        &self.modulus
    }

    pub(crate) fn exponent(&self) -> &[u8] {
        &self.exponent
    }
}
