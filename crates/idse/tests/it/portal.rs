//! A simulated portal on a port of its own, with a clock that the test moves.

use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU8, Ordering};
use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use idse::{Client, ClientOptions, IdseError, LoggedIn, Login, SessionCookie};
use idse_simulator::{
    ReceivedLote, Seed, SeedAuthority, SeedImssUser, SeedRegistroPatronal, SeedTrabajador,
    Simulator, SimulatorConfig,
};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

use crate::pki::{IMSS_SERIAL, IMSS_USER, PKI, RFC, Signer};

pub(crate) const RP: &str = "Y6087828106";
pub(crate) const SECOND_RP: &str = "Y3926552104";
pub(crate) const STRANGERS_RP: &str = "H4621428146";
pub(crate) const LAPSED_RP: &str = "B7010662106";

/// From reception to "procesado".
pub(crate) const DELAY: SignedDuration = SignedDuration::from_mins(10);

pub(crate) struct Portal {
    pub(crate) simulator: Simulator,
    pub(crate) client: Client,
    pub(crate) url: String,
    now: Arc<AtomicI64>,
    stop: Option<oneshot::Sender<()>>,
    served: Option<JoinHandle<()>>,
}

impl Portal {
    pub(crate) async fn start() -> Self {
        Self::start_with(None).await
    }

    /// With a state file, the portal remembers what an earlier one at that file remembered.
    pub(crate) async fn start_with(state_file: Option<PathBuf>) -> Self {
        // The certificates first: they begin to be valid when they are made.
        let seed = seed();
        let now = Arc::new(AtomicI64::new(machine_time().as_millisecond()));
        let clock = Arc::clone(&now);
        let calls = AtomicU8::new(0);
        let simulator = Simulator::new(SimulatorConfig {
            seed,
            state_file,
            clock: Arc::new(move || {
                Timestamp::from_millisecond(clock.load(Ordering::SeqCst)).unwrap()
            }),
            random: Arc::new(move || [calls.fetch_add(1, Ordering::SeqCst); 32]),
            processing_delay: DELAY,
        })
        .unwrap();
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/imss/", listener.local_addr().unwrap());
        let (stop, stopped) = oneshot::channel();
        let served = simulator.clone();
        let served = tokio::spawn(async move {
            let shutdown = async {
                let _ = stopped.await;
            };
            idse_simulator::serve(listener, served, shutdown)
                .await
                .unwrap();
        });
        Self {
            simulator,
            client: Client::new(&url, options()).unwrap(),
            url,
            now,
            stop: Some(stop),
            served: Some(served),
        }
    }

    /// Moves the portal's clock.
    pub(crate) fn advance(&self, by: SignedDuration) {
        let millis = i64::try_from(by.as_millis()).unwrap();
        self.now.fetch_add(millis, Ordering::SeqCst);
    }

    /// The portal's date in Mexico City.
    pub(crate) fn today(&self) -> Date {
        let now = Timestamp::from_millisecond(self.now.load(Ordering::SeqCst)).unwrap();
        now.to_zoned(jiff::tz::TimeZone::fixed(jiff::tz::offset(-6)))
            .date()
    }

    /// Ends the server and waits until its port is closed.
    pub(crate) async fn stop(&mut self) {
        self.stop.take();
        if let Some(served) = self.served.take() {
            served.await.unwrap();
        }
    }

    pub(crate) async fn log_in_as(
        &self,
        signer: &Signer,
        user: &str,
    ) -> Result<LoggedIn, IdseError> {
        let challenge = self.client.challenge().await?;
        let pkcs7 = signer.sign_bare(challenge.as_str().as_bytes());
        self.present(&pkcs7, user).await
    }

    pub(crate) async fn present(&self, pkcs7: &[u8], user: &str) -> Result<LoggedIn, IdseError> {
        self.client
            .log_in(Login {
                pkcs7_der: pkcs7,
                id_usuario: user,
            })
            .await
    }

    /// What the portal holds.
    pub(crate) async fn received(&self) -> Vec<ReceivedLote> {
        self.simulator.received_lotes().await.unwrap()
    }

    /// A session of the employer's e.firma.
    pub(crate) async fn session(&self) -> SessionCookie {
        self.log_in_as(&PKI.efirma, RFC).await.unwrap().session
    }
}

pub(crate) fn options() -> ClientOptions {
    ClientOptions {
        connect_timeout: Duration::from_secs(5),
        ..ClientOptions::default()
    }
}

#[expect(
    clippy::disallowed_methods,
    reason = "openssl dates certificates and signatures by the machine's clock, and the portal's must agree"
)]
fn machine_time() -> Timestamp {
    Timestamp::now()
}

fn seed() -> Seed {
    let registro = |numero: &str, rfc: &str, vigente| SeedRegistroPatronal {
        numero: numero.into(),
        rfc: rfc.into(),
        razon_social: "ESCUELA KEMPER & URGATE".into(),
        vigente,
        representantes: Vec::new(),
    };
    let trabajador = |nss: &str, paterno: &str, vigente| SeedTrabajador {
        registro_patronal: RP.into(),
        nss: nss.into(),
        apellido_paterno: paterno.into(),
        apellido_materno: "NOLASCO".into(),
        nombre: "KARLA".into(),
        curp: String::new(),
        vigente,
        sbc: "500.00".into(),
        since: Some(jiff::civil::date(2024, 1, 15)),
    };
    Seed {
        certificate_authorities: vec![SeedAuthority {
            name: "AC de prueba".into(),
            der: STANDARD.encode(&PKI.authority),
        }],
        registros_patronales: vec![
            registro(RP, RFC, true),
            registro(SECOND_RP, RFC, true),
            registro(LAPSED_RP, RFC, false),
            registro(STRANGERS_RP, "H&E951128469", true),
        ],
        imss_users: vec![SeedImssUser {
            id_usuario: IMSS_USER.into(),
            serial: Some(IMSS_SERIAL.into()),
            registro_patronal: RP.into(),
            covers: Vec::new(),
        }],
        trabajadores: vec![
            trabajador("92919084431", "FUENTE", true),
            trabajador("72795608040", "XIMENEZ", true),
        ],
        ..Seed::default()
    }
}
