//! The unit of work: everything that one use case changes, in one commit.

use serde_json::Value;

use super::StoreError;
use super::history::history_row;
use super::keys::NaturalKey;
use super::record::{Record, Upkeep};
use super::write::{Edit, Write};
use crate::ids::EmpresaId;
use crate::records::{AuditEntry, HistoryRow};

/// Everything that one use case changes. It is written whole or not at all.
///
/// What changes a company's data cannot be built without an audit entry: [`Unit::audited`] demands
/// it, and [`Unit::going_on`] is for what such an entry covers already. What belongs only to the running
/// of the relay starts at [`Unit::upkeep`], which takes nothing else.
#[derive(Debug, Clone, Default)]
pub struct Unit {
    audit: Vec<AuditEntry>,
    writes: Vec<Write>,
}

impl Unit {
    /// A unit that changes company data, and says so in the audit log.
    pub fn audited(entry: AuditEntry) -> Self {
        Self {
            audit: vec![entry],
            writes: Vec::new(),
        }
    }

    /// A unit that continues an earlier audit entry: a draft kept once more while the person who
    /// began it goes on typing. Whatever else it changed would be missing in the audit log.
    pub fn going_on() -> Self {
        Self::default()
    }

    /// A unit that changes only what the relay needs to run.
    pub fn upkeep() -> Upkeeping {
        Upkeeping(Self::default())
    }

    /// Adds one more audit entry.
    #[must_use]
    pub fn and_audit(mut self, entry: AuditEntry) -> Self {
        self.audit.push(entry);
        self
    }

    /// Makes a record; its version becomes 1.
    #[must_use]
    pub fn create<R: Record>(mut self, mut record: R) -> Self {
        record.set_version(1);
        self.writes.push(R::write(Edit::Create(record)));
        self
    }

    /// Makes a record again that was deleted; its version becomes one higher than it was, so that
    /// nobody's older copy passes for it.
    #[must_use]
    pub fn bring_back<R: Record>(mut self, mut record: R) -> Self {
        record.set_version(record.version() + 1);
        self.writes.push(R::write(Edit::Create(record)));
        self
    }

    /// Changes a record that was read as `old`; the version of `new` becomes one higher.
    #[must_use]
    pub fn update<R: Record>(mut self, old: R, mut new: R) -> Self {
        new.set_version(old.version() + 1);
        self.writes.push(R::write(Edit::Update { old, new }));
        self
    }

    /// Deletes a record that was read as `record`.
    #[must_use]
    pub fn delete<R: Record>(mut self, record: R) -> Self {
        self.writes.push(R::write(Edit::Delete(record)));
        self
    }

    /// The audit entries.
    pub fn audit(&self) -> &[AuditEntry] {
        &self.audit
    }

    /// The writes, in the order given.
    pub fn writes(&self) -> &[Write] {
        &self.writes
    }
}

/// A unit in the making that takes only [`Upkeep`] records.
#[derive(Debug, Clone)]
pub struct Upkeeping(Unit);

impl Upkeeping {
    /// Makes a record; its version becomes 1.
    #[must_use]
    pub fn create<R: Upkeep>(self, record: R) -> Self {
        Self(self.0.create(record))
    }

    /// Changes a record that was read as `old`; the version of `new` becomes one higher.
    #[must_use]
    pub fn update<R: Upkeep>(self, old: R, new: R) -> Self {
        Self(self.0.update(old, new))
    }

    /// Deletes a record that was read as `record`.
    #[must_use]
    pub fn delete<R: Upkeep>(self, record: R) -> Self {
        Self(self.0.delete(record))
    }

    /// The unit, ready to commit.
    #[must_use]
    pub fn done(self) -> Unit {
        self.0
    }
}

