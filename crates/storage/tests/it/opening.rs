//! Opening: what was acknowledged is there again, and a schema that is not ours is refused.

use std::path::PathBuf;

use service::store::{AccountStore as _, Store as _};
use service::suite::Build;
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
    let database = folder().open().await;
    database.ready().await.unwrap();
}

#[tokio::test(flavor = "multi_thread")]
async fn what_was_acknowledged_is_there_when_the_folder_is_opened_again() {
    let folder = folder();
    let empresa = Build::default().empresa();
    {
        let database = Database::open(&folder.url()).await.unwrap();
        let unit = Build::default().unit(empresa.id).create(empresa.clone());
        database.commit(unit).await.unwrap();
    }
    engine_ended().await;
    let again = Database::open(&folder.url()).await.unwrap();
    again.ready().await.unwrap();
    let found = again.empresa(empresa.id).await.unwrap().unwrap();
    assert_eq!(found.nombre, empresa.nombre);
}

/// The engine gives the folder's lock back in tasks of its own, once its last handle is gone; a test
/// itself is no task.
async fn engine_ended() {
    let metrics = tokio::runtime::Handle::current().metrics();
    while metrics.num_alive_tasks() > 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_folder_that_is_in_use_is_refused() {
    let folder = folder();
    let _first = Database::open(&folder.url()).await.unwrap();
    let second = Database::open(&folder.url()).await;
    assert!(matches!(second, Err(OpenError::InUse)));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_url_of_another_kind_is_refused_by_name() {
    for url in ["postgres://ana:secreto@db", "mem://ana:secreto@db"] {
        let error = Database::open(url).await.err().unwrap();
        assert!(
            matches!(&error, OpenError::Url(shown) if shown == "db"),
            "{error}"
        );
    }
}
