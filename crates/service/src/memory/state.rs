//! What the store in memory holds, and how one unit changes it.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashSet};

use imss::id::Nss;
use jiff::civil::Date;
use serde_json::Value;

use crate::ids::{AuditId, EmpresaId, MovementId, RegistroId};
use crate::records::{AuditEntry, HistoryRow, Job, Trabajador};
use crate::store::{
    CommitError, Count, HistoryPage, HistoryQuery, KeyKind, MonthCount, Operation, Plain, Record,
    StoreError, Unit, Write, directory_words,
};

#[derive(Debug, Default)]
pub(super) struct State {
    records: BTreeMap<(&'static str, String), Value>,
    /// Natural keys that are taken.
    keys: HashSet<String>,
    rows: BTreeMap<MovementId, HistoryRow>,
    audit: Vec<AuditEntry>,
}

impl State {
    pub(super) fn commit(&mut self, unit: &Unit) -> Result<(), CommitError> {
        let plains = unit
            .writes()
            .iter()
            .map(Write::plain)
            .collect::<Result<Vec<_>, _>>()?;
        self.check(&plains)?;
        for key in plains.iter().flat_map(|p| &p.keys_given_up) {
            self.keys.remove(&key.to_string());
        }
        for plain in plains {
            self.apply(plain);
        }
        self.audit.extend_from_slice(unit.audit());
        Ok(())
    }

    /// Everything that could refuse the unit, before anything is changed.
    fn check(&self, plains: &[Plain]) -> Result<(), CommitError> {
        let given_up: HashSet<String> = plains
            .iter()
            .flat_map(|p| &p.keys_given_up)
            .map(ToString::to_string)
            .collect();
        let mut taken = HashSet::new();
        for plain in plains {
            let stored = self.records.get(&(plain.table, plain.key.clone()));
            match (&plain.operation, stored) {
                (Operation::Create(_), None) => {}
                (Operation::Create(_), Some(_)) => {
                    return Err(CommitError::Taken { what: KeyKind::Id });
                }
                (
                    Operation::Update { expected, .. } | Operation::Delete { expected },
                    Some(stored),
                ) if version(stored) == *expected => {}
                _ => return Err(CommitError::Stale),
            }
            for key in &plain.keys_taken {
                let text = key.to_string();
                let free = !self.keys.contains(&text) || given_up.contains(&text);
                if !free || !taken.insert(text) {
                    return Err(CommitError::Taken { what: key.kind });
                }
            }
        }
        Ok(())
    }

    fn apply(&mut self, plain: Plain) {
        let place = (plain.table, plain.key);
        match plain.operation {
            Operation::Create(content) | Operation::Update { content, .. } => {
                self.records.insert(place, content);
            }
            Operation::Delete { .. } => {
                self.records.remove(&place);
            }
        }
        self.keys
            .extend(plain.keys_taken.iter().map(ToString::to_string));
        if let Some(row) = plain.row_removed {
            self.rows.remove(&row.id);
        }
        if let Some(row) = plain.row_added {
            self.rows.insert(row.id, row);
        }
    }

    pub(super) fn read<R: Record>(&self, key: &str) -> Result<Option<R>, StoreError> {
        self.records
            .get(&(R::TABLE, key.to_owned()))
            .map(parse)
            .transpose()
    }

    /// Every record of a kind, in the order of the identities.
    pub(super) fn all<R: Record>(&self) -> Result<Vec<R>, StoreError> {
        let from = (R::TABLE, String::new());
        let table = self
            .records
            .range(from..)
            .take_while(|((table, _), _)| *table == R::TABLE);
        table.map(|(_, content)| parse(content)).collect()
    }

    pub(super) fn of<R: Record>(&self, empresa: EmpresaId) -> Result<Vec<R>, StoreError> {
        let mut records = self.all::<R>()?;
        records.retain(|record| record.empresa() == empresa);
        Ok(records)
    }

    /// Replaces a record outside a unit: what a lease does.
    pub(super) fn overwrite<R: Record>(&mut self, record: &R) -> Result<(), StoreError> {
        let content = serde_json::to_value(record).map_err(StoreError::new)?;
        self.records.insert((R::TABLE, record.key()), content);
        Ok(())
    }

    pub(super) fn remove<R: Record>(&mut self, record: &R) {
        self.records.remove(&(R::TABLE, record.key()));
    }

