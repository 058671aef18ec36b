//! Derives keys PKCS#12's way (RFC 7292 B.2), alone and several at once.

use sha1::Sha1;
use sha2::digest::core_api::BlockSizeUser;
use sha2::digest::{Digest, Output};
use sha2::{Sha224, Sha256, Sha384, Sha512};
use zeroize::{Zeroize, Zeroizing};

use super::ahead::Ahead;
pub(crate) use super::ahead::Derivation;
use super::lanes::{LANES, OCTETS};
use super::{Hash, MAX_ROUNDS, Work, rounds as fast};
use crate::error::OpenError;

/// Octets for a key (RFC 7292 B.3).
pub(crate) const KEY: u8 = 1;
/// Octets for an IV.
pub(crate) const IV: u8 = 2;
/// Octets for the key of a MAC.
pub(crate) const MAC: u8 = 3;

/// Most blocks that are derived before it is known that they are needed: an old file of OpenSSL's or
/// Windows's has six.
const MOST_AHEAD: u64 = 2 * LANES as u64;

impl Derivation {
    /// `password` is already a BMPString.
    pub(crate) fn derive(
        &self,
        password: &[u8],
        work: &mut Work<'_>,
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        if let Some(ready) = work.ahead().find(self, password) {
            return Ok(ready);
        }
        let rounds = self.rounds;
        if rounds == 0 {
            return Err(OpenError::Damaged);
        }
        work.begin(self.cost(), "PKCS#12")?;
        Ok(match self.hash {
            Hash::Sha1 => {
                self.in_turn::<Sha1>(password, |one| fast::again::<Sha1, 5>(one, rounds, work))
            }
            Hash::Sha256 => {
                self.in_turn::<Sha256>(password, |one| fast::again::<Sha256, 8>(one, rounds, work))
            }
            Hash::Md5 => self.in_general::<md5::Md5>(password, work),
            Hash::Sha224 => self.in_general::<Sha224>(password, work),
            Hash::Sha384 => self.in_general::<Sha384>(password, work),
            Hash::Sha512 => self.in_general::<Sha512>(password, work),
        })
    }

    /// In rounds.
    fn cost(&self) -> u64 {
        self.rounds.saturating_mul(self.blocks())
    }

    fn blocks(&self) -> u64 {
        self.length.div_ceil(self.hash.length()) as u64
    }

    /// Block after block; `again` goes on from a digest.
    fn in_turn<D: Digest + BlockSizeUser>(
        &self,
        password: &[u8],
        mut again: impl FnMut(&mut [u8]),
    ) -> Zeroizing<Vec<u8>> {
        let mut out = Zeroizing::new(vec![0; self.length]);
        let mut input = Input::new(self, password, D::block_size());
        for piece in out.chunks_mut(<D as Digest>::output_size()) {
            let mut digest = input.digest::<D>();
            again(&mut digest);
            piece.copy_from_slice(&digest[..piece.len()]);
            input.add(&digest);
            digest.as_mut_slice().zeroize();
        }
        out
    }

    /// Of any hash.
    fn in_general<D: Digest + BlockSizeUser>(
        &self,
        password: &[u8],
        work: &mut Work<'_>,
    ) -> Zeroizing<Vec<u8>> {
        self.in_turn::<D>(password, |digest| {
            let mut unreported = 1;
            for _ in 1..self.rounds {
                let next = D::digest(&*digest);
                digest.copy_from_slice(&next);
                unreported += 1;
                if unreported == 4096 {
                    work.did(unreported);
                    unreported = 0;
                }
            }
            work.did(unreported);
        })
    }
}

/// Derives side by side what a file is going to ask for, of SHA-1 and of the most rounds. What is left
/// out is derived when it is asked for.
pub(crate) fn derive_ahead(
    mut wanted: Vec<Derivation>,
    password: &[u8],
    work: &mut Work<'_>,
) -> Result<(), OpenError> {
    wanted.retain(|one| one.hash == Hash::Sha1 && (1..=MAX_ROUNDS).contains(&one.cost()));
    let Some(rounds) = wanted.iter().map(|one| one.rounds).max() else {
        return Ok(());
    };
    let mut blocks = 0;
    let mut under_way: Vec<UnderWay> = Vec::new();
    for derivation in wanted {
        let fits = derivation.rounds == rounds && blocks + derivation.blocks() <= MOST_AHEAD;
        if fits && under_way.iter().all(|one| one.derivation != derivation) {
            blocks += derivation.blocks();
            under_way.push(UnderWay::new(derivation, password));
        }
    }
    for one in &under_way {
        work.begin(one.derivation.cost(), "PKCS#12")?;
    }
    while under_way.iter().any(|one| one.left() > 0) {
        // A second block needs the first, so the longest go first.
        under_way.sort_by_key(|one| std::cmp::Reverse(one.left()));
        let due = under_way.iter_mut().filter(|one| one.left() > 0);
        let mut due: Vec<&mut UnderWay> = due.take(LANES).collect();
        let mut digests: Vec<Zeroizing<[u8; OCTETS]>> = due
            .iter()
            .map(|one| Zeroizing::new(one.input.digest::<Sha1>().into()))
            .collect();
        fast::again_together(&mut digests, rounds, work);
        for (one, digest) in due.iter_mut().zip(&digests) {
            one.take(digest.as_slice());
        }
    }
    let derived = under_way.into_iter().map(|one| (one.derivation, one.out));
    *work.ahead() = Ahead {
        password: Zeroizing::new(password.to_vec()),
        derived: derived.collect(),
    };
    Ok(())
}

