//! What opens certificates, keys and .pfx files, verifies signatures, and looks for keys in bodies.

use std::sync::OnceLock;

use credential::certificate::Certificate;
use credential::cms::{CadesToSign, Placement, PlainToSign, VerifyOptions, verify};
use credential::contains_private_key;
use credential::issue::sat_key_file;
use credential::open::{
    FileKind, OpenError, PfxOptions, from_pfx, holds_bare_key, is_pair, key_encryption, open_key,
    open_pfx, sniff,
};
use credential::pfx::{self, KeyForm, PfxForm};
use credential::rsa::RsaPublic;
use credential::trust::TrustStore;
use jiff::Timestamp;

use crate::Target;
use crate::material::{PASSWORD, by_openssl, chance, material, quiet};

/// A file that takes longer is not worth the fuzzer's time: its cost is capped, and tests hold that.
const ROUNDS: u64 = 10_000;

const MIB: usize = 1024 * 1024;

pub(crate) const TARGETS: &[Target] = &[
    Target {
        name: "sniff",
        about: "what a file is, recognised from its bytes",
        memory: (4 * MIB, 64),
        run: run_sniff,
        seeds: all_seeds,
    },
    Target {
        name: "certificate",
        about: "certificates, one or several, DER, PEM or base64",
        memory: (4 * MIB, 256),
        run: run_certificate,
        seeds: certificate_seeds,
    },
    Target {
        name: "key",
        about: "private keys, PKCS#8 and older, encrypted or not",
        memory: (8 * MIB, 256),
        run: run_key,
        seeds: key_seeds,
    },
    Target {
        name: "pfx",
        about: ".pfx files, opened with their password",
        memory: (8 * MIB, 256),
        run: run_pfx,
        seeds: pfx_seeds,
    },
    Target {
        name: "pfx-protection",
        about: ".pfx files, as far as they tell without a password",
        memory: (4 * MIB, 256),
        run: run_protection,
        seeds: pfx_seeds,
    },
    Target {
        name: "cms",
        about: "signatures, verified",
        memory: (4 * MIB, 256),
        run: run_cms,
        seeds: cms_seeds,
    },
    Target {
        name: "private-keys-in-bodies",
        about: "the net that keeps private keys out of the relay",
        memory: (4 * MIB, 64),
        run: run_contains,
        seeds: all_seeds,
    },
];

fn run_sniff(data: &[u8]) {
    let kind = sniff(data);
    assert_eq!(kind == FileKind::Empty, data.is_empty());
    // What sniff recognises as a certificate or a .pfx is never refused as another kind of file.
    if kind == FileKind::Certificate {
        let read = Certificate::bundle(data);
        assert!(!matches!(read, Err(OpenError::NotThisKind { .. })));
    }
    if kind == FileKind::Pfx {
        let protection = pfx::protection(data);
        assert!(!matches!(protection, Err(OpenError::NotThisKind { .. })));
    }
}

fn run_certificate(data: &[u8]) {
    let Ok(all) = Certificate::bundle(data) else {
        return;
    };
    for certificate in &all {
        let summary = certificate.summary();
        let again = Certificate::from_der(certificate.der()).expect("its own octets");
        assert_eq!(again.summary(), summary);
        let by_pem = Certificate::bundle(certificate.to_pem().as_bytes()).expect("its own PEM");
        assert_eq!(by_pem, [again]);
        let _ = certificate.rsa().map(RsaPublic::to_spki);
    }
    if let Ok(store) = TrustStore::from_pem_or_der_files([data]) {
        let _ = store.chain(&material().certificate, &all, all[0].not_before());
        let _ = store.chain(&all[0], &all, all[0].not_after());
    }
}

fn run_key(data: &[u8]) {
    if key_encryption(data)
        .is_ok_and(|found| found.is_some_and(|encryption| is_costly(&encryption)))
    {
        return;
    }
    let bare = holds_bare_key(data);
    let Ok(opened) = open_key(data, PASSWORD, &mut quiet()) else {
        return;
    };
    assert!(
        bare || opened.encryption.is_some(),
        "a bare key was taken for an encrypted one"
    );
    let key = opened.key;
    // What opens can be written, and opens as the same key.
    let form = KeyForm::Aes256 { rounds: 1 };
    let written = pfx::encrypt_key(&key, PASSWORD, form, &mut chance(), &mut quiet());
    let written = written.expect("one round is within the limits");
    let Ok(again) = open_key(&written, PASSWORD, &mut quiet()) else {
        panic!("a key that opened does not open once it is written");
    };
    assert_eq!(*again.key.pkcs8_der(), *key.pkcs8_der());
    assert!(contains_private_key(&written) && contains_private_key(&key.pkcs8_der()));
}

