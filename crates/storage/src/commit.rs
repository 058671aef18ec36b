//! Writing a unit of work: one transaction, retried when another one came first.

use std::collections::BTreeMap;

use serde_json::{Value as Json, json};
use service::store::{CommitError, KeyKind, NaturalKey, Operation, StoreError, Unit};
use surrealdb::Surreal;
use surrealdb::engine::any::Any;
use surrealdb::types::{
    AlreadyExistsError, ErrorDetails, Object, QueryError, RecordId, SurrealValue, Value,
};

use crate::backoff::Backoff;
use crate::lookup::{self, BY_WORD, Row};
use crate::query;
use crate::tally::Tallies;
use crate::values::{array, key_record, record, with_id};

/// How often a transaction that lost against another is tried again before the database counts as
/// have failed. Each loss means that somebody else's commit went through.
const TRIES: u32 = 64;

/// Writes a unit, whole or not at all.
pub(crate) async fn commit(
    db: &Surreal<Any>,
    backoff: &dyn Backoff,
    unit: &Unit,
) -> Result<(), CommitError> {
    let transaction = Transaction::of(unit)?;
    for lost in 1..=TRIES {
        match transaction.run(db).await {
            Err(Refused::Conflict) => backoff.wait(lost).await,
            Err(Refused::For(error)) => return Err(error),
            Ok(()) => return Ok(()),
        }
    }
    Err(StoreError::new(format!("a transaction lost {TRIES} times against others")).into())
}

enum Refused {
    Conflict,
    For(CommitError),
}

/// What a unit writes, by the statement that writes it. Whole arrays go to one statement each: a
/// statement per record takes minutes for a unit of ten thousand.
#[derive(Default)]
struct Transaction {
    created: BTreeMap<&'static str, Vec<Value>>,
    updated: BTreeMap<&'static str, Vec<Value>>,
    /// Records that must stand at these versions: those that are updated or deleted.
    held: Vec<Value>,
    versions: Vec<Value>,
    deleted: Vec<Value>,
    keys_taken: Vec<NaturalKey>,
    windows: BTreeMap<String, Value>,
    tallies: Tallies,
}

impl Transaction {
    fn of(unit: &Unit) -> Result<Self, StoreError> {
        let mut all = Self::default();
        let mut rows_added = Vec::new();
        let mut rows_removed = Vec::new();
        for write in unit.writes() {
            let plain = write.plain()?;
            let id = record(plain.table, &lookup::record_id(&plain));
            let content = |body: &Json| {
                let mut content = lookup::columns(write);
                content["empresa"] = json!(plain.empresa);
                content["version"] = body.get("version").cloned().unwrap_or(json!(1));
                content["body"] = body.clone();
                with_id(id.clone(), content)
            };
            match &plain.operation {
                Operation::Create(body) => {
                    all.created
                        .entry(plain.table)
                        .or_default()
                        .push(content(body));
                }
                Operation::Update {
                    expected,
                    content: body,
                } => {
                    all.hold(&id, *expected);
                    all.updated
                        .entry(plain.table)
                        .or_default()
                        .push(content(body));
                }
                Operation::Delete { expected } => {
                    all.hold(&id, *expected);
                    all.deleted.push(Value::RecordId(id.clone()));
                }
            }
            all.deleted.extend(
                plain
                    .keys_given_up
                    .iter()
                    .map(|k| Value::RecordId(key_record(k))),
            );
            for key in &plain.keys_taken {
                let mut owner = Object::new();
                owner.insert("id", Value::RecordId(key_record(key)));
                owner.insert("record", Value::RecordId(id.clone()));
                all.created
                    .entry("natural_key")
                    .or_default()
                    .push(Value::Object(owner));
                all.keys_taken.push(key.clone());
            }
            all.tallies.take_away(plain.row_removed.as_ref());
            all.tallies.add(plain.row_added.as_ref());
            let rows = lookup::rows(write, &plain);
            rows_removed.extend(rows.removed);
            rows_added.extend(rows.added);
        }
        for entry in unit.audit() {
            let (entry, day) = lookup::of_audit(entry);
            rows_added.push(entry);
            all.windows.extend([window(&day)]);
        }
        all.deleted.extend(
            rows_removed
                .iter()
                .map(|r| Value::RecordId(record(r.table, &r.id))),
        );
        for Row { table, id, content } in rows_added {
            let row = with_id(record(table, &id), content);
            all.created.entry(table).or_default().push(row);
        }
        Ok(all)
    }

