//! Forms of .pfx that no program at hand writes.

#![expect(
    clippy::unwrap_used,
    reason = "a test may end where it finds something else"
)]

use super::mac;
use super::read::{PfxContents, PfxOptions, read};
use super::write::{Layout, encrypted_key_info, write_layout};
use crate::asn1::{oids, tag, write as asn1};
use crate::certificate::Certificate;
use crate::encryption::pkcs12::{self, Derivation};
use crate::encryption::{Cipher, Hash, Kdf, Password, Pkcs12Cipher, Scheme, Work, hmac};
use crate::error::OpenError;
use crate::issue::{Authority, Holder, Validity, generate_key};
use crate::key::PrivateKey;
use crate::warning::{PasswordEncoding, Warning};
use rand_chacha::ChaCha20Rng;
use rand_core::SeedableRng;
use std::sync::OnceLock;

struct Material {
    authority: Authority,
    key: PrivateKey,
    certificate: Certificate,
}

fn rng() -> ChaCha20Rng {
    ChaCha20Rng::seed_from_u64(7)
}

fn material() -> &'static Material {
    static MATERIAL: OnceLock<Material> = OnceLock::new();
    MATERIAL.get_or_init(|| {
        let mut rng = rng();
        let validity = Validity {
            not_before: "2024-01-01T00:00:00Z".parse().unwrap(),
            not_after: "2034-01-01T00:00:00Z".parse().unwrap(),
        };
        let authority = generate_key(&mut rng, 2048).unwrap();
        let authority = Authority::like_sat(authority, validity, &mut rng).unwrap();
        let key = generate_key(&mut rng, 2048).unwrap();
        let holder = Holder::Other {
            common_name: "X".to_owned(),
        };
        let certificate = authority
            .issue(&holder, key.public(), "5", validity, &mut rng)
            .unwrap();
        Material {
            authority,
            key,
            certificate,
        }
    })
}

fn opened(file: &[u8], password: &[u8]) -> Result<PfxContents, OpenError> {
    read(file, password, PfxOptions::default(), &mut |_, _| {})
}

fn error_of(result: Result<PfxContents, OpenError>) -> OpenError {
    match result {
        Err(error) => error,
        Ok(_) => panic!("it opened"),
    }
}

fn triple_des() -> Scheme {
    Scheme::Pkcs12 {
        cipher: Pkcs12Cipher::DesEde3With3Keys,
        salt: vec![1; 8],
        rounds: 100,
    }
}

#[test]
fn scrypt_inside_and_no_local_key_id() {
    let scrypt = || Scheme::Pbes2 {
        kdf: Kdf::Scrypt {
            salt: vec![3; 16],
            n: 1024,
            r: 8,
            p: 1,
            key_length: None,
        },
        cipher: Cipher::Aes128Cbc { iv: [9; 16] },
    };
    let layout = Layout {
        key_scheme: Some(scrypt()),
        certificate_scheme: Some(scrypt()),
        mac: Some((Hash::Sha512, 100)),
        local_key_id: false,
    };
    let material = material();
    let file = write_layout(
        &[(&material.key, &material.certificate)],
        &[material.authority.certificate().clone()],
        b"secreto",
        &layout,
        &mut rng(),
        &mut Work::new(&mut |_, _| {}),
    )
    .unwrap();
    let contents = opened(&file, b"secreto").unwrap();
    assert_eq!(
        contents.encryption,
        "PBES2 scrypt N=1024 r=8 p=1 AES-128-CBC"
    );
    assert_eq!((contents.keys.len(), contents.certificates.len()), (1, 2));
}

/// A PFX around `safe`, with the MAC handed in.
fn pfx(safe: &[u8], mac: &[u8]) -> Vec<u8> {
    asn1::sequence(&[&asn1::small(3), &data(safe), mac])
}

fn data(content: &[u8]) -> Vec<u8> {
    asn1::sequence(&[
        &asn1::oid(oids::DATA),
        &asn1::context(0, &[&asn1::octets(content)]),
    ])
}

