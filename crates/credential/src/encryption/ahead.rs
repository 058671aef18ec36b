//! Keys derived before they are asked for: several take hardly longer than one.

use super::Hash;
use zeroize::Zeroizing;

/// The parameters of one derivation PKCS#12's way: everything but the password.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Derivation {
    pub(crate) hash: Hash,
    /// What the octets are for: RFC 7292 B.3.
    pub(crate) purpose: u8,
    pub(crate) salt: Vec<u8>,
    pub(crate) rounds: u64,
    /// Octets.
    pub(crate) length: usize,
}

/// Keys that were derived together before a part of the file asked for them, under one password.
#[derive(Default)]
pub(super) struct Ahead {
    pub(super) password: Zeroizing<Vec<u8>>,
    pub(super) derived: Vec<(Derivation, Zeroizing<Vec<u8>>)>,
}

impl Ahead {
    pub(super) fn find(
        &self,
        derivation: &Derivation,
        password: &[u8],
    ) -> Option<Zeroizing<Vec<u8>>> {
        let (_, octets) = self
            .derived
            .iter()
            .find(|(known, _)| known == derivation && self.password.as_slice() == password)?;
        Some(octets.clone())
    }
}
