//! Chains to configured authorities.

use crate::material::{folder, material, openssl, read, rng, time, validity};
use credential::certificate::Certificate;
use credential::issue::{Authority, Holder, Validity, generate_key};
use credential::open::OpenError;
use credential::trust::{ChainFailure, ChainStatus, TrustStore};
use jiff::Timestamp;

fn now() -> Timestamp {
    time("2026-01-15T12:00:00Z")
}

fn store(anchors: &[&Certificate]) -> TrustStore {
    TrustStore::from_pem_or_der_files(anchors.iter().map(|anchor| anchor.der())).unwrap()
}

fn holder() -> Holder {
    Holder::Other {
        common_name: "alguien".to_owned(),
    }
}

#[test]
fn without_authorities_nothing_is_claimed() {
    let status = TrustStore::default().chain(&material().efirma, &[], now());
    assert_eq!(status, ChainStatus::NotVerified);
    assert_eq!(status.message_es(), "No se verificó la cadena.");
    assert_eq!(status.require(), Ok(()));
}

#[test]
fn a_certificate_of_a_configured_authority_is_verified() {
    let store = store(&[material().imss.certificate(), material().sat.certificate()]);
    assert!(matches!(
        store.chain(&material().efirma, &[], now()),
        ChainStatus::Verified { .. }
    ));
    assert!(matches!(
        store.chain(&material().imss_certificate, &[], now()),
        ChainStatus::Verified { .. }
    ));
}

#[test]
fn intermediates_are_followed_and_must_be_there() {
    let material = material();
    let middle = material
        .sat
        .intermediate(
            generate_key(&mut rng(), 2048).unwrap(),
            "AC INTERMEDIA",
            "77",
            validity(),
            &mut rng(),
        )
        .unwrap();
    let leaf = middle
        .issue(
            &holder(),
            material.key.public(),
            "78",
            validity(),
            &mut rng(),
        )
        .unwrap();
    let store = store(&[material.sat.certificate()]);
    let with = [middle.certificate().clone()];
    assert!(matches!(
        store.chain(&leaf, &with, now()),
        ChainStatus::Verified { .. }
    ));
    let failed = store.chain(&leaf, &[], now());
    assert_eq!(failed, ChainStatus::Failed(ChainFailure::UnknownIssuer));
    assert!(matches!(
        failed.require(),
        Err(OpenError::IssuerNotTrusted { .. })
    ));
}

#[test]
fn an_ordinary_certificate_issues_nothing() {
    // A person's e.firma used as if it were an authority, by way of OpenSSL.
    let folder = folder();
    openssl(
        folder.path(),
        "req -new -newkey rsa:2048 -nodes -keyout l.pem -subj /CN=falso -out l.csr",
    );
    openssl(
        folder.path(),
        "x509 -req -in l.csr -CA c.pem -CAkey k.pem -CAcreateserial -days 30 -out l.crt -sha256",
    );
    let leaf = Certificate::from_bytes(&read(&folder, "l.crt")).unwrap();
    let at = leaf.not_before();
    let store = store(&[material().sat.certificate()]);
    let with = [material().efirma.clone()];
    assert_eq!(
        store.chain(&leaf, &with, at),
        ChainStatus::Failed(ChainFailure::NotAnAuthority(
            "ESCUELA KEMPER URGATE SA DE CV".to_owned()
        ))
    );
}

#[test]
fn a_forged_signature_of_a_known_authority_is_found_out() {
    let mut der = material().efirma.der().to_vec();
    *der.last_mut().unwrap() ^= 1;
    let forged = Certificate::from_der(&der).unwrap();
    assert_eq!(
        store(&[material().sat.certificate()]).chain(&forged, &[], now()),
        ChainStatus::Failed(ChainFailure::BadSignature)
    );
}

#[test]
fn authorities_have_dates_too() {
    let short = Validity {
        not_before: time("2024-01-01T00:00:00Z"),
        not_after: time("2025-01-01T00:00:00Z"),
    };
    let authority =
        Authority::like_sat(generate_key(&mut rng(), 2048).unwrap(), short, &mut rng()).unwrap();
    let leaf = authority
        .issue(
            &holder(),
            material().key.public(),
            "9",
            validity(),
            &mut rng(),
        )
        .unwrap();
    let store = store(&[authority.certificate()]);
    assert!(matches!(
        store.chain(&leaf, &[], time("2024-06-01T00:00:00Z")),
        ChainStatus::Verified { .. }
    ));
    assert!(matches!(
        store.chain(&leaf, &[], now()),
        ChainStatus::Failed(ChainFailure::Expired(_))
    ));
    assert!(matches!(
        store.chain(&leaf, &[], time("2044-06-01T00:00:00Z")),
        ChainStatus::Failed(ChainFailure::Expired(_))
    ));
    assert!(matches!(
        store.chain(&leaf, &[], time("2023-06-01T00:00:00Z")),
        ChainStatus::Failed(ChainFailure::NotYetValid(_))
    ));
}

#[test]
fn weak_and_unknown_signatures_are_named() {
    let folder = folder();
    let chain = |arguments: &str, digest: &str| {
        openssl(
            folder.path(),
            &format!("req -x509 {arguments} -nodes -keyout a.pem -out a.crt -subj /CN=AC -days 30"),
        );
        openssl(
            folder.path(),
            "req -new -newkey rsa:2048 -nodes -keyout l.pem -subj /CN=hoja -out l.csr",
        );
        openssl(
            folder.path(),
            &format!(
                "x509 -req -in l.csr -CA a.crt -CAkey a.pem -CAcreateserial -days 9 -out l.crt {digest}"
            ),
        );
        let leaf = Certificate::from_bytes(&read(&folder, "l.crt")).unwrap();
        let authority = Certificate::from_bytes(&read(&folder, "a.crt")).unwrap();
        store(&[&authority]).chain(&leaf, &[], leaf.not_before())
    };
    assert!(matches!(
        chain("-newkey rsa:2048", "-sha256"),
        ChainStatus::Verified { .. }
    ));
    assert_eq!(
        chain("-newkey rsa:2048", "-sha1"),
        ChainStatus::Failed(ChainFailure::Weak("SHA-1 con RSA".to_owned()))
    );
    assert_eq!(
        chain("-newkey rsa:1024", "-sha256"),
        ChainStatus::Failed(ChainFailure::Weak("llave de 1024 bits".to_owned()))
    );
    assert_eq!(
        chain("-newkey ec -pkeyopt ec_paramgen_curve:P-256", "-sha256"),
        ChainStatus::Failed(ChainFailure::Unsupported("ECDSA con SHA-256".to_owned()))
    );
}

#[test]
fn a_file_that_is_no_certificate_is_named_by_its_place() {
    let good = material().sat.certificate().der();
    let failed = TrustStore::from_pem_or_der_files([good, b"hola".as_slice()]).map(|_| ());
    assert!(matches!(failed, Err((1, OpenError::NotThisKind { .. }))));
}