/// An authenticated safe whose one bag is the shrouded key, inside `nested` bags of bags.
fn safe(scheme: &Scheme, password: &[u8], nested: usize) -> Vec<u8> {
    let mut quiet = |_, _| {};
    let key = encrypted_key_info(
        &material().key,
        scheme,
        &Password::new(password),
        &mut Work::new(&mut quiet),
    )
    .unwrap();
    let bag = |kind, value: &[u8]| {
        asn1::sequence(&[&asn1::sequence(&[
            &asn1::oid(kind),
            &asn1::context(0, &[value]),
        ])])
    };
    let mut bags = bag(oids::SHROUDED_KEY_BAG, &key);
    for _ in 0..nested {
        bags = bag(oids::SAFE_CONTENTS_BAG, &bags);
    }
    asn1::sequence(&[&data(&bags)])
}

fn classic_mac(password: &[u8], content: &[u8]) -> Vec<u8> {
    let mut quiet = |_, _| {};
    let password = Password::new(password);
    let mut work = Work::new(&mut quiet);
    mac::write(Hash::Sha1, &password, &[1; 8], 10, content, &mut work).unwrap()
}

/// `MacData` of a digest computed by the test.
fn mac_data(algorithm: &[u8], digest: &[u8]) -> Vec<u8> {
    asn1::sequence(&[
        &asn1::sequence(&[algorithm, &asn1::octets(digest)]),
        &asn1::octets(&[1; 8]),
        &asn1::small(10),
    ])
}

/// A file under PBMAC1 whose derivation gives `length` octets, and says so or not.
fn with_pbmac1(length: usize, says: bool) -> Vec<u8> {
    let safe = safe(&triple_des(), b"secreto", 0);
    let mut quiet = |_, _| {};
    let kdf = Kdf::Pbkdf2 {
        prf: Hash::Sha256,
        salt: vec![5; 16],
        rounds: 1000,
        key_length: None,
    };
    let key = kdf
        .derive(b"secreto", length, &mut Work::new(&mut quiet))
        .unwrap();
    let hmac_of = |oid| asn1::algorithm(oid, Some(&asn1::null()));
    let said = if says {
        asn1::small(length as u64)
    } else {
        Vec::new()
    };
    let pbkdf2 = asn1::sequence(&[
        &asn1::octets(&[5; 16]),
        &asn1::small(1000),
        &said,
        &hmac_of(oids::HMAC_SHA256),
    ]);
    let parameters = asn1::sequence(&[
        &asn1::algorithm(oids::PBKDF2, Some(&pbkdf2)),
        &hmac_of(oids::HMAC_SHA512),
    ]);
    let mac = mac_data(
        &asn1::algorithm(oids::PBMAC1, Some(&parameters)),
        &hmac(Hash::Sha512, &key, &safe),
    );
    pfx(&safe, &mac)
}

#[test]
fn pbmac1_is_checked() {
    for length in [20, 32, 64] {
        let file = with_pbmac1(length, true);
        let contents = opened(&file, b"secreto").unwrap();
        assert_eq!(contents.mac, "PBMAC1 PBKDF2-HMAC-SHA256 1000 HMAC-SHA512");
        assert_eq!(contents.keys.len(), 1);
        assert_eq!(error_of(opened(&file, b"otra")), OpenError::WrongPassword);
    }
}

#[test]
fn pbmac1_needs_a_length_that_does_not_weaken_it() {
    for file in [
        with_pbmac1(64, false),
        with_pbmac1(19, true),
        with_pbmac1(65, true),
    ] {
        assert_eq!(error_of(opened(&file, b"secreto")), OpenError::Damaged);
    }
}

