//! Signatures: made here and verified elsewhere, made elsewhere and verified here, and broken.

use crate::material::{folder, material, openssl, read, rng, time};
use ::cms::content_info::ContentInfo;
use ::cms::signed_data::SignedData;
use credential::certificate::Certificate;
use credential::cms::{
    CadesToSign, ChallengeToSign, Placement, PlainToSign, SignError, VerifyError, VerifyOptions,
    pem_one_line, verify,
};
use credential::issue::{Authority, Holder, generate_key};
use credential::trust::{ChainFailure, ChainStatus, TrustStore};
use der::{Decode as _, Encode as _};
use jiff::Timestamp;

const PAYLOAD: &[u8] = b"Y608782810692919084431FUENTE\r\n";

fn now() -> Timestamp {
    time("2026-01-15T12:00:00Z")
}

fn cades(
    certificate: &Certificate,
    payload: &[u8],
    at: Timestamp,
    placement: Placement,
) -> Vec<u8> {
    let to_sign = CadesToSign::new(certificate, payload, at, placement).unwrap();
    let signature = material()
        .key
        .sign_blinded(&mut rng(), to_sign.to_be_signed())
        .unwrap();
    to_sign.finish(&signature).unwrap()
}

fn attached() -> Vec<u8> {
    cades(&material().efirma, PAYLOAD, now(), Placement::Attached)
}

fn challenge(text: &str) -> Vec<u8> {
    let to_sign = ChallengeToSign::new(&material().efirma, text).unwrap();
    assert_eq!(to_sign.to_be_signed(), text.as_bytes());
    let signature = material()
        .key
        .sign_blinded(&mut rng(), to_sign.to_be_signed())
        .unwrap();
    to_sign.finish(&signature).unwrap()
}

fn refusal(cms: &[u8], detached: Option<&[u8]>) -> VerifyError {
    verify(cms, detached, &VerifyOptions::default()).unwrap_err()
}

#[test]
fn openssl_verifies_every_form() {
    let folder = folder();
    let write = |name: &str, bytes: &[u8]| std::fs::write(folder.path().join(name), bytes).unwrap();
    write("p", PAYLOAD);
    write("a.p7s", &attached());
    write(
        "d.p7s",
        &cades(&material().efirma, PAYLOAD, now(), Placement::Detached),
    );
    write("n.p7s", &challenge("reto de prueba 12345"));
    let verify = "cms -verify -binary -inform DER -CAfile ca.pem -purpose any -out out";
    openssl(folder.path(), &format!("{verify} -cades -in a.p7s"));
    assert_eq!(read(&folder, "out"), PAYLOAD);
    openssl(
        folder.path(),
        &format!("{verify} -cades -in d.p7s -content p"),
    );
    openssl(folder.path(), &format!("{verify} -in n.p7s"));
    assert_eq!(read(&folder, "out"), b"reto de prueba 12345");
}

#[test]
fn what_is_signed_is_verified_with_every_fact() {
    let trust = TrustStore::from_pem_or_der_files([material().sat.certificate().der()]).unwrap();
    let options = VerifyOptions {
        trust: Some(&trust),
        require_cades: true,
        ..VerifyOptions::default()
    };
    let verified = verify(&attached(), None, &options).unwrap();
    assert_eq!(verified.content, PAYLOAD);
    assert_eq!(verified.certificate, material().efirma);
    assert_eq!(verified.signing_time, Some(now()));
    assert_eq!(verified.dates_checked_at, Some(now()));
    assert!(verified.cades_baseline_b);
    assert!(!verified.detached);
    assert_eq!(
        verified.chain,
        ChainStatus::Verified {
            authority: "AC DE PRUEBA COMO LA DEL SAT".to_owned()
        }
    );
    let names: Vec<&str> = verified.attributes.iter().map(|a| a.name).collect();
    assert_eq!(
        names,
        [
            "content-type",
            "signing-time",
            "message-digest",
            "signing-certificate-v2"
        ]
    );
}

