//! The evidence of lotes as a folder.

use model::LoteStatus;
use service::evidence_folder::{EvidenceFolder, EvidenceOf, folder};
use service::lotes::LoteError;
use service::records::LoteRecord;
use service::{CommonError, lotes};

use crate::world::{Company, World};

const AUTHORITY: &[u8] = b"an authority";

async fn of(
    world: &World,
    company: &Company,
    of: &EvidenceOf,
) -> Result<EvidenceFolder, LoteError> {
    let authorities = [AUTHORITY.to_vec()];
    folder(&world.service, &company.admin, of, &authorities).await
}

fn paths(folder: &EvidenceFolder) -> Vec<&str> {
    folder.files.iter().map(|file| file.path.as_str()).collect()
}

fn text(folder: &EvidenceFolder, path: &str) -> String {
    let file = folder.files.iter().find(|file| file.path == path).unwrap();
    String::from_utf8(file.bytes.clone()).unwrap()
}

async fn sent() -> (World, Company, LoteRecord) {
    let world = World::new();
    let company = world.company("ana").await;
    world.connected(&company).await;
    world.work().await;
    let lote = world.signed(&company, 2).await;
    world.work().await;
    let lote = world.lote(&lote).await;
    (world, company, lote)
}

#[tokio::test]
async fn a_lotes_folder_holds_what_verifies_it() {
    let (world, company, lote) = sent().await;
    let folder = of(&world, &company, &EvidenceOf::Lote(lote.id))
        .await
        .unwrap();
    assert_eq!(folder.name, format!("expediente-lote-{}", lote.numero));
    let numero = lote.numero;
    assert_eq!(
        paths(&folder),
        [
            "INDICE.html".to_owned(),
            "autoridades.pem".to_owned(),
            format!("lote-{numero}/intento-1/movimientos.txt"),
            format!("lote-{numero}/intento-1/firma.p7m"),
            format!("lote-{numero}/intento-1/certificado.cer"),
            "SHA256SUMS".to_owned(),
        ]
    );
    let evidence = world
        .store
        .evidence(lote.empresa, lote.id, 1)
        .await
        .unwrap();
    let evidence = evidence.unwrap();
    let index = text(&folder, "INDICE.html");
    let command = format!(
        "openssl cms -verify -binary -inform DER -in lote-{numero}/intento-1/firma.p7m \
         -CAfile autoridades.pem -partial_chain -purpose any -attime {}",
        evidence.signed_at.as_second()
    );
    assert!(index.contains(&command), "{index}");
    let recibo = lote.state.recibo().unwrap();
    assert!(index.contains(&recibo.folio) && index.contains(&recibo.id_lote));
    for movement in world.movements_of(&lote).await {
        let nss = movement.movimiento().unwrap().nss().to_string();
        assert!(index.contains(&nss));
    }
    assert!(!index.contains("por fuera"));
    let sums = text(&folder, "SHA256SUMS");
    assert!(sums.contains(&evidence.cms_sha256.to_string()));
    assert_eq!(sums.lines().count(), 5);
}

#[tokio::test]
async fn a_month_and_a_worker_gather_their_lotes() {
    let (world, company, lote) = sent().await;
    let today = imss::time::mexico_city_date(world.service.now());
    let month = EvidenceOf::Month(today.first_of_month());
    let folder = of(&world, &company, &month).await.unwrap();
    let inside = format!("lote-{}/intento-1/firma.p7m", lote.numero);
    assert!(paths(&folder).contains(&inside.as_str()));
    let movement = world.movements_of(&lote).await.remove(0);
    let worker = EvidenceOf::Trabajador(movement.movimiento().unwrap().nss());
    let folder = of(&world, &company, &worker).await.unwrap();
    assert!(paths(&folder).contains(&inside.as_str()));

    let other = EvidenceOf::Month(
        imss::time::mexico_city_date(jiff::Timestamp::UNIX_EPOCH).first_of_month(),
    );
    let none = of(&world, &company, &other).await;
    assert!(matches!(
        none,
        Err(LoteError::Common(CommonError::NotFound(_)))
    ));
}

#[tokio::test]
async fn another_company_finds_nothing() {
    let (world, _, lote) = sent().await;
    let stranger = world.company("berta").await;
    let found = of(&world, &stranger, &EvidenceOf::Lote(lote.id)).await;
    assert!(matches!(
        found,
        Err(LoteError::Common(CommonError::NotFound(_)))
    ));
}

#[tokio::test]
async fn a_lote_filed_by_hand_says_that_imss_has_no_cms() {
    let world = World::new();
    let company = world.company("ana").await;
    let lote = world.prepared(&company, 1).await;
    let lote = lotes::file_by_hand(&world.service, &company.admin, lote.id, lote.version)
        .await
        .unwrap();
    assert_eq!(lote.state.status(), LoteStatus::PorFuera);
    let folder = of(&world, &company, &EvidenceOf::Lote(lote.id))
        .await
        .unwrap();
    let index = text(&folder, "INDICE.html");
    assert!(
        index.contains("El IMSS no recibió la firma (CMS)"),
        "{index}"
    );
    assert!(index.contains("sin firma"));
}
