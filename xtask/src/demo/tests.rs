//! Checks the material with its consumers: the files with `credential`, the seed
//! against the use cases, the history against the domain's rules, the simulator against its own
//! reader.
use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;
use std::sync::{Arc, LazyLock};

use async_trait::async_trait;
use credential::certificate::Kind;
use credential::open::{Expected, OpenError, Opened, PfxOptions, check, open_pair, open_pfx};
use idse_simulator::{Simulator, SimulatorConfig};
use imss::movimiento::Movimiento;
use imss::rules::CheckContext;
use imss::rules::{self, History};
use imss::wages::Wages;
use jiff::{SignedDuration, ToSpan as _};
use model::limits::CERTIFICATE_WARNING_DAYS;
use service::accounts::{self, Credentials};
use service::caller::Stranger;
use service::memory::{FixedClock, MemoryStore, NoMail, SeededRandom};
use service::ports::{
    Portal, PortalAccess, PortalCookie, PortalError, PortalLote, Received, Recibo, Shipment,
};
use service::seal::SealKey;
use service::seed::{Seed, SeedLoteState, SeedMovementState, SeedResult};
use service::trabajadores::{self, Search};
use service::values::Password;
use service::{Parts, Registration, Service, ServiceConfig};

use super::*;

/// Sunday 22 November 2026, in the morning: no working day.
fn now() -> Now {
    Now::at("2026-11-22T15:30:00Z".parse().unwrap())
}

/// Made once for all tests: keys take their time.
static MADE: LazyLock<Made> = LazyLock::new(|| {
    let folder = std::env::temp_dir().join(format!("rubrica-demo-{}", std::process::id()));
    clear(&folder).unwrap();
    let demo = ensure_at(&folder, now(), &mut rand_core::OsRng).unwrap();
    let files = files_of(&demo.folder);
    let read = |name: &str| String::from_utf8(files[&PathBuf::from(name)].clone()).unwrap();
    let made = Made {
        seed: serde_json::from_str(&read("seed.json")).unwrap(),
        simulator: read("simulator.json"),
        readme: read("LEEME.txt"),
        described: demo.described,
        files,
    };
    clear(&folder).unwrap();
    made
});

struct Made {
    files: BTreeMap<PathBuf, Vec<u8>>,
    described: Value,
    seed: Seed,
    simulator: String,
    readme: String,
}

fn files_of(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut files = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for entry in fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_owned();
                files.insert(name, fs::read(path).unwrap());
            }
        }
    }
    files
}

/// Opens what a person would pick, and checks it as the page does.
fn open(pick: &Value) -> Result<Opened, OpenError> {
    let content =
        |at: usize| MADE.files[&PathBuf::from(pick["files"][at].as_str().unwrap())].clone();
    let password = pick["password"].as_str().unwrap().as_bytes();
    let opened = if pick["files"].as_array().unwrap().len() == 2 {
        open_pair(&content(0), &content(1), password, &mut |_, _| {})
    } else {
        open_pfx(&content(0), password, PfxOptions::default(), &mut |_, _| {})
    }?;
    let summary = opened.certificate.summary();
    check(
        &summary,
        now().instant,
        &Expected::nothing(CERTIFICATE_WARNING_DAYS),
    )?;
    Ok(opened)
}

#[test]
fn every_credential_opens_as_described() {
    let mut seen = Vec::new();
    for pick in MADE.described["credentials"].as_array().unwrap() {
        let opened = open(pick).unwrap_or_else(|error| panic!("{}: {error}", pick["id"]));
        let summary = opened.certificate.summary();
        let kind = if pick["kind"] == "imss" {
            Kind::Imss
        } else {
            Kind::Efirma
        };
        assert_eq!(summary.kind, kind, "{}", pick["id"]);
        assert_eq!(summary.serial, pick["serial"].as_str().unwrap());
        assert_eq!(
            summary.registro_patronal.as_deref(),
            pick["registro_patronal"].as_str()
        );
        seen.push((pick["id"].as_str().unwrap().to_owned(), opened.encryption));
    }
    assert_eq!(seen.len(), 7);
    let encryption = |id: &str| &seen.iter().find(|(seen, _)| seen == id).unwrap().1;
    assert!(encryption("efirma-moral").contains("DES-EDE3"), "{seen:?}");
    assert_ne!(encryption("imss-antiguo"), encryption("imss-nuevo"));
}