#[test]
fn a_challenge_has_no_signed_attributes() {
    let cms = challenge("ABC123");
    let verified = verify(&cms, None, &VerifyOptions::default()).unwrap();
    assert!(verified.attributes.is_empty());
    assert_eq!(verified.content, b"ABC123");
    assert_eq!(verified.chain, ChainStatus::NotVerified);
    let options = VerifyOptions {
        require_cades: true,
        ..VerifyOptions::default()
    };
    assert_eq!(
        verify(&cms, None, &options).unwrap_err(),
        VerifyError::AttributeMissing("content-type")
    );
}

#[test]
fn the_challenge_travels_in_one_line_without_its_begin_line() {
    let cms = challenge("ABC123");
    let line = pem_one_line(&cms);
    assert!(!line.contains('\n') && !line.contains("BEGIN"));
    assert!(verify(line.as_bytes(), None, &VerifyOptions::default()).is_ok());
}

#[test]
fn other_peoples_types_read_it_and_write_the_same_octets() {
    for der in [attached(), challenge("ABC123")] {
        let info = ContentInfo::from_der(&der).unwrap();
        assert_eq!(info.to_der().unwrap(), der);
        let signed: SignedData = info.content.decode_as().unwrap();
        assert_eq!(signed.signer_infos.0.len(), 1);
        // Encoding sorts the attributes again: it changes nothing, for they are sorted.
        assert_eq!(signed.to_der().unwrap(), info.content.to_der().unwrap());
    }
}

#[test]
fn signing_time_changes_type_in_2050() {
    let late = Authority::like_sat(
        generate_key(&mut rng(), 2048).unwrap(),
        credential::issue::Validity {
            not_before: now(),
            not_after: time("2060-01-01T00:00:00Z"),
        },
        &mut rng(),
    )
    .unwrap();
    for (at, text) in [
        (time("2049-12-31T23:59:59Z"), &b"\x17\x0d491231235959Z"[..]),
        (
            time("2050-01-01T00:00:00Z"),
            &b"\x18\x0f20500101000000Z"[..],
        ),
    ] {
        let to_sign = CadesToSign::new(late.certificate(), b"x", at, Placement::Attached).unwrap();
        let found = to_sign
            .to_be_signed()
            .windows(text.len())
            .any(|window| window == text);
        assert!(found, "{at}");
    }
}

#[test]
fn a_digest_from_elsewhere_gives_the_same_octets() {
    let digest = sha2::Digest::finalize(sha2::Digest::chain_update(
        <sha2::Sha256 as sha2::Digest>::new(),
        PAYLOAD,
    ));
    let certificate = &material().efirma;
    let ours = CadesToSign::new(certificate, PAYLOAD, now(), Placement::Attached).unwrap();
    let theirs = CadesToSign::with_digest(
        certificate,
        PAYLOAD,
        digest.into(),
        now(),
        Placement::Attached,
    )
    .unwrap();
    assert_eq!(ours.to_be_signed(), theirs.to_be_signed());
}

#[test]
fn what_openssl_signs_is_verified_here() {
    let folder = folder();
    std::fs::write(folder.path().join("p"), PAYLOAD).unwrap();
    let sign = "cms -sign -binary -signer c.pem -inkey k.pem -in p -outform DER -out s";
    for form in [
        "-nodetach",
        "-nodetach -cades",
        "-nodetach -noattr",
        "-nodetach -keyid",
        "-nodetach -stream -cades",
        "-nodetach -md sha384",
        "-nodetach -md sha512 -cades",
        "-nodetach -certfile ca.pem",
    ] {
        openssl(folder.path(), &format!("{sign} {form}"));
        let verified = verify(&read(&folder, "s"), None, &VerifyOptions::default())
            .unwrap_or_else(|error| panic!("{form}: {error}"));
        assert_eq!(verified.content, PAYLOAD);
        assert_eq!(verified.cades_baseline_b, form.contains("-cades"), "{form}");
    }
    openssl(folder.path(), &format!("{sign} -cades"));
    let verified = verify(
        &read(&folder, "s"),
        Some(PAYLOAD),
        &VerifyOptions::default(),
    )
    .unwrap();
    assert!(verified.detached);
    openssl(
        folder.path(),
        "cms -sign -binary -nodetach -signer c.pem -inkey k.pem -in p -outform PEM -out s",
    );
    assert!(verify(&read(&folder, "s"), None, &VerifyOptions::default()).is_ok());
}

