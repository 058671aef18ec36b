//! The certificate's life: progress of two devices, reminders, the calendar at an address.

use jiff::SignedDuration;
use jiff::civil::{Date, date};
use model::{CertificatePath, CompanySettings, Mode, Role};
use service::CommonError;
use service::certificate_life::{
    self, CertificateLifeError, ProgressChange, StepChange, calendar_at, calendar_of,
    choose_reminders, remind, reminding, renew_calendar, revoke_calendar, save,
};
use service::certificates;
use service::records::{Certificado, PathProgress};
use service::store::Unit;
use service::values::Token;

use crate::links::opened;
use crate::signing::signers;
use crate::world::{Company, World};

fn tick(company: &Company, seen: u64, step: &str, done: bool) -> ProgressChange {
    ProgressChange {
        registro: company.registro.id,
        path: CertificatePath::First,
        seen,
        steps: vec![StepChange {
            step: step.to_owned(),
            done,
        }],
        asked_on: None,
    }
}

fn asked(company: &Company, seen: u64, day: Option<Date>) -> ProgressChange {
    ProgressChange {
        steps: Vec::new(),
        asked_on: Some(day),
        ..tick(company, seen, "", false)
    }
}

async fn only(world: &World, company: &Company) -> PathProgress {
    let mut all = certificate_life::list(&world.service, &company.admin)
        .await
        .unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}

#[tokio::test]
async fn a_path_is_taken_up_on_another_device() {
    let world = World::new();
    let company = world.company("ana").await;
    let luis = world.user(&company.admin, "luis", Role::Capturista).await;
    let saved = save(
        &world.service,
        &company.admin,
        &tick(&company, 0, "reunir", true),
    )
    .await
    .unwrap();
    assert_eq!(saved.version, 1);
    world.minutes(5);
    let day = date(2026, 1, 14);
    save(&world.service, &luis, &asked(&company, 1, Some(day)))
        .await
        .unwrap();
    let read = only(&world, &company).await;
    assert!(read.is_done("reunir"));
    assert_eq!(read.steps[0].by, company.admin.user());
    let asked_on = read.asked_on.unwrap();
    assert_eq!((asked_on.day, asked_on.by), (Some(day), luis.user()));
    assert!(asked_on.at > read.steps[0].at);
}

#[tokio::test]
async fn changes_of_two_devices_are_both_kept_unless_they_contradict() {
    let world = World::new();
    let company = world.company("ana").await;
    let luis = world.user(&company.admin, "luis", Role::Capturista).await;
    let (ana, service) = (&company.admin, &world.service);
    save(service, ana, &tick(&company, 0, "reunir", true))
        .await
        .unwrap();
    // Another step, from a page that has not seen the first: both stay.
    let both = save(service, &luis, &tick(&company, 0, "usuario", true))
        .await
        .unwrap();
    assert!(both.is_done("reunir") && both.is_done("usuario"));
    // The same step the same way is no contradiction, and no change.
    let same = save(service, &luis, &tick(&company, 0, "reunir", true))
        .await
        .unwrap();
    assert_eq!(same.version, both.version);
    // What somebody else changed since is not overwritten.
    let refused = save(service, &luis, &tick(&company, 0, "reunir", false)).await;
    assert!(
        matches!(&refused, Err(CertificateLifeError::ChangedElsewhere { who: Some(who) }) if who == "Ana Núñez"),
        "{refused:?}"
    );
    let mine = save(service, ana, &tick(&company, 0, "reunir", false)).await;
    assert!(matches!(
        mine,
        Err(CertificateLifeError::ChangedElsewhere { who: None })
    ));
    save(service, &luis, &tick(&company, 2, "reunir", false))
        .await
        .unwrap();
    assert!(!only(&world, &company).await.is_done("reunir"));

    save(service, ana, &asked(&company, 3, Some(date(2026, 1, 12))))
        .await
        .unwrap();
    let refused = save(service, &luis, &asked(&company, 3, Some(date(2026, 1, 13)))).await;
    assert!(matches!(
        refused,
        Err(CertificateLifeError::ChangedElsewhere { who: Some(_) })
    ));
}

#[tokio::test]
async fn refuses_what_cannot_be_progress() {
    let world = World::new();
    let company = world.company("ana").await;
    let (ana, service) = (&company.admin, &world.service);
    for step in ["", "con espacio", "ñ", &"a".repeat(41)] {
        let refused = save(service, ana, &tick(&company, 0, step, true)).await;
        assert!(
            matches!(refused, Err(CertificateLifeError::NotAStep)),
            "{step}"
        );
    }
    let tomorrow = asked(&company, 0, Some(date(2026, 1, 16)));
    let refused = save(service, ana, &tomorrow).await;
    assert!(matches!(refused, Err(CertificateLifeError::AskedInFuture)));
    for batch in 0..10 {
        let steps = (0..30)
            .map(|step| StepChange {
                step: format!("paso-{batch}-{step}"),
                done: true,
            })
            .collect();
        let many = ProgressChange {
            steps,
            ..tick(&company, 0, "", true)
        };
        let kept = save(service, ana, &many).await.is_ok();
        assert_eq!(kept, batch < 3, "{batch}");
    }
}

