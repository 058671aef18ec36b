//! The schema: numbered migrations, each applied once in a transaction and remembered with its
//! checksum.

use crate::database::Database;
use crate::query;
use serde::Deserialize;
use serde_json::json;
use service::store::StoreError;
use sha2::{Digest as _, Sha256};

/// Every migration of this release, in order. Released ones are never edited: a change is a new one.
const MIGRATIONS: &[(&str, &str)] = &[
    ("0001_ground", include_str!("migrations/0001_ground.surql")),
    (
        "0002_workers",
        include_str!("migrations/0002_workers.surql"),
    ),
    (
        "0013_accounts",
        include_str!("migrations/0013_accounts.surql"),
    ),
    (
        "0033_certificate_life",
        include_str!("migrations/0033_certificate_life.surql"),
    ),
    (
        "0043_imports",
        include_str!("migrations/0043_imports.surql"),
    ),
    (
        "0053_history",
        include_str!("migrations/0053_history.surql"),
    ),
    (
        "0063_receipts",
        include_str!("migrations/0063_receipts.surql"),
    ),
    ("0073_access", include_str!("migrations/0073_access.surql")),
    (
        "0093_departure",
        include_str!("migrations/0093_departure.surql"),
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
pub(crate) async fn apply(database: &Database) -> Result<(), MigrateError> {
    let failed = |e: surrealdb::Error| MigrateError::Database(query::failed(&e));
    let db = &database.db;
    db.query("DEFINE TABLE IF NOT EXISTS migration SCHEMALESS PERMISSIONS NONE")
        .await
        .and_then(surrealdb::IndexedResults::check)
        .map_err(failed)?;
    for (name, text) in &MIGRATIONS[verify(database).await?..] {
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
pub(crate) async fn verify(database: &Database) -> Result<usize, MigrateError> {
    let applied: Vec<Applied> = query::rows(
        database,
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

/// Whether any migration was ever applied.
pub(crate) async fn is_begun(database: &Database) -> Result<bool, StoreError> {
    let statement = "RETURN object::keys((INFO FOR DB).tables)";
    let tables: Vec<String> = query::rows(database, statement, json!({})).await?;
    Ok(tables.iter().any(|table| table == "migration"))
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
    use std::collections::BTreeSet;

    use service::store::{
        HistoryQuery, LoteStore as _, MovementStore as _, OpenLotesQuery, Store as _,
    };
    use service::suite::Build;

    use super::*;
    use crate::rebuild;

    #[tokio::test(flavor = "multi_thread")]
    async fn what_was_stored_before_trabajadores_were_known_gets_its_rows() {
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
            REMOVE TABLE column_mapping; REMOVE TABLE deleted_movement; REMOVE TABLE by_name;
            REMOVE TABLE by_word; REMOVE TABLE by_deadline; REMOVE TABLE history_by_age;
            REMOVE TABLE history_by_state; REMOVE TABLE history_by_worker; REMOVE TABLE tally;
            REMOVE TABLE lote_by_number; REMOVE TABLE lote_by_folio; REMOVE TABLE rebuilding;
            REMOVE TABLE import_part;
            DEFINE TABLE by_date SCHEMALESS;
            INSERT INTO by_date (SELECT type::record('by_date', [
                row.empresa, row.registro, row.fecha, row.id
            ]) AS id, object::extend(row, { nss: NONE }) AS row FROM history_by_date) RETURN NONE;
            REMOVE TABLE history_by_date;
            REMOVE TABLE mailed_link; REMOVE TABLE attempts; REMOVE TABLE undelivered; REMOVE TABLE by_email;
            UPDATE by_due SET lane = NONE;
            DELETE migration WHERE name != '0001_ground';";
        query::each(&database, as_before, json!({})).await.unwrap();
        assert_eq!(verify(&database).await.unwrap(), 1);

        apply(&database).await.unwrap();
        rebuild::finish(&database).await.unwrap();
        let nss = movement.movimiento().unwrap().nss();
        let rows = database.movements_of(empresa.id, &[nss]).await.unwrap();
        let found: Vec<_> = rows.iter().map(|row| (row.id, row.nss)).collect();
        assert_eq!(found, [(movement.id, Some(nss))]);
        let all = HistoryQuery::of(empresa.id, vec![registro.id], 9);
        for oldest_first in [false, true] {
            let query = HistoryQuery {
                oldest_first,
                ..all.clone()
            };
            let page = database.history(&query).await.unwrap();
            assert_eq!(page.rows.len(), 1);
        }
        let counts = database.counts(empresa.id, &[registro.id]).await.unwrap();
        assert_eq!(counts.iter().map(|one| one.count).sum::<u64>(), 1);
        let open = OpenLotesQuery {
            empresa: empresa.id,
            registros: vec![registro.id],
            estados: BTreeSet::new(),
            after: None,
            limit: 9,
        };
        assert_eq!(database.open_lotes(&open).await.unwrap(), [lote]);
        assert_eq!(database.last_lote_number(empresa.id).await.unwrap(), 1);
        // What was written is not written again.
        rebuild::finish(&database).await.unwrap();
        let counts = database.counts(empresa.id, &[registro.id]).await.unwrap();
        assert_eq!(counts.iter().map(|one| one.count).sum::<u64>(), 1);
    }
}