/// Whether a description names a number of rounds, or a size of scrypt's, that takes its time.
fn is_costly(encryption: &str) -> bool {
    let digits = |c: char| !c.is_ascii_digit();
    let scrypt = encryption.contains("scrypt");
    let limit = if scrypt { 64 } else { ROUNDS };
    encryption
        .split(digits)
        .filter_map(|number| number.parse().ok())
        .any(|number: u64| number > limit)
        || encryption.split(digits).any(|number| number.len() > 15)
}

fn run_pfx(data: &[u8]) {
    let protection = pfx::protection(data);
    if protection
        .as_ref()
        .is_ok_and(|protection| protection.rounds > ROUNDS || is_costly_scrypt(protection))
    {
        return;
    }
    let options = PfxOptions {
        accept_without_mac: true,
    };
    let Ok(contents) = pfx::read(data, PASSWORD, options, &mut quiet()) else {
        return;
    };
    assert!(protection.is_ok(), "it opened, and could not be described");
    let Ok(opened) = from_pfx(contents) else {
        return;
    };
    assert!(is_pair(&opened.certificate, &opened.key));
    let written = pfx::write(
        &opened.key,
        &opened.certificate,
        &opened.chain,
        PASSWORD,
        PfxForm::Aes256 { rounds: 1 },
        &mut chance(),
        &mut quiet(),
    );
    let written = written.expect("one round is within the limits");
    let Ok(again) = open_pfx(&written, PASSWORD, PfxOptions::default(), &mut quiet()) else {
        panic!("a .pfx that opened does not open once it is written");
    };
    assert_eq!(*again.key.pkcs8_der(), *opened.key.pkcs8_der());
    assert_eq!(again.certificate, opened.certificate);
}

fn is_costly_scrypt(protection: &pfx::Protection) -> bool {
    protection.encryption.contains("scrypt") && is_costly(&protection.encryption)
}

fn run_protection(data: &[u8]) {
    if let Ok(protection) = pfx::protection(data) {
        assert!(!protection.encryption.is_empty() && !protection.mac.is_empty());
        assert_eq!(sniff(data), FileKind::Pfx);
        // In text it may be broken up in ways that nobody writes.
        let binary = data.first() == Some(&0x30);
        assert!(
            !binary || contains_private_key(data),
            "a .pfx slipped through the net"
        );
    }
}

fn run_cms(data: &[u8]) {
    let Ok(verified) = verify(data, None, &VerifyOptions::default()) else {
        // Beside a content that is not its own it may fail otherwise, and must not panic.
        let _ = verify(
            data,
            Some(b"reto de prueba 12345"),
            &VerifyOptions::default(),
        );
        return;
    };
    assert!(!verified.detached);
    let beside = verify(data, Some(&verified.content), &VerifyOptions::default());
    assert_eq!(
        beside.map(|again| again.content).as_ref(),
        Ok(&verified.content)
    );
    let strict = VerifyOptions {
        require_cades: true,
        ..VerifyOptions::default()
    };
    assert_eq!(
        verify(data, None, &strict).is_ok(),
        verified.cades_baseline_b
    );
}

/// Whatever stands before and after a key, it is seen.
fn run_contains(data: &[u8]) {
    let _ = contains_private_key(data);
    let (before, after) = data.split_at(data.len() / 2);
    let (der, hex) = key_to_hide();
    let around = |key: &[u8]| [before, key, after].concat();
    assert!(contains_private_key(&around(der)), "in DER");
    assert!(contains_private_key(&around(hex)), "in hex");
}

/// A key, in DER and in hex.
fn key_to_hide() -> &'static (Vec<u8>, Vec<u8>) {
    static KEY: OnceLock<(Vec<u8>, Vec<u8>)> = OnceLock::new();
    KEY.get_or_init(|| {
        let der = material().key.pkcs8_der().to_vec();
        let hex: String = der.iter().map(|octet| format!("{octet:02x}")).collect();
        (der, hex.into_bytes())
    })
}

fn certificate_seeds() -> Vec<Vec<u8>> {
    let material = material();
    let all = [&material.certificate, &material.imss, &material.authority];
    let bundle: String = all.iter().map(|one| one.to_pem()).collect();
    let mut seeds: Vec<Vec<u8>> = all.iter().map(|one| one.der().to_vec()).collect();
    seeds.push(bundle.into_bytes());
    seeds.extend(by_openssl(&[
        "req -x509 -key k.pem -subj /C=MX/CN=prueba/serialNumber=1 -days 30 -outform DER -out out",
        "req -x509 -key k.pem -subj /CN=prueba -sha512 -days 30000 -outform DER -out out",
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout e.pem -subj /CN=e -outform DER -out out",
        "base64 -in c.pem -out out",
    ]));
    seeds
}

