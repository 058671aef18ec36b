//! SHA-1 of four digests at once (docs/adr/0009).
//!
//! A round of a derivation needs the round before it, but the blocks of PBKDF2's output, and the keys,
//! IVs and MAC of a .pfx, do not need one another. In wasm, which has no SHA instructions, four side by
//! side take little longer than one. A processor that has them does one after another faster, so only
//! wasm goes this way; the arithmetic is the same everywhere, and tested everywhere.
//!
//! What stands in a [`Digests`] is wiped on drop; what the compression leaves on the stack is cleared
//! with the rest of it by the signer's vault.

use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// How many there are side by side.
pub(super) const LANES: usize = 4;

/// Two lanes alone take less time than four.
pub(super) const PAIR: usize = 2;

/// Words of a digest.
const WORDS: usize = 5;

/// Octets of a digest.
pub(super) const OCTETS: usize = 4 * WORDS;

/// The state before the first block (FIPS 180-4, 5.3.1).
const START: [u32; WORDS] = [
    0x6745_2301,
    0xefcd_ab89,
    0x98ba_dcfe,
    0x1032_5476,
    0xc3d2_e1f0,
];

/// Four digests, or states: of each word, the four lanes.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(super) struct Digests([[u32; LANES]; WORDS]);

impl Digests {
    /// The same in every lane.
    pub(super) fn all(state: &[u32; WORDS]) -> Self {
        Self(state.map(|word| [word; LANES]))
    }

    /// Zeros.
    pub(super) fn none() -> Self {
        Self([[0; LANES]; WORDS])
    }

    /// The same digests once more.
    pub(super) fn again(&self) -> Self {
        Self(self.0)
    }

    pub(super) fn put(&mut self, lane: usize, digest: &[u8]) {
        for (word, octets) in self.0.iter_mut().zip(digest.chunks_exact(4)) {
            word[lane] = octets
                .iter()
                .fold(0, |word, octet| word << 8 | u32::from(*octet));
        }
    }

    pub(super) fn take(&self, lane: usize) -> Zeroizing<[u8; OCTETS]> {
        let mut digest = Zeroizing::new([0; OCTETS]);
        for (octets, word) in digest.chunks_exact_mut(4).zip(&self.0) {
            octets.copy_from_slice(&word[lane].to_be_bytes());
        }
        digest
    }
}

/// So many rounds of PBKDF2, in the first two lanes: `last` becomes its HMAC under the key whose states
/// are `inner` and `outer`, and `sum` takes each of them in.
#[cfg_attr(target_family = "wasm", target_feature(enable = "simd128"))]
pub(super) fn sum_hmacs(
    inner: &Digests,
    outer: &Digests,
    last: &mut Digests,
    sum: &mut Digests,
    times: u64,
) {
    // A block of the key went before.
    const BITS: u32 = 8 * (64 + OCTETS as u32);
    let [inner, outer] = [inner, outer].map(|state| state.0.map(Word::<true>::new));
    let mut message = last.0.map(Word::new);
    let mut total = sum.0.map(Word::new);
    for _ in 0..times {
        // One compression in the code, run twice.
        for start in [&inner, &outer] {
            message = compress(start, &message, BITS);
        }
        for (total, word) in total.iter_mut().zip(message) {
            *total = total.xor(word);
        }
    }
    last.0 = message.map(Word::lanes);
    sum.0 = total.map(Word::lanes);
}

/// Hashes the digests of so many lanes, and the digests of those, so many times.
pub(super) fn hash(digests: &mut Digests, lanes: usize, times: u64) {
    if lanes <= PAIR {
        hash_in::<true>(digests, times);
    } else {
        hash_in::<false>(digests, times);
    }
}

#[cfg_attr(target_family = "wasm", target_feature(enable = "simd128"))]
fn hash_in<const TWO: bool>(digests: &mut Digests, times: u64) {
    const BITS: u32 = 8 * OCTETS as u32;
    let start = START.map(Word::<TWO>::splat);
    let mut message = digests.0.map(Word::new);
    for _ in 0..times {
        message = compress(&start, &message, BITS);
    }
    digests.0 = message.map(Word::lanes);
}

/// SHA-1's compression (FIPS 180-4, 6.1.2) of a last block that holds a digest, of a message of `bits`
/// bits in all.
#[inline(always)]
fn compress<const TWO: bool>(
    start: &[Word<TWO>; WORDS],
    digest: &[Word<TWO>; WORDS],
    bits: u32,
) -> [Word<TWO>; WORDS] {
    let zero = Word::splat(0);
    let mut schedule = [zero; 16];
    schedule[..WORDS].copy_from_slice(digest);
    schedule[WORDS] = Word::splat(0x8000_0000);
    schedule[15] = Word::splat(bits);
    let [mut a, mut b, mut c, mut d, mut e] = *start;

    macro_rules! round {
        ($index:expr, $mix:expr, $constant:expr) => {{
            let at = $index % 16;
            if $index >= 16 {
                schedule[at] = schedule[(at + 13) % 16]
                    .xor(schedule[(at + 8) % 16])
                    .xor(schedule[(at + 2) % 16])
                    .xor(schedule[at])
                    .rotate_left::<1>();
            }
            let mixed: Word<TWO> = $mix;
            let next = a
                .rotate_left::<5>()
                .add(mixed)
                .add(e.add(schedule[at].add(Word::splat($constant))));
            (e, d, c, b, a) = (d, c, b.rotate_left::<30>(), a, next);
        }};
    }
    macro_rules! rounds {
        ($from:expr, $mix:expr, $constant:expr) => {
            rounds!($from, $mix, $constant; 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19)
        };
        ($from:expr, $mix:expr, $constant:expr; $($index:literal)*) => {
            $(round!($from + $index, $mix, $constant);)*
        };
    }
    rounds!(0, d.xor(b.and(c.xor(d))), 0x5a82_7999);
    rounds!(20, b.xor(c).xor(d), 0x6ed9_eba1);
    rounds!(40, b.and(c).or(d.and(b.or(c))), 0x8f1b_bcdc);
    rounds!(60, b.xor(c).xor(d), 0xca62_c1d6);

    let [s, t, u, v, w] = *start;
    [s.add(a), t.add(b), u.add(c), v.add(d), w.add(e)]
}

