//! The directory of workers, the plantilla, and the rules that stand on them.

use imss::finding::Finding;
use imss::movimiento::MovimientoDraft;
use imss::movimiento::TipoMovimiento::{Baja, Modificacion, Reingreso};
use jiff::civil::{Date, date};
use service::CommonError;
use service::caller::{Caller, FullCaller};
use service::ids::RegistroId;
use service::movements::{self, Typed};
use service::ports::{Outcome, PortalLote, RowResult};
use service::records::{LoteRecord, Role, Trabajador};
use service::trabajadores::{self, Line, Loaded, Search, TrabajadorError, TypedTrabajador};

use crate::world::{Company, World};

const KARLA: &str = "92919084431";
const OTHER: &str = "72795608040";

fn typed(nss: &str, paterno: &str) -> TypedTrabajador {
    TypedTrabajador {
        nss: nss.to_owned(),
        paterno: paterno.to_owned(),
        nombre: "Karla".to_owned(),
        ..TypedTrabajador::default()
    }
}

fn line(nss: &str, fecha: &str, sbc: &str) -> Line {
    Line {
        trabajador: typed(nss, "Fuente"),
        fecha: fecha.to_owned(),
        sbc: sbc.to_owned(),
    }
}

async fn found(world: &World, caller: &FullCaller, search: Search) -> Vec<String> {
    let search = Search {
        limit: 50,
        ..search
    };
    let page = trabajadores::search(&world.service, caller, search).await;
    let found = page.unwrap().trabajadores;
    found.iter().map(|worker| worker.nss.to_string()).collect()
}

async fn by_text(world: &World, caller: &FullCaller, texto: &str) -> Vec<String> {
    let texto = texto.to_owned();
    found(
        world,
        caller,
        Search {
            texto,
            ..Search::default()
        },
    )
    .await
}

async fn worker(world: &World, company: &Company, nss: &str) -> Trabajador {
    trabajadores::get(&world.service, &company.admin, nss.parse().unwrap())
        .await
        .unwrap()
        .trabajador
}

/// The plantilla of the company's registro patronal, closed.
async fn plantilla(world: &World, company: &Company, corte: Date, lines: &[Line]) -> Vec<Loaded> {
    let (service, admin) = (&world.service, &company.admin);
    let registro = company.registro.id;
    let loaded = trabajadores::load_plantilla(service, admin, registro, corte, lines)
        .await
        .unwrap();
    trabajadores::finish_plantilla(service, admin, registro, corte)
        .await
        .unwrap();
    loaded
}

fn draft(world: &World, company: &Company, tipo: imss::movimiento::TipoMovimiento) -> Typed {
    world.typed(&company.registro, tipo, date(2026, 1, 15), true)
}

async fn save(world: &World, company: &Company, typed: Typed) -> movements::Saved {
    movements::save(&world.service, &company.admin, None, typed)
        .await
        .unwrap()
}

fn rules(findings: &[Finding]) -> Vec<&str> {
    let codes = findings.iter().map(|finding| finding.code.as_str());
    codes.filter(|code| code.starts_with("rule-")).collect()
}

/// Signs and sends a lote, and lets the portal operate or refuse each movement.
async fn answered(world: &World, company: &Company, lote: &LoteRecord, outcomes: &[Outcome]) {
    let movements = world.movements_of(lote).await;
    let results = movements
        .iter()
        .zip(outcomes)
        .map(|(movement, outcome)| RowResult {
            row: None,
            nss: movement.draft().nss,
            fecha: movement.draft().fecha,
            outcome: outcome.clone(),
        });
    let answer = PortalLote::Procesado {
        results: results.collect(),
        original: None,
    };
    world.sign(company, lote).await;
    world.work().await;
    let recibo = world.lote(lote).await.state.recibo().unwrap().clone();
    world.portal.script(|script| {
        script.results.insert(recibo.id_lote, Ok(answer));
    });
    world.minutes(5);
    world.work().await;
}

fn operado() -> Outcome {
    Outcome::Operado {
        extemporaneo: false,
    }
}

