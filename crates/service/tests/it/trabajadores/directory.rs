//! The directory of workers: filled, searched, changed.

use imss::movimiento::MovimientoDraft;
use imss::movimiento::TipoMovimiento::{Baja, Reingreso};
use jiff::civil::date;
use service::CommonError;
use service::caller::{Caller, FullCaller};
use service::ids::RegistroId;
use service::movements::{self, Typed};
use service::ports::Outcome;
use service::records::Trabajador;
use service::trabajadores::{self, Search, TrabajadorError};

use super::{KARLA, OTHER, answered, draft, found, operado, save, trabajador, typed};
use crate::world::World;

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

#[tokio::test]
async fn a_capture_fills_the_directory_and_every_key_finds_the_trabajador() {
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
    let trabajador = trabajador(&world, &company, KARLA).await;
    assert_eq!(trabajador.umf.unwrap().to_string(), "047");
    assert!(
        trabajador.relaciones.is_empty(),
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
async fn what_imss_operates_is_what_the_trabajador_is_and_what_it_refuses_is_not() {
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
    let trabajador = trabajador(&world, &company, &entered).await;
    let relacion = trabajador.relacion(company.registro.id).unwrap();
    assert_eq!(
        (
            relacion.vigente,
            relacion.desde,
            relacion.sbc.unwrap().to_string()
        ),
        (true, date(2026, 1, 15), "687.70".to_owned())
    );
    let history = trabajadores::get(&world.service, &company.admin, trabajador.nss)
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
    let mut trabajador = Trabajador::named_by(&alta, company.admin.empresa(), world.build.now);
    trabajador.operate(registro, &movimiento(Baja, 12));
    trabajador.operate(registro, &alta);
    let relacion = trabajador.relacion(registro).unwrap().clone();
    assert_eq!(
        (relacion.vigente, relacion.desde),
        (false, date(2026, 1, 12))
    );
    trabajador.operate(registro, &movimiento(Reingreso, 12));
    let relacion = trabajador.relacion(registro).unwrap();
    assert!(
        relacion.vigente,
        "of two on one day the one operated later counts"
    );
}

#[tokio::test]
async fn a_merged_number_still_leads_to_the_trabajador() {
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
async fn reports_an_edit_by_two_people_and_keeps_numbers_unique() {
    let world = World::new();
    let company = world.company("ana").await;
    let (service, admin) = (&world.service, &company.admin);
    let save = |read, trabajador| async move {
        trabajadores::save(service, admin, read, &trabajador).await
    };
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
    let reader = world.reader(&company.admin, "lectora").await;
    let seen = trabajadores::search(&world.service, &reader, Search::default()).await;
    assert_eq!(seen.unwrap().trabajadores.len(), 1);
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
        .lotes
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
