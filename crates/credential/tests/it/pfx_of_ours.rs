//! .pfx files written here, opened here and by others; and the same bytes turned into BER.

use crate::material::{folder, material, nss_database, openssl, quiet, rng, run};
use credential::open::{OpenError, PfxOptions, open_pfx};
use credential::pfx::{self, PfxForm};
use proptest::prelude::*;

fn write(password: &str, form: PfxForm) -> Vec<u8> {
    let material = material();
    pfx::write(
        &material.key,
        &material.efirma,
        &[material.sat.certificate().clone()],
        password.as_bytes(),
        form,
        &mut rng(),
        &mut quiet(),
    )
    .unwrap()
}

fn opens(file: &[u8], password: &str) {
    let opened = open_pfx(
        file,
        password.as_bytes(),
        PfxOptions::default(),
        &mut quiet(),
    )
    .unwrap();
    assert_eq!(*opened.key.pkcs8_der(), *material().key.pkcs8_der());
    assert_eq!(opened.certificate, material().efirma);
    assert_eq!(opened.chain.len(), 1);
}

const FORMS: [PfxForm; 4] = [
    PfxForm::Old,
    PfxForm::OldTripleDes,
    PfxForm::Aes256 { rounds: 2048 },
    PfxForm::STRONG,
];

#[test]
fn every_form_opens_here_in_openssl_and_in_java() {
    let folder = folder();
    for form in FORMS {
        let password = "Contraseña-1";
        let file = write(password, form);
        opens(&file, password);
        std::fs::write(folder.path().join("w.pfx"), &file).unwrap();
        openssl(
            folder.path(),
            &format!(
                "pkcs12 -in w.pfx -passin pass:{password} -nodes -out all.pem -provider legacy -provider default"
            ),
        );
        openssl(folder.path(), "pkey -in all.pem -out back.pem");
        assert_eq!(
            std::fs::read(folder.path().join("back.pem")).unwrap(),
            std::fs::read(folder.path().join("k.pem")).unwrap()
        );
        let ascii = write("secreto", form);
        std::fs::write(folder.path().join("a.pfx"), &ascii).unwrap();
        run(
            folder.path(),
            "keytool",
            "-list -keystore a.pfx -storetype PKCS12 -storepass secreto",
        );
    }
}

#[test]
fn every_form_is_taken_by_nss() {
    let folder = folder();
    for (at, form) in FORMS.into_iter().enumerate() {
        std::fs::write(folder.path().join("w.pfx"), write("Secreto 1", form)).unwrap();
        let database = format!("nss{at}");
        nss_database(folder.path(), &database);
        run(
            folder.path(),
            "pk12util",
            &format!("-i w.pfx -d sql:{database} -W Secreto~1"),
        );
        // It lists the key that it took, and fails where there is none.
        run(folder.path(), "certutil", &format!("-K -d sql:{database}"));
    }
}

#[test]
fn a_key_is_not_written_with_anothers_certificate() {
    let material = material();
    let refused = pfx::write(
        &material.key,
        &material.stranger,
        &[],
        b"x",
        PfxForm::Old,
        &mut rng(),
        &mut quiet(),
    );
    assert_eq!(refused, Err(OpenError::KeyOfAnotherCertificate));
}

#[test]
fn progress_reaches_its_total() {
    let file = write("x", PfxForm::Aes256 { rounds: 100_000 });
    assert_eq!(pfx::protection(&file).unwrap().rounds, 300_000);
    let mut last = (0, 0);
    open_pfx(&file, b"x", PfxOptions::default(), &mut |done, total| {
        assert!(
            done <= total && done > last.0,
            "{done} of {total} after {last:?}"
        );
        last = (done, total);
    })
    .unwrap();
    assert_eq!(last, (300_000, 300_000));
}

/// The same file with every constructed element in indefinite length, and every OCTET STRING that
/// is long enough in pieces, as Firefox and Java write.
fn to_ber(der: &[u8], piece: usize) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = der;
    while !rest.is_empty() {
        let (tag, header, length) = header(rest);
        let content = &rest[header..header + length];
        if tag & 0x20 != 0 {
            out.extend([tag, 0x80]);
            out.extend(to_ber(content, piece));
            out.extend([0, 0]);
        } else if (tag == 4 || tag == 0x80) && length > piece {
            out.extend([tag | 0x20, 0x80]);
            for part in content.chunks(piece) {
                out.push(4);
                push_length(&mut out, part.len());
                out.extend(part);
            }
            out.extend([0, 0]);
        } else {
            out.extend(&rest[..header + length]);
        }
        rest = &rest[header + length..];
    }
    out
}

fn header(der: &[u8]) -> (u8, usize, usize) {
    if der[1] < 0x80 {
        return (der[0], 2, der[1].into());
    }
    let count = usize::from(der[1] & 0x7f);
    let length = der[2..2 + count]
        .iter()
        .fold(0, |length, octet| length << 8 | usize::from(*octet));
    (der[0], 2 + count, length)
}

fn push_length(out: &mut Vec<u8>, length: usize) {
    match length {
        0..0x80 => out.push(length as u8),
        0x80..0x100 => out.extend([0x81, length as u8]),
        _ => out.extend([0x82, (length >> 8) as u8, length as u8]),
    }
}

#[test]
fn ber_with_indefinite_lengths_opens_at_every_level() {
    for form in [PfxForm::Old, PfxForm::Aes256 { rounds: 2048 }] {
        let der = write("secreto", form);
        for piece in [1, 7, 1000, 100_000] {
            let ber = to_ber(&der, piece);
            assert_ne!(ber, der);
            opens(&ber, "secreto");
        }
    }
}

#[test]
fn openssl_agrees_that_the_ber_is_a_pfx() {
    let folder = folder();
    let ber = to_ber(&write("secreto", PfxForm::Old), 1000);
    std::fs::write(folder.path().join("b.pfx"), ber).unwrap();
    openssl(
        folder.path(),
        "pkcs12 -in b.pfx -passin pass:secreto -nodes -out all.pem -provider legacy -provider default",
    );
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn whatever_the_password_what_is_written_opens(password in "\\PC{0,24}") {
        opens(&write(&password, PfxForm::Old), &password);
        opens(&write(&password, PfxForm::Aes256 { rounds: 1 }), &password);
    }

    #[test]
    fn another_password_does_not_open(one in "[a-zA-Z0-9ñÑ]{8,20}", other in "[a-zA-Z0-9ñÑ]{8,20}") {
        prop_assume!(one != other);
        let file = write(&one, PfxForm::Aes256 { rounds: 1 });
        let refused = open_pfx(&file, other.as_bytes(), PfxOptions::default(), &mut quiet());
        prop_assert!(matches!(refused, Err(OpenError::WrongPassword)));
    }
}
