//! The inner loops of key derivation, over the bare compression function of SHA-1 and SHA-256.
//!
//! A derivation hashes one short block thousands of times. Done through `Digest` and `Mac`, much of the
//! time goes into buffering and into copying states; here the padding stands in the block from the
//! start, and nothing is copied but the state. The other hash functions, which few files use, take the
//! general way in `kdf`.

use sha1::Sha1;
use sha2::Sha256;
use sha2::digest::Digest;
use sha2::digest::generic_array::GenericArray;
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

use super::lanes::{self, Digests, OCTETS, PAIR};
use super::{Hash, Work, hmac};

const BLOCK: usize = 64;

/// How many rounds are done between two looks at the progress.
const STEP: u64 = 4096;

/// A hash function of 64-octet blocks whose state is its digest.
pub(super) trait Compression<const N: usize>: Digest {
    const HASH: Hash;

    /// The state before the first block (FIPS 180-4, 5.3).
    const START: [u32; N];

    fn compress(state: &mut [u32; N], block: &[u8; BLOCK]);
}

impl Compression<5> for Sha1 {
    const HASH: Hash = Hash::Sha1;

    const START: [u32; 5] = [
        0x6745_2301,
        0xefcd_ab89,
        0x98ba_dcfe,
        0x1032_5476,
        0xc3d2_e1f0,
    ];

    fn compress(state: &mut [u32; 5], block: &[u8; BLOCK]) {
        sha1::compress(state, std::slice::from_ref(GenericArray::from_slice(block)));
    }
}

impl Compression<8> for Sha256 {
    const HASH: Hash = Hash::Sha256;

    const START: [u32; 8] = [
        0x6a09_e667,
        0xbb67_ae85,
        0x3c6e_f372,
        0xa54f_f53a,
        0x510e_527f,
        0x9b05_688c,
        0x1f83_d9ab,
        0x5be0_cd19,
    ];

    fn compress(state: &mut [u32; 8], block: &[u8; BLOCK]) {
        sha2::compress256(state, std::slice::from_ref(GenericArray::from_slice(block)));
    }
}

/// PBKDF2-HMAC (RFC 8018 §5.2). `rounds`: one at least.
pub(super) fn pbkdf2<H: Compression<N>, const N: usize>(
    password: &[u8],
    salt: &[u8],
    rounds: u64,
    key: &mut [u8],
    work: &mut Work<'_>,
) {
    let keyed = Keyed::<N>::new::<H>(password);
    let mut block = padded::<N>(BLOCK + 4 * N);
    for (index, part) in (1_u32..).zip(key.chunks_mut(4 * N)) {
        let salted = [salt, &index.to_be_bytes()].concat();
        let mut last = words(&Zeroizing::new(hmac(H::HASH, password, &salted)));
        let mut sum = last;
        in_steps(rounds, 1, work, |times| {
            for _ in 0..times {
                put(&mut block, &last);
                last = keyed.inner;
                H::compress(&mut last, &block);
                put(&mut block, &last);
                last = keyed.outer;
                H::compress(&mut last, &block);
                for (sum, word) in sum.iter_mut().zip(last) {
                    *sum ^= word;
                }
            }
        });
        let octets = Zeroizing::new(octets(&sum));
        part.copy_from_slice(&octets[..part.len()]);
        sum.zeroize();
        last.zeroize();
    }
    block.zeroize();
}

/// As [`pbkdf2`] with SHA-1, two blocks of the key at once: a cipher's key is not longer.
pub(super) fn pbkdf2_side_by_side(
    password: &[u8],
    salt: &[u8],
    rounds: u64,
    key: &mut [u8],
    work: &mut Work<'_>,
) {
    let keyed = Keyed::<5>::new::<Sha1>(password);
    let (inner, outer) = (Digests::all(&keyed.inner), Digests::all(&keyed.outer));
    let mut indices = 1_u32..;
    for part in key.chunks_mut(PAIR * OCTETS) {
        let mut last = Digests::none();
        let lanes = part.len().div_ceil(OCTETS);
        for (lane, index) in (0..lanes).zip(&mut indices) {
            let salted = [salt, &index.to_be_bytes()].concat();
            let first = Zeroizing::new(hmac(Hash::Sha1, password, &salted));
            last.put(lane, &first);
        }
        let mut sum = last.again();
        in_steps(rounds, lanes, work, |times| {
            lanes::sum_hmacs(&inner, &outer, &mut last, &mut sum, times);
        });
        for (lane, octets) in part.chunks_mut(OCTETS).enumerate() {
            octets.copy_from_slice(&sum.take(lane)[..octets.len()]);
        }
    }
}

/// Hashes a digest, and the digest of that, until `rounds` were done with the first.
pub(super) fn again<H: Compression<N>, const N: usize>(
    digest: &mut [u8],
    rounds: u64,
    work: &mut Work<'_>,
) {
    let mut block = padded::<N>(4 * N);
    let mut state = words::<N>(digest);
    in_steps(rounds, 1, work, |times| {
        for _ in 0..times {
            put(&mut block, &state);
            state = H::START;
            H::compress(&mut state, &block);
        }
    });
    put(&mut block, &state);
    digest.copy_from_slice(&block[..4 * N]);
    block.zeroize();
    state.zeroize();
}

/// As [`again`] with SHA-1, for up to four digests.
pub(super) fn again_together(
    digests: &mut [Zeroizing<[u8; OCTETS]>],
    rounds: u64,
    work: &mut Work<'_>,
) {
    if !cfg!(target_family = "wasm") || digests.len() < 2 {
        for digest in digests {
            again::<Sha1, 5>(digest.as_mut_slice(), rounds, work);
        }
        return;
    }
    again_side_by_side(digests, rounds, work);
}