/// A derivation, block by block.
struct UnderWay {
    derivation: Derivation,
    input: Input,
    out: Zeroizing<Vec<u8>>,
}

impl UnderWay {
    fn new(derivation: Derivation, password: &[u8]) -> Self {
        Self {
            input: Input::new(&derivation, password, Sha1::block_size()),
            // As long as it gets, so that it never moves.
            out: Zeroizing::new(Vec::with_capacity(derivation.length)),
            derivation,
        }
    }

    /// Octets.
    fn left(&self) -> usize {
        self.derivation.length - self.out.len()
    }

    fn take(&mut self, digest: &[u8]) {
        let length = self.left().min(digest.len());
        self.out.extend_from_slice(&digest[..length]);
        self.input.add(digest);
    }
}

/// What is hashed: D, and I of the RFC, which every block changes.
struct Input {
    purpose: u8,
    block: usize,
    /// Salt and password, each repeated until it fills blocks.
    text: Zeroizing<Vec<u8>>,
}

impl Input {
    fn new(derivation: &Derivation, password: &[u8], block: usize) -> Self {
        let filled = |length: usize| length.div_ceil(block) * block;
        let (salt, length) = (filled(derivation.salt.len()), filled(password.len()));
        // As long as it gets, so that no copy of the password is left where it was shorter.
        let mut text = Zeroizing::new(Vec::with_capacity(salt + length));
        text.extend(derivation.salt.iter().cycle().take(salt));
        text.extend(password.iter().cycle().take(length));
        Self {
            purpose: derivation.purpose,
            block,
            text,
        }
    }

    fn digest<D: Digest>(&self) -> Output<D> {
        D::new()
            .chain_update(vec![self.purpose; self.block])
            .chain_update(&*self.text)
            .finalize()
    }

    /// To each block the digest, repeated, and one, modulo 2 to the power of its bits.
    fn add(&mut self, digest: &[u8]) {
        for block in self.text.chunks_mut(self.block) {
            let mut carry = 1;
            for (index, byte) in block.iter_mut().enumerate().rev() {
                carry += u16::from(*byte) + u16::from(digest[index % digest.len()]);
                *byte = carry as u8;
                carry >>= 8;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn derivation() -> impl Strategy<Value = Derivation> {
        let salt = proptest::collection::vec(any::<u8>(), 0..70);
        (1..4_u8, salt, 0..70_usize).prop_map(|(purpose, salt, length)| Derivation {
            hash: Hash::Sha1,
            purpose,
            salt,
            rounds: 7,
            length,
        })
    }

    proptest! {
        #[test]
        fn side_by_side_comes_out_what_comes_out_alone(
            wanted in proptest::collection::vec(derivation(), 0..7),
            password in proptest::collection::vec(any::<u8>(), 0..70),
        ) {
            let mut quiet = |_, _| {};
            let mut together = Work::new(&mut quiet);
            derive_ahead(wanted.clone(), &password, &mut together).unwrap();
            let some = wanted.iter().any(|one| one.length > 0);
            prop_assert_eq!(some, !together.ahead().derived.is_empty());
            for one in wanted {
                let mut quiet = |_, _| {};
                let alone = one.derive(&password, &mut Work::new(&mut quiet)).unwrap();
                prop_assert_eq!(&alone, &one.derive(&password, &mut together).unwrap());
            }
        }
    }

    #[test]
    fn nothing_is_ready_for_another_password() {
        let one = Derivation {
            hash: Hash::Sha1,
            purpose: KEY,
            salt: vec![1],
            rounds: 2,
            length: 24,
        };
        let mut quiet = |_, _| {};
        let mut work = Work::new(&mut quiet);
        derive_ahead(vec![one.clone()], &[0, 0x61, 0, 0], &mut work).unwrap();
        let found = |password: &[u8], work: &mut Work<'_>| work.ahead().find(&one, password);
        assert!(found(&[0, 0x61, 0, 0], &mut work).is_some());
        assert!(found(&[0, 0x62, 0, 0], &mut work).is_none());
    }

    /// RFC 7292 has no vectors: OpenSSL's `PKCS12KDF` is asked on the spot.
    #[test]
    fn what_is_derived_is_what_openssl_derives() {
        let password = [0, 0x61, 0, 0xd1, 0, 0];
        for (hash, name) in [
            (Hash::Sha1, "SHA1"),
            (Hash::Sha256, "SHA256"),
            (Hash::Sha512, "SHA512"),
        ] {
            for purpose in [KEY, IV, MAC] {
                let output = std::process::Command::new("openssl")
                    .args(["kdf", "-keylen", "77", "-binary"])
                    .args(["-kdfopt", &format!("digest:{name}")])
                    .args(["-kdfopt", "hexpass:006100d10000"])
                    .args(["-kdfopt", "hexsalt:0102030405", "-kdfopt", "iter:33"])
                    .args(["-kdfopt", &format!("id:{purpose}"), "PKCS12KDF"])
                    .output()
                    .unwrap();
                let derivation = Derivation {
                    hash,
                    purpose,
                    salt: vec![1, 2, 3, 4, 5],
                    rounds: 33,
                    length: 77,
                };
                let mut quiet = |_, _| {};
                let mut work = Work::new(&mut quiet);
                let ours = derivation.derive(&password, &mut work).unwrap();
                assert_eq!(*ours, output.stdout, "{name} {purpose}");
            }
        }
    }
}