#[tokio::test]
async fn a_capture_fills_the_directory_and_every_key_finds_the_worker() {
    let world = World::new();
    let company = world.company("ana").await;
    save(&world, &company, draft(&world, &company, Reingreso)).await;
    for texto in [
        "",
        "nuñ",
        "NUNEZ",
        "karla nol",
        "9291",
        "9291-90-8443-1",
        "funk6712",
        "e0001",
    ] {
        assert_eq!(
            by_text(&world, &company.admin, texto).await,
            [KARLA],
            "{texto}"
        );
    }
    for texto in ["karla pérez", "unez", "x"] {
        assert!(
            by_text(&world, &company.admin, texto).await.is_empty(),
            "{texto}"
        );
    }
    let worker = worker(&world, &company, KARLA).await;
    assert_eq!(worker.umf.unwrap().to_string(), "047");
    assert!(
        worker.relaciones.is_empty(),
        "IMSS has operated nothing yet"
    );
}

#[tokio::test]
async fn a_draft_names_nobody_yet() {
    let world = World::new();
    let company = world.company("ana").await;
    let typed = Typed {
        ready: false,
        ..draft(&world, &company, Reingreso)
    };
    save(&world, &company, typed).await;
    assert!(by_text(&world, &company.admin, "").await.is_empty());
}

#[tokio::test]
async fn what_imss_operates_is_what_the_worker_is_and_what_it_refuses_is_not() {
    let world = World::new();
    let company = world.company("ana").await;
    world.connected(&company).await;
    world.work().await;
    let lote = world.prepared(&company, 2).await;
    let refused = Outcome::Rechazado {
        codigo: "48".to_owned(),
        texto: String::new(),
    };
    answered(&world, &company, &lote, &[operado(), refused]).await;
    let registro = Some(company.registro.id);
    let vigentes = Search {
        registro,
        vigentes: true,
        ..Search::default()
    };
    let movements = world.movements_of(&lote).await;
    let entered = movements[0].draft().nss;
    assert_eq!(
        found(&world, &company.admin, vigentes).await,
        std::slice::from_ref(&entered)
    );
    let worker = worker(&world, &company, &entered).await;
    let relacion = worker.relacion(company.registro.id).unwrap();
    assert_eq!(
        (
            relacion.vigente,
            relacion.desde,
            relacion.sbc.unwrap().to_string()
        ),
        (true, date(2026, 1, 15), "687.70".to_owned())
    );
    let history = trabajadores::get(&world.service, &company.admin, worker.nss)
        .await
        .unwrap()
        .movements;
    assert_eq!(history, std::slice::from_ref(&movements[0]));
}

#[tokio::test]
async fn an_older_movement_operated_later_takes_nothing_newer_back() {
    let world = World::new();
    let company = world.company("ana").await;
    let registro = company.registro.id;
    let movimiento = |tipo, day| {
        world
            .build
            .movimiento(&company.registro, tipo, date(2026, 1, day))
    };
    let alta = movimiento(Reingreso, 5);
    let mut worker = Trabajador::named_by(&alta, company.admin.empresa(), world.build.now);
    worker.operate(registro, &movimiento(Baja, 12));
    worker.operate(registro, &alta);
    let relacion = worker.relacion(registro).unwrap().clone();
    assert_eq!(
        (relacion.vigente, relacion.desde),
        (false, date(2026, 1, 12))
    );
    worker.operate(registro, &movimiento(Reingreso, 12));
    let relacion = worker.relacion(registro).unwrap();
    assert!(
        relacion.vigente,
        "of two on one day the one operated later counts"
    );
}

#[tokio::test]
async fn without_a_plantilla_nothing_is_said_of_who_is_vigente() {
    let world = World::new();
    let company = world.company("ana").await;
    let saved = save(&world, &company, draft(&world, &company, Baja)).await;
    assert!(rules(&saved.findings).is_empty());
}

