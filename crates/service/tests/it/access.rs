//! A known RFC leads to "pedir acceso", which that company's administrators answer.

use model::{Mode, Role};
use service::accounts::{self, Accepting, AccountError, Asking, Registering};
use service::caller::FullCaller;
use service::records::AccessRequest;
use service::{CommonError, Registration};

use crate::recovery::last_token;
use crate::signing::signers;
use crate::world::{PASSWORD, RFC, World, full, password, stranger};

const OTHER: &str = "URE180429TM6";

fn asking(rfc: &str, email: &str) -> Asking {
    Asking {
        rfc: rfc.to_owned(),
        nombre: "Luis Peña".to_owned(),
        email: email.to_owned(),
    }
}

async fn ask(world: &World, rfc: &str, email: &str) {
    let asking = asking(rfc, email);
    // Each from an address of its own: another test bounds how many one may make.
    let from = service::caller::Stranger {
        address: email.to_owned(),
        device: None,
    };
    accounts::ask_access(&world.service, &from, &asking)
        .await
        .unwrap();
    world.work().await;
}

async fn waiting(world: &World, admin: &FullCaller) -> Vec<AccessRequest> {
    accounts::access_requests(&world.service, admin)
        .await
        .unwrap()
}

fn registering(username: &str, rfc: &str) -> Registering {
    Registering {
        nombre: "Otra".to_owned(),
        rfc: rfc.to_owned(),
        administrador: "Eva".to_owned(),
        email: "eva@example.mx".to_owned(),
        username: username.to_owned(),
        password: password(PASSWORD),
    }
}

#[tokio::test]
async fn a_known_rfc_registers_no_second_company() {
    let world = World::new();
    world.register("ana").await;
    let again = registering("eva", &format!(" {} ", RFC.to_lowercase()));
    let error = accounts::register(&world.service, &again).await.err();
    let wire = world.service.wire(&error.unwrap().into());
    assert_eq!((wire.code, wire.field), ("rfc-known", Some("rfc")));
    let words = format!("{} {:?}", wire.message, wire.hint);
    for name in ["Ana", "ana", "Empresa de"] {
        assert!(!words.contains(name), "{words}");
    }
    let other = registering("eva", OTHER);
    accounts::register(&world.service, &other).await.unwrap();
}

#[tokio::test]
async fn a_request_is_granted_by_an_invitation_to_its_address() {
    let world = World::with(Registration::First);
    let admin = full(&world.register("ana").await.caller);
    ask(&world, RFC, "luis@example.mx").await;
    let notice = world.mail.given().pop().unwrap();
    assert_eq!(notice.to, "ana@example.mx");
    assert!(notice.body.contains("Luis Peña"), "{}", notice.body);

    let requests = waiting(&world, &admin).await;
    assert_eq!(requests.len(), 1);
    let (service, id) = (&world.service, requests[0].id);
    accounts::grant_access(service, &admin, id, Role::Capturista)
        .await
        .unwrap();
    assert!(waiting(&world, &admin).await.is_empty());
    world.work().await;
    assert_eq!(world.mail.given().pop().unwrap().to, "luis@example.mx");
    let accepting = Accepting {
        nombre: "Luis Peña".to_owned(),
        username: "luis".to_owned(),
        password: password(PASSWORD),
    };
    let token = last_token(&world);
    let entered = accounts::accept(service, &stranger(), &token, &accepting, None).await;
    let luis = full(&entered.unwrap().caller);
    assert_eq!(
        (luis.empresa(), luis.role()),
        (admin.empresa(), Role::Capturista)
    );
    let again = accounts::grant_access(service, &admin, id, Role::Capturista).await;
    assert!(matches!(
        again,
        Err(AccountError::Common(CommonError::NotFound(_)))
    ));
}

#[tokio::test]
async fn a_refused_request_is_answered_without_a_name() {
    let world = World::new();
    let admin = full(&world.register("ana").await.caller);
    ask(&world, RFC, "luis@example.mx").await;
    let id = waiting(&world, &admin).await[0].id;
    accounts::refuse_access(&world.service, &admin, id)
        .await
        .unwrap();
    assert!(waiting(&world, &admin).await.is_empty());
    world.work().await;
    let mail = world.mail.given().pop().unwrap();
    assert_eq!((mail.to.as_str(), mail.action), ("luis@example.mx", None));
    assert!(!mail.body.contains("Ana"), "{}", mail.body);
    assert!(!mail.body.contains("Empresa de"), "{}", mail.body);
}

#[tokio::test]
async fn an_rfc_that_nobody_has_is_answered_alike() {
    let world = World::new();
    let admin = full(&world.register("ana").await.caller);
    ask(&world, OTHER, "luis@example.mx").await;
    assert!(waiting(&world, &admin).await.is_empty());
    assert!(world.mail.given().is_empty());
}

#[tokio::test]
async fn somebody_who_is_in_already_is_reminded_of_it() {
    let world = World::new();
    let admin = full(&world.register("ana").await.caller);
    ask(&world, RFC, "ANA@example.mx").await;
    assert!(waiting(&world, &admin).await.is_empty());
    let mail = world.mail.given().pop().unwrap();
    assert!(mail.body.contains("«ana»"), "{}", mail.body);
}