#[test]
fn every_mistake_ends_in_its_own_error() {
    let refused = MADE.described["refused"].as_array().unwrap();
    let mut codes = BTreeSet::new();
    for pick in refused {
        if pick["id"] == "enorme" {
            // The signer refuses it by its size, before reading it.
            let file = &MADE.files[&PathBuf::from(pick["files"][0].as_str().unwrap())];
            assert_eq!(file.len(), 50 << 20);
            continue;
        }
        let code = open(pick).err().map(|error| error.code());
        assert_eq!(code, pick["error"].as_str(), "{}", pick["id"]);
        codes.insert(code);
    }
    assert_eq!(codes.len(), 8, "{codes:?}");
}

#[test]
fn only_key_files_and_pfx_hold_keys() {
    let mut encrypted = 0;
    for (name, bytes) in &MADE.files {
        let key = credential::contains_private_key(bytes);
        let extension = name.extension().and_then(|e| e.to_str()).unwrap();
        encrypted += usize::from(key);
        assert!(
            !key || matches!(extension, "key" | "pfx"),
            "{}",
            name.display()
        );
    }
    assert_eq!(encrypted, 11, "six .key files, half a one, and four .pfx");
    assert_eq!(
        MADE.files
            .keys()
            .filter(|name| name.starts_with("trust"))
            .count(),
        2
    );
}

#[test]
fn people_find_every_user_file_and_password_in_the_readme() {
    for user in MADE.described["users"].as_array().unwrap() {
        for key in ["username", "password", "nombre"] {
            assert!(MADE.readme.contains(user[key].as_str().unwrap()), "{user}");
        }
    }
    for pick in MADE.described["credentials"].as_array().unwrap() {
        assert!(MADE.readme.contains(pick["password"].as_str().unwrap()));
        assert!(MADE.readme.contains(pick["files"][0].as_str().unwrap()));
    }
}

#[tokio::test]
async fn the_use_cases_load_the_seed_with_every_signature() {
    let service = service();
    let loaded = service::seed::load(&service, MADE.seed.clone())
        .await
        .unwrap();
    assert_eq!(
        (loaded.users, loaded.registros, loaded.certificados),
        (4, 3, 3)
    );
    assert!((250..600).contains(&loaded.movements), "{loaded:?}");
    assert!(loaded.lotes > 100, "{loaded:?}");
    assert!(loaded.trabajadores > 82, "{loaded:?}");
    the_directory_agrees_with_the_simulator(&service).await;
}