#[test]
fn names_each_refused_form_of_openssl() {
    let folder = folder();
    std::fs::write(folder.path().join("p"), PAYLOAD).unwrap();
    let sign = "cms -sign -binary -nodetach -in p -outform DER -out s -signer";
    let of = |arguments: &str| {
        openssl(folder.path(), &format!("{sign} {arguments}"));
        refusal(&read(&folder, "s"), None)
    };
    assert_eq!(
        of("c.pem -inkey k.pem -md sha1"),
        VerifyError::WeakDigest("SHA-1".to_owned())
    );
    assert_eq!(
        of("c.pem -inkey k.pem -md md5 -provider legacy -provider default"),
        VerifyError::WeakDigest("MD5".to_owned())
    );
    assert_eq!(
        of("c.pem -inkey k.pem -nocerts"),
        VerifyError::CertificateMissing
    );
    assert_eq!(
        of("c.pem -inkey k.pem -keyopt rsa_padding_mode:pss"),
        VerifyError::Unsupported("RSA-PSS".to_owned())
    );
    openssl(
        folder.path(),
        "req -x509 -newkey rsa:1024 -nodes -keyout w.pem -out w.crt -subj /CN=corta -days 30",
    );
    assert_eq!(of("w.crt -inkey w.pem"), VerifyError::WeakKey(1024));
    assert_eq!(
        of("c.pem -inkey k.pem -signer w.crt -inkey w.pem"),
        VerifyError::SeveralSigners(2)
    );
    openssl(
        folder.path(),
        "req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout e.pem -out e.crt -subj /CN=e -days 30",
    );
    assert!(matches!(
        of("e.crt -inkey e.pem"),
        VerifyError::Unsupported(_)
    ));
    openssl(
        folder.path(),
        "crl2pkcs7 -nocrl -certfile c.pem -outform DER -out s",
    );
    assert_eq!(
        refusal(&read(&folder, "s"), Some(b"")),
        VerifyError::NoSigner
    );
    openssl(
        folder.path(),
        "cms -encrypt -binary -in p -outform DER -out s c.pem",
    );
    assert!(matches!(
        refusal(&read(&folder, "s"), None),
        VerifyError::NotSignedData(_)
    ));
}

/// Replaces the first occurrence.
fn replaced(bytes: &[u8], from: &[u8], to: &[u8]) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let at = bytes
        .windows(from.len())
        .position(|window| window == from)
        .unwrap();
    let mut out = bytes.to_vec();
    out[at..at + from.len()].copy_from_slice(to);
    out
}

#[test]
fn names_each_alteration() {
    let good = attached();
    assert_eq!(
        refusal(&replaced(&good, b"FUENTE", b"PUENTE"), None),
        VerifyError::DigestDiffers
    );
    assert_eq!(
        refusal(&replaced(&good, b"260115120000Z", b"260115120001Z"), None),
        VerifyError::BadSignature
    );
    let certificate_hash = material().efirma.sha256();
    assert_eq!(
        refusal(&replaced(&good, &certificate_hash, &[7; 32]), None),
        VerifyError::SigningCertificateDiffers
    );
    // signing-certificate-v2 made an attribute that nobody knows.
    let unknown = replaced(
        &good,
        b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x2f",
        b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x02\x7f",
    );
    let options = VerifyOptions {
        require_cades: true,
        ..VerifyOptions::default()
    };
    assert_eq!(
        verify(&unknown, None, &options).unwrap_err(),
        VerifyError::AttributeMissing("signing-certificate-v2")
    );
    assert_eq!(refusal(&unknown, None), VerifyError::BadSignature);
    // signing-time said to be message-digest.
    let twice = replaced(
        &good,
        b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x05",
        b"\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x09\x04",
    );
    assert_eq!(
        refusal(&twice, None),
        VerifyError::AttributeMalformed("message-digest")
    );
    let mut signature = good.clone();
    *signature.last_mut().unwrap() ^= 1;
    assert_eq!(refusal(&signature, None), VerifyError::BadSignature);
    assert_eq!(
        refusal(&good, Some(b"otra cosa")),
        VerifyError::ContentDiffers
    );
    let detached = cades(&material().efirma, PAYLOAD, now(), Placement::Detached);
    assert_eq!(refusal(&detached, None), VerifyError::ContentMissing);
    assert_eq!(
        refusal(&detached, Some(b"otra cosa")),
        VerifyError::DigestDiffers
    );
    assert_eq!(refusal(b"", None), VerifyError::Malformed);
    for length in (1..good.len()).step_by(11) {
        assert_eq!(refusal(&good[..length], None), VerifyError::Malformed);
    }
}

