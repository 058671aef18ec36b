//! The chain of seals walked along, each computed again.

use super::seal::{AT_ONCE, Seal, hash, read};
use crate::common_error::CommonError;
use crate::ids::{AuditId, EmpresaId};
use crate::records::{Action, AuditEntry};
use crate::store::Store;

/// What a walk along the chain found.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Chain {
    /// Entries under a seal that holds.
    pub sealed: usize,
    /// Entries that no seal closes yet.
    pub open: usize,
    /// Seals that do not hold, newest first.
    pub broken: Vec<AuditId>,
    /// The newest seal's hash; empty while there is none.
    pub head: String,
}

/// Walks along the whole chain, newest entry first, and computes every seal again.
///
/// # Errors
///
/// The repository's.
pub async fn verify(store: &dyn Store, empresa: EmpresaId) -> Result<Chain, CommonError> {
    let mut walk = Walk::default();
    let mut before = None;
    loop {
        let page = store.audit(empresa, before, AT_ONCE).await?;
        let more = page.len() == AT_ONCE as usize;
        for entry in page {
            before = Some(entry.id);
            walk.next(entry)?;
        }
        if !more {
            return walk.finish();
        }
    }
}

/// A walk along the chain, from the newest entry to the oldest.
#[derive(Default)]
struct Walk {
    chain: Chain,
    /// The seal whose entries are being read.
    current: Option<Stretch>,
}

impl Walk {
    fn next(&mut self, entry: AuditEntry) -> Result<(), CommonError> {
        let ends = |stretch: &Stretch| stretch.ends_before(&entry);
        if self.current.as_ref().is_some_and(ends)
            && let Some(done) = self.current.take()
        {
            let previous = done.previous.clone();
            done.close(&mut self.chain)?;
            self.current = previous.map(|(id, seal)| Stretch::new(id, seal));
        }
        match &mut self.current {
            Some(stretch) if entry.id <= stretch.seal.last => stretch.push(entry),
            Some(_) => self.chain.open += 1,
            None => {
                self.chain.open += 1;
                self.meet(&entry);
            }
        }
        Ok(())
    }

    /// Begins with the newest seal, once it is met.
    fn meet(&mut self, entry: &AuditEntry) {
        if entry.action != Action::LogSealed {
            return;
        }
        match read(&entry.detail) {
            Some(seal) => {
                self.chain.head.clone_from(&seal.hash);
                self.current = Some(Stretch::new(entry.id, seal));
            }
            None => self.chain.broken.push(entry.id),
        }
    }

    fn finish(mut self) -> Result<Chain, CommonError> {
        if let Some(oldest) = self.current.take() {
            oldest.close(&mut self.chain)?;
        }
        Ok(self.chain)
    }
}

/// The entries under one seal, newest first.
struct Stretch {
    id: AuditId,
    seal: Seal,
    entries: Vec<AuditEntry>,
    previous: Option<(AuditId, Seal)>,
}

impl Stretch {
    fn new(id: AuditId, seal: Seal) -> Self {
        Self {
            id,
            seal,
            entries: Vec::new(),
            previous: None,
        }
    }

    fn push(&mut self, entry: AuditEntry) {
        if self.previous.is_none() && entry.action == Action::LogSealed {
            self.previous = read(&entry.detail).map(|seal| (entry.id, seal));
        }
        self.entries.push(entry);
    }

    /// Whether an entry belongs to the seal before this one.
    fn ends_before(&self, entry: &AuditEntry) -> bool {
        self.previous
            .as_ref()
            .is_some_and(|(_, seal)| entry.id <= seal.last)
    }

