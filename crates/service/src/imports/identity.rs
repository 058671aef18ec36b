//! What makes two movements the same one to IMSS.

use std::collections::{BTreeMap, BTreeSet};

use imss::id::Nss;
use imss::movimiento::{Movimiento, TipoMovimiento};
use jiff::civil::Date;
use model::MovementStatus;

use crate::Service;
use crate::ids::{EmpresaId, RegistroId};
use crate::records::HistoryRow;
use crate::store::StoreError;
use crate::values::Digest;

/// The worker, the registro patronal, the type and the date of a movement. A row of a file is known by
/// what was understood of it, so that another spelling of a salary or a name does not make another row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Identity {
    registro: RegistroId,
    nss: Nss,
    tipo: TipoMovimiento,
    fecha: Date,
}

impl Identity {
    /// Returns the identity of a movement that is to be filed under a registro patronal.
    pub(crate) fn of(registro: RegistroId, movimiento: &Movimiento) -> Self {
        Self {
            registro,
            nss: movimiento.nss(),
            tipo: movimiento.tipo(),
            fecha: movimiento.fecha(),
        }
    }

    fn of_row(row: &HistoryRow) -> Option<Self> {
        Some(Self {
            registro: row.registro,
            nss: row.nss?,
            tipo: row.tipo,
            fecha: row.fecha,
        })
    }

    /// Returns the digest that a movement imported from a file keeps as its origin, whatever is edited
    /// afterwards.
    pub(crate) fn digest(&self) -> Digest {
        let Self {
            registro,
            nss,
            tipo,
            fecha,
        } = self;
        Digest::of(format!("row|{registro}|{nss}|{}|{fecha}", tipo.code()).as_bytes())
    }
}

/// Returns the movements that are held with these identities. One that IMSS refused or that was given up
/// does not count: the row may be filed again.
pub(crate) async fn held(
    service: &Service,
    empresa: EmpresaId,
    identities: impl IntoIterator<Item = Identity>,
) -> Result<BTreeMap<Identity, HistoryRow>, StoreError> {
    let identities: BTreeSet<Identity> = identities.into_iter().collect();
    let trabajadores: BTreeSet<Nss> = identities.iter().map(|identity| identity.nss).collect();
    if trabajadores.is_empty() {
        return Ok(BTreeMap::new());
    }
    let trabajadores: Vec<Nss> = trabajadores.into_iter().collect();
    let rows = service.store.movements_of(empresa, &trabajadores).await?;
    Ok(rows
        .into_iter()
        .filter(|row| stands(row.estado))
        .filter_map(|row| Some((Identity::of_row(&row)?, row)))
        .filter(|(identity, _)| identities.contains(identity))
        .collect())
}

/// Whether a movement in this state keeps the same one from being filed again.
pub(crate) fn stands(status: MovementStatus) -> bool {
    !matches!(
        status,
        MovementStatus::Rechazado | MovementStatus::Cancelado
    )
}
