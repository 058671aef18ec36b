//! Leaving: the export of everything, and the deletion that waits.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::SignedDuration;
use model::limits::{COMPANY_DELETION_WAIT_DAYS, COMPANY_EXPORT_FRESH_DAYS};
use model::{Mode, Role};
use serde_json::Value;
use service::CommonError;
use service::Service;
use service::accounts::AccountError;
use service::departure::{
    CompanyExport, DepartureError, leaving, plan_deletion, withdraw_deletion,
};

use crate::world::{Company, PASSWORD, World};

const NAME: &str = "Empresa de ana";

/// Everything of the company, file by file.
async fn exported(service: &Arc<Service>, company: &Company) -> BTreeMap<String, Vec<u8>> {
    let export = CompanyExport::begin(Arc::clone(service), &company.admin).await;
    let mut export = export.unwrap();
    let mut files: BTreeMap<String, Vec<u8>> = BTreeMap::new();
    while let Some(part) = export.next().await.unwrap() {
        files.entry(part.file).or_default().extend(part.bytes);
    }
    files
}

fn days(days: u32) -> SignedDuration {
    SignedDuration::from_hours(24 * i64::from(days))
}

#[tokio::test]
async fn an_export_holds_every_kind_and_nothing_that_opens() {
    let world = World::new();
    let company = world.company("ana").await;
    let refused = world.refused(&company, "11").await;
    let service = Arc::clone(&world.service);
    let files = exported(&service, &company).await;
    let text = |file: &str| String::from_utf8(files[file].clone()).unwrap();
    assert!(text("movimientos.ndjson").contains(&refused.id.to_string()));
    assert!(text("usuarios.ndjson").contains("Ana Núñez"));
    assert!(text("registros.ndjson").contains("Comercial del Bajío"));
    assert!(files.contains_key("lotes/1/intento-1/firma.p7m"));
    let manifest: Value = serde_json::from_slice(&files["manifest.json"]).unwrap();
    assert_eq!(manifest["format"], "rubrica-company-export");
    assert_eq!(manifest["records"]["movimientos.ndjson"], 1);
    let sums = text("SHA256SUMS");
    for file in files.keys().filter(|file| *file != "SHA256SUMS") {
        assert!(sums.contains(&format!("  {file}\n")), "{file}");
    }
    for (file, bytes) in &files {
        let found = String::from_utf8_lossy(bytes);
        for secret in [PASSWORD, "$argon2", "\"pin\"", "\"password\""] {
            assert!(!found.contains(secret), "{secret} in {file}");
        }
    }
}

#[tokio::test]
async fn a_deletion_takes_an_administrator_a_name_and_an_export() {
    let world = World::new();
    let company = world.company("ana").await;
    let service = Arc::clone(&world.service);
    let plan = async |name| plan_deletion(&service, &company.admin, name).await;
    assert!(matches!(plan(NAME).await, Err(DepartureError::NotExported)));
    exported(&service, &company).await;
    assert!(matches!(plan("otra").await, Err(DepartureError::OtherName)));
    let clerk = world.user(&company.admin, "luis", Role::Capturista).await;
    let hers = plan_deletion(&service, &clerk, NAME).await;
    assert!(matches!(
        hers,
        Err(DepartureError::Common(CommonError::Forbidden))
    ));
    world.pass(days(COMPANY_EXPORT_FRESH_DAYS + 1));
    assert!(matches!(plan(NAME).await, Err(DepartureError::NotExported)));
    exported(&service, &company).await;
    let planned = plan(" empresa de ANA ").await.unwrap();
    let deletion = planned.departure.deletion.unwrap();
    assert_eq!(
        deletion.due_at.duration_since(deletion.asked_at),
        days(COMPANY_DELETION_WAIT_DAYS)
    );
    assert_eq!(planned.planned_by.as_deref(), Some("Ana Núñez"));
}

#[tokio::test]
async fn a_deletion_that_is_taken_back_deletes_nothing() {
    let world = World::new();
    let company = world.company("ana").await;
    let service = Arc::clone(&world.service);
    exported(&service, &company).await;
    plan_deletion(&service, &company.admin, NAME).await.unwrap();
    world.work().await;
    let kept = withdraw_deletion(&service, &company.admin).await.unwrap();
    assert_eq!(kept.departure.deletion, None);
    world.pass(days(COMPANY_DELETION_WAIT_DAYS + 1));
    world.work().await;
    assert!(world.log_in("ana", Mode::Completo).await.is_ok());
    let subjects: Vec<String> = world
        .mail
        .given()
        .into_iter()
        .map(|mail| mail.subject)
        .collect();
    assert!(subjects.iter().any(|it| it.contains("se eliminará")));
    assert!(subjects.iter().any(|it| it.contains("ya no se eliminará")));
}

#[tokio::test]
async fn a_company_is_gone_once_its_time_is_over() {
    let world = World::new();
    let company = world.company("ana").await;
    world.refused(&company, "11").await;
    let other = world.company("beto").await;
    let service = Arc::clone(&world.service);
    exported(&service, &company).await;
    plan_deletion(&service, &company.admin, NAME).await.unwrap();
    world.pass(days(COMPANY_DELETION_WAIT_DAYS) - SignedDuration::from_mins(1));
    world.work().await;
    assert!(leaving(&service, &company.admin).await.is_ok());
    for _ in 0..3 {
        world.minutes(3);
        world.work().await;
    }
    let refused = world.log_in("ana", Mode::Completo).await;
    assert!(matches!(refused, Err(AccountError::WrongCredentials)));
    let (store, id) = (&world.store, company.admin.empresa());
    assert_eq!(store.registros(id).await.unwrap(), []);
    assert_eq!(store.audit(id, None, 9).await.unwrap(), []);
    assert_eq!(store.departure(id).await.unwrap(), None);
    assert!(world.log_in("beto", Mode::Completo).await.is_ok());
    let registros = store.registros(other.admin.empresa()).await.unwrap();
    assert_eq!(registros, [other.registro]);
    let mails = world.mail.given();
    assert!(mails.iter().any(|mail| mail.subject.contains("se eliminó")));
}
