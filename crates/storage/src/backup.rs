//! The whole database in one file, and a database out of it.
//!
//! The file is SurrealDB's own export, ended by a line of ours that holds the digest of all before it: a
//! file that was cut short, or changed, is refused before anything is written. What is worth something
//! only while a server runs is left out: sessions, challenges, and sessions with the portal, which are
//! bearer credentials.

use std::io::{BufRead as _, BufReader, Write};
use std::path::Path;

use futures::StreamExt as _;
use serde_json::json;
use service::store::{AccountStore as _, StoreError};
use sha2::{Digest as _, Sha256};

use crate::database::Database;
use crate::migrate;
use crate::open::OpenError;
use crate::query;

/// What is never in a backup.
const LEFT_OUT: [&str; 3] = ["session", "challenge", "portal_session"];

/// What the last line begins with; the digest follows, hexadecimal.
const SEAL: &str = "-- rubrica backup, complete, sha256 ";

/// The database was not written to a file, or not read from one.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum BackupError {
    /// The file cannot be written or read.
    #[error("the file cannot be used")]
    File(#[from] std::io::Error),
    /// The file is no backup, or not a whole one.
    #[error("the file is not a whole backup: it was cut short, changed, or is something else")]
    NotWhole,
    /// There is a company in the database already.
    #[error("the database holds a company already: restore into an empty one")]
    NotEmpty,
    /// The database does not open, or its schema is not one that this release knows.
    #[error(transparent)]
    Open(#[from] OpenError),
    /// The engine cannot write or read backups: a server of SurrealDB has commands of its own for it.
    #[error("the database failed")]
    Database(#[from] StoreError),
}

impl Database {
    /// Writes everything worth keeping. No other process may write meanwhile; the embedded engine's lock
    /// sees to it.
    ///
    /// # Errors
    ///
    /// [`BackupError`]; what was written until then is not whole, and not restored.
    pub async fn backup(&self, out: &mut (impl Write + Send)) -> Result<(), BackupError> {
        let mut chunks = self
            .db
            .export(())
            .with_config()
            .tables(self.tables().await?)
            .await
            .map_err(|error| query::failed(&error))?;
        let mut digest = Sha256::new();
        while let Some(chunk) = chunks.next().await {
            let chunk = chunk.map_err(|error| query::failed(&error))?;
            digest.update(&chunk);
            out.write_all(&chunk)?;
        }
        digest.update(b"\n");
        writeln!(out, "\n{SEAL}{}", hex::encode(digest.finalize()))?;
        out.flush()?;
        Ok(())
    }

    /// Makes an empty database what it was when the file was written, and brings its schema to this
    /// release's.
    ///
    /// # Errors
    ///
    /// [`BackupError`]; nothing is written into a database that holds a company, or from a file that is
    /// not whole.
    pub async fn restore(url: &str, file: &Path) -> Result<Self, BackupError> {
        verify(file)?;
        let database = Self::connect(url).await?;
        if migrate::is_begun(&database).await? && database.any_empresa().await? {
            return Err(BackupError::NotEmpty);
        }
        // The file says what each table is, and which migrations were applied.
        let tables = database.every_table().await?;
        for table in tables {
            let statement = format!("REMOVE TABLE IF EXISTS {table}");
            query::each(&database, &statement, json!({})).await?;
        }
        let imported = database.db.import(file).await;
        imported.map_err(|error| query::failed(&error))?;
        for table in LEFT_OUT {
            let statement =
                format!("DEFINE TABLE IF NOT EXISTS {table} SCHEMALESS PERMISSIONS NONE");
            query::each(&database, &statement, json!({})).await?;
        }
        database.bring_up_to_date().await?;
        Ok(database)
    }

    async fn tables(&self) -> Result<Vec<String>, StoreError> {
        let mut tables = self.every_table().await?;
        tables.retain(|table| !LEFT_OUT.contains(&table.as_str()));
        Ok(tables)
    }

    async fn every_table(&self) -> Result<Vec<String>, StoreError> {
        let statement = "RETURN object::keys((INFO FOR DB).tables)";
        query::rows(self, statement, json!({})).await
    }
}

/// Checks that a file ends with the digest of what stands before.
fn verify(file: &Path) -> Result<(), BackupError> {
    let mut lines = BufReader::new(std::fs::File::open(file)?);
    let (mut digest, mut before, mut line) = (Sha256::new(), Vec::new(), Vec::new());
    while lines.read_until(b'\n', &mut line)? > 0 {
        digest.update(&before);
        before = std::mem::take(&mut line);
    }
    let sealed = std::str::from_utf8(&before).ok();
    let sealed = sealed.and_then(|line| line.strip_prefix(SEAL));
    if sealed.map(str::trim_end) == Some(hex::encode(digest.finalize()).as_str()) {
        Ok(())
    } else {
        Err(BackupError::NotWhole)
    }
}

#[cfg(test)]
mod tests {
    use service::store::{
        CertificateStore as _, JobStore as _, LoteStore as _, MovementStore as _, Store as _,
    };
    use service::suite::Build;

    use super::*;

    async fn database(folder: &Path) -> Database {
        let url = format!("surrealkv://{}", folder.display());
        Database::open(&url).await.unwrap()
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn restores_what_was_stored_without_its_sessions() {
        let folder = tempfile::tempdir().unwrap();
        let from = database(&folder.path().join("from")).await;
        let build = Build::default();
        let (empresa, registro) = build.stored_company(&from).await;
        let user = build.user(empresa.id);
        let session = build.session(empresa.id, user.id);
        let certificado = build.certificado(empresa.id, registro.id);
        let portal = build.portal_session(&certificado, user.id);
        let movement = build.reingreso(&registro);
        let lote = build.lote(&registro, 7);
        let job = build.job(empresa.id);
        let unit = build
            .unit(empresa.id)
            .create(user.clone())
            .create(session.clone())
            .create(certificado.clone())
            .create(portal.clone())
            .create(movement.clone())
            .create(lote.clone())
            .create(job.clone());
        from.commit(unit).await.unwrap();
        let mut bytes = Vec::new();
        from.backup(&mut bytes).await.unwrap();
        let file = folder.path().join("whole");
        std::fs::write(&file, &bytes).unwrap();

        let url = format!("surrealkv://{}", folder.path().join("to").display());
        let to = Database::restore(&url, &file).await.unwrap();
        to.ready().await.unwrap();
        let id = empresa.id;
        assert_eq!(to.empresa(id).await.unwrap(), Some(empresa));
        assert_eq!(to.user_by_name(&user.username).await.unwrap(), Some(user));
        let certificados = to.certificados(id).await.unwrap();
        assert_eq!(certificados, [certificado]);
        let read = to.movement(id, movement.id).await.unwrap();
        assert_eq!(read.as_ref(), Some(&movement));
        let nss = movement.movimiento().unwrap().nss();
        assert_eq!(to.movements_of(id, &[nss]).await.unwrap().len(), 1);
        assert_eq!(to.last_lote_number(id).await.unwrap(), 7);
        assert_eq!(to.lote(id, lote.id).await.unwrap(), Some(lote));
        assert_eq!(
            to.next_due(service::records::Lane::Portal).await.unwrap(),
            Some(job.due_at)
        );
        assert_eq!(
            to.audit(id, None, 9).await.unwrap().len(),
            from.audit(id, None, 9).await.unwrap().len()
        );
        assert_eq!(to.session(session.id).await.unwrap(), None);
        assert_eq!(to.portal_sessions(id).await.unwrap(), []);
        let text = String::from_utf8_lossy(&bytes);
        assert!(
            !text.contains(&session.id.to_string()),
            "no session is in it"
        );

        // It is a database like any other: what is stored next is stored.
        let another = build.reingreso(&registro);
        to.commit(build.unit(id).create(another)).await.unwrap();
        let refused = Database::restore(&url, &file).await;
        drop(to);
        assert!(refused.is_err(), "and is not overwritten");
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn refuses_what_is_not_whole() {
        let folder = tempfile::tempdir().unwrap();
        let from = database(&folder.path().join("from")).await;
        Build::default().stored_company(&from).await;
        let mut bytes = Vec::new();
        from.backup(&mut bytes).await.unwrap();
        let file = folder.path().join("file");
        let cut = bytes[..bytes.len() - 30].to_vec();
        let middle = [&bytes[..200], &bytes[210..]].concat();
        for broken in [cut, middle, Vec::new(), b"DEFINE TABLE x;\n".to_vec()] {
            std::fs::write(&file, &broken).unwrap();
            let to = folder.path().join("to");
            let url = format!("surrealkv://{}", to.display());
            let refused = Database::restore(&url, &file).await;
            assert!(matches!(refused, Err(BackupError::NotWhole)));
            assert!(!to.exists(), "nothing was made");
        }
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn refuses_a_database_that_holds_a_company() {
        let folder = tempfile::tempdir().unwrap();
        let from = database(&folder.path().join("from")).await;
        Build::default().stored_company(&from).await;
        let file = folder.path().join("file");
        let mut out = std::fs::File::create(&file).unwrap();
        from.backup(&mut out).await.unwrap();
        let into = folder.path().join("to");
        let full = database(&into).await;
        let (empresa, _) = Build::default().stored_company(&full).await;
        drop(full);
        let url = format!("surrealkv://{}", into.display());
        // The folder's lock is released a moment after the last handle is gone.
        let refused = loop {
            match Database::restore(&url, &file).await {
                Err(BackupError::Open(OpenError::InUse)) => tokio::task::yield_now().await,
                other => break other,
            }
        };
        assert!(matches!(refused, Err(BackupError::NotEmpty)));
        drop(empresa);
    }
}
