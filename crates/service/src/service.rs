//! What every use case is given: the ports, the settings, and what lives as long as the server.

use std::sync::Arc;

use imss::time::mexico_city_date;
use jiff::Timestamp;
use jiff::civil::Date;
use model::Registration;

use crate::events::EventBus;
use crate::ids::{AuditId, EmpresaId};
use crate::password::Hasher;
use crate::ports::{Clock, Mailer, Portal, Random};
use crate::records::{Action, AuditEntry, By};
use crate::seal::{SealKey, Sealer};
use crate::store::{SharedStore, Store};
use crate::waiting_room::WaitingRoom;

/// What the operator decides.
#[derive(Debug, Clone)]
pub struct ServiceConfig {
    /// Who may register a company (`RUBRICA_REGISTRATION`).
    pub registration: Registration,
    /// A name of this server process among those that share the database; leases carry it.
    pub owner: String,
    /// Where people reach this installation, for mails: `https://rubrica.example`, without a slash at
    /// the end.
    pub public_url: String,
    /// How many passwords may be hashed at once; each takes 19 MiB.
    pub hashing_at_once: usize,
    /// Whether the pages before a session say which mail addresses have an account
    /// (`RUBRICA_DISCLOSE_ACCOUNTS`): for an installation of one company.
    pub disclose_accounts: bool,
}

/// What a [`Service`] is made of.
pub struct Parts {
    /// The repository.
    pub store: SharedStore,
    /// The present.
    pub clock: Arc<dyn Clock>,
    /// The source of chance.
    pub random: Arc<dyn Random>,
    /// IMSS's portal.
    pub portal: Arc<dyn Portal>,
    /// The mailer.
    pub mailer: Arc<dyn Mailer>,
    /// The installation's secret.
    pub secret: SealKey,
    /// What the operator decides.
    pub settings: ServiceConfig,
}

/// What every use case is given.
pub struct Service {
    pub(crate) store: SharedStore,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) random: Arc<dyn Random>,
    pub(crate) portal: Arc<dyn Portal>,
    pub(crate) mailer: Arc<dyn Mailer>,
    pub(crate) sealer: Sealer,
    pub(crate) settings: ServiceConfig,
    pub(crate) hasher: Hasher,
    pub(crate) waiting_room: WaitingRoom,
    events: EventBus,
}

impl Service {
    /// Puts the parts together.
    pub fn new(parts: Parts) -> Self {
        let Parts {
            store,
            clock,
            random,
            portal,
            mailer,
            secret,
            settings,
        } = parts;
        Self {
            store,
            clock,
            random,
            portal,
            mailer,
            sealer: Sealer::new(&secret),
            hasher: Hasher::new(settings.hashing_at_once),
            waiting_room: WaitingRoom::default(),
            events: EventBus::default(),
            settings,
        }
    }

    /// Returns the present instant.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Returns the legal day, in Mexico City.
    pub fn today(&self) -> Date {
        mexico_city_date(self.now())
    }

    /// Returns the channels that open pages listen to.
    pub fn events(&self) -> &EventBus {
        &self.events
    }

    /// Returns the repository, for health checks and commands.
    pub fn store(&self) -> &dyn Store {
        self.store.as_ref()
    }

    /// Whether the portal is the simulator; every page says so.
    pub fn simulated(&self) -> bool {
        self.portal.simulated()
    }

    pub(crate) fn audit(
        &self,
        empresa: EmpresaId,
        by: impl Into<By>,
        action: Action,
        subject: impl Into<String>,
    ) -> AuditEntry {
        let at = self.now();
        let by = by.into();
        AuditEntry {
            id: AuditId::mint(at, self.random.as_ref()),
            empresa,
            at,
            actor: by.actor,
            action,
            subject: subject.into(),
            detail: String::new(),
            session: by.session_tag(),
            address: by.address,
        }
    }
}
