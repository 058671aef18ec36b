//! The little arithmetic that checks a private key, in buffers that are wiped.
//!
//! It runs once per opened file on the person's own device; it is not constant-time, and nothing
//! is signed or decrypted with it.

use std::cmp::Ordering;
use zeroize::Zeroizing;

/// A natural number: 64-bit limbs, the lowest first, without leading zero limbs.
pub(super) struct Natural(Zeroizing<Vec<u64>>);

impl Natural {
    pub(super) fn from_bytes(big_endian: &[u8]) -> Self {
        let limbs = big_endian
            .rchunks(8)
            .map(|chunk| {
                chunk
                    .iter()
                    .fold(0, |limb, byte| limb << 8 | u64::from(*byte))
            })
            .collect();
        let mut number = Self(Zeroizing::new(limbs));
        number.trim();
        number
    }

    pub(super) fn times(&self, other: &Self) -> Self {
        let mut product = Zeroizing::new(vec![0_u64; self.0.len() + other.0.len()]);
        for (i, a) in self.0.iter().enumerate() {
            let mut carry = 0_u128;
            for (j, b) in other.0.iter().enumerate() {
                let sum = u128::from(*a) * u128::from(*b) + u128::from(product[i + j]) + carry;
                product[i + j] = sum as u64;
                carry = sum >> 64;
            }
            product[i + other.0.len()] = carry as u64;
        }
        let mut number = Self(product);
        number.trim();
        number
    }

    pub(super) fn minus_one(&self) -> Self {
        let mut limbs = self.0.clone();
        for limb in limbs.iter_mut() {
            let (less, borrowed) = limb.overflowing_sub(1);
            *limb = less;
            if !borrowed {
                break;
            }
        }
        let mut number = Self(limbs);
        number.trim();
        number
    }

    /// The remainder by `modulus`, which is not zero: shift and subtract, starting with the bits
    /// that are certainly less than the modulus.
    pub(super) fn modulo(&self, modulus: &Self) -> Self {
        let bits = self.bits();
        let modulus_bits = modulus.bits();
        let width = modulus.0.len() + 1;
        let left = (bits + 1).saturating_sub(modulus_bits);
        let mut rest = Zeroizing::new(vec![0_u64; width]);
        for (index, limb) in rest.iter_mut().enumerate() {
            *limb = self.limb_at(left + index * 64);
        }
        for bit in (0..left).rev() {
            let mut carry = self.0[bit / 64] >> (bit % 64) & 1;
            for limb in rest.iter_mut() {
                let out = *limb >> 63;
                *limb = *limb << 1 | carry;
                carry = out;
            }
            if at_least(&rest, &modulus.0) {
                subtract(&mut rest, &modulus.0);
            }
        }
        let mut number = Self(rest);
        number.trim();
        number
    }

    pub(super) fn is_one(&self) -> bool {
        self.0.as_slice() == [1]
    }

    pub(super) fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    fn bits(&self) -> usize {
        self.0
            .last()
            .map_or(0, |top| self.0.len() * 64 - top.leading_zeros() as usize)
    }

    /// The 64 bits that begin at `bit`.
    fn limb_at(&self, bit: usize) -> u64 {
        let limb = |index: usize| self.0.get(index).copied().unwrap_or(0);
        let low = limb(bit / 64) >> (bit % 64);
        match bit % 64 {
            0 => low,
            shift => low | limb(bit / 64 + 1) << (64 - shift),
        }
    }

    fn trim(&mut self) {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
    }
}

impl PartialEq for Natural {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

fn at_least(a: &[u64], b: &[u64]) -> bool {
    for index in (0..a.len()).rev() {
        match a[index].cmp(&b.get(index).copied().unwrap_or(0)) {
            Ordering::Greater => return true,
            Ordering::Less => return false,
            Ordering::Equal => {}
        }
    }
    true
}

fn subtract(a: &mut [u64], b: &[u64]) {
    let mut borrow = false;
    for (index, limb) in a.iter_mut().enumerate() {
        let (once, first) = limb.overflowing_sub(b.get(index).copied().unwrap_or(0));
        let (twice, second) = once.overflowing_sub(u64::from(borrow));
        *limb = twice;
        borrow = first || second;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(value: u128) -> Natural {
        Natural::from_bytes(&value.to_be_bytes())
    }

    proptest! {
        #[test]
        fn agrees_with_machine_arithmetic(a: u128, b: u64, m in 1_u128..) {
            prop_assert!(of(a).modulo(&of(m)) == of(a % m));
            prop_assert!(of(a >> 64).times(&of(b.into())) == of((a >> 64) * u128::from(b)));
            prop_assert!(of(m).minus_one() == of(m - 1));
        }
    }
}
