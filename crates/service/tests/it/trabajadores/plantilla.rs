//! The plantilla, loaded in parts and closed.

use imss::movimiento::TipoMovimiento::{Baja, Modificacion, Reingreso};
use jiff::civil::date;
use service::records::Trabajador;
use service::trabajadores::{self, Search, TrabajadorError};

use super::{KARLA, OTHER, answered, draft, found, line, operado, plantilla, save, trabajador};
use crate::world::World;

#[tokio::test]
async fn a_newer_plantilla_ends_those_it_does_not_name_and_an_older_one_is_refused() {
    let world = World::new();
    let company = world.company("ana").await;
    let both = [line(KARLA, "05/01/2026", ""), line(OTHER, "06/01/2026", "")];
    plantilla(&world, &company, date(2026, 1, 10), &both).await;
    plantilla(&world, &company, date(2026, 1, 14), &both[..1]).await;
    let left = trabajador(&world, &company, OTHER).await;
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
    let before = trabajador(&world, &company, KARLA).await;
    assert_eq!(plantilla(&world, &company, corte, &lines).await, first);
    assert_eq!(trabajador(&world, &company, KARLA).await, before);
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
        .lotes
        .remove(0);
    answered(&world, &company, &lote, &[operado()]).await;
    plantilla(&world, &company, corte, &lines).await;
    let trabajador = trabajador(&world, &company, KARLA).await;
    let relacion = trabajador.relacion(company.registro.id).unwrap();
    assert_eq!(
        (relacion.vigente, relacion.desde),
        (false, date(2026, 1, 15))
    );
}

#[tokio::test]
async fn the_date_of_entry_is_an_alta_s_or_the_plantilla_s_and_never_guessed() {
    let world = World::new();
    let company = world.company("ana").await;
    let registro = company.registro.id;
    let dated = line(KARLA, "05/01/2024", "600.00");
    let undated = line(OTHER, "", "600.00");
    plantilla(&world, &company, date(2026, 1, 10), &[dated, undated]).await;
    let mut karla = trabajador(&world, &company, KARLA).await;
    let other = trabajador(&world, &company, OTHER).await;
    let alta = |trabajador: &Trabajador| trabajador.relacion(registro).unwrap().alta;
    assert_eq!(alta(&karla), Some(date(2024, 1, 5)));
    assert_eq!(alta(&other), None, "the cut-off date is no date of entry");

    let movimiento = |tipo, day| {
        world
            .build
            .movimiento(&company.registro, tipo, date(2026, 1, day))
    };
    karla.operate(registro, &movimiento(Modificacion, 11));
    assert_eq!(alta(&karla), Some(date(2024, 1, 5)));
    karla.operate(registro, &movimiento(Baja, 12));
    assert_eq!(alta(&karla), None);
    karla.operate(registro, &movimiento(Reingreso, 14));
    assert_eq!(alta(&karla), Some(date(2026, 1, 14)));
    let raised = movimiento(Modificacion, 15);
    let stranger = {
        let mut trabajador =
            Trabajador::named_by(&raised, company.admin.empresa(), world.build.now);
        trabajador.operate(registro, &raised);
        trabajador
    };
    assert_eq!(alta(&stranger), None, "a change of salary tells none");
}
