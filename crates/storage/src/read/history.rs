//! The history: `by_date` read month by month, newest first.
//!
//! A range of ids is read to its end whatever LIMIT says, so no range is longer than a month, and
//! `window` says which months hold anything.

use std::collections::BTreeSet;

use serde::Deserialize;
use serde_json::{Value as Json, json};
use service::ids::RegistroId;
use service::records::HistoryRow;
use service::store::{HistoryPage, HistoryQuery, StoreError};
use service::values::folded;
use surrealdb::Surreal;
use surrealdb::engine::any::Any;

use crate::{lookup, query};

#[derive(Deserialize)]
struct Found {
    row: HistoryRow,
}

/// One page.
pub(super) async fn page(
    db: &Surreal<Any>,
    asked: &HistoryQuery,
) -> Result<HistoryPage, StoreError> {
    let limit = asked.limit.max(1) as usize;
    let mut rows: Vec<HistoryRow> = Vec::new();
    // One more than asked for tells whether there is a next page.
    for month in months(db, asked).await?.into_iter().rev() {
        rows.extend(month_rows(db, asked, &month, limit + 1 - rows.len()).await?);
        if rows.len() > limit {
            break;
        }
    }
    let more = rows.len() > limit;
    rows.truncate(limit);
    let next = rows.last().filter(|_| more).map(HistoryRow::place);
    Ok(HistoryPage { rows, next })
}

/// The months that hold anything of what is asked for, oldest first.
async fn months(db: &Surreal<Any>, asked: &HistoryQuery) -> Result<BTreeSet<String>, StoreError> {
    let oldest = asked.from.map(lookup::month);
    let newest = asked
        .to
        .into_iter()
        .chain(asked.cursor.map(|c| c.fecha))
        .min()
        .map(lookup::month);
    let mut statements = String::new();
    let mut binds = json!({ "empresa": asked.empresa });
    for (at, registro) in asked.registros.iter().enumerate() {
        statements.push_str(&format!(
            "SELECT VALUE name FROM window:['by_date', $empresa, $r{at}]\
             ..['by_date', $empresa, $r{at}, {{}}];"
        ));
        binds[format!("r{at}")] = json!(registro);
    }
    let mut months = BTreeSet::new();
    if statements.is_empty() {
        return Ok(months);
    }
    for name in query::each(db, &statements, binds)
        .await?
        .into_iter()
        .flatten()
    {
        let name: String = query::parse(name)?;
        let inside = oldest.as_ref().is_none_or(|oldest| name >= *oldest)
            && newest.as_ref().is_none_or(|newest| name <= *newest);
        if inside {
            months.insert(name);
        }
    }
    Ok(months)
}

async fn month_rows(
    db: &Surreal<Any>,
    asked: &HistoryQuery,
    month: &str,
    limit: usize,
) -> Result<Vec<HistoryRow>, StoreError> {
    let (conditions, mut binds) = conditions(asked);
    binds["first"] = json!(format!("{month}-01"));
    binds["last"] = json!(format!("{month}-31"));
    binds["limit"] = json!(limit);
    let statement = format!(
        "SELECT fecha, movement, row FROM {} {conditions} \
         ORDER BY fecha DESC, movement DESC LIMIT $limit",
        ranges(&asked.registros, &mut binds),
    );
    let found: Vec<Found> = query::rows(db, &statement, binds).await?;
    // What belongs to the answer is the service's to say; the conditions only spare the transfer.
    Ok(found
        .into_iter()
        .map(|found| found.row)
        .filter(|row| asked.matches(row) && asked.follows(row))
        .collect())
}

fn ranges(registros: &[RegistroId], binds: &mut Json) -> String {
    let ranges: Vec<String> = registros
        .iter()
        .enumerate()
        .map(|(at, registro)| {
            binds[format!("r{at}")] = json!(registro);
            format!("by_date:[$empresa, $r{at}, $first]..[$empresa, $r{at}, $last, {{}}]")
        })
        .collect();
    ranges.join(", ")
}

fn conditions(asked: &HistoryQuery) -> (String, Json) {
    let mut conditions = Vec::new();
    let mut binds = json!({ "empresa": asked.empresa });
    let mut add = |condition: String, name: &str, value: Json| {
        conditions.push(condition);
        binds[name] = value;
    };
    if let Some(tipo) = asked.tipo {
        add("tipo = $tipo".into(), "tipo", json!(tipo));
    }
    if let Some(from) = asked.from {
        add("fecha >= $from".into(), "from", json!(from));
    }
    if let Some(to) = asked.to {
        add("fecha <= $to".into(), "to", json!(to));
    }
    if !asked.estados.is_empty() {
        let estados: Vec<&str> = asked.estados.iter().map(|e| e.as_str()).collect();
        add("estado IN $estados".into(), "estados", json!(estados));
    }
    for (at, word) in folded(asked.texto.as_deref().unwrap_or(""))
        .split_whitespace()
        .enumerate()
    {
        let name = format!("w{at}");
        add(
            format!("string::contains(row.busqueda, ${name})"),
            &name,
            json!(word),
        );
    }
    if let Some(cursor) = asked.cursor {
        add(
            "(fecha < $after.fecha OR (fecha = $after.fecha AND movement < $after.id))".into(),
            "after",
            json!(cursor),
        );
    }
    let text = if conditions.is_empty() {
        String::new()
    } else {
        format!("WHERE {}", conditions.join(" AND "))
    };
    (text, binds)
}
