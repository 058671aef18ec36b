//! Who did what when, in words.

use std::collections::BTreeMap;

use service::ids::{EmpresaId, UserId};
use service::records::{self, Actor, Estado, EstadoLote};

use super::Visit;
use crate::ApiError;
use crate::view::movements::Change;

/// The names of a company's people.
pub(super) struct People(BTreeMap<UserId, String>);

impl People {
    pub(super) async fn read(visit: &Visit, empresa: EmpresaId) -> Result<Self, ApiError> {
        let users = visit.service().store().users(empresa).await;
        let users = users.map_err(|e| visit.refuse(service::CommonError::from(e)))?;
        Ok(Self(
            users
                .into_iter()
                .map(|user| (user.id, user.nombre))
                .collect(),
        ))
    }

    pub(super) fn of_movement(&self, log: &[records::Change<Estado>]) -> Vec<Change> {
        let change = |change: &records::Change<Estado>| {
            let (what, by_idse) = match change.to {
                Estado::Borrador => ("Guardado como borrador", false),
                Estado::PorAprobar => ("Espera aprobación", false),
                Estado::Listo => ("Listo para un lote", false),
                Estado::Firmado => ("Firmado", false),
                Estado::Enviado => ("Recibido por IDSE", true),
                Estado::EnProceso => ("En proceso en IDSE", true),
                Estado::Operado => ("Operado", true),
                Estado::Rechazado => ("Rechazado", true),
                Estado::Cancelado => ("Cancelado", false),
            };
            self.change(change.at, change.by, what, by_idse)
        };
        log.iter().map(change).collect()
    }

    pub(super) fn of_lote(&self, log: &[records::Change<EstadoLote>]) -> Vec<Change> {
        let change = |change: &records::Change<EstadoLote>| {
            let (what, by_idse) = match change.to {
                EstadoLote::Preparado => ("Preparado", false),
                EstadoLote::Firmado => ("Firmado y guardado", false),
                EstadoLote::Enviando => ("Envío iniciado", false),
                EstadoLote::Enviado => ("Recibido por IDSE", true),
                EstadoLote::EnProceso => ("En proceso en IDSE", true),
                EstadoLote::Procesado => ("Procesado por IDSE", true),
                EstadoLote::Rechazado => ("Rechazado por IDSE", true),
                EstadoLote::Dudoso => ("No se sabe si IDSE lo recibió", false),
                EstadoLote::Cancelado => ("Deshecho", false),
            };
            self.change(change.at, change.by, what, by_idse)
        };
        log.iter().map(change).collect()
    }

    fn change(&self, at: jiff::Timestamp, by: Actor, what: &str, by_idse: bool) -> Change {
        let who = match by {
            Actor::User(id) => self
                .0
                .get(&id)
                .cloned()
                .unwrap_or_else(|| "Alguien que ya no está".to_owned()),
            Actor::Link(_) => "Un enlace de consulta".to_owned(),
            Actor::System if by_idse => "IDSE".to_owned(),
            Actor::System => "Rúbrica".to_owned(),
        };
        Change {
            at,
            who,
            what: what.to_owned(),
        }
    }
}
