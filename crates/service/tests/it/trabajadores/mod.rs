//! The directory of workers, the plantilla, and the rules that stand on them.

mod directory;
mod plantilla;
mod rules;

use jiff::civil::{Date, date};
use service::caller::FullCaller;
use service::movements::{self, Typed};
use service::ports::{Outcome, PortalLote, RowResult};
use service::records::{LoteRecord, Trabajador};
use service::trabajadores::{self, Line, Loaded, Search, TypedTrabajador};

use crate::world::{Company, World};

pub(super) const KARLA: &str = "92919084431";

pub(super) const OTHER: &str = "72795608040";

pub(super) fn typed(nss: &str, paterno: &str) -> TypedTrabajador {
    TypedTrabajador {
        nss: nss.to_owned(),
        paterno: paterno.to_owned(),
        nombre: "Karla".to_owned(),
        ..TypedTrabajador::default()
    }
}

pub(super) fn line(nss: &str, fecha: &str, sbc: &str) -> Line {
    Line {
        trabajador: typed(nss, "Fuente"),
        fecha: fecha.to_owned(),
        sbc: sbc.to_owned(),
    }
}

pub(super) async fn found(world: &World, caller: &FullCaller, search: Search) -> Vec<String> {
    let search = Search {
        limit: 50,
        ..search
    };
    let page = trabajadores::search(&world.service, caller, search).await;
    let found = page.unwrap().trabajadores;
    found
        .iter()
        .map(|trabajador| trabajador.nss.to_string())
        .collect()
}

pub(super) async fn trabajador(world: &World, company: &Company, nss: &str) -> Trabajador {
    trabajadores::get(&world.service, &company.admin, nss.parse().unwrap())
        .await
        .unwrap()
        .trabajador
}

/// The plantilla of the company's registro patronal, closed.
pub(super) async fn plantilla(
    world: &World,
    company: &Company,
    corte: Date,
    lines: &[Line],
) -> Vec<Loaded> {
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

pub(super) fn draft(
    world: &World,
    company: &Company,
    tipo: imss::movimiento::TipoMovimiento,
) -> Typed {
    world.typed(&company.registro, tipo, date(2026, 1, 15), true)
}

pub(super) async fn save(world: &World, company: &Company, typed: Typed) -> movements::Saved {
    movements::save(&world.service, &company.admin, None, typed)
        .await
        .unwrap()
}

/// Signs and sends a lote, and lets the portal operate or refuse each movement.
pub(super) async fn answered(
    world: &World,
    company: &Company,
    lote: &LoteRecord,
    outcomes: &[Outcome],
) {
    let movements = world.movements_of(lote).await;
    let results = movements
        .iter()
        .zip(outcomes)
        .map(|(movement, outcome)| RowResult {
            row: None,
            tipo: String::new(),
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

pub(super) fn operado() -> Outcome {
    Outcome::Operado {
        extemporaneo: false,
    }
}
