//! The simulator: made from a seed, asked for what it received.

use std::path::PathBuf;
use std::sync::Arc;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::{SignedDuration, Timestamp};
use tokio::sync::Mutex;

use crate::certificate::Certificate;
use crate::dispmag::words;
use crate::memory::{Lote, Memory, Verdict};
use crate::seed::{Seed, cents};
use crate::seeded;

/// Where the time comes from.
pub type Clock = Arc<dyn Fn() -> Timestamp + Send + Sync>;

/// What a simulator is made of.
pub struct SimulatorConfig {
    /// What IMSS knows before anyone speaks to it.
    pub seed: Seed,
    /// Where to remember across restarts. `None`: in memory alone.
    pub state_file: Option<PathBuf>,
    /// The clock.
    pub clock: Clock,
    /// Fresh random bytes at every call: challenges and cookies come from them.
    pub random: Arc<dyn Fn() -> [u8; 32] + Send + Sync>,
    /// From reception to the state "procesado". Half of it passes as "enviado".
    pub processing_delay: SignedDuration,
}

/// A simulator cannot be made.
#[derive(Debug, thiserror::Error)]
pub enum SimulatorError {
    /// A CA of the seed is no certificate in base64 DER.
    #[error("the seed's authority «{name}» is not a certificate in base64 DER")]
    Authority {
        /// Its name in the seed.
        name: String,
    },
    /// The seed's minimum wage is not an amount in pesos.
    #[error("the seed's minimum wage «{amount}» is not an amount such as 315.04")]
    MinimumWage {
        /// As the seed has it.
        amount: String,
    },
    /// A lote of the seed cannot be one that the portal received.
    #[error("the seed's lote {id_lote} is not usable: {reason}")]
    Lote {
        /// Its number in the seed.
        id_lote: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The state file is there and cannot be read.
    #[error("the state file {} cannot be read", path.display())]
    State {
        /// Its path.
        path: PathBuf,
        /// Why.
        #[source]
        source: std::io::Error,
    },
}

/// The portal. Cheap to clone: all clones are one portal.
#[derive(Clone)]
pub struct Simulator {
    pub(crate) inner: Arc<Inner>,
}

pub(crate) struct Inner {
    pub(crate) seed: Seed,
    /// DER.
    pub(crate) authorities: Vec<Vec<u8>>,
    /// Cents; 0 for no floor.
    pub(crate) minimum_wage: u32,
    pub(crate) random: Arc<dyn Fn() -> [u8; 32] + Send + Sync>,
    pub(crate) processing_delay: SignedDuration,
    clock: Clock,
    state_file: Option<PathBuf>,
    memory: Mutex<Memory>,
    #[cfg(feature = "faults")]
    pub(crate) faults: crate::switches::Switchboard,
}

/// A lote as the portal holds it, for tests and demonstrations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedLote {
    /// Its number.
    pub id_lote: String,
    /// The registro patronal it is for.
    pub registro_patronal: String,
    /// SHA-256 of the CMS as received, in hex.
    pub huella: String,
    /// −1, 0, 1, 2 or 3.
    pub state: i8,
    /// Its records in order.
    pub movements: Vec<ReceivedMovement>,
}

/// A record of a received lote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReceivedMovement {
    /// `08`, `07` or `02`, as received.
    pub tipo: String,
    /// As received.
    pub nss: String,
    /// `PENDIENTE`, `OPERADO`, or a code with its words.
    pub verdict: String,
}

