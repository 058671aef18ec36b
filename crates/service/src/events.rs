//! The events that open pages receive: one channel per company. Published after the commit; a page
//! that missed one reads everything again.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use tokio::sync::broadcast;

use crate::ids::{EmpresaId, LoteId, RegistroId};

/// Something changed that an open page may be showing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Event {
    /// A lote, and with it its movements, changed.
    Lote {
        /// The lote.
        id: LoteId,
        /// Its registro patronal, to be compared with a reader's scope.
        registro: RegistroId,
    },
    /// Movements changed outside a lote.
    Movements {
        /// Their registro patronal.
        registro: RegistroId,
    },
    /// The directory of workers changed, or a plantilla.
    Trabajadores,
    /// Certificates, or what they are assigned to, changed.
    Certificados,
    /// A session of the company ended before its time. Each listener asks whether it was its own.
    SessionEnded,
}

/// How many events a slow page may be behind before it must read everything again.
const BACKLOG: usize = 64;

/// The channels, one per company that somebody looks at.
#[derive(Debug, Default)]
pub struct EventBus {
    channels: Mutex<HashMap<EmpresaId, broadcast::Sender<Event>>>,
}

impl EventBus {
    /// Listens to a company's events.
    pub fn subscribe(&self, empresa: EmpresaId) -> broadcast::Receiver<Event> {
        let mut channels = self.channels.lock().unwrap_or_else(PoisonError::into_inner);
        channels.retain(|id, sender| *id == empresa || sender.receiver_count() > 0);
        channels
            .entry(empresa)
            .or_insert_with(|| broadcast::channel(BACKLOG).0)
            .subscribe()
    }

    pub(crate) fn publish(&self, empresa: EmpresaId, event: Event) {
        let channels = self.channels.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(sender) = channels.get(&empresa) {
            // An error means that nobody listens.
            drop(sender.send(event));
        }
    }
}
