//! A whole company loaded from a document.

use std::collections::BTreeSet;

use imss::dispmag::{self, WriteOptions};
use imss::id::{Nss, Rfc};
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use imss::wages::ZonaSalarial;
use jiff::Timestamp;
use jiff::civil::date;
use model::{LoteStatus, MovementStatus};
use model::{Mode, Role};
use service::accounts;
use service::caller::Reader as _;
use service::movements::{self, HistoryAsk};
use service::seed::{
    Seed, SeedAssignment, SeedCertificado, SeedEmpresa, SeedError, SeedLink, SeedLote,
    SeedLoteState, SeedMovement, SeedMovementState, SeedPlantilla, SeedRegistro, SeedResult,
    SeedRow, SeedTrabajador, SeedUser, blow_up, load,
};
use service::trabajadores::{self, Search};
use service::values::{Blob, Token};
use service::{links, lotes};

use crate::signing::{Signer, signers};
use crate::world::{PASSWORD, World, full, stranger};

const NUMERO: &str = "Y6087828106";

fn at(text: &str) -> Timestamp {
    text.parse().unwrap()
}

fn draft(world: &World, nss: &str) -> MovimientoDraft {
    let registro = world.build.registro(world.build.empresa().id);
    let mut draft = world
        .build
        .draft(&registro, TipoMovimiento::Reingreso, date(2025, 6, 2));
    draft.registro_patronal = NUMERO.to_owned();
    draft.nss = nss.to_owned();
    draft
}

fn lote(world: &World, signer: &Signer, state: SeedLoteState) -> SeedLote {
    let procesado = matches!(state, SeedLoteState::Procesado { .. });
    // A signature belongs to one lote: each is made at a moment of its own.
    let signing = match procesado {
        true => "2025-06-03T16:05:00Z",
        false => "2025-06-03T16:06:00Z",
    };
    let drafts = ["92919084431", "72795608040"].map(|nss| draft(world, nss));
    let movimientos = drafts.clone().map(|draft| draft.parse().0.unwrap());
    let file = dispmag::write(&movimientos, &WriteOptions::default()).unwrap();
    let signed = !matches!(state, SeedLoteState::Preparado);
    let refused = SeedResult::Rechazado {
        codigo: "48".to_owned(),
        texto: String::new(),
    };
    let results = [
        SeedResult::Operado {
            extemporaneo: false,
        },
        refused,
    ];
    let rows = drafts
        .into_iter()
        .zip(results)
        .map(|(draft, result)| SeedRow {
            created_at: at("2025-06-03T15:00:00Z"),
            draft,
            resultado: procesado.then_some(result),
        });
    SeedLote {
        registro: NUMERO.to_owned(),
        tipo: TipoMovimiento::Reingreso,
        by: "ana".to_owned(),
        created_at: at("2025-06-03T16:00:00Z"),
        rows: rows.collect(),
        cms: signed.then(|| Blob(signer.sign_lote(&file.bytes, at(signing)))),
        received_at: None,
        second_pair: false,
        state,
    }
}

fn procesado() -> SeedLoteState {
    SeedLoteState::Procesado {
        id_lote: "123456789".to_owned(),
        folio: "1".repeat(19),
        fecha: "2025-06-03 10:06".to_owned(),
        at: at("2025-06-03T20:00:00Z"),
    }
}

fn seed(world: &World) -> Seed {
    Seed {
        empresa: SeedEmpresa {
            nombre: "Comercial del Bajío".to_owned(),
            rfc: Some("EKU9003173C9".to_owned()),
            created_at: at("2024-01-10T15:00:00Z"),
        },
        users: vec![SeedUser {
            username: "ana".to_owned(),
            nombre: "Ana Núñez".to_owned(),
            email: None,
            role: Role::Administrador,
            password: PASSWORD.to_owned(),
        }],
        registros: vec![SeedRegistro {
            numero: NUMERO.to_owned(),
            razon_social: "Comercial del Bajío".to_owned(),
            rfc: None,
            domicilio: String::new(),
            subdelegacion: "León".to_owned(),
            guia: Some("01400".to_owned()),
            zona: ZonaSalarial::General,
            umf: None,
            plantilla: None,
        }],
        certificados: vec![SeedCertificado {
            der: Blob(signers().company.certificate.der().to_vec()),
            id_usuario: "EKU9003173C9".to_owned(),
            created_at: at("2024-02-01T15:00:00Z"),
            assignments: vec![SeedAssignment {
                registro: NUMERO.to_owned(),
                at: at("2024-02-01T15:05:00Z"),
                rechazado: None,
                sin_confirmar: false,
            }],
        }],
        lotes: vec![
            lote(world, &signers().company, procesado()),
            lote(world, &signers().company, SeedLoteState::Preparado),
            lote(world, &signers().company, SeedLoteState::Firmado),
        ],
        movements: vec![SeedMovement {
            registro: NUMERO.to_owned(),
            by: "ana".to_owned(),
            created_at: at("2026-01-14T15:00:00Z"),
            draft: MovimientoDraft::new(TipoMovimiento::Baja),
            state: SeedMovementState::Borrador,
        }],
        trabajadores: Vec::new(),
        links: vec![SeedLink {
            nombre: "Despacho".to_owned(),
            token: "A".repeat(43),
            registros: vec![NUMERO.to_owned()],
            lotes: false,
            expires_at: at("2026-12-31T00:00:00Z"),
            pin: None,
            by: "ana".to_owned(),
        }],
    }
}

