//! Who did what when, in words.

use std::collections::BTreeMap;

use model::{LoteStatus, MovementStatus};
use service::accounts;
use service::caller::Caller;
use service::ids::UserId;
use service::records::{self, Actor};

use super::{Refusal, Visit};
use crate::view::movements::Change;

/// The names of a company's people, as far as the caller may see them.
pub(super) struct People(BTreeMap<UserId, String>);

impl People {
    /// The names that the caller may see: none through a consult link.
    pub(super) async fn read(visit: &Visit, caller: &Caller) -> Result<Self, Refusal> {
        let names = accounts::names(visit.service(), caller).await;
        Ok(Self(names?))
    }

    pub(super) fn of_movement(&self, log: &[records::Change<MovementStatus>]) -> Vec<Change> {
        let change = |change: &records::Change<MovementStatus>| {
            let (what, by_idse) = match change.to {
                MovementStatus::Borrador => ("Guardado como borrador", false),
                MovementStatus::PorAprobar => ("Espera aprobación", false),
                MovementStatus::Listo => ("Listo para un lote", false),
                MovementStatus::Firmado => ("Firmado", false),
                MovementStatus::Enviado => ("Recibido por IDSE", true),
                MovementStatus::EnProceso => ("En proceso en IDSE", true),
                MovementStatus::Operado => ("Operado", true),
                MovementStatus::Rechazado => ("Rechazado", true),
                MovementStatus::Cancelado => ("Cancelado", false),
            };
            self.change(change.at, change.by, what, by_idse)
        };
        log.iter().map(change).collect()
    }

    pub(super) fn of_lote(&self, log: &[records::Change<LoteStatus>]) -> Vec<Change> {
        let change = |change: &records::Change<LoteStatus>| {
            let (what, by_idse) = match change.to {
                LoteStatus::Preparado => ("Preparado", false),
                LoteStatus::Firmado => ("Firmado y guardado", false),
                LoteStatus::Enviando => ("Envío iniciado", false),
                LoteStatus::Enviado => ("Recibido por IDSE", true),
                LoteStatus::EnProceso => ("En proceso en IDSE", true),
                LoteStatus::Procesado => ("Procesado por IDSE", true),
                LoteStatus::Rechazado => ("Rechazado por IDSE", true),
                LoteStatus::Dudoso => ("No se sabe si IDSE lo recibió", false),
                LoteStatus::PorFuera => ("Marcado como presentado por fuera", false),
                LoteStatus::Cancelado => ("Deshecho", false),
            };
            self.change(change.at, change.by, what, by_idse)
        };
        log.iter().map(change).collect()
    }

    /// Who it was, in words.
    pub(super) fn name(&self, by: Actor) -> String {
        match by {
            Actor::User(id) => self
                .0
                .get(&id)
                .cloned()
                .unwrap_or_else(|| "Alguien de la empresa".to_owned()),
            Actor::Link(_) => "Un enlace de consulta".to_owned(),
            Actor::System => "Rúbrica".to_owned(),
        }
    }

    fn change(&self, at: jiff::Timestamp, by: Actor, what: &str, by_idse: bool) -> Change {
        let who = match by {
            Actor::System if by_idse => "IDSE".to_owned(),
            by => self.name(by),
        };
        Change {
            at,
            who,
            what: what.to_owned(),
        }
    }
}
