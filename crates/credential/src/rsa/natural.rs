//! The little arithmetic that checks a private key, in buffers that are wiped.
//!
//! It runs once per opened file on the person's own device; it is not constant-time, and nothing
//! is signed or decrypted with it.

use zeroize::Zeroizing;

/// A natural number: 32-bit limbs, the lowest first, without leading zero limbs. Two of them multiply
/// within what wasm's registers hold.
pub(crate) struct Natural(Zeroizing<Vec<u32>>);

impl Natural {
    pub(crate) fn from_bytes(big_endian: &[u8]) -> Self {
        let limbs = big_endian
            .rchunks(4)
            .map(|chunk| {
                chunk
                    .iter()
                    .fold(0, |limb, byte| limb << 8 | u32::from(*byte))
            })
            .collect();
        Self(Zeroizing::new(limbs)).trimmed()
    }

    pub(crate) fn times(&self, other: &Self) -> Self {
        let mut product = Zeroizing::new(vec![0; self.0.len() + other.0.len()]);
        for (i, a) in self.0.iter().enumerate() {
            let mut carry = 0;
            let places = &mut product[i..];
            for (place, b) in places.iter_mut().zip(other.0.iter()) {
                let sum = u64::from(*a) * u64::from(*b) + u64::from(*place) + carry;
                *place = low(sum);
                carry = sum >> 32;
            }
            places[other.0.len()] = low(carry);
        }
        Self(product).trimmed()
    }

    pub(crate) fn minus_one(&self) -> Self {
        let mut limbs = self.0.clone();
        for limb in limbs.iter_mut() {
            let (less, borrowed) = limb.overflowing_sub(1);
            *limb = less;
            if !borrowed {
                break;
            }
        }
        Self(limbs).trimmed()
    }

    /// The remainder by `modulus`, which is not zero: long division, Knuth's algorithm D (The Art of
    /// Computer Programming, 4.3.1).
    pub(crate) fn modulo(&self, modulus: &Self) -> Self {
        let size = modulus.0.len();
        if self.0.len() < size {
            return Self(self.0.clone());
        }
        // So far to the left that the divisor's highest bit is set: each digit of the quotient is then
        // guessed from its two highest limbs, and is at most two too large.
        let shift = modulus.0.last().map_or(0, |top| top.leading_zeros());
        let divisor = modulus.shifted_left(shift, size);
        let mut rest = self.shifted_left(shift, self.0.len() + 1);
        for at in (0..rest.len() - size).rev() {
            let part = &mut rest[at..=at + size];
            let digit = quotient_digit(part, &divisor);
            if subtract_multiple(part, &divisor, digit) {
                add(part, &divisor);
            }
        }
        shift_right(&mut rest, shift);
        Self(rest).trimmed()
    }

    pub(crate) fn is_one(&self) -> bool {
        self.0.as_slice() == [1]
    }

    pub(crate) fn is_zero(&self) -> bool {
        self.0.is_empty()
    }

    /// In `length` limbs, which hold it.
    fn shifted_left(&self, bits: u32, length: usize) -> Zeroizing<Vec<u32>> {
        let mut shifted = Zeroizing::new(Vec::with_capacity(length));
        let mut carry = 0;
        for limb in self.0.iter() {
            let wide = u64::from(*limb) << bits | carry;
            shifted.push(low(wide));
            carry = wide >> 32;
        }
        if shifted.len() < length {
            shifted.push(low(carry));
        }
        shifted
    }

    fn trimmed(mut self) -> Self {
        while self.0.last() == Some(&0) {
            self.0.pop();
        }
        self
    }
}

impl PartialEq for Natural {
    fn eq(&self, other: &Self) -> bool {
        self.0 == other.0
    }
}

/// The next digit of the quotient, or one more: of `part`, one limb longer than `divisor`, which it is
/// less than 2^32 times.
fn quotient_digit(part: &[u32], divisor: &[u32]) -> u64 {
    let limb = |of: &[u32], from_top: usize| {
        let index = of.len().checked_sub(from_top);
        index.map_or(0, |index| u64::from(of[index]))
    };
    let (highest, second) = (limb(divisor, 1), limb(divisor, 2));
    let top = limb(part, 1) << 32 | limb(part, 2);
    let (mut digit, mut left) = (top / highest, top % highest);
    while digit >> 32 != 0 || digit * second > (left << 32 | limb(part, 3)) {
        digit -= 1;
        left += highest;
        if left >> 32 != 0 {
            break;
        }
    }
    digit
}

/// Whether it went below zero, and so is 2^32 to the power of its limbs too large.
fn subtract_multiple(part: &mut [u32], divisor: &[u32], digit: u64) -> bool {
    let mut due = 0;
    for (limb, other) in part.iter_mut().zip(divisor.iter().chain([&0])) {
        due += digit * u64::from(*other);
        let (less, borrowed) = limb.overflowing_sub(low(due));
        *limb = less;
        due = (due >> 32) + u64::from(borrowed);
    }
    due != 0
}

/// Adds `divisor`; what is carried out of the highest limb made up for a loan.
fn add(part: &mut [u32], divisor: &[u32]) {
    let mut carry = 0;
    for (limb, other) in part.iter_mut().zip(divisor.iter().chain([&0])) {
        let sum = u64::from(*limb) + u64::from(*other) + carry;
        *limb = low(sum);
        carry = sum >> 32;
    }
}

fn shift_right(limbs: &mut [u32], bits: u32) {
    let mut carry = 0;
    for limb in limbs.iter_mut().rev() {
        let wide = (u64::from(*limb) << 32) >> bits | carry;
        *limb = low(wide >> 32);
        carry = u64::from(low(wide)) << 32;
    }
}

fn low(wide: u64) -> u32 {
    (wide & u64::from(u32::MAX)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn of(value: u128) -> Natural {
        Natural::from_bytes(&value.to_be_bytes())
    }

    /// Any octets, and runs of the highest and the lowest, where guessed digits are wrong.
    fn number() -> impl Strategy<Value = Vec<u8>> {
        let run = prop_oneof![
            proptest::collection::vec(any::<u8>(), 0..48),
            (0..48_usize).prop_map(|length| vec![0xff; length]),
            (0..48_usize).prop_map(|length| vec![0; length]),
            (0..8_usize).prop_map(|length| [vec![0x80], vec![0; length]].concat()),
            (0..8_usize).prop_map(|length| [vec![0; length], vec![1]].concat()),
        ];
        proptest::collection::vec(run, 0..6).prop_map(|runs| runs.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(2_000))]

        #[test]
        fn agrees_with_machine_arithmetic(a: u128, b: u64, m in 1_u128..) {
            prop_assert!(of(a).modulo(&of(m)) == of(a % m));
            prop_assert!(of(a >> 64).times(&of(b.into())) == of((a >> 64) * u128::from(b)));
            prop_assert!(of(m).minus_one() == of(m - 1));
        }

        #[test]
        fn agrees_with_the_arithmetic_of_the_rsa_crate(
            (a, m) in (number(), number()).prop_filter("not by zero", |(_, m)| m.iter().any(|b| *b != 0)),
        ) {
            let theirs = |bytes: &[u8]| rsa::BigUint::from_bytes_be(bytes);
            let ours = Natural::from_bytes;
            let rest = (theirs(&a) % theirs(&m)).to_bytes_be();
            prop_assert!(ours(&a).modulo(&ours(&m)) == ours(&rest));
            let product = (theirs(&a) * theirs(&m)).to_bytes_be();
            prop_assert!(ours(&a).times(&ours(&m)) == ours(&product));
        }
    }
}
