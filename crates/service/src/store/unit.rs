//! The unit of work: everything that one use case changes, in one commit.

use super::record::{Edit, Record, Upkeep, Write};
use crate::records::AuditEntry;

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
    /// Returns a unit that changes company data, and says so in the audit log.
    pub fn audited(entry: AuditEntry) -> Self {
        Self {
            audit: vec![entry],
            writes: Vec::new(),
        }
    }

    /// Returns a unit that continues an earlier audit entry: a draft kept once more while the person who
    /// began it goes on typing. Whatever else it changed would be missing in the audit log.
    pub fn going_on() -> Self {
        Self::default()
    }

    /// Returns a unit that changes only what the relay needs to run.
    pub fn upkeep() -> Upkeeping {
        Upkeeping(Self::default())
    }

    /// Returns adds one more audit entry.
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

    /// Returns the audit entries.
    pub fn audit(&self) -> &[AuditEntry] {
        &self.audit
    }

    /// Returns the writes, in the order given.
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

    /// Returns the unit, ready to commit.
    #[must_use]
    pub fn done(self) -> Unit {
        self.0
    }
}
