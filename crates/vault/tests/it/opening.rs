//! Opening: what opens, and the message of each file that does not.

use vault_protocol::{ChainStatus, CredentialKind, Expected, FailureField, Tell};

use crate::material::{self, Files};
use crate::worker::Worker;

#[test]
fn a_slow_file_tells_how_far_it_is_and_a_quick_one_tells_nothing() {
    let steps = |files: &Files| {
        let mut worker = Worker::start();
        worker.open(files).unwrap();
        let steps = worker.posted.iter().filter_map(|(tell, _)| match tell {
            Tell::Progress { done, total, .. } => Some((*done, *total)),
            _ => None,
        });
        steps.collect::<Vec<_>>()
    };
    assert_eq!(steps(material::efirma()), []);
    let slow = steps(material::imss_with_many_rounds());
    assert!((50..=101).contains(&slow.len()), "{}", slow.len());
    assert!(slow.is_sorted());
    assert!(slow.iter().all(|(done, total)| done <= total));
}

#[test]
fn a_cer_and_a_key_open_in_any_order_and_only_public_facts_come_back() {
    let efirma = material::efirma();
    let mut turned = efirma.clone();
    turned.files.reverse();
    for files in [efirma, &turned] {
        let mut worker = Worker::start();
        let (credential, summary) = worker.open(files).unwrap();
        assert_eq!(summary.kind, CredentialKind::Efirma);
        assert_eq!(summary.rfc.as_deref(), Some("FUNK671228PH6"));
        assert_eq!(summary.key_bits, 2048);
        assert_eq!(summary.chain, ChainStatus::NotVerified);
        assert!(worker.keys.contains_key(&credential));
    }
}

#[test]
fn a_pfx_of_the_imss_opens_and_names_its_registro_patronal() {
    let (_, summary) = Worker::start().open(material::imss()).unwrap();
    assert_eq!(summary.kind, CredentialKind::Imss);
    assert_eq!(summary.registro_patronal.as_deref(), Some("Y6087828106"));
}

#[test]
fn several_credentials_are_open_at_once() {
    let mut worker = Worker::start();
    let (first, _) = worker.open(material::efirma()).unwrap();
    let (second, _) = worker.open(material::imss()).unwrap();
    assert_ne!(first, second);
    assert!(worker.sign_challenge(first, "reto 1").is_ok());
    assert!(worker.sign_challenge(second, "reto 2").is_ok());
}

#[test]
fn a_chain_is_trusted_only_where_it_leads_to_a_configured_authority() {
    let open = |trust: &[Vec<u8>]| {
        let expected = Expected::default();
        let opened = Worker::start().open_for(material::efirma(), expected, trust);
        opened.unwrap().1
    };
    let trusted = open(&[material::authority()]);
    assert!(
        matches!(trusted.chain, ChainStatus::Trusted { .. }),
        "{:?}",
        trusted.chain
    );
    let stranger = open(&[material::another_authority()]);
    assert!(
        matches!(stranger.chain, ChainStatus::Untrusted { .. }),
        "{:?}",
        stranger.chain
    );
    let codes: Vec<&str> = stranger.warnings.iter().map(|w| w.code.as_str()).collect();
    assert_eq!(codes, ["issuer-not-trusted"]);
}

#[test]
fn a_certificate_for_another_rfc_or_registro_patronal_is_a_warning() {
    let expected = Expected {
        rfc: Some("EKU9003173C9".to_owned()),
        registros: vec!["Y6087828106".to_owned(), "Y3926552104".to_owned()],
    };
    let codes = |files: &Files| {
        let opened = Worker::start().open_for(files, expected.clone(), &[]);
        let warnings = opened.unwrap().1.warnings;
        warnings.into_iter().map(|w| w.code).collect::<Vec<_>>()
    };
    assert!(codes(material::efirma()).contains(&"other-rfc".to_owned()));
    let imss = codes(material::imss());
    assert!(
        imss.contains(&"other-registro-patronal".to_owned()),
        "{imss:?}"
    );
}

