//! What a certificate says.

use crate::material::{SERIAL, folder, material, openssl, read, time};
use credential::certificate::{Certificate, CertificateSummary, KeyUsage, Kind};
use credential::open::{Expected, FileKind, OpenError, Warning, check};
use der::Decode as _;

#[test]
fn an_efirma_of_a_company_tells_everything() {
    let facts = material().efirma.summary();
    assert_eq!(facts.kind, Kind::Efirma);
    assert_eq!(facts.holder, "ESCUELA KEMPER URGATE SA DE CV");
    assert_eq!(facts.rfc.as_deref(), Some("EKU9003173C9"));
    assert_eq!(facts.representative_rfc.as_deref(), Some("FUNK671228PH6"));
    assert_eq!(facts.curp, None);
    assert_eq!(
        facts.representative_curp.as_deref(),
        Some("FUNK671228MCLNLR05")
    );
    assert_eq!(facts.registro_patronal, None);
    assert_eq!(facts.email.as_deref(), Some("eku@example.com"));
    assert_eq!(facts.serial, SERIAL);
    assert_eq!(facts.issuer, "AC DE PRUEBA COMO LA DEL SAT");
    assert_eq!(facts.not_after, time("2044-01-01T06:00:00Z"));
    assert_eq!(facts.key_bits, 2048);
    assert!(facts.key_usages.contains(&KeyUsage::KeyAgreement));
    assert_eq!(facts.sha256.len(), 64);
}

#[test]
fn an_efirma_of_a_person_carries_her_own_curp() {
    let facts = material().person.summary();
    assert_eq!(facts.kind, Kind::Efirma);
    assert_eq!(facts.rfc.as_deref(), Some("FUNK671228PH6"));
    assert_eq!(facts.representative_rfc, None);
    assert_eq!(facts.curp.as_deref(), Some("FUNK671228MCLNLR05"));
}

#[test]
fn distinguishes_csd_from_efirma() {
    assert_eq!(material().csd.summary().kind, Kind::Csd);
}

#[test]
fn an_imss_certificate_names_its_registro_patronal() {
    let facts = material().imss_certificate.summary();
    assert_eq!(facts.kind, Kind::Imss);
    assert_eq!(facts.registro_patronal.as_deref(), Some("Y6087828106"));
    assert_eq!(
        facts.organization.as_deref(),
        Some("ÑANDÚ Y HERMANOS SA DE CV")
    );
    assert_eq!(
        facts.representative_curp.as_deref(),
        Some("FUNK671228MCLNLR05")
    );
}

#[test]
fn a_summary_survives_storage() {
    let facts = material().imss_certificate.summary();
    let json = serde_json::to_string(&facts).unwrap();
    let back: CertificateSummary = serde_json::from_str(&json).unwrap();
    assert_eq!(back, facts);
}

#[test]
fn der_pem_and_bare_base64_are_the_same_certificate() {
    let folder = folder();
    let expected = &material().efirma;
    openssl(folder.path(), "x509 -in c.pem -outform DER -out c.cer");
    openssl(folder.path(), "x509 -in c.pem -text -out text.pem");
    let base64: String = expected
        .to_pem()
        .lines()
        .filter(|line| !line.starts_with('-'))
        .collect();
    let mut padded = expected.der().to_vec();
    padded.extend_from_slice(b"\r\n\0\0");
    for bytes in [
        read(&folder, "c.cer"),
        read(&folder, "text.pem"),
        base64.into_bytes(),
        padded,
    ] {
        assert_eq!(&Certificate::from_bytes(&bytes).unwrap(), expected);
    }
}

#[test]
fn other_peoples_parser_reads_what_is_issued_here() {
    let parsed = x509_cert::Certificate::from_der(material().efirma.der()).unwrap();
    assert_eq!(
        parsed.tbs_certificate.serial_number.as_bytes(),
        SERIAL.as_bytes()
    );
    assert_eq!(
        parsed.tbs_certificate.extensions.map(|list| list.len()),
        Some(5)
    );
}

#[test]
fn what_a_strict_parser_refuses_says_the_same_here() {
    let strict = material().efirma.der();
    // Criticality as 1, which BER allows, and the outermost length in more octets than it takes.
    let mut loose = strict.to_vec();
    let flags: Vec<usize> = (0..loose.len() - 2)
        .filter(|at| loose[*at..].starts_with(&[0x01, 0x01, 0xff]))
        .collect();
    assert!(!flags.is_empty());
    for at in flags {
        loose[at + 2] = 0x01;
    }
    assert_eq!(loose[..2], [0x30, 0x82]);
    loose.splice(1..2, [0x83, 0x00]);
    assert!(x509_cert::Certificate::from_der(&loose).is_err());
    let read = Certificate::from_bytes(&loose).unwrap();
    assert_eq!(read.der(), loose);
    let mut facts = read.summary();
    facts.sha256 = material().efirma.summary().sha256;
    assert_eq!(facts, material().efirma.summary());
}

