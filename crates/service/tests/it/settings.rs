//! What a company decides for itself.

use imss::calendar::Holiday;
use imss::movimiento::TipoMovimiento::{Baja, Modificacion};
use imss::wages::{MinimumWage, Uma};
use jiff::civil::date;
use model::{CompanySettings, Composition, MovementStatus, Role};
use service::CommonError;
use service::jobs;
use service::lotes::{self, LoteError};
use service::movements;
use service::records::LoteRecord;
use service::settings::{self, SettingsError};

use crate::signing::signers;
use crate::world::{Company, World};

async fn change(
    world: &World,
    company: &Company,
    change: impl FnOnce(&mut CompanySettings),
) -> Result<CompanySettings, SettingsError> {
    let mut settings = settings::get(&world.service, &company.admin).await.unwrap();
    change(&mut settings);
    settings::save(&world.service, &company.admin, settings).await
}

fn holiday(day: i8) -> Holiday {
    Holiday {
        date: date(2026, 1, day),
        name: "Día que declaró el IMSS".to_owned(),
    }
}

#[tokio::test]
async fn a_day_that_an_administrator_adds_moves_every_deadline() {
    let world = World::new();
    let company = world.company("ana").await;
    let movement = world.ready(&company, Baja).await;
    let vence = async || {
        let rules = world
            .service
            .rules_of(company.admin.empresa())
            .await
            .unwrap();
        movements::timing(&rules, &movement).unwrap().vence
    };
    assert_eq!(vence().await, date(2026, 1, 22));
    change(&world, &company, |s| s.holidays.push(holiday(20)))
        .await
        .unwrap();
    assert_eq!(vence().await, date(2026, 1, 23));
    let lotes = lotes::prepare(&world.service, &company.admin, &[])
        .await
        .unwrap()
        .lotes;
    assert_eq!(lotes[0].vence, Some(date(2026, 1, 23)));
}

#[tokio::test]
async fn a_wage_that_an_administrator_adds_is_checked_by() {
    let world = World::new();
    let company = world.company("ana").await;
    let typed = world.typed(&company.registro, Modificacion, date(2026, 1, 15), true);
    let wage = |pesos: &str| pesos.parse().unwrap();
    change(&world, &company, |s| {
        s.minimum.push(MinimumWage {
            from: date(2026, 1, 10),
            general: wage("700.00"),
            frontera_norte: wage("900.00"),
        });
    })
    .await
    .unwrap();
    let saved = movements::save(&world.service, &company.admin, None, typed.clone())
        .await
        .unwrap();
    assert!(saved.movement.is_none());
    assert!(saved.findings.iter().any(|f| f.code == "sbc-below-minimum"));
    let other = world.company("eva").await;
    let typed = world.typed(&other.registro, Modificacion, date(2026, 1, 15), true);
    let saved = movements::save(&world.service, &other.admin, None, typed)
        .await
        .unwrap();
    assert!(saved.movement.is_some(), "another company has its own");
}

#[tokio::test]
async fn only_an_administrator_changes_settings_and_no_edit_is_lost() {
    let world = World::new();
    let company = world.company("ana").await;
    let clerk = world.user(&company.admin, "captura", Role::Firmante).await;
    let read = settings::get(&world.service, &clerk).await.unwrap();
    assert_eq!(read, CompanySettings::default());
    let refused = settings::save(&world.service, &clerk, read.clone()).await;
    assert!(matches!(
        refused,
        Err(SettingsError::Common(CommonError::Forbidden))
    ));
    let saved = change(&world, &company, |s| s.max_per_lote = 2)
        .await
        .unwrap();
    assert_eq!(
        saved,
        settings::get(&world.service, &company.admin).await.unwrap()
    );
    let stale = settings::save(&world.service, &company.admin, read).await;
    assert!(matches!(
        stale,
        Err(SettingsError::Common(CommonError::Stale))
    ));
    let again = change(&world, &company, |s| s.max_per_lote = 3)
        .await
        .unwrap();
    assert_eq!((again.version, again.max_per_lote), (2, 3));
}

type Change = fn(&mut CompanySettings);

#[tokio::test]
async fn settings_that_cannot_hold_are_refused_beside_their_field() {
    let world = World::new();
    let company = world.company("ana").await;
    let uma = |value: &str| Uma {
        from: date(2027, 2, 1),
        value: value.parse().unwrap(),
    };
    let wrong: [(&str, Change); 4] = [
        ("max_per_lote", |s| s.max_per_lote = 0),
        ("max_per_lote", |s| s.max_per_lote = 5_001),
        ("holidays", |s| {
            s.holidays.push(Holiday {
                name: "  ".to_owned(),
                ..holiday(20)
            });
        }),
        ("second_pair", |s| s.second_pair = true),
    ];
    for (expected, wrong) in wrong {
        let refused = change(&world, &company, wrong).await;
        assert!(
            matches!(refused, Err(SettingsError::Field { field, .. }) if field == expected),
            "{expected}"
        );
    }
    let twice = change(&world, &company, |s| {
        s.uma = vec![uma("120.00"), uma("121.00")];
    })
    .await;
    assert!(matches!(
        twice,
        Err(SettingsError::Field { field: "uma", .. })
    ));
}