async fn wrong(world: &World, seed: Seed) -> String {
    match load(&world.service, seed).await {
        Err(SeedError::Wrong { place, .. }) => {
            let state = accounts::state(&world.service).await.unwrap();
            assert!(state.registration_open, "nothing of it was loaded");
            place
        }
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_document_becomes_a_company_at_work() {
    let world = World::new();
    let json = serde_json::to_string(&seed(&world)).unwrap();
    let read: Seed = serde_json::from_str(&json).unwrap();
    let loaded = load(&world.service, read).await.unwrap();
    assert_eq!((loaded.lotes, loaded.movements), (3, 7));

    let admin = full(&world.log_in("ana", Mode::Completo).await.unwrap().caller);
    let page = lotes::list(&world.service, &admin, None, 10).await.unwrap();
    let estados: Vec<_> = page
        .lotes
        .iter()
        .map(|l| (l.numero, l.state.status()))
        .collect();
    assert_eq!(
        estados,
        [
            (3, LoteStatus::Firmado),
            (2, LoteStatus::Preparado),
            (1, LoteStatus::Procesado)
        ]
    );
    let first = lotes::get(&world.service, &admin, page.lotes[2].id)
        .await
        .unwrap();
    let ends: Vec<_> = first.movements.iter().map(|m| m.state.status()).collect();
    assert_eq!(ends, [MovementStatus::Operado, MovementStatus::Rechazado]);
    assert!(first.evidence.is_some());
    let ask = HistoryAsk {
        limit: 50,
        ..HistoryAsk::default()
    };
    let history = movements::history(&world.service, &admin, ask)
        .await
        .unwrap();
    assert_eq!(history.movements.len(), 7);

    let token = Token::presented(&"A".repeat(43)).unwrap();
    let opened = links::open(&world.service, &stranger(), &token, None)
        .await
        .unwrap();
    assert!(!opened.caller.scope().lotes);
    let again = load(&world.service, seed(&world)).await;
    assert!(matches!(again, Err(SeedError::NotEmpty)));
}

#[tokio::test]
async fn a_history_is_blown_up_once_to_the_size_asked_for() {
    let world = World::new();
    load(&world.service, seed(&world)).await.unwrap();
    let added = blow_up(&world.service, 67, |_| {}).await.unwrap();
    assert_eq!(added, 60);
    assert_eq!(blow_up(&world.service, 67, |_| {}).await.unwrap(), 0);
    let admin = full(&world.log_in("ana", Mode::Completo).await.unwrap().caller);
    let counts = movements::counts(&world.service, &admin).await.unwrap();
    let operados = counts
        .iter()
        .filter(|one| one.estado == MovementStatus::Operado);
    assert_eq!(operados.map(|one| one.count).sum::<u64>(), 61);
    let ask = HistoryAsk {
        limit: 200,
        ..HistoryAsk::default()
    };
    let page = movements::history(&world.service, &admin, ask)
        .await
        .unwrap();
    let days: BTreeSet<_> = page.movements.iter().map(|one| one.draft().fecha).collect();
    assert!(days.len() > 40, "on many days: {}", days.len());
}

#[tokio::test]
async fn the_directory_is_what_the_movements_make_and_the_plantilla_lets_the_rules_speak() {
    let world = World::new();
    let mut document = seed(&world);
    document.registros[0].plantilla = Some(SeedPlantilla {
        corte: date(2025, 12, 31),
        at: at("2026-01-05T16:00:00Z"),
    });
    document.trabajadores = vec![SeedTrabajador {
        nss: Nss::parse("92919084431").unwrap(),
        rfc: Rfc::parse("FUNK671228PH6").unwrap(),
    }];
    let loaded = load(&world.service, document).await.unwrap();
    // The second of the lote that is processed was refused; the other lotes name both.
    assert_eq!(loaded.trabajadores, 2);

    let admin = full(&world.log_in("ana", Mode::Completo).await.unwrap().caller);
    let registros = service::registros::list(&world.service, &admin)
        .await
        .unwrap();
    let plantilla = registros[0].plantilla.unwrap();
    assert_eq!(
        (plantilla.corte, plantilla.trabajadores),
        (date(2025, 12, 31), 1)
    );
    let search = Search {
        vigentes: true,
        limit: 10,
        ..Search::default()
    };
    let vigentes = trabajadores::search(&world.service, &admin, search).await;
    let vigentes = vigentes.unwrap().trabajadores;
    let numbers: Vec<String> = vigentes
        .iter()
        .map(|trabajador| trabajador.nss.to_string())
        .collect();
    assert_eq!(numbers, ["92919084431"]);
    assert_eq!(vigentes[0].relaciones[0].desde, date(2025, 6, 2));
    assert_eq!(vigentes[0].rfc.unwrap().as_str(), "FUNK671228PH6");

    let codes_of = async |tipo, nss: &str| {
        let mut draft = world.build.draft(&registros[0], tipo, date(2026, 1, 15));
        draft.nss = nss.to_owned();
        let asked = movements::check(&world.service, &admin, None, registros[0].id, draft);
        let codes = asked.await.unwrap().into_iter().map(|f| f.code.as_str());
        codes
            .filter(|code| code.starts_with("rule-"))
            .collect::<Vec<_>>()
    };
    use TipoMovimiento::{Baja, Reingreso};
    assert_eq!(
        codes_of(Reingreso, "92919084431").await,
        ["rule-already-active"]
    );
    assert_eq!(codes_of(Baja, "92919084431").await, [""; 0]);
    assert_eq!(codes_of(Baja, "72795608040").await, ["rule-not-active"]);
}

#[tokio::test]
async fn a_loaded_lote_that_is_signed_goes_out_with_the_first_session() {
    let world = World::new();
    load(&world.service, seed(&world)).await.unwrap();
    let admin = full(&world.log_in("ana", Mode::Completo).await.unwrap().caller);
    let registro = service::registros::list(&world.service, &admin)
        .await
        .unwrap()
        .remove(0);
    let company = crate::world::Company { admin, registro };
    world.connected(&company).await;
    world.work().await;
    assert_eq!(world.portal.script(|s| s.taken.len()), 1);
}

#[tokio::test]
async fn a_loaded_lote_may_wait_for_a_second_person() {
    let world = World::new();
    let mut document = seed(&world);
    document.lotes[1].second_pair = true;
    load(&world.service, document).await.unwrap();

    let admin = full(&world.log_in("ana", Mode::Completo).await.unwrap().caller);
    let page = lotes::list(&world.service, &admin, None, 10).await.unwrap();
    let waiting = page.lotes.iter().find(|lote| lote.second_pair).unwrap();
    assert_eq!(waiting.state.status(), LoteStatus::Preparado);
    let shown = lotes::get(&world.service, &admin, waiting.id)
        .await
        .unwrap();
    for movement in &shown.movements {
        assert_eq!(movement.state.status(), MovementStatus::PorAprobar);
        assert_eq!(movement.lote, Some(waiting.id));
        let last = movement.log.last().unwrap();
        assert_eq!(
            (last.to, last.by),
            (MovementStatus::PorAprobar, movement.log[0].by)
        );
    }
}

#[tokio::test]
async fn what_does_not_hold_together_is_refused_with_its_place() {
    let world = World::new();
    let good = || seed(&world);

    let mut other_signer = good();
    other_signer.lotes[0] = lote(&world, &signers().stranger, procesado());
    assert_eq!(wrong(&world, other_signer).await, "lotes[0].cms");

    let mut altered = good();
    altered.lotes[0].rows[1].draft.sbc = "700.00".to_owned();
    assert_eq!(wrong(&world, altered).await, "lotes[0].cms");

    let mut unsigned = good();
    unsigned.lotes[2].cms = None;
    assert_eq!(wrong(&world, unsigned).await, "lotes[2]");

    let mut no_result = good();
    no_result.lotes[0].rows[1].resultado = None;
    assert_eq!(wrong(&world, no_result).await, "lotes[0].rows[1]");

    let mut incomplete = good();
    incomplete.movements[0].state = SeedMovementState::Listo;
    assert_eq!(wrong(&world, incomplete).await, "movements[0].draft");

    let mut second_pair = good();
    second_pair.lotes[2].second_pair = true;
    assert_eq!(wrong(&world, second_pair).await, "lotes[2]");

    let mut nobody = good();
    nobody.users[0].role = Role::Capturista;
    assert_eq!(wrong(&world, nobody).await, "users");

    let mut token = good();
    token.links[0].token = "corto".to_owned();
    assert_eq!(wrong(&world, token).await, "links[0].token");
}
