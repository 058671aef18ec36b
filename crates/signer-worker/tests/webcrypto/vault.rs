//! The vault in the browser: from picked files to a signature that the server would take.

use credential::cms::{self, Verified, VerifyOptions};
use js_sys::{Array, Object, Uint8Array};
use vault_protocol::{
    Ask, ChainStatus, ConvertTo, Counts, CredentialHandle, CredentialKind, ExpectedLote, FileKind,
    Form, SignChallenge, SignLote, Slot, Tell, VERSION,
};
use wasm_bindgen_test::wasm_bindgen_test;

use super::material::{Files, MATERIAL, now};
use super::page::{Page, buffer};

const CHALLENGE: &str = "9|20260115|a8f3";
const REINGRESO: &str = "Y608782810692919084431FUENTE                     NOLASCO                    KARLA                      068770      10015012026021  0801400E0001      FUNK671228MCLNLR059\r\n";
const BAJA: &str = "Y608782810692919084431FUENTE                     NOLASCO                    KARLA                      00000000000000015012026     0201400E0001     2                  9\r\n";

#[wasm_bindgen_test]
async fn a_pair_of_sat_is_opened_and_what_it_signs_verifies() {
    let mut page = Page::new();
    let files = &MATERIAL.efirma;
    let password = buffer(files.password.as_bytes());
    let (credential, summary) = page.open(files, &password, &[&MATERIAL.sat]).await.unwrap();
    assert_eq!(summary.kind, CredentialKind::Efirma);
    assert_eq!(summary.rfc.as_deref(), Some("FUNK671228PH6"));
    assert!(matches!(summary.chain, ChainStatus::Trusted { .. }));
    let typed = Uint8Array::new(&password).to_vec();
    assert!(typed.iter().all(|byte| *byte == 0), "the password is wiped");

    sign_and_verify(&mut page, credential).await;
}

#[wasm_bindgen_test]
async fn an_old_pfx_of_imss_is_opened_and_what_it_signs_verifies() {
    let mut page = Page::new();
    let files = &MATERIAL.old_pfx;
    let password = buffer(files.password.as_bytes());
    let (credential, summary) = page.open(files, &password, &[]).await.unwrap();
    assert_eq!(summary.kind, CredentialKind::Imss);
    assert_eq!(summary.registro_patronal.as_deref(), Some("Y6087828106"));
    assert_eq!(summary.chain, ChainStatus::NotVerified);

    sign_and_verify(&mut page, credential).await;
}

#[wasm_bindgen_test]
async fn what_is_written_under_a_new_password_opens_with_it_and_differs_each_time() {
    let mut seen = Vec::new();
    for form in [Form::Modern, Form::Old, Form::Old] {
        // Opening the same certificate again would close the first.
        let mut page = Page::new();
        let new_password = buffer(b"Npie2027nueva");
        let to = (ConvertTo::Pfx, form);
        let mut written = page.convert(&MATERIAL.efirma, &new_password, to).await;
        let typed = Uint8Array::new(&new_password).to_vec();
        assert!(typed.iter().all(|byte| *byte == 0), "the password is wiped");
        let (file, pfx) = written.pop().unwrap();
        assert_eq!(
            (file.kind, file.name.as_str()),
            (FileKind::Pfx, "persona.pfx")
        );
        let files = Files {
            files: vec![("persona.pfx", pfx.clone())],
            password: "Npie2027nueva",
        };
        let password = buffer(files.password.as_bytes());
        let (_, summary) = page.open(&files, &password, &[]).await.unwrap();
        assert_eq!(summary.rfc.as_deref(), Some("FUNK671228PH6"));
        assert!(!seen.contains(&pfx), "salted by the browser's randomness");
        seen.push(pfx);
    }
}

#[wasm_bindgen_test]
async fn a_wrong_password_leaves_no_key() {
    let mut page = Page::new();
    for files in [&MATERIAL.efirma, &MATERIAL.old_pfx] {
        let failure = page.open(files, &buffer(b"otra"), &[]).await.unwrap_err();
        assert_eq!(failure.code, "wrong-password");
    }
    // A credential has the number of the request that opens it.
    for credential in [1, 2].map(CredentialHandle) {
        assert!(page.worker.keys().held(credential).is_none());
    }
}

#[wasm_bindgen_test]
async fn closing_and_locking_leave_no_key() {
    let mut page = Page::new();
    let mut open = Vec::new();
    for files in [&MATERIAL.efirma, &MATERIAL.old_pfx] {
        let password = buffer(files.password.as_bytes());
        open.push(page.open(files, &password, &[]).await.unwrap().0);
    }
    let held = |page: &Page| {
        open.iter()
            .map(|one| page.worker.keys().held(*one).is_some())
            .collect::<Vec<_>>()
    };
    assert_eq!(held(&page), [true, true]);

    page.ask(
        &Ask::Close {
            credential: open[0],
        },
        &Array::new(),
    );
    assert!(
        matches!(page.next_message().await.0, Tell::Closed { credential } if credential == open[0])
    );
    assert_eq!(held(&page), [false, true]);

    page.ask(&Ask::Lock, &Array::new());
    assert!(matches!(page.next_message().await.0, Tell::Locked { .. }));
    assert_eq!(held(&page), [false, false]);
}

#[wasm_bindgen_test]
async fn the_worker_says_its_version_first_and_answers_what_it_cannot_read() {
    let mut page = Page::new();
    page.worker.tell_ready();
    assert_eq!(
        page.next_message().await.0,
        Tell::Ready { version: VERSION }
    );

    page.worker.heard(&Object::new());
    let (tell, _) = page.next_message().await;
    assert!(
        matches!(tell, Tell::Failed { request: None, .. }),
        "{tell:?}"
    );
    // A part that is neither file nor buffer.
    page.ask(&Ask::Touch, &Array::of1(&"texto".into()));
    let (tell, _) = page.next_message().await;
    assert!(
        matches!(tell, Tell::Failed { request: None, .. }),
        "{tell:?}"
    );
}

async fn sign_and_verify(page: &mut Page, credential: CredentialHandle) {
    let request = page.next_request();
    let ask = Ask::SignChallenge(SignChallenge {
        request,
        credential,
        text: CHALLENGE.to_owned(),
    });
    let (challenge, seen) = page.sign(&ask, &Array::new()).await;
    assert_eq!(seen, None);
    let verified = verify(&challenge, false);
    assert_eq!(verified.content, CHALLENGE.as_bytes());
    assert!(verified.attributes.is_empty());

    let lote = [REINGRESO, BAJA].concat();
    let request = page.next_request();
    let ask = Ask::SignLote(SignLote {
        request,
        credential,
        dispmag: Slot(0),
        expected: ExpectedLote {
            registro_patronal: "Y6087828106".to_owned(),
            counts: Counts {
                reingresos: 1,
                modificaciones: 0,
                bajas: 1,
            },
        },
    });
    let (cades, seen) = page.sign(&ask, &Array::of1(&buffer(lote.as_bytes()))).await;
    assert_eq!(seen.unwrap().total, 2);
    let verified = verify(&cades, true);
    assert_eq!(verified.content, lote.as_bytes());
    assert_eq!(verified.signing_time, Some(now()));

    let mut forged = cades;
    let last = forged.last_mut().unwrap();
    *last ^= 1;
    assert!(cms::verify(&forged, None, &VerifyOptions::default()).is_err());
}

fn verify(cms: &[u8], require_cades: bool) -> Verified {
    let options = VerifyOptions {
        at: Some(now()),
        trust: None,
        require_cades,
    };
    cms::verify(cms, None, &options).unwrap()
}
