//! A company at work: what most tests begin with.

use std::sync::Arc;

use imss::movimiento::TipoMovimiento;
use jiff::SignedDuration;
use jiff::civil::{Date, date};
use model::{Mode, Role};
use service::accounts::{self, Credentials, LoggedIn, NewUser, Registering};
use service::caller::{Caller, FullCaller, Stranger};
use service::certificates::{self, NewCertificate, Presented};
use service::ids::RegistroId;
use service::memory::{FixedClock, MemoryStore, NoMail, SeededRandom};
use service::movements::{self, Typed};
use service::ports::{Outcome, PortalLote, RowResult};
use service::records::{Certificado, LoteRecord, MovementRecord, Registro, User};
use service::registros::{self, RegistroForm};
use service::seal::SealKey;
use service::store::SharedStore;
use service::suite::Build;
use service::values::{Password, Token};
use service::{Parts, Registration, Service, ServiceConfig, jobs, lotes};
use zeroize::Zeroizing;

use crate::portal::ScriptedPortal;
use crate::signing::{Signer, signers};

pub(crate) const PASSWORD: &str = "una frase larga";

/// The RFC of the first company, and of its certificate.
pub(crate) const RFC: &str = "EKU9003173C9";

/// One server over a store, a clock and a portal that outlive it.
pub(crate) struct World {
    pub(crate) service: Arc<Service>,
    pub(crate) store: SharedStore,
    pub(crate) clock: Arc<FixedClock>,
    pub(crate) portal: Arc<ScriptedPortal>,
    pub(crate) mail: Arc<NoMail>,
    random: Arc<SeededRandom>,
    pub(crate) build: Build,
}

/// A company with one registro patronal and its administrator.
pub(crate) struct Company {
    pub(crate) admin: FullCaller,
    pub(crate) registro: Registro,
}

pub(crate) fn password(text: &str) -> Password {
    Password::new(text.to_owned())
}

pub(crate) fn stranger() -> Stranger {
    Stranger {
        address: "203.0.113.7".to_owned(),
        device: None,
    }
}

pub(crate) fn full(caller: &Caller) -> FullCaller {
    caller.full().unwrap().clone()
}

impl World {
    /// Thursday 15 January 2026, noon in Mexico City.
    pub(crate) fn new() -> Self {
        Self::with(Registration::Open)
    }

    /// An installation whose operator discloses accounts.
    pub(crate) fn disclosing() -> Self {
        Self::made(Registration::Open, true)
    }

    pub(crate) fn with(registration: Registration) -> Self {
        Self::made(registration, false)
    }

    fn made(registration: Registration, disclose_accounts: bool) -> Self {
        let build = Build::default();
        let store: SharedStore = Arc::new(MemoryStore::new());
        let clock = Arc::new(FixedClock::at(build.now));
        let portal = Arc::new(ScriptedPortal::default());
        let random = Arc::new(SeededRandom::new(7));
        let mail = Arc::new(NoMail::default());
        let settings = settings(registration, "one", disclose_accounts);
        let service = service(settings, &store, &clock, &portal, &mail, &random);
        Self {
            service,
            store,
            clock,
            portal,
            mail,
            random,
            build,
        }
    }

    /// The server dies, and another starts over the same store.
    pub(crate) fn restarted(self) -> Self {
        let Self {
            store,
            clock,
            portal,
            mail,
            random,
            build,
            ..
        } = self;
        let settings = settings(Registration::Open, "two", false);
        let service = service(settings, &store, &clock, &portal, &mail, &random);
        Self {
            service,
            store,
            clock,
            portal,
            mail,
            random,
            build,
        }
    }

    pub(crate) fn pass(&self, by: SignedDuration) {
        self.clock.advance(by);
    }

    pub(crate) fn minutes(&self, minutes: i64) {
        self.pass(SignedDuration::from_mins(minutes));
    }

    pub(crate) async fn register(&self, username: &str) -> LoggedIn {
        // One company has the RFC; those that come after it have none.
        let first = !self.store.any_empresa().await.unwrap();
        let registering = Registering {
            nombre: format!("Empresa de {username}"),
            rfc: if first { RFC } else { "" }.to_owned(),
            administrador: "Ana Núñez".to_owned(),
            email: "ana@example.mx".to_owned(),
            username: username.to_owned(),
            password: password(PASSWORD),
        };
        accounts::register(&self.service, &registering)
            .await
            .unwrap()
    }

    pub(crate) async fn company(&self, username: &str) -> Company {
        let admin = full(&self.register(username).await.caller);
        let registro = self.registro(&admin, "Y6087828106").await;
        Company { admin, registro }
    }

    pub(crate) async fn registro(&self, admin: &FullCaller, numero: &str) -> Registro {
        let form = RegistroForm {
            numero: numero.to_owned(),
            razon_social: "Comercial del Bajío".to_owned(),
            guia: "01400".to_owned(),
            umf: "047".to_owned(),
            ..RegistroForm::default()
        };
        registros::save(&self.service, admin, None, &form)
            .await
            .unwrap()
    }

