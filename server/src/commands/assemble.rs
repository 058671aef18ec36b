//! Puts the parts together: the real clock, chance, database, portal and mail.

use std::os::unix::fs::DirBuilderExt as _;
use std::sync::Arc;

use anyhow::Context as _;
use idse::{Client, ClientOptions};
use service::ports::{Clock, Random};
use service::seal::SealKey;
use service::store::SharedStore;
use service::{Parts, Service};
use zeroize::Zeroizing;

use crate::config::{Registration, ServerConfig};
use crate::mail;
use crate::portal::IdsePortal;
use crate::secret::Secret;
use crate::system::{SystemBackoff, SystemClock, SystemRandom};

/// How many passwords are hashed at once: each takes 19 MiB and a core.
const HASHING_AT_ONCE: usize = 4;

/// The use cases with what stands behind them.
pub(super) struct Assembly {
    /// The use cases.
    pub(super) service: Arc<Service>,
    /// The portal, for its health.
    pub(super) portal: Arc<IdsePortal>,
    /// Chance.
    pub(super) random: Arc<dyn Random>,
}

/// Opens the database, bringing its schema to this release's.
///
/// # Errors
/// It cannot be opened, or its migrations are not the ones this release knows.
pub(super) async fn store(settings: &ServerConfig) -> anyhow::Result<SharedStore> {
    let database = database(settings).await?;
    Ok(Arc::new(database.backing_off(Arc::new(SystemBackoff))))
}

/// The same, as what it is: for what only a whole database can do.
///
/// # Errors
/// It cannot be opened, or its migrations are not the ones this release knows.
pub(super) async fn database(settings: &ServerConfig) -> anyhow::Result<storage::Database> {
    if settings.embedded {
        make_data_folder(settings)?;
    }
    // The URL may hold a password, so the error names the setting alone.
    storage::Database::open(&settings.database_url)
        .await
        .context("RUBRICA_DATABASE_URL")
}

/// For its owner alone: it holds people's NSS, CURP and salaries.
pub(super) fn make_data_folder(settings: &ServerConfig) -> anyhow::Result<()> {
    let mut folder = std::fs::DirBuilder::new();
    let made = folder.recursive(true).mode(0o700).create(&settings.data);
    made.with_context(|| format!("RUBRICA_DATA={}", settings.data.display()))
}

/// Puts the use cases together.
///
/// # Errors
/// The portal's URL or the mail server's cannot be used.
pub(super) fn service(
    settings: &ServerConfig,
    store: SharedStore,
    secret: &Secret,
) -> anyhow::Result<Assembly> {
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let random: Arc<dyn Random> = Arc::new(SystemRandom);
    let portal = Arc::new(portal(settings)?);
    let mailer = mail::mailer(
        &settings.mail,
        &settings.mail_from,
        settings.public_origin(),
        Arc::clone(&clock),
        Arc::clone(&random),
    )?;
    let service = Service::new(Parts {
        store,
        clock,
        random: Arc::clone(&random),
        portal: Arc::<IdsePortal>::clone(&portal),
        mailer,
        secret: SealKey::new(Zeroizing::new(*secret.bytes())),
        settings: service::ServiceConfig {
            registration: match settings.registration {
                Registration::First => service::Registration::First,
                Registration::Invite => service::Registration::Invite,
                Registration::Open => service::Registration::Open,
            },
            owner: owner(random.as_ref()),
            public_url: settings.public_origin().to_owned(),
            hashing_at_once: HASHING_AT_ONCE,
            disclose_accounts: settings.disclose_accounts,
        },
    });
    Ok(Assembly {
        service: Arc::new(service),
        portal,
        random,
    })
}

/// The portal at `RUBRICA_IDSE_URL`.
///
/// # Errors
/// The URL cannot be used.
pub(super) fn portal(settings: &ServerConfig) -> anyhow::Result<IdsePortal> {
    let client = Client::new(settings.idse_url.as_str(), ClientOptions::default())
        .context("RUBRICA_IDSE_URL")?;
    Ok(IdsePortal::new(client, settings.idse_simulated))
}

/// A name no other process has, also not this one after a restart: a lease of the process before
/// is another's, and runs out.
fn owner(random: &dyn Random) -> String {
    let mut bytes = [0; 6];
    random.fill(&mut bytes);
    format!("rubrica-{}-{}", std::process::id(), hex::encode(bytes))
}
