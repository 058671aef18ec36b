//! The engine behind a database: SurrealDB in this process, in a folder, or a server of it.
//!
//! The embedded engine is built here, and not by the driver's `connect`, for two things that `connect` does not
//! offer: its memory is ours to set, where it would take a share of the machine's; and it can be closed before
//! the process ends, so that the next start has nothing to take up.

use std::fmt;
use std::path::Path;
use std::sync::Arc;

use futures::StreamExt as _;
use futures::stream::BoxStream;
use surrealdb::engine::any::{Any, connect};
use surrealdb::engine::local::Db;
use surrealdb::opt::auth::Root;
use surrealdb::types::SurrealValue;
use surrealdb::{IndexedResults, Surreal};
use surrealdb_cnf::ConfigMap;
use surrealdb_core::kvs::Datastore;

const MEBIBYTE: u64 = 1024 * 1024;
/// What is written is held so much of before it goes to the folder's tables. A start reads as much again
/// after a power cut, and one commit must fit: ten thousand movements take a third of it.
const MEMTABLE_BYTES: u64 = 128 * MEBIBYTE;
/// What is read is kept so much of: the lists' first pages, many times over.
const BLOCK_CACHE_BYTES: u64 = 64 * MEBIBYTE;

/// Namespace and database in which everything lives, unless a server's address names another database.
const NAMESPACE: &str = "rubrica";

/// An engine that answers.
pub(crate) enum Engine {
    /// In this process.
    Embedded {
        db: Surreal<Db>,
        datastore: Arc<Datastore>,
    },
    /// A server or cluster.
    Remote { db: Surreal<Any> },
}

impl Engine {
    /// Opens a folder: `surrealkv://PATH?sync=every`. What is in the way is answered in the engine's words.
    pub(crate) async fn embedded(endpoint: &str) -> Result<Self, String> {
        let datastore = Datastore::builder()
            .with_config(memory())
            // Begun below, as the driver does: each of them writes, and the version of what is stored must be
            // written first.
            .without_maintenance_tasks()
            .build_with_path(endpoint)
            .await
            .map_err(failed)?;
        datastore.check_version().await.map_err(failed)?;
        datastore.bootstrap().await.map_err(failed)?;
        datastore.start_maintenance_tasks();
        let db = Surreal::<Db>::unstable_from_datastore(Arc::clone(&datastore), None);
        let db = db.await.map_err(failed)?;
        let chosen = db.use_ns(NAMESPACE).use_db(NAMESPACE).await;
        chosen.map_err(failed)?;
        Ok(Self::Embedded { db, datastore })
    }

    /// Opens a database of a server; `None` is the one that an installation has of its own.
    pub(crate) async fn remote(
        endpoint: &str,
        login: Option<(String, String)>,
        database: Option<&str>,
    ) -> Result<Self, String> {
        let db = connect(endpoint).await.map_err(failed)?;
        if let Some((username, password)) = login {
            let login = Root { username, password };
            db.signin(login).await.map_err(failed)?;
        }
        let database = database.unwrap_or(NAMESPACE);
        let chosen = db.use_ns(NAMESPACE).use_db(database).await;
        chosen.map_err(failed)?;
        Ok(Self::Remote { db })
    }

    /// Runs statements, each with its own answer or error.
    pub(crate) async fn run(
        &self,
        statements: &str,
        binds: impl SurrealValue,
    ) -> surrealdb::Result<IndexedResults> {
        match self {
            Self::Embedded { db, .. } => db.query(statements).bind(binds).await,
            Self::Remote { db } => db.query(statements).bind(binds).await,
        }
    }

    /// Writes tables as statements that make them again.
    pub(crate) async fn export(
        &self,
        tables: Vec<String>,
    ) -> surrealdb::Result<BoxStream<'static, surrealdb::Result<Vec<u8>>>> {
        Ok(match self {
            Self::Embedded { db, .. } => db.export(()).with_config().tables(tables).await?.boxed(),
            Self::Remote { db } => db.export(()).with_config().tables(tables).await?.boxed(),
        })
    }

    /// Runs the statements of a file.
    pub(crate) async fn import(&self, file: &Path) -> surrealdb::Result<()> {
        match self {
            Self::Embedded { db, .. } => db.import(file).await,
            Self::Remote { db } => db.import(file).await,
        }
    }

    /// Ends the embedded engine's own tasks and closes its files. Nothing can be asked afterwards.
    pub(crate) async fn close(&self) {
        if let Self::Embedded { datastore, .. } = self
            && let Err(error) = datastore.shutdown().await
        {
            tracing::warn!(%error, "the database did not close as it should");
        }
    }
}

/// An error of the engine's with its causes, in its words.
fn failed(error: impl fmt::Display) -> String {
    format!("{error:#}")
}

/// The memory of the embedded engine.
fn memory() -> ConfigMap {
    ConfigMap::empty()
        .with_key_value("surrealkv_max_memtable_size", MEMTABLE_BYTES.to_string())
        .with_key_value(
            "surrealkv_block_cache_capacity",
            BLOCK_CACHE_BYTES.to_string(),
        )
}