    /// A user whose role only reads: no full caller, so no function that writes takes her.
    pub(crate) async fn reader(&self, admin: &FullCaller, username: &str) -> Caller {
        let caller = self.made_user(admin, username, Role::Consulta).await;
        assert!(matches!(caller, Caller::ReadOnly(_)), "{caller:?}");
        assert!(caller.full().is_err());
        caller
    }

    pub(crate) async fn user(&self, admin: &FullCaller, username: &str, role: Role) -> FullCaller {
        full(&self.made_user(admin, username, role).await)
    }

    async fn made_user(&self, admin: &FullCaller, username: &str, role: Role) -> Caller {
        let new = NewUser {
            username: username.to_owned(),
            nombre: username.to_owned(),
            email: String::new(),
            role,
            password: password(PASSWORD),
        };
        accounts::create_user(&self.service, admin, &new)
            .await
            .unwrap();
        self.log_in(username, Mode::Completo).await.unwrap().caller
    }

    /// Somebody who was invited and accepted.
    pub(crate) async fn invited(&self, admin: &FullCaller, username: &str, role: Role) {
        let invitation = accounts::Invitation {
            nombre: username.to_owned(),
            email: format!("{username}@example.mx"),
            role,
        };
        accounts::invite(&self.service, admin, &invitation)
            .await
            .unwrap();
        self.work().await;
        let accepting = accounts::Accepting {
            nombre: username.to_owned(),
            username: username.to_owned(),
            password: password(PASSWORD),
        };
        let token = crate::recovery::last_token(self);
        accounts::accept(&self.service, &stranger(), &token, &accepting, None)
            .await
            .unwrap();
    }

    pub(crate) async fn user_named(&self, admin: &FullCaller, username: &str) -> User {
        let users = self.store.users(admin.empresa()).await.unwrap();
        let mut named = users
            .into_iter()
            .filter(|user| user.username.as_str() == username);
        named.next().unwrap()
    }

    pub(crate) async fn log_in(
        &self,
        username: &str,
        mode: Mode,
    ) -> Result<LoggedIn, accounts::AccountError> {
        self.log_in_with(username, PASSWORD, mode, None).await
    }

    pub(crate) async fn log_in_with(
        &self,
        username: &str,
        typed: &str,
        mode: Mode,
        previous: Option<&Token>,
    ) -> Result<LoggedIn, accounts::AccountError> {
        let credentials = Credentials {
            username: username.to_owned(),
            password: password(typed),
            read_only: mode == Mode::Consulta,
        };
        accounts::log_in(&self.service, &stranger(), &credentials, previous).await
    }

    pub(crate) fn typed(
        &self,
        registro: &Registro,
        tipo: TipoMovimiento,
        fecha: Date,
        ready: bool,
    ) -> Typed {
        let draft = self.build.draft(registro, tipo, fecha);
        Typed {
            registro: registro.id,
            draft,
            ready,
            origin: None,
        }
    }

    /// A movement that is ready; each has a worker of its own.
    pub(crate) async fn ready(&self, company: &Company, tipo: TipoMovimiento) -> MovementRecord {
        const TRABAJADORES: [&str; 3] = ["92919084431", "72795608040", "12345678903"];
        let count = self.all_movements(company).await.len();
        let mut typed = self.typed(&company.registro, tipo, date(2026, 1, 15), true);
        typed.draft.nss = TRABAJADORES[count % TRABAJADORES.len()].to_owned();
        let saved = movements::save(&self.service, &company.admin, None, typed)
            .await
            .unwrap();
        saved
            .movement
            .unwrap_or_else(|| panic!("not ready: {:?}", saved.findings))
    }

    pub(crate) async fn all_movements(&self, company: &Company) -> Vec<MovementRecord> {
        let ask = movements::HistoryAsk {
            limit: 200,
            ..movements::HistoryAsk::default()
        };
        movements::history(&self.service, &company.admin, ask)
            .await
            .unwrap()
            .movements
    }

    pub(crate) async fn certificado(&self, company: &Company, signer: &Signer) -> Certificado {
        let new = NewCertificate {
            der: signer.certificate.der().to_vec(),
            id_usuario: String::new(),
            registros: vec![company.registro.id],
        };
        certificates::add(&self.service, &company.admin, &new)
            .await
            .unwrap()
    }

    /// Assigns a certificate, and with it opens a session with the portal.
    pub(crate) async fn present(
        &self,
        company: &Company,
        certificado: &Certificado,
        registros: &[RegistroId],
    ) -> Presented {
        let (service, admin) = (&self.service, &company.admin);
        let challenge = certificates::challenge_for(service, admin, certificado.id, registros)
            .await
            .unwrap();
        let cms = signers().company.sign_challenge(&challenge.text);
        certificates::present(service, admin, challenge.id, &cms)
            .await
            .unwrap()
    }