#[cfg(target_family = "wasm")]
use simd::Word;

/// One word of each lane, in one register. Of two lanes each word stands there twice: shifting both as
/// one number of 64 bits rotates it, and saves an operation.
#[cfg(target_family = "wasm")]
mod simd {
    use std::arch::wasm32::{
        u32x4, u32x4_add, u32x4_extract_lane, u32x4_shl, u32x4_shr, u32x4_shuffle, u32x4_splat,
        u64x2_shl, v128, v128_and, v128_or, v128_xor,
    };

    #[derive(Clone, Copy)]
    pub(super) struct Word<const TWO: bool>(v128);

    impl<const TWO: bool> Word<TWO> {
        #[inline(always)]
        pub(super) fn new([a, b, c, d]: [u32; 4]) -> Self {
            Self(if TWO {
                u32x4(a, a, b, b)
            } else {
                u32x4(a, b, c, d)
            })
        }

        #[inline(always)]
        pub(super) fn splat(word: u32) -> Self {
            Self(u32x4_splat(word))
        }

        #[inline(always)]
        pub(super) fn lanes(self) -> [u32; 4] {
            let all = [
                u32x4_extract_lane::<0>(self.0),
                u32x4_extract_lane::<1>(self.0),
                u32x4_extract_lane::<2>(self.0),
                u32x4_extract_lane::<3>(self.0),
            ];
            if TWO { [all[0], all[2], 0, 0] } else { all }
        }

        #[inline(always)]
        pub(super) fn add(self, other: Self) -> Self {
            Self(u32x4_add(self.0, other.0))
        }

        #[inline(always)]
        pub(super) fn and(self, other: Self) -> Self {
            Self(v128_and(self.0, other.0))
        }

        #[inline(always)]
        pub(super) fn or(self, other: Self) -> Self {
            Self(v128_or(self.0, other.0))
        }

        #[inline(always)]
        pub(super) fn xor(self, other: Self) -> Self {
            Self(v128_xor(self.0, other.0))
        }

        #[inline(always)]
        pub(super) fn rotate_left<const BITS: u32>(self) -> Self {
            if TWO {
                let rotated = u64x2_shl(self.0, BITS);
                return Self(u32x4_shuffle::<1, 1, 3, 3>(rotated, rotated));
            }
            let (left, right) = (u32x4_shl(self.0, BITS), u32x4_shr(self.0, 32 - BITS));
            Self(v128_or(left, right))
        }
    }
}

#[cfg(not(target_family = "wasm"))]
use plain::Word;

/// One word of each lane, for a compiler to make of it what it can.
#[cfg(not(target_family = "wasm"))]
mod plain {
    use std::array::from_fn;

    #[derive(Clone, Copy)]
    pub(super) struct Word<const TWO: bool>([u32; 4]);

    impl<const TWO: bool> Word<TWO> {
        pub(super) fn new(lanes: [u32; 4]) -> Self {
            Self(lanes)
        }

        pub(super) fn splat(word: u32) -> Self {
            Self([word; 4])
        }

        pub(super) fn lanes(self) -> [u32; 4] {
            self.0
        }

        pub(super) fn add(self, other: Self) -> Self {
            Self(from_fn(|lane| self.0[lane].wrapping_add(other.0[lane])))
        }

        pub(super) fn and(self, other: Self) -> Self {
            Self(from_fn(|lane| self.0[lane] & other.0[lane]))
        }

        pub(super) fn or(self, other: Self) -> Self {
            Self(from_fn(|lane| self.0[lane] | other.0[lane]))
        }

        pub(super) fn xor(self, other: Self) -> Self {
            Self(from_fn(|lane| self.0[lane] ^ other.0[lane]))
        }

        pub(super) fn rotate_left<const BITS: u32>(self) -> Self {
            Self(self.0.map(|word| word.rotate_left(BITS)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use sha1::{Digest as _, Sha1};

    proptest! {
        #[test]
        fn every_lane_hashes_as_rustcrypto_does(
            digests: [[u8; OCTETS]; LANES],
            times in 0..5_u64,
        ) {
            let mut ours = Digests::none();
            for (lane, digest) in digests.iter().enumerate() {
                ours.put(lane, digest);
            }
            hash(&mut ours, LANES, times);
            for (lane, digest) in digests.into_iter().enumerate() {
                let theirs = (0..times).fold(digest, |last, _| Sha1::digest(last).into());
                prop_assert_eq!(*ours.take(lane), theirs);
            }
        }
    }
}
