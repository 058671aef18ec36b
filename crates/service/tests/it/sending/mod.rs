//! A lote goes out once, whatever happens on the way, and is followed to its result.

mod by_hand;
mod decided;
mod inquiries;
mod lost;
mod results;
mod sessions;
mod unsettled;
mod walk;

use model::{LoteStatus, MovementStatus};
use service::ports::{Outcome, PortalError, PortalLote, RowResult};
use service::records::LoteRecord;

use crate::portal::OnSend;
use crate::world::{Company, World};

pub(super) async fn estado(world: &World, lote: &LoteRecord) -> LoteStatus {
    world.lote(lote).await.state.status()
}

pub(super) async fn estados(world: &World, lote: &LoteRecord) -> Vec<MovementStatus> {
    world
        .movements_of(lote)
        .await
        .iter()
        .map(|m| m.state.status())
        .collect()
}

/// A connected company with a signed lote, and a script for its sending.
pub(super) async fn signed(script: &[OnSend]) -> (World, Company, LoteRecord) {
    let world = World::new();
    let company = world.company("ana").await;
    world.connected(&company).await;
    world.work().await;
    let lote = world.signed(&company, 2).await;
    world
        .portal
        .script(|s| s.sending.extend(script.iter().cloned()));
    (world, company, lote)
}

pub(super) fn taken(world: &World) -> usize {
    world.portal.script(|s| s.taken.len())
}

pub(super) fn operado() -> Outcome {
    Outcome::Operado { extemporaneo: true }
}

pub(super) async fn results(
    world: &World,
    lote: &LoteRecord,
    outcomes: [Option<Outcome>; 2],
) -> PortalLote {
    let movements = world.movements_of(lote).await;
    let results = movements
        .iter()
        .zip(outcomes)
        .filter_map(|(movement, outcome)| {
            Some(RowResult {
                row: None,
                tipo: String::new(),
                nss: movement.draft().nss,
                fecha: String::new(),
                outcome: outcome?,
            })
        });
    PortalLote::Procesado {
        results: results.collect(),
        original: None,
    }
}

pub(super) fn answer(world: &World, said: Result<PortalLote, PortalError>) {
    world
        .portal
        .script(|s| s.results.insert("000000001".to_owned(), said));
}