#[test]
fn the_dates_are_those_of_the_signing() {
    let early = cades(
        &material().efirma,
        PAYLOAD,
        time("2023-01-01T00:00:00Z"),
        Placement::Attached,
    );
    assert!(matches!(
        refusal(&early, None),
        VerifyError::NotYetValid { .. }
    ));
    let late = cades(
        &material().efirma,
        PAYLOAD,
        time("2045-01-01T00:00:00Z"),
        Placement::Attached,
    );
    assert!(matches!(refusal(&late, None), VerifyError::Expired { .. }));
    let at = VerifyOptions {
        at: Some(now()),
        ..VerifyOptions::default()
    };
    assert!(verify(&late, None, &at).is_ok());
    let at = VerifyOptions {
        at: Some(time("2045-01-01T00:00:00Z")),
        ..VerifyOptions::default()
    };
    assert!(matches!(
        verify(&attached(), None, &at),
        Err(VerifyError::Expired { .. })
    ));
}

#[test]
fn the_chain_must_reach_a_configured_authority() {
    let trust = TrustStore::from_pem_or_der_files([material().imss.certificate().der()]).unwrap();
    let options = VerifyOptions {
        trust: Some(&trust),
        ..VerifyOptions::default()
    };
    assert_eq!(
        verify(&attached(), None, &options).unwrap_err(),
        VerifyError::Chain(ChainFailure::UnknownIssuer)
    );
}

#[test]
fn short_keys_and_short_signatures_are_refused() {
    let certificate = &material().efirma;
    let to_sign = ChallengeToSign::new(certificate, "x").unwrap();
    assert_eq!(
        to_sign.finish(&[0; 255]),
        Err(SignError::SignatureLength {
            found: 255,
            expected: 256
        })
    );
    let folder = folder();
    openssl(
        folder.path(),
        "req -x509 -newkey rsa:1024 -nodes -keyout w.pem -out w.crt -subj /CN=corta -days 30",
    );
    let weak = Certificate::from_bytes(&read(&folder, "w.crt")).unwrap();
    let refused = Err(SignError::WeakKey { bits: 1024 });
    assert_eq!(ChallengeToSign::new(&weak, "x").map(|_| ()), refused);
    assert_eq!(
        PlainToSign::new(&weak, b"x", Placement::Attached).map(|_| ()),
        refused
    );
    assert_eq!(
        CadesToSign::new(&weak, b"x", now(), Placement::Attached).map(|_| ()),
        refused
    );
}

#[test]
fn a_large_payload_goes_through() {
    let payload: Vec<u8> = (0..1_700_000_u32)
        .map(|at| b'A' + (at % 26) as u8)
        .collect();
    let cms = cades(&material().efirma, &payload, now(), Placement::Attached);
    let verified = verify(&cms, None, &VerifyOptions::default()).unwrap();
    assert_eq!(verified.content, payload);
}

#[test]
fn a_signer_named_by_another_issuer_is_missing() {
    let holder = Holder::Other {
        common_name: "otro".to_owned(),
    };
    let twin = material()
        .imss
        .issue(
            &holder,
            material().key.public(),
            "5",
            crate::material::validity(),
            &mut rng(),
        )
        .unwrap();
    let to_sign = PlainToSign::new(&twin, PAYLOAD, Placement::Attached).unwrap();
    let signature = material()
        .key
        .sign_blinded(&mut rng(), to_sign.to_be_signed())
        .unwrap();
    let good = to_sign.finish(&signature).unwrap();
    assert!(verify(&good, None, &VerifyOptions::default()).is_ok());
    // The serial number in SignerInfo, behind the issuer: the last one in the file.
    let serial = [0x02, 0x01, b'5'];
    let at = good
        .windows(3)
        .rposition(|window| window == serial)
        .unwrap();
    let mut changed = good.clone();
    changed[at + 2] = b'6';
    assert_eq!(refusal(&changed, None), VerifyError::CertificateMissing);
}