#[tokio::test]
async fn with_a_plantilla_what_imss_would_answer_is_told_before_it_is_sent() {
    let world = World::new();
    let company = world.company("ana").await;
    let loaded = plantilla(
        &world,
        &company,
        date(2026, 1, 10),
        &[line(KARLA, "05/01/2026", "687.70")],
    )
    .await;
    assert!(loaded[0].stored, "{loaded:?}");
    let alta = draft(&world, &company, Reingreso);
    let saved = save(&world, &company, alta).await;
    assert_eq!(rules(&saved.findings), ["rule-already-active"]);
    assert!(saved.movement.is_some(), "it warns, and refuses nothing");
    movements::delete(
        &world.service,
        &company.admin,
        saved.movement.unwrap().id,
        1,
    )
    .await
    .unwrap();

    let baja = draft(&world, &company, Baja);
    let first = save(&world, &company, baja.clone()).await;
    assert!(rules(&first.findings).is_empty());
    let again = save(&world, &company, baja).await;
    assert_eq!(
        rules(&again.findings),
        ["rule-already-terminated"],
        "what waits to be sent counts"
    );
    let mut nobody = draft(&world, &company, Modificacion);
    nobody.draft.nss = OTHER.to_owned();
    let saved = save(&world, &company, nobody).await;
    assert_eq!(rules(&saved.findings), ["rule-not-active"]);
}

#[tokio::test]
async fn a_movement_that_is_edited_does_not_count_against_itself() {
    let world = World::new();
    let company = world.company("ana").await;
    plantilla(&world, &company, date(2026, 1, 10), &[]).await;
    let alta = draft(&world, &company, Reingreso);
    let saved = save(&world, &company, alta.clone()).await;
    assert!(rules(&saved.findings).is_empty());
    let movement = saved.movement.unwrap();
    let read = Some((movement.id, movement.version));
    let edited = movements::save(&world.service, &company.admin, read, alta.clone())
        .await
        .unwrap();
    assert!(rules(&edited.findings).is_empty(), "{:?}", edited.findings);
    let (service, admin) = (&world.service, &company.admin);
    let registro = company.registro.id;
    let typing = movements::check(service, admin, None, registro, alta.draft.clone());
    assert_eq!(rules(&typing.await.unwrap()), ["rule-already-active"]);
    let itself = movements::check(service, admin, Some(movement.id), registro, alta.draft);
    assert!(rules(&itself.await.unwrap()).is_empty());
}

#[tokio::test]
async fn a_lote_tells_what_the_history_says_while_it_waits_for_its_signature() {
    let world = World::new();
    let company = world.company("ana").await;
    plantilla(&world, &company, date(2026, 1, 10), &[]).await;
    save(&world, &company, draft(&world, &company, Baja)).await;
    let lotes = service::lotes::prepare(&world.service, &company.admin, &[])
        .await
        .unwrap();
    let detail = service::lotes::get(&world.service, &company.admin, lotes[0].id)
        .await
        .unwrap();
    let told: Vec<_> = detail
        .findings
        .iter()
        .map(|row| (row.index, row.finding.code.as_str()))
        .collect();
    assert_eq!(told, [(0, "rule-not-active")]);
}

#[tokio::test]
async fn a_newer_plantilla_ends_those_it_does_not_name_and_an_older_one_is_refused() {
    let world = World::new();
    let company = world.company("ana").await;
    let both = [line(KARLA, "05/01/2026", ""), line(OTHER, "06/01/2026", "")];
    plantilla(&world, &company, date(2026, 1, 10), &both).await;
    plantilla(&world, &company, date(2026, 1, 14), &both[..1]).await;
    let left = worker(&world, &company, OTHER).await;
    let relacion = left.relacion(company.registro.id).unwrap();
    assert!(!relacion.vigente);
    let vigentes = Search {
        vigentes: true,
        ..Search::default()
    };
    assert_eq!(found(&world, &company.admin, vigentes).await, [KARLA]);
    let registro = company.registro.id;
    for day in [date(2026, 1, 9), date(2026, 1, 16)] {
        let (service, admin) = (&world.service, &company.admin);
        let refused = trabajadores::load_plantilla(service, admin, registro, day, &both).await;
        assert!(matches!(refused, Err(TrabajadorError::Cutoff(_))), "{day}");
    }
}