    /// Computes the seal again and notes whether it holds.
    fn close(mut self, chain: &mut Chain) -> Result<(), CommonError> {
        self.entries.reverse();
        let before = self.previous.map(|(_, seal)| seal.hash).unwrap_or_default();
        let holds = self.entries.len() == self.seal.entries
            && hash(&before, &self.entries)? == self.seal.hash;
        if holds {
            chain.sealed += self.entries.len();
        } else {
            chain.broken.push(self.id);
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use jiff::{SignedDuration, Timestamp};

    use super::{Chain, Walk};
    use crate::audit::seal::{Seal, hash, read, written};
    use crate::ids::AuditId;
    use crate::memory::SeededRandom;
    use crate::records::{Action, Actor, AuditEntry};
    use crate::suite::Build;

    /// A log of entries and the seals over them, oldest first.
    struct Log {
        entries: Vec<AuditEntry>,
        random: SeededRandom,
        now: Timestamp,
        sealed: usize,
        head: String,
    }

    impl Log {
        fn new() -> Self {
            Self {
                entries: Vec::new(),
                random: SeededRandom::new(3),
                now: Build::default().now,
                sealed: 0,
                head: String::new(),
            }
        }

        fn add(&mut self, action: Action, detail: String) {
            self.now += SignedDuration::from_mins(1);
            self.entries.push(AuditEntry {
                id: AuditId::mint(self.now, &self.random),
                empresa: Build::default().empresa().id,
                at: self.now,
                actor: Actor::System,
                action,
                subject: "audit".to_owned(),
                detail,
                address: String::new(),
                session: String::new(),
            });
        }

        /// Seals all but the newest `young` entries.
        fn seal(&mut self, young: usize) {
            let until = self.entries.len() - young;
            let closed = &self.entries[self.sealed..until];
            let seal = Seal {
                entries: closed.len(),
                last: closed.last().unwrap().id,
                hash: hash(&self.head, closed).unwrap(),
            };
            self.sealed = until;
            self.head.clone_from(&seal.hash);
            self.add(Action::LogSealed, written(&seal));
        }

        fn chain(&self) -> Chain {
            let mut walk = Walk::default();
            for entry in self.entries.iter().rev() {
                walk.next(entry.clone()).unwrap();
            }
            walk.finish().unwrap()
        }
    }

    /// Ten entries, three seals, one of them made while two entries were young.
    fn log() -> Log {
        let mut log = Log::new();
        for n in 0..10 {
            log.add(Action::MovementSaved, format!("{n}"));
            match n {
                3 => log.seal(0),
                6 => log.seal(2),
                9 => log.seal(1),
                _ => {}
            }
        }
        log
    }

    #[test]
    fn an_untouched_chain_holds() {
        let log = log();
        let chain = log.chain();
        assert!(chain.broken.is_empty(), "{chain:?}");
        assert_eq!(chain.head, log.head);
        // The last seal, and the entry that was young when it was made.
        assert_eq!((chain.sealed, chain.open), (log.entries.len() - 2, 2));
    }

    #[test]
    fn a_changed_entry_breaks_its_seal() {
        for place in 0..log().entries.len() - 2 {
            let mut log = log();
            if log.entries[place].action == Action::LogSealed {
                continue;
            }
            log.entries[place].detail.push('!');
            assert_eq!(log.chain().broken.len(), 1, "entry {place}");
        }
    }

    #[test]
    fn a_missing_entry_breaks_its_seal() {
        for place in 0..log().entries.len() - 2 {
            let mut log = log();
            log.entries.remove(place);
            assert!(!log.chain().broken.is_empty(), "entry {place}");
        }
    }

    #[test]
    fn an_added_entry_breaks_a_seal() {
        let mut log = log();
        let mut added = log.entries[4].clone();
        added.id = AuditId::mint(added.at, &log.random);
        log.entries.insert(5, added);
        log.entries.sort_by_key(|entry| entry.id);
        assert!(!log.chain().broken.is_empty());
    }

    #[test]
    fn a_seal_is_read_back_from_its_entry() {
        let mut log = Log::new();
        log.add(Action::LoggedIn, String::new());
        let seal = Seal {
            entries: 7,
            last: log.entries[0].id,
            hash: "ab".repeat(32),
        };
        assert_eq!(read(&written(&seal)), Some(seal));
        assert_eq!(read("7 renglones"), None);
    }
}