    /// Deletes up to `limit` records of a company, jobs aside; whether more is left.
    pub(super) fn delete_company(&mut self, empresa: EmpresaId, limit: usize) -> bool {
        let text = empresa.to_string();
        let of_company = |content: &Value| {
            let movement = content.pointer("/movement/empresa");
            let found = content.get("empresa").or(movement);
            found.and_then(Value::as_str) == Some(text.as_str())
        };
        let found: Vec<(&'static str, String)> = self
            .records
            .iter()
            .filter(|((table, _), content)| *table != Job::TABLE && of_company(content))
            .map(|(place, _)| place.clone())
            .collect();
        for place in found.iter().take(limit) {
            self.records.remove(place);
        }
        if found.len() > limit {
            return true;
        }
        self.rows.retain(|_, row| row.empresa != empresa);
        self.audit.retain(|entry| entry.empresa != empresa);
        let within = format!(":{empresa}:");
        self.keys.retain(|key| !key.contains(&within));
        false
    }

    pub(super) fn history(&self, query: &HistoryQuery) -> Result<HistoryPage, StoreError> {
        let named = self.named(query)?;
        let mut rows: Vec<HistoryRow> = self
            .rows
            .values()
            .filter(|row| query.matches(row) && query.follows(row))
            .filter(|row| query.names(row) || row.nss.is_some_and(|nss| named.contains(&nss)))
            .cloned()
            .collect();
        rows.sort_by_key(|row| Reverse(row.place()));
        if query.oldest_first {
            rows.reverse();
        }
        let limit = query.limit as usize;
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = more.then(|| rows.last().map(HistoryRow::place)).flatten();
        Ok(HistoryPage { rows, next })
    }

    /// The numbers of the workers whom a query's text finds in the directory.
    fn named(&self, query: &HistoryQuery) -> Result<HashSet<Nss>, StoreError> {
        if query.texto.is_empty() {
            return Ok(HashSet::new());
        }
        let mut trabajadores = self.of::<Trabajador>(query.empresa)?;
        trabajadores.retain(|trabajador| {
            let words = directory_words(trabajador);
            query.texto.is_found_in(words.iter().map(String::as_str))
        });
        let numbers = trabajadores
            .into_iter()
            .flat_map(|trabajador| trabajador.antes.into_iter().chain([trabajador.nss]));
        Ok(numbers.collect())
    }

    pub(super) fn movements_of(&self, empresa: EmpresaId, trabajadores: &[Nss]) -> Vec<HistoryRow> {
        let mut rows: Vec<HistoryRow> = self
            .rows
            .values()
            .filter(|row| {
                row.empresa == empresa && row.nss.is_some_and(|n| trabajadores.contains(&n))
            })
            .cloned()
            .collect();
        rows.sort_by_key(|row| (row.nss, row.place()));
        rows
    }

    pub(super) fn counts(&self, empresa: EmpresaId, registros: &[RegistroId]) -> Vec<Count> {
        let mut counts = BTreeMap::new();
        for row in self.rows.values() {
            if row.empresa == empresa && registros.contains(&row.registro) {
                *counts
                    .entry((row.registro, row.tipo, row.estado))
                    .or_insert(0) += 1;
            }
        }
        counts
            .into_iter()
            .map(|((registro, tipo, estado), count)| Count {
                registro,
                tipo,
                estado,
                count,
            })
            .collect()
    }

    pub(super) fn counts_by_month(
        &self,
        empresa: EmpresaId,
        registros: &[RegistroId],
        from: Date,
        to: Date,
    ) -> Vec<MonthCount> {
        let mut counts = BTreeMap::new();
        for row in self.rows.values() {
            let month = row.fecha.first_of_month();
            let inside = month >= from.first_of_month() && month <= to;
            if inside && row.empresa == empresa && registros.contains(&row.registro) {
                *counts
                    .entry((month, row.registro, row.tipo, row.estado))
                    .or_insert(0) += 1;
            }
        }
        counts
            .into_iter()
            .map(|((month, registro, tipo, estado), count)| MonthCount {
                month,
                count: Count {
                    registro,
                    tipo,
                    estado,
                    count,
                },
            })
            .collect()
    }

    pub(super) fn audit(
        &self,
        empresa: EmpresaId,
        before: Option<AuditId>,
        limit: u32,
    ) -> Vec<AuditEntry> {
        let mut entries: Vec<AuditEntry> = self
            .audit
            .iter()
            .filter(|e| e.empresa == empresa && before.is_none_or(|before| e.id < before))
            .cloned()
            .collect();
        entries.sort_by_key(|entry| Reverse(entry.id));
        entries.truncate(limit as usize);
        entries
    }
}

/// What is written once carries no version, and counts as version 1.
fn version(content: &Value) -> u64 {
    content.get("version").and_then(Value::as_u64).unwrap_or(1)
}

fn parse<R: Record>(content: &Value) -> Result<R, StoreError> {
    serde_json::from_value(content.clone()).map_err(StoreError::new)
}
