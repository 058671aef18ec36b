//! Opening: what was acknowledged is there again, and a schema that is not ours is refused.

use std::path::PathBuf;

use service::store::Store as _;
use storage::{Database, OpenError};

/// A folder of its own for a database, taken away when it is dropped.
pub(crate) struct Folder(tempfile::TempDir);

pub(crate) fn folder() -> Folder {
    Folder(tempfile::tempdir().unwrap())
}

impl Folder {
    fn path(&self) -> PathBuf {
        self.0.path().join("db")
    }

    fn url(&self) -> String {
        format!("surrealkv://{}", self.path().display())
    }

    /// Opens it; the folder goes with the test process's temporary files.
    pub(crate) async fn open(self) -> Database {
        let url = self.url();
        let _ = self.0.keep();
        Database::open(&url).await.unwrap()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn an_opened_database_is_ready() {
    let database = Database::open("mem://").await.unwrap();
    database.ready().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn a_url_of_another_kind_is_refused_by_name() {
    let error = Database::open("postgres://ana:secreto@db")
        .await
        .err()
        .unwrap();
    assert!(
        matches!(&error, OpenError::Url(shown) if shown == "db"),
        "{error}"
    );
}