fn again_side_by_side(digests: &mut [Zeroizing<[u8; OCTETS]>], rounds: u64, work: &mut Work<'_>) {
    let mut lanes = Digests::none();
    for (lane, digest) in digests.iter().enumerate() {
        lanes.put(lane, digest.as_slice());
    }
    in_steps(rounds, digests.len(), work, |times| {
        lanes::hash(&mut lanes, digests.len(), times);
    });
    for (lane, digest) in digests.iter_mut().enumerate() {
        *digest = lanes.take(lane);
    }
}

/// Tells of the first round, which is done already, and of the others as they are; of so many lanes.
fn in_steps(rounds: u64, lanes: usize, work: &mut Work<'_>, mut go_on: impl FnMut(u64)) {
    let lanes = lanes as u64;
    let mut left = rounds - 1;
    let mut unreported = 1;
    while left > 0 {
        let times = left.min(STEP - unreported);
        go_on(times);
        left -= times;
        unreported += times;
        if unreported == STEP {
            work.did(unreported * lanes);
            unreported = 0;
        }
    }
    work.did(unreported * lanes);
}

/// HMAC's two states once it has taken in its key.
#[derive(Zeroize, ZeroizeOnDrop)]
struct Keyed<const N: usize> {
    inner: [u32; N],
    outer: [u32; N],
}

impl<const N: usize> Keyed<N> {
    fn new<H: Compression<N>>(key: &[u8]) -> Self {
        let mut block = Zeroizing::new([0_u8; BLOCK]);
        if key.len() > BLOCK {
            let mut digest = H::digest(key);
            block[..4 * N].copy_from_slice(&digest);
            digest.as_mut_slice().zeroize();
        } else {
            block[..key.len()].copy_from_slice(key);
        }
        let after = |pad: u8| {
            let mut padded = Zeroizing::new(*block);
            padded.iter_mut().for_each(|byte| *byte ^= pad);
            let mut state = H::START;
            H::compress(&mut state, &padded);
            state
        };
        Self {
            inner: after(0x36),
            outer: after(0x5c),
        }
    }
}

/// A last block with room for a digest, of a message of `length` octets in all.
fn padded<const N: usize>(length: usize) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    block[4 * N] = 0x80;
    block[BLOCK - 8..].copy_from_slice(&(8 * length as u64).to_be_bytes());
    block
}

fn put<const N: usize>(block: &mut [u8; BLOCK], state: &[u32; N]) {
    for (octets, word) in block.chunks_exact_mut(4).zip(state) {
        octets.copy_from_slice(&word.to_be_bytes());
    }
}

fn octets<const N: usize>(state: &[u32; N]) -> [u8; BLOCK] {
    let mut block = [0; BLOCK];
    put(&mut block, state);
    block
}

fn words<const N: usize>(digest: &[u8]) -> [u32; N] {
    let mut state = [0; N];
    for (word, octets) in state.iter_mut().zip(digest.chunks_exact(4)) {
        *word = octets
            .iter()
            .fold(0, |word, octet| word << 8 | u32::from(*octet));
    }
    state
}

#[cfg(test)]
mod tests {
    use super::super::lanes::LANES;
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn blocks_side_by_side_come_out_as_one_after_the_other(
            password in proptest::collection::vec(any::<u8>(), 0..100),
            salt in proptest::collection::vec(any::<u8>(), 0..40),
            rounds in 1..40_u64,
            length in 0..180_usize,
        ) {
            let mut done_in_all = 0;
            let mut progress = |done, _| done_in_all = done;
            let mut ours = vec![0; length];
            let mut work = Work::new(&mut progress);
            let due = rounds * length.div_ceil(OCTETS) as u64;
            work.expect(due).unwrap();
            pbkdf2_side_by_side(&password, &salt, rounds, &mut ours, &mut work);
            prop_assert_eq!(done_in_all, due);
            let mut theirs = vec![0; length];
            let rounds = u32::try_from(rounds).unwrap();
            ::pbkdf2::pbkdf2_hmac::<Sha1>(&password, &salt, rounds, &mut theirs);
            prop_assert_eq!(ours, theirs);
        }

        #[test]
        fn digests_side_by_side_come_out_as_one_after_the_other(
            digests in proptest::collection::vec(any::<[u8; OCTETS]>(), 1..=LANES),
            rounds in 1..40_u64,
        ) {
            let mut quiet = |_, _| {};
            let wrapped = || digests.iter().copied().map(Zeroizing::new).collect::<Vec<_>>();
            let (mut ours, mut theirs) = (wrapped(), wrapped());
            again_side_by_side(&mut ours, rounds, &mut Work::new(&mut quiet));
            let mut quiet = |_, _| {};
            again_together(&mut theirs, rounds, &mut Work::new(&mut quiet));
            prop_assert_eq!(ours, theirs);
        }
    }

    /// RFC 6070.
    #[test]
    fn pbkdf2_gives_the_vectors_of_its_rfc() {
        let mut key = [0; 25];
        let mut quiet = |_, _| {};
        let work = &mut Work::new(&mut quiet);
        let (password, salt) = (
            b"passwordPASSWORDpassword",
            b"saltSALTsaltSALTsaltSALTsaltSALTsalt",
        );
        pbkdf2_side_by_side(password, salt, 4096, &mut key, work);
        let expected = [
            0x3d, 0x2e, 0xec, 0x4f, 0xe4, 0x1c, 0x84, 0x9b, 0x80, 0xc8, 0xd8, 0x36, 0x62, 0xc0,
            0xe4, 0x4a, 0x8b, 0x29, 0x1a, 0x96, 0x4c, 0xf2, 0xf0, 0x70, 0x38,
        ];
        assert_eq!(key, expected);
    }
}