#[tokio::test]
async fn a_plantilla_sent_twice_is_one_plantilla_and_a_bad_line_spoils_no_other() {
    let world = World::new();
    let company = world.company("ana").await;
    let lines = [
        line(KARLA, "05/01/2026", "687.70"),
        line("123", "", ""),
        line(OTHER, "11/01/2026", ""),
    ];
    let corte = date(2026, 1, 10);
    let first = plantilla(&world, &company, corte, &lines).await;
    let stored: Vec<bool> = first.iter().map(|line| line.stored).collect();
    assert_eq!(stored, [true, false, false]);
    assert_eq!(first[2].findings[0].code, "rule-after-cutoff");
    let before = worker(&world, &company, KARLA).await;
    assert_eq!(plantilla(&world, &company, corte, &lines).await, first);
    assert_eq!(worker(&world, &company, KARLA).await, before);
    let registro = service::registros::list(&world.service, &company.admin)
        .await
        .unwrap()
        .remove(0);
    assert_eq!(registro.plantilla.unwrap().trabajadores, 1);
}

#[tokio::test]
async fn a_plantilla_does_not_undo_what_happened_after_its_cut_off() {
    let world = World::new();
    let company = world.company("ana").await;
    world.connected(&company).await;
    world.work().await;
    let corte = date(2026, 1, 10);
    let lines = [line(KARLA, "05/01/2026", "600.00")];
    plantilla(&world, &company, corte, &lines).await;
    save(&world, &company, draft(&world, &company, Baja)).await;
    let lote = service::lotes::prepare(&world.service, &company.admin, &[])
        .await
        .unwrap()
        .remove(0);
    answered(&world, &company, &lote, &[operado()]).await;
    plantilla(&world, &company, corte, &lines).await;
    let worker = worker(&world, &company, KARLA).await;
    let relacion = worker.relacion(company.registro.id).unwrap();
    assert_eq!(
        (relacion.vigente, relacion.desde),
        (false, date(2026, 1, 15))
    );
}

#[tokio::test]
async fn a_merged_number_still_leads_to_the_worker() {
    let world = World::new();
    let company = world.company("ana").await;
    save(&world, &company, draft(&world, &company, Baja)).await;
    let (service, admin) = (&world.service, &company.admin);
    let read = Some((KARLA.parse().unwrap(), 1));
    let saved = trabajadores::save(service, admin, read, &typed(OTHER, "Núñez"))
        .await
        .unwrap();
    assert_eq!(saved.trabajador.unwrap().nss.as_str(), OTHER);
    let detail = trabajadores::get(service, admin, KARLA.parse().unwrap())
        .await
        .unwrap();
    assert_eq!(detail.trabajador.nss.as_str(), OTHER);
    assert_eq!(
        detail.movements.len(),
        1,
        "with the movements of the old one"
    );
    assert_eq!(by_text(&world, admin, KARLA).await, [OTHER]);
}

#[tokio::test]
async fn two_people_who_edit_one_worker_are_told_and_a_number_is_given_once() {
    let world = World::new();
    let company = world.company("ana").await;
    let (service, admin) = (&world.service, &company.admin);
    let save =
        |read, worker| async move { trabajadores::save(service, admin, read, &worker).await };
    save(None, typed(KARLA, "Fuente")).await.unwrap();
    let taken = save(None, typed(KARLA, "Otra")).await;
    assert!(matches!(taken, Err(TrabajadorError::NssTaken)));
    let read = Some((KARLA.parse().unwrap(), 1));
    save(read, typed(KARLA, "Fuentes")).await.unwrap();
    let stale = save(read, typed(KARLA, "Puente")).await;
    assert!(matches!(
        stale,
        Err(TrabajadorError::Common(CommonError::Stale))
    ));
    assert_eq!(by_text(&world, admin, "fuentes").await, [KARLA]);
    let wrong = save(None, typed("12", "")).await.unwrap();
    assert!(wrong.trabajador.is_none() && wrong.findings.len() == 2);
}