#[tokio::test]
async fn progress_is_its_companys_and_read_by_its_people() {
    let world = World::new();
    let company = world.company("ana").await;
    let other = world.company("otra").await;
    let (service, ana) = (&world.service, &company.admin);
    save(service, ana, &tick(&company, 0, "reunir", true))
        .await
        .unwrap();
    let theirs = save(service, &other.admin, &tick(&company, 0, "reunir", true)).await;
    assert!(matches!(
        theirs,
        Err(CertificateLifeError::Common(CommonError::NotFound(_)))
    ));
    let all = certificate_life::list(service, &other.admin).await.unwrap();
    assert!(all.is_empty());
    let reading = world.log_in("ana", Mode::Consulta).await.unwrap().caller;
    assert_eq!(
        certificate_life::list(service, &reading)
            .await
            .unwrap()
            .len(),
        1
    );
    let link = opened(&world, ana, Vec::new()).await;
    let refused = certificate_life::list(service, &link).await;
    assert!(matches!(
        refused,
        Err(CertificateLifeError::Common(CommonError::Forbidden))
    ));
    // Her role makes her a reader by type, whom no function that writes takes.
    world.reader(ana, "consuelo").await;
}

/// The company's certificate, as if it ended on this day at midnight in Mexico City.
async fn ending_on(world: &World, company: &Company, day: &str) -> Certificado {
    let kept = world.certificado(company, &signers().company).await;
    let mut ending = kept.clone();
    ending.facts.not_after = format!("{day}T23:59:59-06:00").parse().unwrap();
    let unit = world.build.unit(kept.empresa).update(kept, ending.clone());
    world.store.commit(unit).await.unwrap();
    ending
}

async fn days(world: &World, days: i64) -> Vec<String> {
    let before = world.mail.given().len();
    for _ in 0..days {
        world.pass(SignedDuration::from_hours(24));
        remind(&world.service).await.unwrap();
        // As after a restart, or on a second server.
        remind(&world.service).await.unwrap();
        world.work().await;
    }
    let given = world.mail.given();
    given[before..]
        .iter()
        .map(|one| one.subject.clone())
        .collect()
}

#[tokio::test]
async fn a_certificate_is_reminded_of_at_each_threshold_and_once() {
    let world = World::new();
    let company = world.company("ana").await;
    // 76 days from the 15th of January.
    ending_on(&world, &company, "2026-04-01").await;
    remind(&world.service).await.unwrap();
    world.work().await;
    assert!(world.mail.given().is_empty(), "it is too early");
    let subjects = days(&world, 80).await;
    let left: Vec<&str> = subjects
        .iter()
        .map(|subject| subject.split(" · ").next().unwrap())
        .collect();
    assert_eq!(
        left,
        [
            "Certificado por vencer: quedan 60 días",
            "Certificado por vencer: quedan 30 días",
            "Certificado por vencer: quedan 15 días",
            "Certificado por vencer: quedan 7 días",
            "Certificado por vencer: queda 1 día",
        ]
    );
    let mail = world.mail.given().remove(0);
    assert_eq!(mail.to, "ana@example.mx");
    assert!(mail.body.contains("01/04/2026"), "{}", mail.body);
    assert!(mail.body.contains("Y6087828106"), "{}", mail.body);
    assert!(
        mail.body
            .contains("https://rubrica.example/certificado-imss/renovar")
    );
    assert!(mail.body.contains("Avisarme por correo"), "how to stop it");
}

#[tokio::test]
async fn a_threshold_that_was_slept_through_is_caught_up_with_once() {
    let world = World::new();
    let company = world.company("ana").await;
    ending_on(&world, &company, "2026-02-04").await;
    let subjects = days(&world, 1).await;
    assert_eq!(subjects.len(), 1, "{subjects:?}");
    assert!(subjects[0].contains("quedan 19 días"), "{subjects:?}");
    assert_eq!(days(&world, 3).await, [] as [&str; 0]);
}

#[tokio::test]
async fn nobody_is_reminded_of_a_certificate_that_signs_for_nothing() {
    let world = World::new();
    let company = world.company("ana").await;
    let kept = ending_on(&world, &company, "2026-01-25").await;
    certificates::delete(&world.service, &company.admin, kept.id)
        .await
        .unwrap();
    assert_eq!(days(&world, 12).await, [] as [&str; 0]);
}

#[tokio::test]
async fn who_declines_reminders_gets_none() {
    let world = World::new();
    let company = world.company("ana").await;
    ending_on(&world, &company, "2026-01-25").await;
    let (service, ana) = (&world.service, &company.admin);
    let now = reminding(service, ana).await.unwrap();
    assert!(now.has_address && now.wanted, "who signs is reminded");
    let now = choose_reminders(service, ana, false).await.unwrap();
    assert!(!now.wanted);
    assert_eq!(days(&world, 4).await, [] as [&str; 0]);
    let now = choose_reminders(service, ana, true).await.unwrap();
    assert!(now.wanted);
    assert_eq!(days(&world, 1).await.len(), 1, "and again what is due then");
    let luis = world.user(ana, "luis", Role::Capturista).await;
    assert!(!reminding(service, &luis).await.unwrap().wanted);
    let now = choose_reminders(service, &luis, true).await.unwrap();
    assert!(now.wanted && !now.has_address);
}