fn key_seeds() -> Vec<Vec<u8>> {
    let key = &material().key;
    let mut seeds = vec![
        key.pkcs8_der().to_vec(),
        sat_key_file(key, PASSWORD).expect("within the limits"),
    ];
    seeds.extend(by_openssl(&[
        "rsa -in k.pem -outform DER -out out -traditional",
        "rsa -in k.pem -out out -traditional -aes128 -passout pass:x",
        "pkcs8 -topk8 -in k.pem -out out -v2 aes-256-cbc -iter 3 -passout pass:x",
        "pkcs8 -topk8 -in k.pem -outform DER -out out -v2 des3 -v2prf hmacWithSHA512 -iter 3 -passout pass:x",
        "pkcs8 -topk8 -in k.pem -outform DER -out out -scrypt -scrypt_N 4 -scrypt_r 2 -scrypt_p 1 -passout pass:x",
        "pkcs8 -topk8 -in k.pem -outform DER -out out -v1 PBE-MD5-DES -iter 3 -provider legacy -provider default -passout pass:x",
        "pkcs8 -topk8 -in k.pem -outform DER -out out -v1 PBE-SHA1-RC2-40 -iter 3 -provider legacy -provider default -passout pass:x",
    ]));
    seeds
}

fn pfx_seeds() -> Vec<Vec<u8>> {
    let material = material();
    let mut seeds = vec![];
    for form in [PfxForm::Old, PfxForm::Aes256 { rounds: 3 }] {
        let written = pfx::write(
            &material.key,
            &material.certificate,
            std::slice::from_ref(&material.authority),
            PASSWORD,
            form,
            &mut chance(),
            &mut quiet(),
        );
        seeds.push(written.expect("within the limits"));
    }
    seeds.extend(by_openssl(&[
        "pkcs12 -export -provider legacy -provider default -inkey k.pem -in c.pem -legacy -iter 3 -passout pass:x -out out",
        "pkcs12 -export -inkey k.pem -in c.pem -iter 3 -nomac -passout pass:x -out out",
        "pkcs12 -export -inkey k.pem -in c.pem -keypbe NONE -certpbe NONE -nomac -passout pass:x -out out",
        "pkcs12 -export -inkey k.pem -in c.pem -keypbe aes-128-cbc -certpbe NONE -iter 3 -nomaciter -passout pass:x -out out",
        "pkcs12 -export -nokeys -in c.pem -certpbe NONE -nomac -passout pass:x -out out",
    ]));
    seeds
}

fn cms_seeds() -> Vec<Vec<u8>> {
    let material = material();
    let at: Timestamp = "2026-01-15T12:00:00Z".parse().expect("a time");
    let mut seeds = Vec::new();
    for placement in [Placement::Attached, Placement::Detached] {
        let certificate = &material.certificate;
        let text = b"reto de prueba 12345";
        let signature = |octets: &[u8]| {
            let signed = material.key.sign_blinded(&mut chance(), octets);
            signed.expect("2048 bits")
        };
        let cades = CadesToSign::new(certificate, text, at, placement).expect("2048 bits");
        let by_cades = signature(cades.to_be_signed());
        seeds.push(cades.finish(&by_cades).expect("2048 bits"));
        let plain = PlainToSign::new(certificate, text, placement).expect("2048 bits");
        let by_plain = signature(plain.to_be_signed());
        seeds.push(plain.finish(&by_plain).expect("2048 bits"));
    }
    seeds.extend(by_openssl(&[
        "cms -sign -binary -nodetach -signer c.pem -inkey k.pem -in p -outform DER -out out",
        "cms -sign -binary -nodetach -cades -md sha512 -signer c.pem -inkey k.pem -in p -outform DER -out out",
        "cms -sign -binary -nodetach -keyid -stream -signer c.pem -inkey k.pem -in p -outform DER -out out",
        "cms -sign -binary -nodetach -noattr -signer c.pem -inkey k.pem -in p -outform PEM -out out",
    ]));
    seeds
}

fn all_seeds() -> Vec<Vec<u8>> {
    let mut seeds = certificate_seeds();
    seeds.extend(key_seeds());
    seeds.extend(pfx_seeds());
    seeds.extend(cms_seeds());
    seeds.extend([b"%PDF-1.7".to_vec(), b"<?xml version='1.0'?>".to_vec()]);
    seeds
}