/// Who is vigente by the directory is vigente at IMSS; and a plantilla names them.
async fn the_directory_agrees_with_the_simulator(service: &Service) {
    let stranger = Stranger {
        address: "203.0.113.7".to_owned(),
        device: None,
    };
    let user = &MADE.seed.users[0];
    let credentials = Credentials {
        username: user.username.clone(),
        password: Password::new(user.password.clone()),
        read_only: false,
    };
    let entered = accounts::log_in(service, &stranger, &credentials, None).await;
    let entered = entered.unwrap();
    let caller = entered.caller.full().unwrap();
    let registros = service::registros::list(service, caller).await.unwrap();
    let simulator: idse_simulator::Seed = serde_json::from_str(&MADE.simulator).unwrap();
    for registro in &registros {
        let plantilla = registro.plantilla.unwrap();
        assert!(plantilla.trabajadores > 5, "{plantilla:?}");
        let search = Search {
            registro: Some(registro.id),
            vigentes: true,
            limit: 200,
            ..Search::default()
        };
        let page = trabajadores::search(service, caller, search).await.unwrap();
        let in_directory: BTreeSet<String> = page
            .trabajadores
            .iter()
            .map(|trabajador| trabajador.nss.to_string())
            .collect();
        let at_imss: BTreeSet<String> = (simulator.trabajadores.iter())
            .filter(|w| w.vigente && w.registro_patronal == registro.numero.as_str())
            .map(|trabajador| trabajador.nss.clone())
            .collect();
        assert_eq!(in_directory, at_imss);
        let agrees = |rfc: imss::id::Rfc| !rfc.is_moral() && rfc.findings().is_empty();
        for trabajador in &page.trabajadores {
            assert!(trabajador.rfc.is_some_and(agrees), "{trabajador:?}");
        }
    }
}

#[test]
fn the_history_breaks_no_rule_but_where_imss_refused() {
    let seed = &MADE.seed;
    let mut history = History::default();
    for registro in &seed.registros {
        let numero = registro.numero.parse().unwrap();
        history.load_plantilla(numero, now().beginning().saturating_sub(1.day()), []);
    }
    let foreseen = |code: &str| match code {
        "48" => Some("rule-already-active"),
        "49" => Some("rule-before-registered"),
        "50" => Some("rule-not-active"),
        "51" => Some("rule-already-terminated"),
        "56" => Some("rule-same-day-modification"),
        _ => None,
    };
    let mut refused = BTreeSet::new();
    for lote in seed
        .lotes
        .iter()
        .filter(|l| matches!(l.state, SeedLoteState::Procesado { .. }))
    {
        let movimientos: Vec<Movimiento> = lote
            .rows
            .iter()
            .map(|row| row.draft.parse().0.unwrap())
            .collect();
        for (movimiento, row) in movimientos.iter().zip(&lote.rows) {
            assert!(row.created_at <= lote.created_at);
            let found = rules::check(std::slice::from_ref(movimiento), &history);
            let codes: Vec<&str> = found.iter().map(|f| f.finding.code.as_str()).collect();
            match row.resultado.as_ref().unwrap() {
                SeedResult::Operado { .. } => {
                    assert!(codes.is_empty(), "{codes:?} {movimiento:?}");
                    history.record(movimiento);
                }
                SeedResult::Rechazado { codigo, texto } => {
                    assert_eq!(imss::codes::text(codigo), Some(texto.as_str()));
                    if let Some(rule) = foreseen(codigo) {
                        assert!(codes.contains(&rule), "{codigo} {codes:?} {movimiento:?}");
                    }
                    refused.insert(codigo.as_str());
                }
            }
        }
    }
    assert_eq!(
        refused,
        BTreeSet::from(["48", "49", "50", "51", "56", "58", "59"])
    );

    // And where it ended is where the simulator begins.
    let simulator: idse_simulator::Seed = serde_json::from_str(&MADE.simulator).unwrap();
    for trabajador in simulator
        .trabajadores
        .iter()
        .filter(|trabajador| trabajador.since.is_some())
    {
        let numero = trabajador.registro_patronal.parse().unwrap();
        let vigente = history.is_vigente(numero, trabajador.nss.parse().unwrap(), now().today);
        assert_eq!(vigente, Some(trabajador.vigente), "{}", trabajador.nss);
    }
}