#[tokio::test]
async fn a_request_is_reminded_of_across_a_holiday_until_it_is_done() {
    let world = World::new();
    let company = world.company("ana").await;
    let (service, ana) = (&world.service, &company.admin);
    let settings = CompanySettings {
        holidays: vec![imss::calendar::Holiday {
            date: date(2026, 1, 29),
            name: "Inventario".to_owned(),
        }],
        ..CompanySettings::default()
    };
    service::settings::save(service, ana, settings)
        .await
        .unwrap();
    assert_eq!(days(&world, 4).await, [] as [&str; 0]);
    // Ten días hábiles from Monday 19 January end on 2 February; that first Monday is a holiday of the
    // law, and the company closes on 29 January.
    save(service, ana, &asked(&company, 0, Some(date(2026, 1, 19))))
        .await
        .unwrap();
    let subjects = days(&world, 25).await;
    let left: Vec<&str> = subjects
        .iter()
        .map(|subject| subject.split(" · ").next().unwrap())
        .collect();
    assert_eq!(
        left,
        [
            "Solicitud de certificado: quedan 5 días hábiles",
            "Solicitud de certificado: quedan 3 días hábiles",
            "Solicitud de certificado: queda 1 día hábil, contando hoy",
        ]
    );
    let last = world.mail.given().pop().unwrap();
    assert!(last.body.contains("04/02/2026"), "{}", last.body);
    assert!(last.body.contains("/certificado-imss/primera-vez"));
}

#[tokio::test]
async fn a_request_that_is_finished_is_not_reminded_of() {
    let world = World::new();
    let company = world.company("ana").await;
    let (service, ana) = (&world.service, &company.admin);
    save(service, ana, &asked(&company, 0, Some(date(2026, 1, 15))))
        .await
        .unwrap();
    save(service, ana, &tick(&company, 1, "subdelegacion", true))
        .await
        .unwrap();
    assert_eq!(days(&world, 20).await, [] as [&str; 0]);
}

async fn read(world: &World, token: &Token) -> Option<String> {
    match calendar_at(&world.service, token).await {
        Ok(text) => Some(text),
        Err(CertificateLifeError::Common(CommonError::NotFound(_))) => None,
        Err(other) => panic!("{other}"),
    }
}

#[tokio::test]
async fn a_calendar_says_holder_registro_and_end_and_nothing_else() {
    let world = World::new();
    let company = world.company("ana").await;
    let (service, ana) = (&world.service, &company.admin);
    let kept = ending_on(&world, &company, "2026-04-01").await;
    assert_eq!(calendar_of(service, ana).await.unwrap(), None);
    let token = renew_calendar(service, ana).await.unwrap();
    let text = read(&world, &token).await.unwrap().replace("\r\n ", "");
    assert!(text.contains("DTSTART;VALUE=DATE:20260401"), "{text}");
    assert!(text.contains("Y6087828106"), "{text}");
    let facts = &kept.facts;
    assert!(text.contains(&facts.holder.replace(',', "\\,")), "{text}");
    let hidden = [
        Some(facts.serial.clone()),
        facts.rfc.clone(),
        facts.curp.clone(),
        Some(kept.sha256.to_string()),
    ];
    for hidden in hidden.into_iter().flatten() {
        assert!(!text.contains(&hidden), "{hidden} in {text}");
    }
    let state = calendar_of(service, ana).await.unwrap().unwrap();
    assert_eq!(state.last_read, Some(world.build.now));
}

#[tokio::test]
async fn a_calendar_ends_when_it_is_renewed_revoked_or_its_person_goes() {
    let world = World::new();
    let company = world.company("ana").await;
    let (service, ana) = (&world.service, &company.admin);
    let first = renew_calendar(service, ana).await.unwrap();
    assert!(read(&world, &first).await.is_some());
    let second = renew_calendar(service, ana).await.unwrap();
    assert!(read(&world, &first).await.is_none());
    assert!(read(&world, &second).await.is_some());
    revoke_calendar(service, ana).await.unwrap();
    revoke_calendar(service, ana).await.unwrap();
    assert!(read(&world, &second).await.is_none());

    let luis = world.user(ana, "luis", Role::Capturista).await;
    let token = renew_calendar(service, &luis).await.unwrap();
    assert!(read(&world, &token).await.is_some());
    let user = world.store.user(ana.empresa(), luis.user()).await.unwrap();
    let user = user.unwrap();
    let mut gone = user.clone();
    gone.active = false;
    let unit: Unit = world.build.unit(ana.empresa()).update(user, gone);
    world.store.commit(unit).await.unwrap();
    assert!(read(&world, &token).await.is_none());

    let reading = world.log_in("ana", Mode::Consulta).await.unwrap().caller;
    assert!(reading.full().is_err(), "a reader makes no calendar");
}
