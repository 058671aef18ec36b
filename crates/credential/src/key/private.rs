//! An RSA private key.

use crate::asn1::{Malformed, Reader, oids, tag, write};
use crate::rsa::{MIN_BITS, Natural, RsaPublic};
use pkcs8::der::Encode as _;
use pkcs8::der::asn1::AnyRef;
use pkcs8::{AlgorithmIdentifierRef, PrivateKeyInfo};
use rand_core::CryptoRngCore;
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

/// An RSA private key whose parts were checked against one another.
///
/// Wiped on drop. There is no way to print, copy or serialize it by accident.
pub struct PrivateKey {
    /// `RSAPrivateKey` (RFC 8017 A.1.2), DER.
    pkcs1: Zeroizing<Vec<u8>>,
    public: RsaPublic,
}

/// Why nothing was signed.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SignError {
    /// Under 2048 bits, or not RSA at all.
    #[error("a key of {bits} bits is not used for signing")]
    WeakKey {
        /// Length of the modulus; 0 where the key is not RSA.
        bits: usize,
    },
    /// The signature handed in has not the length of the certificate's modulus.
    #[error("a signature of {found} octets where {expected} were due")]
    SignatureLength {
        /// Octets handed in.
        found: usize,
        /// Octets of the modulus.
        expected: usize,
    },
    /// The `rsa` crate refused the key.
    #[error("the key cannot sign")]
    Key,
}

/// Why an `RSAPrivateKey` was not taken.
pub(crate) enum Refused {
    Malformed,
    /// Two primes are all that WebCrypto takes.
    MultiPrime,
}

impl From<Malformed> for Refused {
    fn from(_: Malformed) -> Self {
        Self::Malformed
    }
}

impl PrivateKey {
    /// Reads and checks an `RSAPrivateKey`.
    pub(crate) fn from_pkcs1(der: &[u8]) -> Result<Self, Refused> {
        let mut outer = Reader::new(der);
        let mut key = outer.sequence()?;
        outer.finish()?;
        match key.small()? {
            0 => {}
            1 => return Err(Refused::MultiPrime),
            _ => return Err(Refused::Malformed),
        }
        let mut parts = [&[][..]; 8];
        for part in &mut parts {
            *part = key.magnitude()?;
        }
        key.finish()?;
        let [n, e, d, p, q, dp, dq, q_inverse] = parts;
        let public = RsaPublic::new(n, e)?;
        check(n, e, d, [p, q], [dp, dq], q_inverse)?;
        Ok(Self {
            pkcs1: canonical(&parts),
            public,
        })
    }

    /// Returns the public half.
    #[must_use]
    pub fn public(&self) -> &RsaPublic {
        &self.public
    }

    /// Returns the `PrivateKeyInfo` (RFC 5208), DER: what WebCrypto's `importKey("pkcs8", …)` takes.
    #[must_use]
    pub fn pkcs8_der(&self) -> Zeroizing<Vec<u8>> {
        let algorithm = AlgorithmIdentifierRef {
            oid: oids::RSA_ENCRYPTION,
            parameters: Some(AnyRef::NULL),
        };
        // Sized before it is filled: no copy of the key stays behind.
        let der = PrivateKeyInfo::new(algorithm, &self.pkcs1).to_der();
        Zeroizing::new(der.expect("a key that was read is far shorter than DER's lengths reach"))
    }

    /// Signs `message` by RSASSA-PKCS1-v1_5 with SHA-256, blinded: the reference for WebCrypto in
    /// tests.
    ///
    /// # Errors
    /// [`SignError::WeakKey`] under 2048 bits.
    pub fn sign_blinded(
        &self,
        rng: &mut impl CryptoRngCore,
        message: &[u8],
    ) -> Result<Vec<u8>, SignError> {
        self.sign_digest_blinded(rng, &Sha256::digest(message).into())
    }

    /// Does as [`sign_blinded`](Self::sign_blinded), over a SHA-256 digest.
    ///
    /// # Errors
    /// [`SignError::WeakKey`] under 2048 bits.
    pub fn sign_digest_blinded(
        &self,
        rng: &mut impl CryptoRngCore,
        digest: &[u8; 32],
    ) -> Result<Vec<u8>, SignError> {
        use rsa::pkcs1::DecodeRsaPrivateKey as _;
        let bits = self.public.bits();
        if bits < MIN_BITS {
            return Err(SignError::WeakKey { bits });
        }
        let key = rsa::RsaPrivateKey::from_pkcs1_der(&self.pkcs1).map_err(|_| SignError::Key)?;
        key.sign_with_rng(rng, rsa::Pkcs1v15Sign::new::<Sha256>(), digest)
            .map_err(|_| SignError::Key)
    }
}

/// n = p·q, e·d ≡ 1, and the CRT parts follow from them. What fails here would sign wrongly, and a
/// wrong CRT signature gives the key away.
fn check(
    n: &[u8],
    e: &[u8],
    d: &[u8],
    primes: [&[u8]; 2],
    exponents: [&[u8]; 2],
    q_inverse: &[u8],
) -> Result<(), Malformed> {
    let bad = Malformed("RSA private key");
    let half_limit = n.len();
    let small_enough = [
        d,
        primes[0],
        primes[1],
        exponents[0],
        exponents[1],
        q_inverse,
    ]
    .iter()
    .all(|part| part.len() <= half_limit);
    if !small_enough {
        return Err(bad);
    }
    let [n, e, d, q_inverse] = [n, e, d, q_inverse].map(Natural::from_bytes);
    let [p, q] = primes.map(Natural::from_bytes);
    if p.is_zero() || p.is_one() || q.is_zero() || q.is_one() || p.times(&q) != n {
        return Err(bad);
    }
    for (prime, exponent) in [&p, &q].into_iter().zip(exponents) {
        let exponent = Natural::from_bytes(exponent);
        let order = prime.minus_one();
        if d.modulo(&order) != exponent || !e.times(&exponent).modulo(&order).is_one() {
            return Err(bad);
        }
    }
    if q.times(&q_inverse).modulo(&p).is_one() {
        Ok(())
    } else {
        Err(bad)
    }
}

/// Writes the key in shortest form, in one buffer of the right size.
fn canonical(parts: &[&[u8]; 8]) -> Zeroizing<Vec<u8>> {
    let length = 3 + parts
        .iter()
        .map(|part| write::unsigned_length(part))
        .sum::<usize>();
    let mut out = Zeroizing::new(Vec::with_capacity(write::header_length(length) + length));
    write::header(&mut out, tag::SEQUENCE, length);
    write::push_unsigned(&mut out, &[]);
    for part in parts {
        write::push_unsigned(&mut out, part);
    }
    out
}
