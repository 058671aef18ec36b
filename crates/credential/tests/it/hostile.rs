//! Files made to do harm: nothing panics, loops, or works beyond its limits.

use crate::material::{material, quiet, rng};
use credential::certificate::Certificate;
use credential::cms::{CadesToSign, Placement, VerifyOptions, verify};
use credential::contains_private_key;
use credential::issue::sat_key_file;
use credential::open::{OpenError, PfxOptions, open_key, open_pfx, sniff};
use credential::pfx::{self, PfxForm};
use credential::trust::TrustStore;
use proptest::prelude::*;
use std::sync::OnceLock;

const AGREED: PfxOptions = PfxOptions {
    accept_without_mac: true,
};

fn read_as_everything(bytes: &[u8]) {
    let _ = sniff(bytes);
    let _ = Certificate::bundle(bytes).map(|all| all.iter().map(Certificate::summary).count());
    let _ = open_key(bytes, b"x", &mut quiet());
    let _ = open_pfx(bytes, b"x", AGREED, &mut quiet());
    let _ = pfx::protection(bytes);
    let _ = verify(bytes, None, &VerifyOptions::default());
    let _ = TrustStore::from_pem_or_der_files([bytes]);
    let _ = contains_private_key(bytes);
}

/// A file of each kind, to be damaged.
fn seeds() -> &'static [Vec<u8>] {
    static SEEDS: OnceLock<Vec<Vec<u8>>> = OnceLock::new();
    SEEDS.get_or_init(|| {
        let material = material();
        let pfx = |form| {
            pfx::write(
                &material.key,
                &material.efirma,
                &[],
                b"x",
                form,
                &mut rng(),
                &mut quiet(),
            )
            .unwrap()
        };
        let at = "2026-01-15T12:00:00Z".parse().unwrap();
        let to_sign = CadesToSign::new(&material.efirma, b"hola", at, Placement::Attached).unwrap();
        let signature = material
            .key
            .sign_blinded(&mut rng(), to_sign.to_be_signed())
            .unwrap();
        vec![
            material.efirma.der().to_vec(),
            material.efirma.to_pem().into_bytes(),
            material.key.pkcs8_der().to_vec(),
            sat_key_file(&material.key, b"x").unwrap(),
            pfx(PfxForm::OldTripleDes),
            pfx(PfxForm::Aes256 { rounds: 3 }),
            to_sign.finish(&signature).unwrap(),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_bytes_panic(bytes in proptest::collection::vec(any::<u8>(), 0..600)) {
        read_as_everything(&bytes);
        let mut sequence = vec![0x30, 0x80];
        sequence.extend(&bytes);
        read_as_everything(&sequence);
    }

    #[test]
    fn no_damage_panics(
        seed in 0..7_usize,
        changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
        cut in proptest::option::of(any::<prop::sample::Index>()),
    ) {
        let mut bytes = seeds()[seed].clone();
        for (at, value) in changes {
            let at = at.index(bytes.len());
            bytes[at] = value;
        }
        if let Some(cut) = cut {
            bytes.truncate(cut.index(bytes.len()));
        }
        read_as_everything(&bytes);
    }
}

#[test]
fn every_octet_of_a_header_may_lie() {
    for seed in seeds() {
        for at in 0..seed.len().min(160) {
            for value in [0, 1, 0x7f, 0x80, 0x84, 0x88, 0xff] {
                let mut bytes = seed.clone();
                bytes[at] = value;
                read_as_everything(&bytes);
            }
        }
    }
}

#[test]
fn bottomless_nesting_is_refused_quickly() {
    for unit in [
        &[0x30, 0x80][..],
        &[0x24, 0x80],
        &[0xa0, 0x80],
        &[0x31, 0x82, 0xff, 0xff],
    ] {
        read_as_everything(&unit.repeat(400_000));
    }
}

/// The rounds of SAT's form, written as INTEGER 2048, replaced by others.
fn with_rounds(integer: &[u8]) -> Vec<u8> {
    let file = sat_key_file(&material().key, b"x").unwrap();
    let from = [0x02, 0x02, 0x08, 0x00];
    let at = file.windows(4).position(|window| window == from).unwrap();
    let mut out = file[..at].to_vec();
    out.extend(integer);
    out.extend(&file[at + 4..]);
    // The headers around it grow with it: SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE.
    let more = integer.len() - 4;
    let mut fixed = 0;
    for header in 0..at {
        let long = out[header..].starts_with(&[0x30, 0x82]) && header == 0;
        let short = out[header] == 0x30
            && header > 0
            && header + 2 + usize::from(out[header + 1]) >= at + 4
            && out[header + 1] < 0x70;
        if long {
            let length = usize::from(out[2]) << 8 | usize::from(out[3]);
            out[2..4].copy_from_slice(&((length + more) as u16).to_be_bytes());
            fixed += 1;
        } else if short {
            out[header + 1] += more as u8;
            fixed += 1;
        }
    }
    assert_eq!(fixed, 5, "the form of the file has changed");
    out
}

#[test]
fn absurd_rounds_are_refused_before_any_is_run() {
    for integer in [
        &[0x02, 0x04, 0x7f, 0xff, 0xff, 0xff][..],
        &[0x02, 0x08, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff],
        &[0x02, 0x0a, 0x7f, 0, 0, 0, 0, 0, 0, 0, 0, 0],
    ] {
        let mut rounds = 0;
        let Err(error) = open_key(&with_rounds(integer), b"x", &mut |done, _| rounds = done) else {
            panic!("it opened");
        };
        assert!(matches!(error, OpenError::TooCostly { .. }), "{error}");
        assert_eq!(rounds, 0);
    }
    let zero = open_key(&with_rounds(&[0x02, 0x02, 0x00, 0x00]), b"x", &mut quiet());
    assert!(matches!(zero, Err(OpenError::Damaged)));
}

#[test]
fn an_iv_that_is_too_short_is_damage_and_no_panic() {
    let mut file = sat_key_file(&material().key, b"x").unwrap();
    // The IV is the last part of the parameters: [.., 0x04, 0x08, eight octets]; five of them are
    // taken, and from every length around it.
    let des_ede3 = [
        0x06, 0x08, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x03, 0x07, 0x04,
    ];
    let at = file
        .windows(des_ede3.len())
        .position(|window| window == des_ede3)
        .unwrap();
    let length_of_iv = at + des_ede3.len();
    file.drain(length_of_iv + 1..length_of_iv + 6);
    file[length_of_iv] -= 5;
    file[at - 1] -= 5;
    // PBES2's SEQUENCE of the identifier, and that of its parameters.
    let pbes2 = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05, 0x0d, 0x30];
    let inside = file
        .windows(pbes2.len())
        .position(|window| window == pbes2)
        .unwrap();
    file[inside + pbes2.len()] -= 5;
    file[inside - 3] -= 5;
    let total = u16::from_be_bytes([file[2], file[3]]) - 5;
    file[2..4].copy_from_slice(&total.to_be_bytes());
    assert!(matches!(
        open_key(&file, b"x", &mut quiet()),
        Err(OpenError::Damaged)
    ));
}