#[test]
fn odd_times_serials_and_names_are_read_all_the_same() {
    // A name whose first set holds the same attribute twice, in a string (GeneralString) that the
    // library does not take; the identifier of the second (2.25.2^57) is beyond its type.
    let attribute = seq(&[
        &[0x06, 0x03, 0x55, 0x04, 0x03],
        &[0x1b, 0x03, b'O', b'D', b'D'],
    ]);
    let unnameable = [
        0x06, 0x0a, 0x69, 0x82, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x00,
    ];
    let nameless = seq(&[&unnameable, &[0x0c, 0x01, b'x']]);
    let name = seq(&[
        &tlv(0x31, &[&attribute, &attribute]),
        &tlv(0x31, &[&nameless]),
    ]);
    let der = odd_certificate(&name);
    assert!(x509_cert::Certificate::from_der(&der).is_err());
    let read = Certificate::from_der(&der).unwrap();
    assert_eq!(read.der(), der);
    let facts = read.summary();
    assert_eq!(facts.holder, "ODD");
    assert_eq!(facts.not_before, time("2026-01-15T12:00:00Z"));
    assert_eq!(facts.not_after, time("9999-12-30T22:00:00Z"));
    assert_eq!(facts.key_bits, 2048);
}

/// Attributes of one step of a name are sorted in quadratic time.
#[test]
fn a_name_that_would_take_long_to_sort_is_damaged() {
    let name = |count: u16| {
        let attributes: Vec<Vec<u8>> = (0..count)
            .rev()
            .map(|number| {
                let value = tlv(0x0c, &[format!("{number:05}").as_bytes()]);
                seq(&[&[0x06, 0x03, 0x55, 0x04, 0x03], &value])
            })
            .collect();
        seq(&[&tlv(0x31, &[&attributes.concat()])])
    };
    assert!(Certificate::from_der(&odd_certificate(&name(64))).is_ok());
    assert!(matches!(
        Certificate::from_der(&odd_certificate(&name(1500))),
        Err(OpenError::Damaged)
    ));
}

/// Version 1, with a serial number of 40 octets after needless zeros, and times as BER has them.
fn odd_certificate(name: &[u8]) -> Vec<u8> {
    let sha256_with_rsa = [
        0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b,
    ];
    let algorithm = seq(&[&sha256_with_rsa, &[0x05, 0x00]]);
    let validity = seq(&[
        &tlv(0x17, &[b"2601150600-0600"]),
        &tlv(0x18, &[b"99991231235959Z"]),
    ]);
    let tbs = seq(&[
        &tlv(0x02, &[&[0x00, 0x00], &[0x11; 40]]),
        &algorithm,
        name,
        &validity,
        name,
        &material().key.public().to_spki(),
    ]);
    seq(&[&tbs, &algorithm, &[0x03, 0x02, 0x00, 0x00]])
}

fn tlv(tag: u8, parts: &[&[u8]]) -> Vec<u8> {
    let content = parts.concat();
    let length = u16::try_from(content.len()).unwrap().to_be_bytes();
    [&[tag, 0x82], &length[..], &content].concat()
}

fn seq(parts: &[&[u8]]) -> Vec<u8> {
    tlv(0x30, parts)
}

#[test]
fn certificates_without_rsa_are_described_too() {
    let folder = folder();
    openssl(
        folder.path(),
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout e.pem -out ec.pem -subj /CN=Curva -days 30",
    );
    let facts = Certificate::from_bytes(&read(&folder, "ec.pem"))
        .unwrap()
        .summary();
    assert_eq!((facts.kind, facts.key_bits), (Kind::Other, 0));
    assert_eq!(facts.key_algorithm, "curva elíptica (EC)");
}

