//! Writes the look-ups of what stood in the database before migration 0053, some hundred records at a
//! time, each part with the place where the next begins. One that was cut off goes on there.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::{Value as Json, json};
use service::records::{LoteRecord, MovementRecord};
use service::store::{Edit, Record as _, StoreError, Write};
use surrealdb::types::{Object, Value};

use crate::database::Database;
use crate::lookup::{self, Row};
use crate::query;
use crate::tally::Tallies;
use crate::values::{array, record, with_id};

/// How many records are taken up at once.
const PART: u32 = 500;

#[derive(Deserialize)]
struct Place {
    reached: Json,
}

/// Finishes what is not finished; most often nothing.
pub(crate) async fn finish(database: &Database) -> Result<(), StoreError> {
    let statement = "SELECT reached FROM rebuilding:['history']";
    let Some(Place { reached }) = query::one(database, statement, json!({})).await? else {
        return Ok(());
    };
    let mut after = reached;
    if after.as_str() == Some("") {
        lotes(database).await?;
    }
    loop {
        let from = match &after {
            Json::Array(_) => after.clone(),
            _ => json!([""]),
        };
        let movements: Vec<MovementRecord> = query::rows(
            database,
            "SELECT VALUE body FROM type::record('movement', $after>..[{}]) LIMIT $part",
            json!({ "after": from, "part": PART }),
        )
        .await?;
        let Some(last) = movements.last() else { break };
        after = json!([last.empresa, last.key()]);
        part(database, movements, &after).await?;
    }
    query::each(database, "DELETE rebuilding:['history']", json!({}))
        .await
        .map(drop)
}

/// Open lotes are read by rows that 0002 made without their states; every lote gets all of its rows.
async fn lotes(database: &Database) -> Result<(), StoreError> {
    let lotes: Vec<LoteRecord> =
        query::rows(database, "SELECT VALUE body FROM lote", json!({})).await?;
    for part in lotes.chunks(PART as usize) {
        let writes = part.iter().cloned().map(Edit::Create);
        let rows = derived(writes.map(LoteRecord::write))?;
        let (mut text, mut binds) = (String::from("BEGIN;"), Object::new());
        for (table, rows) in rows {
            // Of the deadlines the rows are there, with less in them.
            let ids: Vec<Value> = rows.iter().filter_map(id_of).collect();
            text.push_str(&format!("DELETE $old_{table} RETURN NONE;"));
            text.push_str(&format!("INSERT INTO {table} ${table} RETURN NONE;"));
            binds.insert(format!("old_{table}"), array(&ids));
            binds.insert(table, array(&rows));
        }
        text.push_str("COMMIT;");
        query::each(database, &text, Value::Object(binds)).await?;
    }
    Ok(())
}

async fn part(
    database: &Database,
    movements: Vec<MovementRecord>,
    after: &Json,
) -> Result<(), StoreError> {
    let writes: Vec<Write> = movements
        .into_iter()
        .map(|movement| MovementRecord::write(Edit::Create(movement)))
        .collect();
    let mut tallies = Tallies::default();
    for write in &writes {
        tallies.add(write.plain()?.row_added.as_ref());
    }
    let (mut text, mut binds) = (String::from("BEGIN;"), Object::new());
    for (table, rows) in derived(writes.into_iter())? {
        text.push_str(&format!("INSERT INTO {table} ${table} RETURN NONE;"));
        binds.insert(table, array(&rows));
    }
    if let Some((statement, rows)) = tallies.statement() {
        text.push_str(&statement);
        binds.insert("tallies", array(&rows));
    }
    text.push_str("UPDATE rebuilding:['history'] SET reached = $after; COMMIT;");
    binds.insert(
        "after",
        surrealdb::types::SurrealValue::into_value(after.clone()),
    );
    query::each(database, &text, Value::Object(binds))
        .await
        .map(drop)
}

fn id_of(row: &Value) -> Option<Value> {
    match row {
        Value::Object(row) => row.get("id").cloned(),
        _ => None,
    }
}

/// The look-up rows of records, by table.
fn derived(
    writes: impl Iterator<Item = Write>,
) -> Result<BTreeMap<&'static str, Vec<Value>>, StoreError> {
    let mut tables: BTreeMap<&'static str, Vec<Value>> = BTreeMap::new();
    for write in writes {
        for Row { table, id, content } in lookup::rows(&write, &write.plain()?).added {
            let row = with_id(record(table, &id), content);
            tables.entry(table).or_default().push(row);
        }
    }
    Ok(tables)
}