#[tokio::test]
async fn asking_again_replaces_and_many_do_not_pile_up() {
    let world = World::new();
    let admin = full(&world.register("ana").await.caller);
    ask(&world, RFC, "luis@example.mx").await;
    ask(&world, RFC, "LUIS@example.mx").await;
    assert_eq!(waiting(&world, &admin).await.len(), 1);
    assert_eq!(world.mail.given().len(), 1, "one mail for one person");
    for n in 0..25 {
        ask(&world, RFC, &format!("luis{n}@example.mx")).await;
    }
    assert_eq!(waiting(&world, &admin).await.len(), 20);
    world.minutes(30 * 24 * 60 + 1);
    let admin = full(&world.log_in("ana", Mode::Completo).await.unwrap().caller);
    assert!(waiting(&world, &admin).await.is_empty());
}

#[tokio::test]
async fn asking_from_one_address_is_bounded() {
    let world = World::new();
    world.register("ana").await;
    let mut last = None;
    for n in 0..40 {
        let asking = asking(RFC, &format!("luis{n}@example.mx"));
        last = accounts::ask_access(&world.service, &stranger(), &asking)
            .await
            .err();
    }
    assert!(matches!(last, Some(AccountError::TooManyAttempts { .. })));
}

#[tokio::test]
async fn only_its_own_administrators_answer_a_request() {
    let world = World::new();
    let admin = full(&world.register("ana").await.caller);
    let luis = world.user(&admin, "luis", Role::Firmante).await;
    let eva = full(&world.register("eva").await.caller);
    ask(&world, RFC, "nuevo@example.mx").await;
    let id = waiting(&world, &admin).await[0].id;
    let service = &world.service;
    let forbidden = accounts::access_requests(service, &luis).await;
    assert!(matches!(
        forbidden,
        Err(AccountError::Common(CommonError::Forbidden))
    ));
    for answer in [
        accounts::grant_access(service, &luis, id, Role::Consulta).await,
        accounts::refuse_access(service, &luis, id).await,
    ] {
        let error = answer.unwrap_err();
        assert!(matches!(
            error,
            AccountError::Common(CommonError::Forbidden)
        ));
    }
    assert!(waiting(&world, &eva).await.is_empty());
    for answer in [
        accounts::grant_access(service, &eva, id, Role::Consulta).await,
        accounts::refuse_access(service, &eva, id).await,
    ] {
        let error = answer.unwrap_err();
        assert!(matches!(
            error,
            AccountError::Common(CommonError::NotFound(_))
        ));
    }
    assert_eq!(waiting(&world, &admin).await.len(), 1);
}

#[tokio::test]
async fn an_rfc_is_proved_once_the_portal_accepts_its_certificate() {
    let world = World::new();
    let company = world.company("ana").await;
    let proven = async || {
        let company = accounts::company(&world.service, &company.admin).await;
        company.unwrap().rfc_proven
    };
    let certificado = world.certificado(&company, &signers().company).await;
    assert_eq!(proven().await, None, "a certificate alone is public");
    let asked = [company.registro.id];
    world.present(&company, &certificado, &asked).await;
    assert_eq!(proven().await, Some(world.service.now()));

    let other = accounts::set_rfc(&world.service, &company.admin, OTHER).await;
    let wire = world.service.wire(&other.unwrap_err().into());
    assert_eq!(wire.field, Some("rfc"));
}

#[tokio::test]
async fn a_company_without_an_rfc_gets_one_that_is_new() {
    let world = World::new();
    world.register("ana").await;
    let admin = full(&world.register("eva").await.caller);
    let service = &world.service;
    let known = accounts::set_rfc(service, &admin, RFC).await;
    assert!(matches!(known, Err(AccountError::RfcKnown)));
    let set = accounts::set_rfc(service, &admin, OTHER).await.unwrap();
    assert_eq!(set.rfc.unwrap().as_str(), OTHER);
    assert_eq!(set.rfc_proven, None);
    let luis = world.user(&admin, "luis", Role::Firmante).await;
    let forbidden = accounts::set_rfc(service, &luis, OTHER).await;
    assert!(matches!(
        forbidden,
        Err(AccountError::Common(CommonError::Forbidden))
    ));
}

#[tokio::test]
async fn a_company_that_proved_its_rfc_is_asked_alone() {
    let world = World::new();
    let company = world.company("ana").await;
    world.connected(&company).await;
    // Somebody else who wrote the same RFC before, as the record of then holds it.
    let copy = world.build.empresa();
    let copied = copy.id;
    let unit = world.build.unit(copied).create(copy);
    world.store.commit(unit).await.unwrap();
    ask(&world, RFC, "luis@example.mx").await;
    assert_eq!(waiting(&world, &company.admin).await.len(), 1);
    let theirs = world.store.access_requests(copied).await.unwrap();
    assert!(theirs.is_empty());
}