#[test]
fn what_is_no_certificate_is_named() {
    let folder = folder();
    openssl(
        folder.path(),
        "req -new -key k.pem -subj /CN=x -outform DER -out r.csr",
    );
    openssl(folder.path(), "pkey -in k.pem -pubout -out pub.pem");
    openssl(
        folder.path(),
        "crl2pkcs7 -nocrl -certfile c.pem -outform DER -out c.p7b",
    );
    let found = |bytes: &[u8]| match Certificate::from_bytes(bytes) {
        Err(OpenError::NotThisKind { found, .. }) => found,
        other => panic!("{other:?}"),
    };
    assert_eq!(found(&read(&folder, "k.der")), FileKind::Key);
    assert_eq!(found(&read(&folder, "k.pem")), FileKind::Key);
    assert_eq!(found(&read(&folder, "r.csr")), FileKind::CertificateRequest);
    assert_eq!(found(&read(&folder, "pub.pem")), FileKind::PublicKey);
    assert_eq!(found(&read(&folder, "c.p7b")), FileKind::Cms);
    assert_eq!(found(b"%PDF-1.7\n"), FileKind::Pdf);
    assert_eq!(found(b"PK\x03\x04......"), FileKind::Zip);
    assert_eq!(found(b"<!doctype html><html>"), FileKind::Markup);
    assert_eq!(found("la contraseña es".as_bytes()), FileKind::Text);
    assert!(matches!(
        Certificate::from_bytes(b""),
        Err(OpenError::Empty)
    ));
}

#[test]
fn a_certificate_cut_short_is_damaged_wherever_it_is_cut() {
    let der = material().efirma.der();
    for length in 2..der.len() {
        assert!(
            matches!(
                Certificate::from_bytes(&der[..length]),
                Err(OpenError::Damaged)
            ),
            "{length}"
        );
    }
}

#[test]
fn a_combined_pem_holds_its_certificate() {
    let folder = folder();
    let mut both = read(&folder, "k.pem");
    both.extend(read(&folder, "c.pem"));
    assert_eq!(Certificate::from_bytes(&both).unwrap(), material().efirma);
}

#[test]
fn idse_takes_the_efirma_and_not_the_csd() {
    let now = time("2026-01-15T12:00:00Z");
    let none = Expected::nothing(30);
    let material = material();
    assert_eq!(check(&material.efirma.summary(), now, &none), Ok(vec![]));
    assert_eq!(
        check(&material.imss_certificate.summary(), now, &none),
        Ok(vec![])
    );
    assert_eq!(
        check(&material.csd.summary(), now, &none),
        Err(OpenError::CsdInsteadOfEfirma)
    );
    assert_eq!(
        check(&material.stranger.summary(), now, &none),
        Ok(vec![Warning::UnknownKind])
    );
}

#[test]
fn dates_are_refused_outside_and_warned_about_near_the_end() {
    let facts = material().efirma.summary();
    let at = |text| check(&facts, time(text), &Expected::nothing(30));
    assert_eq!(
        at("2023-12-31T00:00:00Z"),
        Err(OpenError::NotYetValid {
            not_before: facts.not_before
        })
    );
    let expired = at("2044-01-01T06:00:01Z").unwrap_err();
    assert_eq!(expired.message_es(), "El certificado venció el 01/01/2044.");
    assert!(
        expired
            .hint_es()
            .contains("borra aquí el certificado vencido")
    );
    assert_eq!(
        at("2043-12-15T06:00:00Z"),
        Ok(vec![Warning::ExpiresSoon { days: 17 }])
    );
    assert_eq!(
        at("2044-01-01T06:00:00Z"),
        Ok(vec![Warning::ExpiresSoon { days: 0 }])
    );
    assert_eq!(
        at("2043-12-02T06:00:00Z"),
        Ok(vec![Warning::ExpiresSoon { days: 30 }])
    );
    assert_eq!(at("2043-12-01T06:00:00Z"), Ok(vec![]));
}

#[test]
fn another_owner_is_a_warning_because_idse_decides() {
    let now = time("2026-01-15T12:00:00Z");
    let material = material();
    let expected = Expected {
        warning_days: 30,
        rfc: Some("IMS421231I45"),
        registro_patronal: Some("B7010662106"),
    };
    assert_eq!(
        check(&material.efirma.summary(), now, &expected),
        Ok(vec![Warning::OtherRfc {
            found: "EKU9003173C9".to_owned()
        }])
    );
    assert_eq!(
        check(&material.imss_certificate.summary(), now, &expected),
        Ok(vec![Warning::OtherRegistroPatronal {
            found: "Y6087828106".to_owned()
        }])
    );
    let without_check_digit = Expected {
        warning_days: 30,
        rfc: None,
        registro_patronal: Some("Y60-87828-10"),
    };
    assert_eq!(
        check(
            &material.imss_certificate.summary(),
            now,
            &without_check_digit
        ),
        Ok(vec![])
    );
}