#[test]
fn the_history_is_valid_on_any_day() {
    let company = Company::new(&mut rand_core::OsRng);
    for weeks in 0..60 {
        let now = Now::at(now().instant + SignedDuration::from_hours(weeks * 8 * 24));
        let (mut people, mut chance) = (People::new(SEED), Chance::new(SEED));
        let (trabajadores, filed) = history::live(&company, now, &mut people, &mut chance);
        let present = history::at_present(&company, now, &trabajadores, &mut people, &mut chance);
        assert_eq!(present.lotes.len(), 8);
        let mut history = History::default();
        for registro in &company.registros {
            let before = now.beginning().saturating_sub(1.day());
            history.load_plantilla(registro.numero, before, []);
        }
        for filed in filed {
            assert!(filed.on < now.today, "{}", now.today);
            let found = rules::check(std::slice::from_ref(&filed.movimiento), &history);
            if filed.refused.is_none() {
                assert_eq!(found, [], "{} {:?}", now.today, filed.movimiento);
                history.record(&filed.movimiento);
            }
        }
    }
}

#[test]
fn some_were_late_and_are_marked_so() {
    let calendar = imss::calendar::Calendar::lft();
    let mut late = 0;
    for lote in &MADE.seed.lotes {
        let filed = imss::time::mexico_city_date(lote.created_at);
        for row in &lote.rows {
            if let Some(SeedResult::Operado { extemporaneo }) = &row.resultado {
                let deadline = calendar.deadline_of(&row.draft.parse().0.unwrap());
                assert_eq!(*extemporaneo, deadline.is_late(filed));
                late += usize::from(*extemporaneo);
            }
        }
    }
    assert!(late > 5, "{late}");
}

#[test]
fn every_state_is_there_and_what_is_ready_may_be_filed_today() {
    let estado = |value: Value| value["estado"].as_str().unwrap().to_owned();
    let of_lotes: BTreeSet<String> = (MADE.seed.lotes.iter())
        .map(|lote| estado(serde_json::to_value(&lote.state).unwrap()))
        .collect();
    let wanted = [
        "cancelado",
        "dudoso",
        "en_proceso",
        "enviado",
        "firmado",
        "preparado",
        "procesado",
        "rechazado",
    ];
    assert_eq!(of_lotes, BTreeSet::from(wanted.map(str::to_owned)));
    let of_movements: BTreeSet<String> = (MADE.seed.movements.iter())
        .map(|movement| estado(serde_json::to_value(movement.state).unwrap()))
        .collect();
    let wanted = ["borrador", "cancelado", "listo"];
    assert_eq!(of_movements, BTreeSet::from(wanted.map(str::to_owned)));
    let to_approve: Vec<_> = MADE.seed.lotes.iter().filter(|l| l.second_pair).collect();
    assert_eq!(to_approve.len(), 1);
    assert_eq!(to_approve[0].by, company::TYPIST);

    let (calendar, wages) = (imss::calendar::Calendar::lft(), Wages::published());
    for movement in &MADE.seed.movements {
        if !matches!(movement.state, SeedMovementState::Listo) {
            continue;
        }
        let registro = MADE
            .seed
            .registros
            .iter()
            .find(|r| r.numero == movement.registro);
        let context = CheckContext {
            today: now().today,
            calendar: &calendar,
            wages: &wages,
            zona: registro.unwrap().zona,
        };
        let (movimiento, findings) = context.check_draft(&movement.draft);
        assert!(movimiento.is_some());
        assert!(
            !findings.iter().any(imss::finding::Finding::is_error),
            "{findings:?}"
        );
    }
}

#[tokio::test]
async fn the_simulator_answers_every_lote_it_received() {
    let seed = serde_json::from_str(&MADE.simulator).unwrap();
    let simulator = Simulator::new(SimulatorConfig {
        seed,
        state_file: None,
        clock: Arc::new(|| now().instant),
        random: Arc::new(|| [7; 32]),
        processing_delay: SignedDuration::from_secs(20),
    });
    let simulator = simulator.unwrap_or_else(|error| panic!("{error}"));
    let known = simulator.received_lotes().await.unwrap();
    let mut waiting = 0;
    for lote in &MADE.seed.lotes {
        let (SeedLoteState::Enviado { id_lote, .. } | SeedLoteState::EnProceso { id_lote, .. }) =
            &lote.state
        else {
            continue;
        };
        waiting += 1;
        let found = known.iter().find(|known| known.id_lote == *id_lote);
        let found = found.unwrap_or_else(|| panic!("IDSE does not know lote {id_lote}"));
        assert_eq!(found.state, 3, "{id_lote} has its results");
        let nss: Vec<&str> = found.movements.iter().map(|row| row.nss.as_str()).collect();
        let sent: Vec<&str> = lote.rows.iter().map(|row| row.draft.nss.as_str()).collect();
        assert_eq!(nss, sent);
        for row in &found.movements {
            assert_eq!(row.verdict, "OPERADO", "{id_lote} {}", row.nss);
        }
    }
    assert_eq!(waiting, 2);
}