    fn hold(&mut self, id: &RecordId, version: u64) {
        self.held.push(Value::RecordId(id.clone()));
        self.versions.push(json!(version).into_value());
    }

    async fn run(&self, db: &Surreal<Any>) -> Result<(), Refused> {
        let failed = |e: &surrealdb::Error| Refused::For(query::failed(e).into());
        let (statements, binds) = self.statements();
        let mut answer = match db.query(statements).bind(binds).await {
            Ok(answer) => answer,
            Err(error) => return Err(failed(&error)),
        };
        let errors = answer.take_errors();
        if errors.is_empty() {
            return Ok(());
        }
        // One statement fails, the others only say that they did not run: the cause is looked for.
        for error in errors.values() {
            match error.details() {
                ErrorDetails::Query(Some(QueryError::TransactionConflict)) => {
                    return Err(Refused::Conflict);
                }
                ErrorDetails::AlreadyExists(Some(AlreadyExistsError::Record { id })) => {
                    let what = self.kind(id);
                    return Err(Refused::For(CommitError::Taken { what }));
                }
                ErrorDetails::Thrown if error.to_string().ends_with("stale") => {
                    return Err(Refused::For(CommitError::Stale));
                }
                _ => {}
            }
        }
        let cause = errors
            .values()
            .find(|e| !matches!(e.details(), ErrorDetails::Query(_)));
        match cause.or_else(|| errors.values().next()) {
            Some(error) => Err(failed(error)),
            None => Ok(()),
        }
    }

    /// What goes, goes first: a name or a row that is given up may be taken again in the same unit.
    fn statements(&self) -> (String, Value) {
        let mut text = String::from("BEGIN;");
        let mut binds = Object::new();
        if !self.held.is_empty() {
            text.push_str("IF (SELECT VALUE version FROM $held) != $versions { THROW 'stale'; };");
            binds.insert("held", array(&self.held));
            binds.insert("versions", array(&self.versions));
        }
        if !self.deleted.is_empty() {
            text.push_str("DELETE $deleted RETURN NONE;");
            binds.insert("deleted", array(&self.deleted));
        }
        for (table, records) in &self.updated {
            let name = format!("updated_{table}");
            text.push_str(&format!(
                "INSERT INTO {table} ${name} ON DUPLICATE KEY UPDATE version = $input.version, \
                 body = $input.body, ends = $input.ends RETURN NONE;"
            ));
            binds.insert(name, array(records));
        }
        // Names first: that one is taken says more than that the row it led to exists.
        let names = self.created.get_key_value("natural_key");
        let others = self
            .created
            .iter()
            .filter(|(table, _)| **table != "natural_key");
        for (table, records) in names.into_iter().chain(others) {
            let name = format!("created_{table}");
            // A word of a worker outlives the name that it was of, and may come back.
            let ignore = if *table == BY_WORD { "IGNORE " } else { "" };
            text.push_str(&format!("INSERT {ignore}INTO {table} ${name} RETURN NONE;"));
            binds.insert(name, array(records));
        }
        if let Some((statement, rows)) = self.tallies.statement() {
            text.push_str(&statement);
            binds.insert("tallies", array(&rows));
        }
        if !self.windows.is_empty() {
            text.push_str("INSERT IGNORE INTO window $windows RETURN NONE;");
            let windows: Vec<Value> = self.windows.values().cloned().collect();
            binds.insert("windows", array(&windows));
        }
        text.push_str("COMMIT;");
        (text, Value::Object(binds))
    }

    /// The natural key of the record with this id.
    fn kind(&self, id: &str) -> KeyKind {
        if !id.starts_with("natural_key:") {
            return KeyKind::Id;
        }
        let taken = self
            .keys_taken
            .iter()
            .find(|key| id.contains(&key.to_string()));
        taken.map_or(KeyKind::Id, |key| key.kind)
    }
}

fn window(id: &Json) -> (String, Value) {
    let content = json!({ "name": id[3] });
    (id.to_string(), with_id(record("window", id), content))
}
