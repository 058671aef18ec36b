//! A company before the portal, as the use cases see it.

use std::sync::Arc;

use anyhow::{Context as _, Result, ensure};
use idse::{Client, ClientOptions};
use imss::movimiento::TipoMovimiento;
use imss::time::mexico_city_date;
use server::portal::IdsePortal;
use server::system::{SystemBackoff, SystemRandom};
use service::accounts::{self, Credentials, Registering};
use service::caller::{Caller, FullCaller, Stranger};
use service::certificates::{self, NewCertificate};
use service::lotes;
use service::memory::NoMail;
use service::movements::{self, Typed};
use service::ports::{Clock, Random};
use service::records::{Certificado, LoteRecord, Registro};
use service::registros::{self, RegistroForm};
use service::seal::SealKey;
use service::suite::Build;
use service::values::Password;
use service::{Parts, Registration, Service, ServiceConfig};
use zeroize::Zeroizing;

use crate::support::{REGISTRO, Signer};

const USER: &str = "ana";
const PASSWORD: &str = "una frase de ejemplo";

/// Somebody who signs, her registro patronal and her e.firma.
pub(crate) struct Company {
    pub(crate) service: Arc<Service>,
    pub(crate) signer: Signer,
    pub(crate) caller: FullCaller,
    pub(crate) registro: Registro,
    certificado: Certificado,
}

/// The use cases over a database in a folder, before the portal at `url`.
pub(crate) async fn service(
    folder: &str,
    url: &str,
    options: ClientOptions,
    clock: Arc<dyn Clock>,
) -> Result<Arc<Service>> {
    let database = storage::Database::open(&format!("surrealkv://{folder}/db")).await?;
    let client = Client::new(url, options)?;
    Ok(Arc::new(Service::new(Parts {
        store: Arc::new(database.backing_off(Arc::new(SystemBackoff))),
        clock,
        random: Arc::new(SystemRandom) as Arc<dyn Random>,
        portal: Arc::new(IdsePortal::new(client, true)),
        mailer: Arc::new(NoMail::default()),
        secret: SealKey::new(Zeroizing::new([7; 32])),
        settings: ServiceConfig {
            registration: Registration::First,
            // Each process is another server: one that was killed keeps its leases until they end.
            owner: format!("flow-{}", std::process::id()),
            public_url: "http://127.0.0.1:3000".to_owned(),
            hashing_at_once: 2,
            disclose_accounts: false,
        },
    })))
}

impl Company {
    /// Enters, for the first time or again.
    pub(crate) async fn enter(service: Arc<Service>) -> Result<Self> {
        let caller = match log_in(&service).await {
            Ok(caller) => caller,
            Err(_) => register(&service).await?,
        };
        let found = service.store().registros(caller.empresa()).await?;
        let registro = match found.into_iter().next() {
            Some(registro) => registro,
            None => registros::save(&service, &caller, None, &form()).await?,
        };
        let signer = Signer::new()?;
        let found = service.store().certificados(caller.empresa()).await?;
        let certificado = match found.into_iter().next() {
            Some(certificado) => certificado,
            None => {
                let new = NewCertificate {
                    der: signer.certificate.der().to_vec(),
                    id_usuario: String::new(),
                    registros: vec![registro.id],
                };
                certificates::add(&service, &caller, &new).await?
            }
        };
        Ok(Self {
            service,
            signer,
            caller,
            registro,
            certificado,
        })
    }

    /// Opens a session with the portal, and assigns the certificate if it is not yet.
    pub(crate) async fn connect(&self) -> Result<()> {
        let (service, caller) = (&self.service, &self.caller);
        let registros = [self.registro.id];
        let challenge =
            certificates::challenge_for(service, caller, self.certificado.id, &registros).await?;
        let cms = self.signer.challenge(&challenge.text)?;
        let presented = certificates::present(service, caller, challenge.id, &cms).await?;
        ensure!(presented.session, "no session: {:?}", presented.message);
        Ok(())
    }

    /// A lote of `count` reingresos of people of their own, prepared; `first` numbers the people.
    pub(crate) async fn prepare(&self, first: usize, count: usize) -> Result<LoteRecord> {
        let (service, caller) = (&self.service, &self.caller);
        let mut ids = Vec::new();
        for at in first..first + count {
            let saved = movements::save(service, caller, None, self.typed(at)).await?;
            let movement = saved.movement;
            ids.push(
                movement
                    .with_context(|| format!("not ready: {:?}", saved.findings))?
                    .id,
            );
        }
        let prepared = lotes::prepare(service, caller, &ids).await?;
        prepared.lotes.into_iter().next().context("no lote")
    }

    /// The signed message of a lote.
    pub(crate) async fn sign(&self, lote: &LoteRecord) -> Result<Vec<u8>> {
        let contents = self
            .service
            .store()
            .lote_contents(lote.empresa, lote.id, lote.attempt)
            .await?;
        let dispmag = contents.context("no contents")?.dispmag;
        self.signer.lote(&dispmag.0, self.service.now())
    }

    fn typed(&self, at: usize) -> Typed {
        let today = mexico_city_date(self.service.now());
        let mut draft = Build::default().draft(&self.registro, TipoMovimiento::Reingreso, today);
        draft.nss = nss(at);
        draft.nombre = format!("KARLA {}", letters(at));
        Typed {
            registro: self.registro.id,
            draft,
            ready: true,
            origin: None,
        }
    }
}

async fn log_in(service: &Service) -> Result<FullCaller> {
    let stranger = Stranger {
        address: "127.0.0.1".to_owned(),
        device: None,
    };
    let credentials = Credentials {
        username: USER.to_owned(),
        password: Password::new(PASSWORD.to_owned()),
        read_only: false,
    };
    let entered = accounts::log_in(service, &stranger, &credentials, None).await?;
    full(entered.caller)
}

async fn register(service: &Service) -> Result<FullCaller> {
    let registering = Registering {
        nombre: "Empresa de Prueba".to_owned(),
        rfc: "EKU9003173C9".to_owned(),
        administrador: "Ana Núñez".to_owned(),
        email: "ana@empresa.example".to_owned(),
        username: USER.to_owned(),
        password: Password::new(PASSWORD.to_owned()),
    };
    full(accounts::register(service, &registering).await?.caller)
}

fn full(caller: Caller) -> Result<FullCaller> {
    match caller {
        Caller::Full(caller) => Ok(caller),
        _ => anyhow::bail!("she only reads"),
    }
}

fn form() -> RegistroForm {
    RegistroForm {
        numero: REGISTRO.to_owned(),
        razon_social: "Empresa de Prueba".to_owned(),
        guia: "01400".to_owned(),
        umf: "201".to_owned(),
        ..RegistroForm::default()
    }
}

/// An NSS of its own with its check digit (Luhn).
fn nss(at: usize) -> String {
    let digits = format!("92{:08}", 1_000_000 + at % 98_000_000);
    let sum: u32 = digits
        .bytes()
        .rev()
        .enumerate()
        .map(|(place, digit)| {
            let digit = u32::from(digit - b'0') * if place % 2 == 0 { 2 } else { 1 };
            digit / 10 + digit % 10
        })
        .sum();
    format!("{digits}{}", (10 - sum % 10) % 10)
}

/// A number in letters, since a name has no digits.
fn letters(at: usize) -> String {
    let digits = at.to_string().into_bytes();
    digits
        .into_iter()
        .map(|digit| char::from(digit - b'0' + b'A'))
        .collect()
}