#[test]
fn a_second_run_makes_nothing_new_unless_damaged_or_expired() {
    let folder = std::env::temp_dir().join(format!("rubrica-demo-again-{}", std::process::id()));
    clear(&folder).unwrap();
    for (name, bytes) in &MADE.files {
        process::write(&folder.join("demo").join(name), bytes).unwrap();
    }
    let password = |demo: &Demo| demo.described["users"][0]["password"].clone();
    let rng = &mut rand_core::OsRng;
    let again = ensure_at(&folder, now(), rng).unwrap();
    assert_eq!(again.described, MADE.described);
    assert!(again.seed().is_file());
    assert!(
        again
            .introduction()
            .contains(password(&again).as_str().unwrap())
    );

    let in_two_years = Now::at(now().instant + SignedDuration::from_hours(2 * 365 * 24));
    assert!(usable(&again.folder, in_two_years).is_none());
    fs::remove_file(again.folder.join("imss/imss-leon-antiguo.pfx")).unwrap();
    assert!(usable(&again.folder, now()).is_none());
    let renewed = ensure_at(&folder, now(), rng).unwrap();
    assert_ne!(password(&renewed), MADE.described["users"][0]["password"]);
    assert_eq!(files_of(&renewed.folder).keys().len(), MADE.files.len());
    clear(&folder).unwrap();
}

fn service() -> Service {
    Service::new(Parts {
        store: Arc::new(MemoryStore::new()),
        clock: Arc::new(FixedClock::at(now().instant)),
        random: Arc::new(SeededRandom::new(1)),
        portal: Arc::new(NoPortal),
        mailer: Arc::new(NoMail::default()),
        secret: SealKey::new(zeroize::Zeroizing::new([7; 32])),
        settings: ServiceConfig {
            registration: Registration::First,
            owner: "demo".to_owned(),
            public_url: "https://rubrica.example".to_owned(),
            hashing_at_once: 1,
            disclose_accounts: false,
        },
    })
}

/// A portal that fails the test when asked: loading needs none.
struct NoPortal;

#[async_trait]
impl Portal for NoPortal {
    async fn challenge(&self) -> Result<String, PortalError> {
        unreachable!("loading asks nothing of the portal")
    }

    async fn log_in(&self, _: &[u8], _: &str) -> Result<PortalAccess, PortalError> {
        unreachable!("loading asks nothing of the portal")
    }

    async fn log_out(&self, _: &PortalCookie) -> Result<(), PortalError> {
        unreachable!("loading asks nothing of the portal")
    }

    async fn send_lote(&self, _: &PortalCookie, _: &Shipment) -> Result<Recibo, PortalError> {
        unreachable!("loading asks nothing of the portal")
    }

    async fn received(&self, _: &PortalCookie, _: &Shipment) -> Result<Received, PortalError> {
        unreachable!("loading asks nothing of the portal")
    }

    async fn results(&self, _: &PortalCookie, _: &str) -> Result<PortalLote, PortalError> {
        unreachable!("loading asks nothing of the portal")
    }

    async fn reachable(&self) -> bool {
        false
    }

    fn simulated(&self) -> bool {
        true
    }
}
