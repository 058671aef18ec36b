//! Lotes the portal does not take.

use idse::{LoteContents, Received, Recibo, SendError, SessionCookie};

use crate::pki::{PKI, Signer};
use crate::portal::{LAPSED_RP, Portal, RP, SECOND_RP, STRANGERS_RP};
use crate::records::{KARLA, baja, outgoing};

/// Code and words of a final refusal.
fn refusal(result: Result<Recibo, SendError>) -> (Option<String>, String) {
    match result {
        Err(SendError::Refused { code, text, .. }) => (code, text),
        other => panic!("not a refusal: {other:?}"),
    }
}

async fn send(
    portal: &Portal,
    session: &SessionCookie,
    rp: &str,
    cms: &[u8],
) -> Result<Recibo, SendError> {
    let lote = outgoing(rp, LoteContents::Bajas, cms);
    portal.client.send_lote(session, lote).await
}

#[tokio::test]
async fn refuses_a_lote_without_cades_or_of_another_certificate() {
    let portal = Portal::start().await;
    let session = portal.session().await;
    let file = baja(RP, KARLA, portal.today());
    let file = file.as_bytes();
    let own = &PKI.efirma;
    let cases: [(&Signer, &[&str], &str); 6] = [
        (own, &["-noattr"], "atributos"),
        (own, &[], "signing-certificate-v2"),
        (own, &["-cades", "-detached"], "no contiene"),
        (own, &["-cades", "-nocerts"], "certificado"),
        (&PKI.second_efirma, &["-cades"], "otro certificado"),
        (&PKI.forged_efirma, &["-cades"], "otro certificado"),
    ];
    for (signer, options, words) in cases {
        let cms = signer.sign(file, options);
        let (_, text) = refusal(send(&portal, &session, RP, &cms).await);
        assert!(text.contains(words), "{options:?}: {text}");
    }
    assert!(portal.received().await.is_empty());
}

#[tokio::test]
async fn a_tampered_lote_is_refused() {
    let portal = Portal::start().await;
    let session = portal.session().await;
    let file = baja(RP, KARLA, portal.today());
    let mut cms = PKI.efirma.sign_cades(file.as_bytes());
    let at = cms
        .windows(6)
        .position(|window| window == b"FUENTE")
        .unwrap();
    cms[at] = b'P';
    let (_, text) = refusal(send(&portal, &session, RP, &cms).await);
    assert!(text.contains("no corresponde al contenido"), "{text}");
}

#[tokio::test]
async fn a_registro_patronal_must_exist_be_vigente_and_be_covered() {
    let portal = Portal::start().await;
    let session = portal.session().await;
    for (rp, code) in [
        ("Z9999999999", Some("24")),
        (LAPSED_RP, Some("23")),
        (STRANGERS_RP, None),
    ] {
        let cms = PKI
            .efirma
            .sign_cades(baja(rp, KARLA, portal.today()).as_bytes());
        let (found, text) = refusal(send(&portal, &session, rp, &cms).await);
        assert_eq!(found.as_deref(), code, "{rp}: {text}");
    }
}

#[tokio::test]
async fn refuses_a_lote_without_any_valid_movement() {
    let portal = Portal::start().await;
    let session = portal.session().await;
    let cms = PKI
        .efirma
        .sign_cades(baja(SECOND_RP, KARLA, portal.today()).as_bytes());
    let lote = outgoing(RP, LoteContents::Bajas, &cms);
    let Err(SendError::Refused { code, refused, .. }) =
        portal.client.send_lote(&session, lote).await
    else {
        panic!("no movement was of the lote's registro patronal");
    };
    assert_eq!(code.as_deref(), Some("05"));
    assert_eq!(refused[0].code, "01");
    let huella = idse::Huella::of(&cms);
    let received = portal.client.received(&session, &huella).await.unwrap();
    assert_eq!(received, Received::No);
}

#[tokio::test]
async fn what_is_not_dispmag_is_refused() {
    let portal = Portal::start().await;
    let session = portal.session().await;
    for content in [&b"hola"[..], b"", &[0x30, 0x82]] {
        let cms = PKI.efirma.sign_cades(content);
        let (code, _) = refusal(send(&portal, &session, RP, &cms).await);
        assert_eq!(code.as_deref(), Some("37"));
    }
    let (_, text) = refusal(send(&portal, &session, RP, b"not CMS").await);
    assert!(text.contains("PKCS#7"), "{text}");
}

#[tokio::test]
async fn a_declared_type_binds_the_lote() {
    let portal = Portal::start().await;
    let session = portal.session().await;
    let cms = PKI
        .efirma
        .sign_cades(baja(RP, KARLA, portal.today()).as_bytes());
    let lote = outgoing(RP, LoteContents::Reingresos, &cms);
    let Err(SendError::Refused { refused, .. }) = portal.client.send_lote(&session, lote).await
    else {
        panic!("a baja was declared a reingreso");
    };
    assert_eq!(refused[0].code, "07");
}