#[test]
fn a_mac_of_the_password_that_is_nothing_at_all_is_checked() {
    let safe = safe(&triple_des(), b"", 0);
    let mut quiet = |_, _| {};
    let mut work = Work::new(&mut quiet);
    let derivation = Derivation {
        hash: Hash::Sha1,
        purpose: pkcs12::MAC,
        salt: vec![1; 8],
        rounds: 10,
        length: 20,
    };
    let key = derivation.derive(&[], &mut work).unwrap();
    let mac = mac_data(
        &asn1::algorithm(oids::SHA1, Some(&asn1::null())),
        &hmac(Hash::Sha1, &key, &safe),
    );
    let contents = opened(&pfx(&safe, &mac), b"").unwrap();
    assert_eq!(contents.keys.len(), 1);
    assert_eq!(contents.warnings, [Warning::EmptyPassword]);
}

#[test]
fn bags_inside_bags_open_up_to_a_limit() {
    let file = |nested| {
        let safe = safe(&triple_des(), b"x", nested);
        pfx(&safe, &classic_mac(b"x", &safe))
    };
    assert_eq!(opened(&file(3), b"x").unwrap().keys.len(), 1);
    assert_eq!(error_of(opened(&file(12), b"x")), OpenError::Damaged);
}

#[test]
fn names_content_under_another_password_than_mac() {
    let safe = safe(&triple_des(), b"uno", 0);
    let file = pfx(&safe, &classic_mac(b"dos", &safe));
    assert!(matches!(
        error_of(opened(&file, b"dos")),
        OpenError::Unsupported { algorithm } if algorithm.starts_with("contraseñas distintas")
    ));
    assert_eq!(error_of(opened(&file, b"tres")), OpenError::WrongPassword);
}

#[test]
fn old_nss_put_the_bmp_string_into_pbes2() {
    let scheme = Scheme::Pbes2 {
        kdf: Kdf::Pbkdf2 {
            prf: Hash::Sha1,
            salt: vec![4; 16],
            rounds: 50,
            key_length: Some(32),
        },
        cipher: Cipher::Aes256Cbc { iv: [6; 16] },
    };
    let bmp = b"\0a\0\xf1\0o\0\0";
    let safe = safe(&scheme, bmp, 0);
    let file = pfx(&safe, &classic_mac("año".as_bytes(), &safe));
    let contents = opened(&file, "año".as_bytes()).unwrap();
    assert_eq!(contents.keys.len(), 1);
    let encoding = PasswordEncoding::BmpString;
    assert_eq!(
        contents.warnings,
        [Warning::OddPasswordEncoding { encoding }]
    );
}

#[test]
fn integrity_and_secrecy_by_public_key_are_named() {
    let empty =
        |kind| asn1::sequence(&[&asn1::oid(kind), &asn1::context(0, &[&asn1::sequence(&[])])]);
    let signed = asn1::sequence(&[&asn1::small(3), &empty(oids::SIGNED_DATA)]);
    let enveloped = pfx(&asn1::sequence(&[&empty(oids::ENVELOPED_DATA)]), &[]);
    for file in [signed, enveloped] {
        assert!(matches!(
            error_of(opened(&file, b"x")),
            OpenError::Unsupported { algorithm } if algorithm.ends_with("con llave pública")
        ));
    }
}

#[test]
fn many_costly_bags_are_refused_together() {
    // Each bag claims rounds within the limit of one; no key need be in it.
    let claims = Scheme::Pkcs12 {
        cipher: Pkcs12Cipher::DesEde3With3Keys,
        salt: vec![1; 8],
        rounds: 3_000_000,
    };
    let info = asn1::sequence(&[&claims.to_der(), &asn1::octets(&[0; 64])]);
    let bag = asn1::sequence(&[
        &asn1::oid(oids::SHROUDED_KEY_BAG),
        &asn1::context(0, &[&info]),
    ]);
    let bags = asn1::constructed(tag::SEQUENCE, &vec![bag.as_slice(); 2000]);
    let safe = asn1::sequence(&[&data(&bags)]);
    let file = pfx(&safe, &classic_mac(b"x", &safe));
    let mut rounds = 0;
    let options = PfxOptions::default();
    let refused = read(&file, b"x", options, &mut |done, _| rounds = done);
    assert!(matches!(refused, Err(OpenError::TooCostly { .. })));
    assert!(rounds < 100, "{rounds} rounds were run first");
}
