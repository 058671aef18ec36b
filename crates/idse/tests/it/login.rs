//! Who may log in, and the errors of those who may not.

use idse::{Client, IdseError, LoggedIn};
use jiff::SignedDuration;

use crate::pki::{IMSS_USER, PKI, RFC};
use crate::portal::{Portal, RP, options};

/// The portal's words, if it refused.
fn refusal(result: Result<LoggedIn, IdseError>) -> Option<String> {
    match result {
        Err(IdseError::Refused { text }) => Some(text),
        _ => None,
    }
}

async fn signed_challenge(portal: &Portal) -> (String, Vec<u8>) {
    let challenge = portal.client.challenge().await.unwrap();
    let pkcs7 = PKI.efirma.sign_bare(challenge.as_str().as_bytes());
    (challenge.as_str().to_owned(), pkcs7)
}

#[tokio::test]
async fn an_imss_certificate_opens_the_registro_patronal_it_names() {
    let portal = Portal::start().await;
    let logged_in = portal.log_in_as(&PKI.imss, IMSS_USER).await.unwrap();
    assert_eq!(logged_in.registros.len(), 1);
    assert_eq!(logged_in.registros[0].numero, RP);
    let other_user = portal.log_in_as(&PKI.imss, "OTRO0001").await;
    assert!(refusal(other_user).unwrap().contains("usuario"));
}

#[tokio::test]
async fn the_user_of_an_efirma_is_its_rfc() {
    let portal = Portal::start().await;
    let other = portal.log_in_as(&PKI.efirma, "FUNK671228PH6").await;
    assert!(refusal(other).unwrap().contains("usuario"));
}

#[tokio::test]
async fn a_csd_and_an_unknown_authority_are_refused_by_name() {
    let portal = Portal::start().await;
    let csd = portal.log_in_as(&PKI.csd, RFC).await;
    assert!(refusal(csd).unwrap().contains("CSD"));
    let forged = portal.log_in_as(&PKI.forged_efirma, RFC).await;
    assert!(refusal(forged).unwrap().contains("autoridad conocida"));
}

#[tokio::test]
async fn an_expired_certificate_is_refused() {
    let portal = Portal::start().await;
    portal.advance(SignedDuration::from_hours(72));
    let expired = portal.log_in_as(&PKI.efirma, RFC).await;
    assert!(refusal(expired).unwrap().contains("vencido"));
    portal.advance(SignedDuration::from_hours(-240));
    let early = portal.log_in_as(&PKI.efirma, RFC).await;
    assert!(refusal(early).unwrap().contains("aún no está vigente"));
}

#[tokio::test]
async fn a_challenge_is_good_for_one_login_and_five_minutes() {
    let portal = Portal::start().await;
    let (_, pkcs7) = signed_challenge(&portal).await;
    assert!(portal.present(&pkcs7, RFC).await.is_ok());
    let replayed = portal.present(&pkcs7, RFC).await;
    assert!(refusal(replayed).unwrap().contains("acceso vigente"));

    let (_, pkcs7) = signed_challenge(&portal).await;
    portal.advance(SignedDuration::from_mins(6));
    let late = portal.present(&pkcs7, RFC).await;
    assert!(refusal(late).unwrap().contains("acceso vigente"));

    let invented = PKI.efirma.sign_bare(b"9|1|invented");
    let invented = portal.present(&invented, RFC).await;
    assert!(refusal(invented).unwrap().contains("acceso vigente"));
}

#[tokio::test]
async fn a_signature_over_another_challenge_is_refused() {
    let portal = Portal::start().await;
    let (first, pkcs7) = signed_challenge(&portal).await;
    let second = portal.client.challenge().await.unwrap();
    let second = second.as_str();
    assert_eq!(first.len(), second.len());
    let at = pkcs7
        .windows(first.len())
        .position(|window| window == first.as_bytes())
        .unwrap();
    let mut tampered = pkcs7;
    tampered[at..at + second.len()].copy_from_slice(second.as_bytes());
    let tampered = portal.present(&tampered, RFC).await;
    assert!(
        refusal(tampered)
            .unwrap()
            .contains("no corresponde al contenido")
    );
}

#[tokio::test]
async fn a_damaged_signature_is_refused_at_every_byte() {
    let portal = Portal::start().await;
    let (_, pkcs7) = signed_challenge(&portal).await;
    for at in 0..pkcs7.len() {
        let mut damaged = pkcs7.clone();
        damaged[at] ^= 1;
        let refused = portal.present(&damaged, RFC).await.is_err();
        assert!(refused, "byte {at}");
    }
    // The challenge is spent only by a good signature over it.
    assert!(portal.present(&pkcs7, RFC).await.is_ok());
}

#[tokio::test]
async fn a_login_signature_has_its_content_and_no_attributes() {
    let portal = Portal::start().await;
    let challenge = portal.client.challenge().await.unwrap();
    let text = challenge.as_str().as_bytes();
    for (options, words) in [
        (&["-noattr", "-detached"][..], "no contiene"),
        (&["-cades"][..], "atributos"),
        (&["-noattr", "-nocerts"][..], "certificado"),
    ] {
        let pkcs7 = PKI.efirma.sign(text, options);
        let refused = portal.present(&pkcs7, RFC).await;
        let said = refusal(refused).unwrap();
        assert!(said.contains(words), "{options:?}: {said}");
    }
}

#[tokio::test]
async fn the_portals_words_reach_the_person() {
    let portal = Portal::start().await;
    let faults = idse_simulator::Faults {
        refuse_next_login: Some("Certificado revocado <por> IMSS & SAT".into()),
        ..idse_simulator::Faults::default()
    };
    portal.simulator.set_faults(faults).await.unwrap();
    let refused = portal.log_in_as(&PKI.efirma, RFC).await;
    let said = refused.err().unwrap().to_string();
    assert_eq!(
        said,
        "IDSE respondió: Certificado revocado <por> IMSS & SAT"
    );
    assert!(portal.log_in_as(&PKI.efirma, RFC).await.is_ok());
}

#[tokio::test]
async fn distinguishes_an_unreachable_portal() {
    let mut portal = Portal::start().await;
    let url = portal.url.clone();
    portal.stop().await;
    let client = Client::new(&url, options()).unwrap();
    let error = client.challenge().await.err().unwrap();
    assert!(matches!(error, IdseError::Unreachable(_)));
    assert!(client.reachable().await.is_err());
}