#[tokio::test]
async fn only_a_slip_of_the_hand_is_taken_out_of_the_directory() {
    let world = World::new();
    let company = world.company("ana").await;
    let (service, admin) = (&world.service, &company.admin);
    trabajadores::save(service, admin, None, &typed(OTHER, "Fuente"))
        .await
        .unwrap();
    trabajadores::delete(service, admin, OTHER.parse().unwrap(), 1)
        .await
        .unwrap();
    save(&world, &company, draft(&world, &company, Baja)).await;
    let kept = trabajadores::delete(service, admin, KARLA.parse().unwrap(), 1).await;
    assert!(matches!(kept, Err(TrabajadorError::HasHistory)));
    assert_eq!(by_text(&world, admin, "").await, [KARLA]);
}

#[tokio::test]
async fn the_directory_is_paged_by_name_without_gaps() {
    let world = World::new();
    let company = world.company("ana").await;
    let names = ["Zúñiga", "Aguilar", "Ángeles", "Muñoz", "Munguía"];
    for (n, name) in names.into_iter().enumerate() {
        let nss = imss::testing::nss(u64::try_from(n).unwrap()).to_string();
        trabajadores::save(&world.service, &company.admin, None, &typed(&nss, name))
            .await
            .unwrap();
    }
    let mut search = Search {
        limit: 2,
        ..Search::default()
    };
    let mut seen = Vec::new();
    loop {
        let page = trabajadores::search(&world.service, &company.admin, search.clone())
            .await
            .unwrap();
        seen.extend(
            page.trabajadores
                .iter()
                .map(|w| w.nombre.paterno.to_string()),
        );
        match page.next {
            Some(next) => search.cursor = Some(next),
            None => break,
        }
    }
    assert_eq!(seen, ["AGUILAR", "ÁNGELES", "MUNGUÍA", "MUÑOZ", "ZÚÑIGA"]);
}

#[tokio::test]
async fn a_consult_link_sees_no_directory_and_a_reading_user_does() {
    let world = World::new();
    let company = world.company("ana").await;
    save(&world, &company, draft(&world, &company, Baja)).await;
    let reader = world.user(&company.admin, "lectora", Role::Consulta).await;
    assert_eq!(by_text(&world, &reader, "").await, [KARLA]);
    let saved = trabajadores::save(&world.service, &reader, None, &typed(OTHER, "F")).await;
    assert!(matches!(
        saved,
        Err(TrabajadorError::Common(CommonError::Forbidden))
    ));
    let link: Caller = crate::links::opened(&world, &company.admin, Vec::<RegistroId>::new()).await;
    let search = trabajadores::search(&world.service, &link, Search::default()).await;
    assert!(matches!(
        search,
        Err(TrabajadorError::Common(CommonError::Forbidden))
    ));
    let one = trabajadores::get(&world.service, &link, KARLA.parse().unwrap()).await;
    assert!(matches!(
        one,
        Err(TrabajadorError::Common(CommonError::Forbidden))
    ));
}

#[tokio::test]
async fn a_correction_for_another_name_carries_the_one_of_the_directory() {
    let world = World::new();
    let company = world.company("ana").await;
    world.connected(&company).await;
    world.work().await;
    save(&world, &company, draft(&world, &company, Reingreso)).await;
    let lote = service::lotes::prepare(&world.service, &company.admin, &[])
        .await
        .unwrap()
        .remove(0);
    let other_name = Outcome::Rechazado {
        codigo: "59".to_owned(),
        texto: String::new(),
    };
    answered(&world, &company, &lote, &[other_name]).await;
    let refused = world.movements_of(&lote).await.remove(0);
    let read = Some((KARLA.parse().unwrap(), 1));
    trabajadores::save(
        &world.service,
        &company.admin,
        read,
        &typed(KARLA, "Fuente"),
    )
    .await
    .unwrap();
    let correction = movements::correct(&world.service, &company.admin, refused.id)
        .await
        .unwrap();
    let MovimientoDraft { paterno, sbc, .. } = correction.draft();
    assert_eq!((paterno.as_str(), sbc.as_str()), ("FUENTE", "687.70"));
}
