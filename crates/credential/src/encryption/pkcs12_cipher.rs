//! The ciphers of PKCS#12's own schemes (RFC 7292 appendix C).

use const_oid::ObjectIdentifier;

use super::Cipher;
use crate::asn1::oids;

/// The ciphers of PKCS#12's own schemes, all with SHA-1.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Pkcs12Cipher {
    Rc4With128,
    Rc4With40,
    DesEde3With3Keys,
    DesEde3With2Keys,
    Rc2With128,
    Rc2With40,
}

impl Pkcs12Cipher {
    /// Each with its identifier and its name.
    pub(super) const ALL: [(Self, ObjectIdentifier, &'static str); 6] = [
        (Self::Rc4With128, oids::P12_RC4_128, "PBE-SHA1-RC4-128"),
        (Self::Rc4With40, oids::P12_RC4_40, "PBE-SHA1-RC4-40"),
        (Self::DesEde3With3Keys, oids::P12_3DES_3KEY, "PBE-SHA1-3DES"),
        (Self::DesEde3With2Keys, oids::P12_3DES_2KEY, "PBE-SHA1-2DES"),
        (Self::Rc2With128, oids::P12_RC2_128, "PBE-SHA1-RC2-128"),
        (Self::Rc2With40, oids::P12_RC2_40, "PBE-SHA1-RC2-40"),
    ];

    pub(super) fn entry(self) -> (Self, ObjectIdentifier, &'static str) {
        *Self::ALL
            .iter()
            .find(|(cipher, _, _)| *cipher == self)
            .expect("every cipher is listed")
    }

    pub(super) fn key_length(self) -> usize {
        match self {
            Self::Rc4With40 | Self::Rc2With40 => 5,
            Self::Rc4With128 | Self::DesEde3With2Keys | Self::Rc2With128 => 16,
            Self::DesEde3With3Keys => 24,
        }
    }

    pub(super) fn has_iv(self) -> bool {
        !matches!(self, Self::Rc4With128 | Self::Rc4With40)
    }

    pub(super) fn with_iv(self, iv: [u8; 8]) -> Cipher {
        match self {
            Self::Rc4With128 | Self::Rc4With40 => Cipher::Rc4 {
                key_length: self.key_length(),
            },
            Self::DesEde3With3Keys | Self::DesEde3With2Keys => Cipher::DesEde3Cbc { iv },
            Self::Rc2With128 | Self::Rc2With40 => Cipher::Rc2Cbc {
                iv,
                effective_bits: self.key_length() * 8,
                key_length: self.key_length(),
            },
        }
    }
}