/// What a store does with one write, without knowing the record's kind.
#[derive(Debug, Clone, PartialEq)]
pub struct Plain {
    /// The table.
    pub table: &'static str,
    /// The identity within the table.
    pub key: String,
    /// The company.
    pub empresa: EmpresaId,
    /// What to do.
    pub operation: Operation,
    /// Natural keys that this write gives up.
    pub keys_given_up: Vec<NaturalKey>,
    /// Natural keys that this write takes; one that another record holds is
    /// [`super::CommitError::Taken`].
    pub keys_taken: Vec<NaturalKey>,
    /// The row of the history to take away (a movement that changes or goes).
    pub row_removed: Option<HistoryRow>,
    /// The row of the history to put in (a movement that is new or changes).
    pub row_added: Option<HistoryRow>,
}

/// What to do with a record.
#[derive(Debug, Clone, PartialEq)]
pub enum Operation {
    /// Make it, with this content (which carries its version). An identity that exists is
    /// [`super::CommitError::Taken`] of [`super::KeyKind::Id`].
    Create(Value),
    /// Replace it by this content (which carries the new version), if its version is `expected`;
    /// otherwise [`super::CommitError::Stale`].
    Update {
        /// The version it must have.
        expected: u64,
        /// The new content.
        content: Value,
    },
    /// Delete it, if its version is `expected`; otherwise [`super::CommitError::Stale`].
    Delete {
        /// The version it must have.
        expected: u64,
    },
}

impl Write {
    /// The write without its record's kind.
    ///
    /// # Errors
    ///
    /// If the record cannot be written as JSON, which none of ours can fail at.
    pub fn plain(&self) -> Result<Plain, StoreError> {
        match self {
            Self::Empresa(edit) => plain(edit),
            Self::User(edit) => plain(edit),
            Self::Session(edit) => plain(edit),
            Self::Registro(edit) => plain(edit),
            Self::Certificado(edit) => plain(edit),
            Self::MovementRecord(edit) => {
                let mut plain = plain(edit)?;
                let (old, new) = match edit {
                    Edit::Create(new) => (None, Some(new)),
                    Edit::Update { old, new } => (Some(old), Some(new)),
                    Edit::Delete(old) => (Some(old), None),
                };
                plain.row_removed = old.map(history_row);
                plain.row_added = new.map(history_row);
                Ok(plain)
            }
            Self::LoteRecord(edit) => plain(edit),
            Self::LoteContents(edit) => plain(edit),
            Self::Evidence(edit) => plain(edit),
            Self::PortalSession(edit) => plain(edit),
            Self::ChallengeRecord(edit) => plain(edit),
            Self::ConsultLink(edit) => plain(edit),
            Self::Job(edit) => plain(edit),
            Self::Trabajador(edit) => plain(edit),
            Self::CompanySettingsRecord(edit) => plain(edit),
            Self::CaptureDefaults(edit) => plain(edit),
            Self::ColumnMapping(edit) => plain(edit),
            Self::DeletedMovement(edit) => plain(edit),
        }
    }
}

fn plain<R: Record>(edit: &Edit<R>) -> Result<Plain, StoreError> {
    let content = |record: &R| serde_json::to_value(record).map_err(StoreError::new);
    let (record, operation, given_up, taken) = match edit {
        Edit::Create(new) => (
            new,
            Operation::Create(content(new)?),
            Vec::new(),
            new.natural_keys(),
        ),
        Edit::Update { old, new } => {
            let (before, after) = (old.natural_keys(), new.natural_keys());
            let given_up = before
                .iter()
                .filter(|k| !after.contains(k))
                .cloned()
                .collect();
            let taken = after
                .iter()
                .filter(|k| !before.contains(k))
                .cloned()
                .collect();
            let operation = Operation::Update {
                expected: old.version(),
                content: content(new)?,
            };
            (new, operation, given_up, taken)
        }
        Edit::Delete(old) => {
            let operation = Operation::Delete {
                expected: old.version(),
            };
            (old, operation, old.natural_keys(), Vec::new())
        }
    };
    Ok(Plain {
        table: R::TABLE,
        key: record.key(),
        empresa: record.empresa(),
        operation,
        keys_given_up: given_up,
        keys_taken: taken,
        row_removed: None,
        row_added: None,
    })
}