    /// The company's certificate, assigned, with a live session.
    pub(crate) async fn connected(&self, company: &Company) -> Certificado {
        let certificado = self.certificado(company, &signers().company).await;
        let presented = self
            .present(company, &certificado, &[company.registro.id])
            .await;
        assert!(presented.session, "{presented:?}");
        presented.certificado
    }

    /// The company's certificate, as it is kept.
    pub(crate) async fn store_certificado(&self, company: &Company) -> Certificado {
        let all = self.store.certificados(company.admin.empresa()).await;
        all.unwrap().remove(0)
    }

    /// A lote of `count` reingresos, prepared.
    pub(crate) async fn prepared(&self, company: &Company, count: usize) -> LoteRecord {
        for _ in 0..count {
            self.ready(company, TipoMovimiento::Reingreso).await;
        }
        let mut lotes = lotes::prepare(&self.service, &company.admin, &[])
            .await
            .unwrap()
            .lotes;
        assert_eq!(lotes.len(), 1);
        lotes.remove(0)
    }

    /// The signed message of a lote.
    pub(crate) async fn cms(&self, lote: &LoteRecord, signer: &Signer) -> Vec<u8> {
        let contents = self
            .store
            .lote_contents(lote.empresa, lote.id, lote.attempt)
            .await;
        signer.sign_lote(&contents.unwrap().unwrap().dispmag.0, self.service.now())
    }

    /// A lote of `count` reingresos, signed and stored.
    pub(crate) async fn signed(&self, company: &Company, count: usize) -> LoteRecord {
        let lote = self.prepared(company, count).await;
        self.sign(company, &lote).await
    }

    pub(crate) async fn sign(&self, company: &Company, lote: &LoteRecord) -> LoteRecord {
        let cms = self.cms(lote, &signers().company).await;
        lotes::accept_signed(&self.service, &company.admin, lote.id, cms)
            .await
            .unwrap()
    }

    /// A movement that IMSS refused with a code.
    pub(crate) async fn refused(&self, company: &Company, codigo: &str) -> MovementRecord {
        self.ready(company, TipoMovimiento::Reingreso).await;
        self.refuse_ready(company, codigo).await
    }

    /// Sends the one movement that is ready, and IMSS refuses it with a code.
    pub(crate) async fn refuse_ready(&self, company: &Company, codigo: &str) -> MovementRecord {
        self.connected(company).await;
        self.work().await;
        let lote = self.prepared(company, 0).await;
        let lote = self.sign(company, &lote).await;
        self.work().await;
        let movement = self.movements_of(&lote).await.remove(0);
        let recibo = self.lote(&lote).await.state.recibo().unwrap().clone();
        let result = RowResult {
            row: Some(0),
            tipo: String::new(),
            nss: movement.draft().nss,
            fecha: String::new(),
            outcome: Outcome::Rechazado {
                codigo: codigo.to_owned(),
                texto: String::new(),
            },
        };
        let answer = PortalLote::Procesado {
            results: vec![result],
            original: None,
        };
        self.portal
            .script(|script| script.results.insert(recibo.id_lote, Ok(answer)));
        self.minutes(5);
        self.work().await;
        self.movements_of(&lote).await.remove(0)
    }

    pub(crate) async fn lote(&self, lote: &LoteRecord) -> LoteRecord {
        self.store
            .lote(lote.empresa, lote.id)
            .await
            .unwrap()
            .unwrap()
    }

    pub(crate) async fn movements_of(&self, lote: &LoteRecord) -> Vec<MovementRecord> {
        let contents = self
            .store
            .lote_contents(lote.empresa, lote.id, lote.attempt)
            .await;
        let ids = contents.unwrap().unwrap().movements;
        self.store.movements(lote.empresa, &ids).await.unwrap()
    }

    /// Runs whatever is due, until nothing is.
    pub(crate) async fn work(&self) {
        for _ in 0..20 {
            if jobs::run_due(&self.service).await.unwrap() == 0 {
                return;
            }
        }
        panic!("the jobs never come to rest");
    }
}

fn settings(registration: Registration, owner: &str, disclose_accounts: bool) -> ServiceConfig {
    ServiceConfig {
        registration,
        owner: owner.to_owned(),
        public_url: "https://rubrica.example".to_owned(),
        hashing_at_once: 2,
        disclose_accounts,
    }
}

fn service(
    settings: ServiceConfig,
    store: &SharedStore,
    clock: &Arc<FixedClock>,
    portal: &Arc<ScriptedPortal>,
    mail: &Arc<NoMail>,
    random: &Arc<SeededRandom>,
) -> Arc<Service> {
    Arc::new(Service::new(Parts {
        store: Arc::clone(store),
        clock: Arc::clone(clock) as _,
        random: Arc::clone(random) as _,
        portal: Arc::clone(portal) as _,
        mailer: Arc::clone(mail) as _,
        secret: SealKey::new(Zeroizing::new([5; 32])),
        settings,
    }))
}
