//! Everything of a company, downloaded.

use std::io::{Cursor, Read as _};

use axum::http::StatusCode;
use model::Role;
use sha2::{Digest as _, Sha256};
use zip::ZipArchive;

use crate::app::TestApp;

const PATH: &str = "/relay/company-export";

#[tokio::test(flavor = "multi_thread")]
async fn an_administrator_downloads_a_whole_archive() {
    let app = TestApp::with_company().await;
    let cookie = app.cookie_of("ana", false).await;
    let answer = app.get(PATH, &cookie).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.header("content-type"), "application/zip");
    assert_eq!(answer.header("content-encoding"), "");
    let disposition = answer.header("content-disposition").to_owned();
    assert!(disposition.starts_with("attachment; filename=\"rubrica-empresa-"));
    let mut archive = ZipArchive::new(Cursor::new(answer.body.to_vec())).unwrap();
    let read = |archive: &mut ZipArchive<Cursor<Vec<u8>>>, name: &str| {
        let mut bytes = Vec::new();
        let mut file = archive.by_name(name).unwrap();
        file.read_to_end(&mut bytes).unwrap();
        bytes
    };
    let sums = String::from_utf8(read(&mut archive, "SHA256SUMS")).unwrap();
    assert_eq!(sums.lines().count() + 1, archive.len());
    for line in sums.lines() {
        let (sum, file) = line.split_once("  ").unwrap();
        let digest = hex::encode(Sha256::digest(read(&mut archive, file)));
        assert_eq!(digest, sum, "{file}");
    }
    assert!(sums.contains("movimientos.ndjson") && sums.contains("manifest.json"));
}

#[tokio::test]
async fn nobody_else_downloads_it() {
    let app = TestApp::with_company().await;
    let clerk = app.cookie_of_new("luis", Role::Firmante).await;
    let link = app.cookie_of_link().await;
    for cookie in [clerk, link] {
        let answer = app.get(PATH, &cookie).await;
        assert_ne!(answer.status, StatusCode::OK);
        assert!(!answer.body.starts_with(b"PK"));
    }
    assert_eq!(app.get(PATH, "").await.status, StatusCode::UNAUTHORIZED);
}
