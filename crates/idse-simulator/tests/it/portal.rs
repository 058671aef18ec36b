//! Pages, refusals and seeds.

use axum::http::StatusCode;
use idse_simulator::{Seed, SeedAuthority, SeedLote, SeedRegistroPatronal, SimulatorError};
use jiff::Timestamp;

use crate::visitor::{get, post, simulator};

const NOTICE: &str = "Simulador de IDSE: nada llega al IMSS";

#[tokio::test]
async fn the_page_for_people_says_what_it_is() {
    let portal = simulator(Seed::default()).unwrap();
    for path in ["/", "/imss/", "/imss"] {
        let page = get(&portal, path).await;
        assert_eq!(page.status, StatusCode::OK, "{path}");
        assert!(page.body.contains(NOTICE), "{path}");
        assert!(page.body.contains("Todavía no se ha recibido"), "{path}");
    }
}

#[tokio::test]
async fn every_answer_carries_the_header_and_every_page_the_notice() {
    let portal = simulator(Seed::default()).unwrap();
    let answers = [
        post(&portal, "/imss/AccesoIDSE.idse", "siteId=9").await,
        post(&portal, "/imss/AfiliaEnvio.idse", "").await,
        post(&portal, "/imss/AfiliaConsulta.idse", "").await,
        post(&portal, "/imss/AfiliaResultados.idse", "act=encuesta").await,
        post(&portal, "/imss/CerrarSesion.idse", "").await,
        get(&portal, "/imss/AfiliaResultadoLote.idse?lote=1").await,
        get(&portal, "/imss/AfiliaAcuse.idse?lote=1").await,
    ];
    for answer in answers {
        assert!(answer.headers.contains_key("x-idse-simulador"));
        assert!(answer.body.contains(NOTICE), "{}", answer.body);
        assert!(answer.body.contains("imsgErrors"), "{}", answer.body);
    }
    let challenge = post(
        &portal,
        "/imss/SecuenciaFirma.idse",
        "siteId=9&location=https%3A%2F%2Fexample.com%2F",
    )
    .await;
    assert!(challenge.headers.contains_key("x-idse-simulador"));
    assert!(challenge.body.starts_with("9|") && challenge.body.is_ascii());
}

#[tokio::test]
async fn without_a_session_every_request_meets_the_marker() {
    let portal = simulator(Seed::default()).unwrap();
    for path in [
        "AfiliaEnvio",
        "AfiliaConsulta",
        "AfiliaResultados",
        "CerrarSesion",
    ] {
        let answer = post(&portal, &format!("/imss/{path}.idse"), "act=encuesta").await;
        assert!(answer.body.contains("#01001"), "{path}");
    }
}

#[tokio::test]
async fn a_password_or_a_key_is_refused_before_anything_else() {
    let portal = simulator(Seed::default()).unwrap();
    for leak in ["password=secreta", "llave=CERT.key"] {
        let form = format!("siteId=9&idUsuario=X&pkcs7=AAAA&{leak}");
        let answer = post(&portal, "/imss/AccesoIDSE.idse", &form).await;
        assert!(answer.body.contains("no acepta contraseñas"), "{leak}");
    }
}

#[tokio::test]
async fn what_is_no_signature_opens_no_session() {
    let portal = simulator(Seed::default()).unwrap();
    for pkcs7 in ["", "%25%25", "AAAA", "MAA%3D", "MIIB"] {
        let form = format!("siteId=9&idUsuario=X&pkcs7={pkcs7}");
        let answer = post(&portal, "/imss/AccesoIDSE.idse", &form).await;
        assert!(answer.body.contains("imsgErrors"), "{pkcs7}");
        assert!(!answer.headers.contains_key("set-cookie"), "{pkcs7}");
    }
}

#[test]
fn a_seed_that_cannot_be_used_is_named() {
    let seed = Seed {
        certificate_authorities: vec![SeedAuthority {
            name: "AC rota".into(),
            der: "AAAA".into(),
        }],
        ..Seed::default()
    };
    let error = simulator(seed).err().unwrap();
    assert!(matches!(error, SimulatorError::Authority { name } if name == "AC rota"));
    let seed = Seed {
        minimum_wage: Some("mucho".into()),
        ..Seed::default()
    };
    assert!(matches!(
        simulator(seed).err().unwrap(),
        SimulatorError::MinimumWage { .. }
    ));
    assert!(serde_json::from_str::<Seed>(r#"{"trabajadorez": []}"#).is_err());
}

#[tokio::test]
async fn a_lote_of_the_seed_must_be_one_that_was_received() {
    let registro = SeedRegistroPatronal {
        numero: "Y6087828106".to_owned(),
        rfc: "EKU9003173C9".to_owned(),
        razon_social: "Uno".to_owned(),
        vigente: true,
        representantes: Vec::new(),
    };
    let lote = |registro_patronal: &str, cms: &str| SeedLote {
        id_lote: "600000001".to_owned(),
        folio: "4000000000000000001".to_owned(),
        registro_patronal: registro_patronal.to_owned(),
        cms: cms.to_owned(),
        received: Timestamp::UNIX_EPOCH,
    };
    for (lote, expected) in [
        (lote("Y3926552104", "AAAA"), "registro patronal"),
        (lote("Y6087828106", "AAAA"), "PKCS#7"),
    ] {
        let made = simulator(Seed {
            registros_patronales: vec![registro.clone()],
            lotes: vec![lote],
            ..Seed::default()
        });
        let Err(SimulatorError::Lote { id_lote, reason }) = made else {
            panic!("the seed was taken");
        };
        assert_eq!(id_lote, "600000001");
        assert!(reason.contains(expected), "{reason}");
    }
}