impl Simulator {
    /// Makes a portal; with a state file it remembers what it remembered.
    ///
    /// # Errors
    /// An unusable seed or state file.
    pub fn new(config: SimulatorConfig) -> Result<Self, SimulatorError> {
        let authorities = authorities(&config.seed)?;
        let minimum_wage = match &config.seed.minimum_wage {
            Some(amount) => cents(amount).ok_or_else(|| SimulatorError::MinimumWage {
                amount: amount.clone(),
            })?,
            None => 0,
        };
        let lotes = seeded::lotes(&config.seed, minimum_wage)
            .map_err(|(id_lote, reason)| SimulatorError::Lote { id_lote, reason })?;
        let mut memory = match &config.state_file {
            Some(path) => Memory::load(path).map_err(|source| SimulatorError::State {
                path: path.clone(),
                source,
            })?,
            None => Memory::default(),
        };
        memory
            .register
            .add_seed(&config.seed.trabajadores, &config.seed.merged);
        memory.add_lotes(lotes);
        Ok(Self {
            inner: Arc::new(Inner {
                seed: config.seed,
                authorities,
                minimum_wage,
                random: config.random,
                processing_delay: config.processing_delay,
                clock: config.clock,
                state_file: config.state_file,
                memory: Mutex::new(memory),
                #[cfg(feature = "faults")]
                faults: crate::switches::Switchboard::default(),
            }),
        })
    }

    /// Returns what has been received so far, in the order of arrival.
    ///
    /// # Errors
    /// The state file's, when a lote has become due and cannot be kept as processed.
    pub async fn received_lotes(&self) -> std::io::Result<Vec<ReceivedLote>> {
        let delay = self.inner.processing_delay;
        self.look(|memory, now| {
            let described = memory.lotes.iter().map(|lote| lote.described(now, delay));
            described.collect()
        })
        .await
    }

    /// Lets `look` read the memory. Due lotes are processed, and made durable, first; that a
    /// session was touched is not worth a write.
    pub(crate) async fn look<R>(
        &self,
        look: impl FnOnce(&mut Memory, Timestamp) -> R,
    ) -> std::io::Result<R> {
        let now = self.now();
        let mut memory = self.inner.memory.lock().await;
        if memory.is_any_due(now, self.inner.processing_delay) {
            let mut next = memory.clone();
            self.process_due(&mut next, now);
            self.keep(&next).await?;
            *memory = next;
        }
        Ok(look(&mut memory, now))
    }

    fn process_due(&self, memory: &mut Memory, now: Timestamp) {
        memory.process_due(
            now,
            self.inner.processing_delay,
            self.inner.seed.unknown_trabajadores,
        );
    }

    async fn keep(&self, memory: &Memory) -> std::io::Result<()> {
        match &self.inner.state_file {
            Some(file) => memory.save(file).await,
            None => Ok(()),
        }
    }

    pub(crate) fn now(&self) -> Timestamp {
        (self.inner.clock)()
    }

    /// Lets `change` work on the memory and makes the change durable before anyone sees it. Due
    /// lotes are processed first.
    pub(crate) async fn change<R>(
        &self,
        change: impl FnOnce(&mut Memory, Timestamp) -> R,
    ) -> std::io::Result<R> {
        let now = self.now();
        let mut memory = self.inner.memory.lock().await;
        let mut next = memory.clone();
        self.process_due(&mut next, now);
        let result = change(&mut next, now);
        self.keep(&next).await?;
        *memory = next;
        Ok(result)
    }
}

impl Lote {
    fn described(&self, now: Timestamp, delay: SignedDuration) -> ReceivedLote {
        let verdict = |verdict: &Verdict| match verdict {
            Verdict::Pending => "PENDIENTE".to_owned(),
            Verdict::Operado => "OPERADO".to_owned(),
            Verdict::Refused(code) | Verdict::Rechazado(code) => format!("{code} {}", words(code)),
        };
        ReceivedLote {
            id_lote: self.id.clone(),
            registro_patronal: self.registro_patronal.clone(),
            huella: self.huella.clone(),
            state: self.state(now, delay),
            movements: self
                .lines
                .iter()
                .map(|line| ReceivedMovement {
                    tipo: line.tipo.clone(),
                    nss: line.nss.clone(),
                    verdict: verdict(&line.verdict),
                })
                .collect(),
        }
    }
}

fn authorities(seed: &Seed) -> Result<Vec<Vec<u8>>, SimulatorError> {
    seed.certificate_authorities
        .iter()
        .map(|authority| {
            let text: String = authority.der.split_whitespace().collect();
            let der = STANDARD.decode(text).ok();
            der.filter(|der| Certificate::parse(der).is_some())
                .ok_or_else(|| SimulatorError::Authority {
                    name: authority.name.clone(),
                })
        })
        .collect()
}