#[tokio::test]
async fn a_company_chooses_what_goes_into_one_lote_and_how_much() {
    let world = World::new();
    let company = world.company("ana").await;
    for day in [14, 15, 15] {
        let mut typed = world.typed(&company.registro, Baja, date(2026, 1, day), true);
        let count = world.all_movements(&company).await.len();
        typed.draft.nss = imss::testing::nss(u64::try_from(count).unwrap()).to_string();
        movements::save(&world.service, &company.admin, None, typed)
            .await
            .unwrap();
    }
    let prepared = async || {
        let lotes = lotes::prepare(&world.service, &company.admin, &[])
            .await
            .unwrap()
            .lotes;
        for lote in &lotes {
            lotes::cancel(&world.service, &company.admin, lote.id, lote.version)
                .await
                .unwrap();
        }
        lotes.iter().map(|lote| lote.count).collect::<Vec<_>>()
    };
    assert_eq!(prepared().await, [3]);
    change(&world, &company, |s| {
        s.composition = Composition::PorTipoYFecha;
    })
    .await
    .unwrap();
    assert_eq!(prepared().await, [1, 2]);
    change(&world, &company, |s| s.max_per_lote = 1)
        .await
        .unwrap();
    assert_eq!(prepared().await, [1, 1, 1]);
}

/// A company that wants two pairs of eyes, with a clerk's prepared lote.
async fn second_pair(world: &World, company: &Company) -> LoteRecord {
    let clerk = world
        .user(&company.admin, "captura", Role::Capturista)
        .await;
    change(world, company, |s| s.second_pair = true)
        .await
        .unwrap();
    world.ready(company, Baja).await;
    lotes::prepare(&world.service, &clerk, &[])
        .await
        .unwrap()
        .lotes
        .remove(0)
}

#[tokio::test]
async fn users_see_who_signs_and_links_do_not() {
    let world = World::new();
    let company = world.company("ana").await;
    let clerk = world
        .user(&company.admin, "captura", Role::Capturista)
        .await;
    world.user(&company.admin, "firma", Role::Firmante).await;
    let signers = settings::signers(&world.service, &clerk).await.unwrap();
    let signers: Vec<_> = signers
        .iter()
        .map(|one| (one.nombre.as_str(), one.notified_by_mail))
        .collect();
    assert_eq!(signers, [("Ana Núñez", true), ("firma", false)]);
    let link = crate::links::opened(&world, &company.admin, Vec::new()).await;
    let refused = settings::signers(&world.service, &link).await;
    assert!(matches!(
        refused,
        Err(SettingsError::Common(CommonError::Forbidden))
    ));
}

#[tokio::test]
async fn mails_the_signers_what_waits() {
    let world = World::new();
    let company = world.company("ana").await;
    second_pair(&world, &company).await;
    while jobs::run_due(&world.service).await.unwrap() > 0 {}
    let mails = world.mail.given();
    assert_eq!(mails.len(), 1, "{mails:?}");
    assert_eq!(mails[0].to, "ana@example.mx");
    assert!(mails[0].subject.starts_with("1 lote por firmar"));
    for words in ["captura preparó", "Y6087828106", "22/01/2026"] {
        assert!(mails[0].body.contains(words), "{words}: {}", mails[0].body);
    }
    let action = mails[0].action.as_ref().unwrap();
    assert_eq!(action.url, "https://rubrica.example/lotes");
}

#[tokio::test]
async fn who_prepares_does_not_sign_and_another_person_does() {
    let world = World::new();
    let company = world.company("ana").await;
    world.connected(&company).await;
    let lote = second_pair(&world, &company).await;
    let estado = async || world.movements_of(&lote).await[0].state.status();
    assert_eq!(estado().await, MovementStatus::PorAprobar);
    let counts = movements::counts(&world.service, &company.admin)
        .await
        .unwrap();
    let counted: Vec<_> = counts.iter().map(|c| (c.estado, c.count)).collect();
    assert_eq!(counted, [(MovementStatus::PorAprobar, 1)]);
    world.sign(&company, &lote).await;
    assert_eq!(estado().await, MovementStatus::Firmado);

    world.ready(&company, Baja).await;
    let own = lotes::prepare(&world.service, &company.admin, &[])
        .await
        .unwrap()
        .lotes
        .remove(0);
    let cms = world.cms(&own, &signers().company).await;
    let refused = lotes::accept_signed(&world.service, &company.admin, own.id, cms).await;
    assert!(matches!(refused, Err(LoteError::OwnLote)));
    let dissolved = lotes::cancel(&world.service, &company.admin, own.id, own.version).await;
    assert!(dissolved.is_ok());
    let free = world.all_movements(&company).await;
    let free: Vec<_> = free.iter().filter(|m| m.lote.is_none()).collect();
    assert_eq!(free[0].state.status(), MovementStatus::Listo);
}
