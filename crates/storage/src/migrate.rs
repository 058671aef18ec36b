//! The schema: numbered migrations, each applied once in a transaction and remembered with its
//! checksum.

use serde::Deserialize;
use serde_json::json;
use service::store::StoreError;
use sha2::{Digest as _, Sha256};
use surrealdb::Surreal;
use surrealdb::engine::any::Any;

use crate::query;

/// Every migration of this release, in order. Released ones are never edited: a change is a new one.
const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_ground", include_str!("migrations/0001_ground.surql")),
    (
        "0002_workers",
        include_str!("migrations/0002_workers.surql"),
    ),
];

/// The schema in the database is not one this release can work with.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum MigrateError {
    /// A newer release has been here.
    #[error(
        "the database has the migration {0:?}, which this release does not know: use the newer one"
    )]
    Unknown(String),
    /// A migration that was applied is not the one this release has under that name.
    #[error("the migration {0:?} was applied with another content than this release has")]
    Changed(String),
    /// The database failed while it was read or changed; a migration is applied whole or not at
    /// all.
    #[error("the schema cannot be brought up to date")]
    Database(#[source] StoreError),
}

#[derive(Deserialize)]
struct Applied {
    name: String,
    checksum: String,
}

/// Applies what is missing.
pub(crate) async fn apply(db: &Surreal<Any>) -> Result<(), MigrateError> {
    let failed = |e: surrealdb::Error| MigrateError::Database(query::failed(&e));
    db.query("DEFINE TABLE IF NOT EXISTS migration SCHEMALESS PERMISSIONS NONE")
        .await
        .and_then(surrealdb::IndexedResults::check)
        .map_err(failed)?;
    for (name, text) in &MIGRATIONS[verify(db).await?..] {
        let whole = format!(
            "BEGIN; {text}; CREATE type::record('migration', $name) \
             CONTENT {{ name: $name, checksum: $checksum, applied_at: time::now() }}; COMMIT;"
        );
        db.query(whole)
            .bind(json!({ "name": name, "checksum": checksum(text) }))
            .await
            .and_then(surrealdb::IndexedResults::check)
            .map_err(failed)?;
    }
    Ok(())
}

/// Checks what was applied against what this release has; answers how many were.
pub(crate) async fn verify(db: &Surreal<Any>) -> Result<usize, MigrateError> {
    let applied: Vec<Applied> = query::rows(
        db,
        "SELECT VALUE { name: name, checksum: checksum } FROM migration",
        json!({}),
    )
    .await
    .map_err(MigrateError::Database)?;
    for (at, was) in applied.iter().enumerate() {
        match MIGRATIONS.get(at) {
            Some((name, text)) if *name == was.name => {
                if checksum(text) != was.checksum {
                    return Err(MigrateError::Changed(was.name.clone()));
                }
            }
            _ => return Err(MigrateError::Unknown(was.name.clone())),
        }
    }
    Ok(applied.len())
}

/// How many migrations this release has.
pub(crate) fn known() -> usize {
    MIGRATIONS.len()
}

fn checksum(text: &str) -> String {
    hex::encode(Sha256::digest(text.as_bytes()))
}

#[cfg(test)]
mod tests {
    use service::store::Store as _;
    use service::suite::Build;

    use super::*;
    use crate::Database;

    #[tokio::test(flavor = "multi_thread")]
    async fn what_was_stored_before_workers_were_known_gets_its_rows() {
        let folder = tempfile::tempdir().unwrap();
        let url = format!("surrealkv://{}", folder.path().join("db").display());
        let database = Database::open(&url).await.unwrap();
        let build = Build::default();
        let (empresa, registro) = build.stored_company(&database).await;
        let movement = build.reingreso(&registro);
        let lote = build.lote(&registro, 1);
        let unit = build.unit(empresa.id).create(movement.clone());
        database.commit(unit.create(lote.clone())).await.unwrap();

        let as_before = "
            REMOVE TABLE trabajador; REMOVE TABLE company_settings; REMOVE TABLE capture_defaults;
            REMOVE TABLE column_mapping; REMOVE TABLE deleted_movement; REMOVE TABLE by_worker;
            REMOVE TABLE by_name; REMOVE TABLE by_word; REMOVE TABLE by_deadline;
            UPDATE by_date SET row.nss = NONE;
            DELETE migration WHERE name = '0002_workers';";
        query::each(&database.db, as_before, json!({}))
            .await
            .unwrap();
        assert_eq!(verify(&database.db).await.unwrap(), 1);

        apply(&database.db).await.unwrap();
        let nss = movement.movimiento().unwrap().nss();
        let rows = database.movements_of(empresa.id, &[nss]).await.unwrap();
        let found: Vec<_> = rows.iter().map(|row| (row.id, row.nss)).collect();
        assert_eq!(found, [(movement.id, Some(nss))]);
        let open = database.open_lotes(empresa.id, &[registro.id], 9).await;
        assert_eq!(open.unwrap(), [lote]);
    }
}