#[test]
fn every_wrong_pick_has_its_own_sentence_and_leaves_nothing_open() {
    let efirma = material::efirma();
    let other = material::another_efirma();
    let (cer, key) = (&efirma.files[0], &efirma.files[1]);
    let pick = |files: &[&(String, Vec<u8>)]| Files {
        files: files.iter().copied().cloned().collect(),
        password: efirma.password.clone(),
    };
    let file = |name: &str, bytes: &[u8]| (name.to_owned(), bytes.to_vec());
    let wrong_password = Files {
        password: "otra contraseña".to_owned(),
        ..efirma.clone()
    };
    let pdf = file("acta.pdf", b"%PDF-1.7\n1 0 obj <<>> endobj");
    let cases = [
        ("wrong-password", wrong_password),
        ("not-this-kind", pick(&[cer, cer])),
        ("not-this-kind", pick(&[cer])),
        ("not-this-kind", pick(&[key])),
        ("not-this-kind", pick(&[&pdf])),
        ("not-this-kind", pick(&[cer, &pdf])),
        ("empty", pick(&[cer, &file("vacio.key", b"")])),
        ("empty", pick(&[&file("vacio.pfx", b"")])),
        ("key-of-another-certificate", pick(&[&other.files[0], key])),
        ("csd-instead-of-efirma", material::csd().clone()),
        ("expired", material::expired().clone()),
        ("number-of-files", pick(&[])),
        ("number-of-files", pick(&[cer, key, cer])),
    ];
    let mut sentences = Vec::new();
    for (code, files) in cases {
        let mut worker = Worker::start();
        let failure = worker.open(&files).unwrap_err();
        assert_eq!(failure.code, code, "{}", failure.message);
        assert!(failure.field.is_some(), "{code}");
        assert!(
            !failure.message.is_empty() && !failure.hint.is_empty(),
            "{code}"
        );
        assert!(worker.keys.is_empty(), "{code}");
        sentences.push(failure.message);
    }
    assert_eq!(sentences[0], "La contraseña no abre este archivo.");
    assert_eq!(
        sentences[2],
        "Esto es el certificado; falta la llave privada .key."
    );
}

#[test]
fn a_csd_and_an_expired_certificate_are_named_before_any_password_is_tried() {
    for (code, files) in [
        ("csd-instead-of-efirma", material::csd()),
        ("expired", material::expired()),
    ] {
        let files = Files {
            password: "equivocada".to_owned(),
            ..files.clone()
        };
        assert_eq!(Worker::start().open(&files).unwrap_err().code, code);
    }
}

#[test]
fn a_file_of_50_megabytes_is_refused_without_reading_it() {
    let files = Files {
        files: vec![("video.key".to_owned(), vec![0; 50 * 1024 * 1024])],
        password: "12345678a".to_owned(),
    };
    let mut worker = Worker::start();
    let failure = worker.open(&files).unwrap_err();
    assert_eq!(failure.code, "file-too-large");
    assert_eq!(failure.field, Some(FailureField::Files));
    assert!(
        failure.message.contains("«video.key» pesa 50 MB"),
        "{}",
        failure.message
    );
    assert_eq!(worker.reads, 0);
}

#[test]
fn an_endless_password_is_refused_before_it_is_tried() {
    let files = Files {
        password: "a".repeat(5000),
        ..material::efirma().clone()
    };
    let mut worker = Worker::start();
    let failure = worker.open(&files).unwrap_err();
    assert_eq!(failure.code, "password-too-long");
    assert_eq!(failure.field, Some(FailureField::Password));
    assert_eq!(worker.reads, 0);
}

#[test]
fn forgets_key_that_browser_refuses() {
    let mut worker = Worker::start();
    worker.refuses_keys = true;
    assert_eq!(
        worker.open(material::efirma()).unwrap_err().code,
        "key-refused"
    );
    assert!(worker.keys.is_empty());
    worker.refuses_keys = false;
    assert!(worker.open(material::efirma()).is_ok());
}

#[test]
fn the_same_certificate_opened_again_takes_the_place_of_the_first() {
    let mut worker = Worker::start();
    let (first, _) = worker.open(material::efirma()).unwrap();
    let (second, _) = worker.open(material::efirma()).unwrap();
    assert_eq!(worker.keys.keys().copied().collect::<Vec<_>>(), [second]);
    assert_eq!(
        worker.sign_challenge(first, "reto").unwrap_err().code,
        "not-open"
    );
    assert!(worker.sign_challenge(second, "reto").is_ok());
}

#[test]
fn a_credential_goes_by_the_request_that_opened_it_so_no_name_returns_in_another_worker() {
    let mut worker = Worker::start();
    for _ in 0..2 {
        let request = worker.ask_to_open(material::efirma(), Expected::default(), &[]);
        let Some(Tell::Opened { credential, .. }) = worker.answer(request) else {
            panic!("it did not open")
        };
        assert_eq!(credential.0, request.0);
    }
}

#[test]
fn a_name_that_is_open_is_not_given_to_another_credential() {
    let mut worker = Worker::start();
    let (first, _) = worker.open(material::efirma()).unwrap();
    worker.repeat_last_request();
    worker.ask_to_open(material::imss(), Expected::default(), &[]);
    assert!(matches!(
        worker.posted.last(),
        Some((Tell::Failed { .. }, _))
    ));
    assert_eq!(worker.keys.keys().copied().collect::<Vec<_>>(), [first]);
}
