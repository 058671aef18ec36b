//! Bounds guessing, whatever its timing and from however many places: an attempt is reserved in a commit
//! before the password or PIN is verified, and given back if it was right.
//!
//! Three counts slow a login down: by user and address, by address alone, and by user alone. The last one
//! would let a stranger keep a person out, so a device that logged in as this user before has a count of
//! its own and is measured by that alone. The PIN of a consult link is counted by link and address, and by
//! link alone, which locks. Counts are records, so that every server of a database shares them and a
//! restart forgets none.

use jiff::{SignedDuration, Timestamp};

use crate::ids::{AttemptsId, EmpresaId};
use crate::records::Attempts;
use crate::store::{CommitError, KeyKind, Store, StoreError, Unit};
use crate::values::Digest;

/// After this long without a wrong attempt, a count begins again.
const MEMORY: SignedDuration = SignedDuration::from_mins(15);
/// The first wait, in seconds; each further wrong attempt doubles it.
const FIRST_WAIT: i64 = 30;
/// The longest wait, in seconds.
const LONGEST_WAIT: i64 = 15 * 60;
/// How long a device is remembered after a login.
const TRUSTED: SignedDuration = SignedDuration::from_hours(24 * 180);
/// How long the count of a link is kept: longer than any link lives.
const LOCKED: SignedDuration = SignedDuration::from_hours(24 * 400);
/// How often a reservation that lost against another is tried again. Only as many as the waiting room
/// holds ever try at once.
const TRIES: usize = 64;

/// What happens after so many wrong attempts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Rule {
    /// The next ones wait, longer each time; forgotten after [`MEMORY`].
    Waits { free: u32 },
    /// Nothing is verified any more.
    Locks { after: u32 },
}

/// Something whose attempts are counted.
#[derive(Debug, Clone)]
pub(crate) struct Counter {
    id: AttemptsId,
    empresa: EmpresaId,
    rule: Rule,
    /// It counts one device or address at one target: a right attempt there forgets the wrong ones.
    own: bool,
}

/// Attempts that were counted and may be given back.
#[derive(Debug)]
pub(crate) struct Reserved {
    counters: Vec<Counter>,
    /// How many more go without a wait or a lock.
    pub(crate) left: u32,
}

/// Why an attempt is not even verified.
#[derive(Debug)]
pub(crate) enum Refused {
    /// It must wait so many seconds.
    Wait(i64),
    /// There were too many.
    Locked,
    /// The repository failed.
    Store(StoreError),
}

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self::Store(error)
    }
}

impl Counter {
    /// Counts attempts at a login from an address.
    pub(crate) fn login_from(username: &str, address: &str) -> Self {
        Self::waits(&["login", username, "from", address], 5).own()
    }

    /// Counts attempts from an address, whatever they are at.
    pub(crate) fn address(address: &str) -> Self {
        Self::waits(&["address", address], 25)
    }

    /// Counts attempts at a login from devices that never entered as this user.
    pub(crate) fn login(username: &str) -> Self {
        Self::waits(&["login", username], 15)
    }

    /// Counts attempts at a login from a device that entered as this user before.
    pub(crate) fn device(username: &str, device: &Digest) -> Self {
        Self::waits(&["login", username, "device", &device.to_string()], 5).own()
    }

    /// Counts wrong PINs of a link from an address.
    pub(crate) fn pin_from(empresa: EmpresaId, link: &str, address: &str) -> Self {
        let counter = Self::waits(&["pin", link, "from", address], 5).own();
        Self { empresa, ..counter }
    }

    /// Counts wrong PINs of a link from everywhere, over its whole life.
    pub(crate) fn pin(empresa: EmpresaId, link: &str) -> Self {
        Self {
            id: identity(&["pin", link]),
            empresa,
            rule: Rule::Locks { after: 10 },
            own: false,
        }
    }

    /// Counts mails that an address asked for: recovery and registration.
    pub(crate) fn asked_from(address: &str) -> Self {
        Self::waits(&["asked", "from", address], 10)
    }

    /// Counts wrong passwords of a person who is in and confirms something with it.
    pub(crate) fn confirming(empresa: EmpresaId, user: &str) -> Self {
        let counter = Self::waits(&["confirming", user], 5).own();
        Self { empresa, ..counter }
    }

    fn waits(parts: &[&str], free: u32) -> Self {
        Self {
            id: identity(parts),
            empresa: EmpresaId::INSTALLATION,
            rule: Rule::Waits { free },
            own: false,
        }
    }

    fn own(self) -> Self {
        Self { own: true, ..self }
    }
}

/// Each part with its length before it, so that no two lists of parts read alike.
fn identity(parts: &[&str]) -> AttemptsId {
    let mut text = String::from("rubrica/attempts/1");
    for part in parts {
        text.push_str(&format!("|{}:{part}", part.len()));
    }
    AttemptsId(Digest::of(text.as_bytes()))
}

/// Whether attempts would be refused now. Reserves nothing.
pub(crate) async fn look(
    store: &dyn Store,
    now: Timestamp,
    counters: &[Counter],
) -> Result<(), Refused> {
    for counter in counters {
        if let Some(attempts) = store.attempts(counter.id).await? {
            refuse(counter.rule, &attempts, now)?;
        }
    }
    Ok(())
}

/// Counts one attempt by every counter, whole or not at all.
pub(crate) async fn reserve(
    store: &dyn Store,
    now: Timestamp,
    counters: Vec<Counter>,
) -> Result<Reserved, Refused> {
    for _ in 0..TRIES {
        let mut unit = Unit::upkeep();
        let mut left = u32::MAX;
        for counter in &counters {
            let before = store.attempts(counter.id).await?;
            if let Some(before) = &before {
                refuse(counter.rule, before, now)?;
            }
            let after = counted(counter, before.as_ref(), now);
            let (Rule::Waits { free } | Rule::Locks { after: free }) = counter.rule;
            left = left.min(free.saturating_sub(after.wrong));
            unit = match before {
                Some(before) => unit.update(before, after),
                None => unit.create(after),
            };
        }
        match store.commit(unit.done()).await {
            Ok(()) => return Ok(Reserved { counters, left }),
            // Another attempt was counted at this very moment.
            Err(CommitError::Stale | CommitError::Taken { what: KeyKind::Id }) => {}
            Err(CommitError::Taken { what }) => {
                return Err(StoreError::new(format!("a count took a key: {what:?}")).into());
            }
            Err(CommitError::Store(error)) => return Err(error.into()),
        }
    }
    Err(Refused::Wait(1))
}

/// Gives a right attempt back. The counts of one device or address begin again; those of everybody only
/// lose this attempt, or a guesser with an account of his own would reset them.
pub(crate) async fn give_back(
    store: &dyn Store,
    now: Timestamp,
    reserved: Reserved,
) -> Result<(), StoreError> {
    for counter in reserved.counters {
        change(store, counter.id, |attempts| {
            attempts.wrong = if counter.own {
                0
            } else {
                attempts.wrong.saturating_sub(1)
            };
            if attempts.wrong < limit(counter.rule) {
                attempts.blocked_until = None;
            }
            if attempts.trusted {
                attempts.ends_at = now + TRUSTED;
            }
        })
        .await?;
    }
    Ok(())
}

/// Whether a device entered as this user before.
pub(crate) async fn is_trusted(store: &dyn Store, counter: &Counter) -> Result<bool, StoreError> {
    let attempts = store.attempts(counter.id).await?;
    Ok(attempts.is_some_and(|attempts| attempts.trusted))
}

/// Remembers that a device entered as this user.
pub(crate) async fn trust(
    store: &dyn Store,
    now: Timestamp,
    counter: &Counter,
) -> Result<(), StoreError> {
    let fresh = Attempts {
        wrong: 0,
        blocked_until: None,
        trusted: true,
        ends_at: now + TRUSTED,
        ..counted(counter, None, now)
    };
    match store.commit(Unit::upkeep().create(fresh).done()).await {
        Ok(()) => Ok(()),
        Err(CommitError::Store(error)) => Err(error),
        Err(CommitError::Stale | CommitError::Taken { .. }) => {
            change(store, counter.id, |attempts| {
                attempts.trusted = true;
                attempts.ends_at = now + TRUSTED;
            })
            .await
        }
    }
}

async fn change(
    store: &dyn Store,
    id: AttemptsId,
    change: impl Fn(&mut Attempts),
) -> Result<(), StoreError> {
    for _ in 0..TRIES {
        let Some(before) = store.attempts(id).await? else {
            return Ok(());
        };
        let mut after = before.clone();
        change(&mut after);
        let unit = Unit::upkeep().update(before, after).done();
        match store.commit(unit).await {
            Ok(()) => return Ok(()),
            Err(CommitError::Store(error)) => return Err(error),
            Err(CommitError::Stale | CommitError::Taken { .. }) => {}
        }
    }
    Ok(())
}

fn refuse(rule: Rule, attempts: &Attempts, now: Timestamp) -> Result<(), Refused> {
    match rule {
        Rule::Locks { after } if attempts.wrong >= after => Err(Refused::Locked),
        Rule::Locks { .. } => Ok(()),
        Rule::Waits { .. } => {
            let until = attempts.blocked_until.unwrap_or(now);
            let left = until.as_second() - now.as_second();
            if left > 0 {
                Err(Refused::Wait(left))
            } else {
                Ok(())
            }
        }
    }
}

fn limit(rule: Rule) -> u32 {
    match rule {
        Rule::Waits { free } => free,
        Rule::Locks { after } => after,
    }
}

/// The count with one attempt more.
fn counted(counter: &Counter, before: Option<&Attempts>, now: Timestamp) -> Attempts {
    let trusted = before.is_some_and(|before| before.trusted);
    let remembered = before.filter(|before| {
        matches!(counter.rule, Rule::Locks { .. }) || now.duration_since(before.last) <= MEMORY
    });
    let wrong = remembered.map_or(0, |before| before.wrong) + 1;
    let (blocked_until, kept) = match counter.rule {
        Rule::Locks { .. } => (None, LOCKED),
        Rule::Waits { free } => {
            let wait = wrong.checked_sub(free).map(wait);
            let until = wait.map(|seconds| now + SignedDuration::from_secs(seconds));
            (until, if trusted { TRUSTED } else { MEMORY + MEMORY })
        }
    };
    Attempts {
        id: counter.id,
        empresa: counter.empresa,
        version: 1,
        wrong,
        last: now,
        blocked_until,
        trusted,
        ends_at: now + kept,
    }
}

/// The seconds after so many wrong attempts too many.
fn wait(over: u32) -> i64 {
    (FIRST_WAIT << over.min(10)).min(LONGEST_WAIT)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::memory::MemoryStore;
    use crate::store::AccountStore as _;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn ana(address: &str) -> Vec<Counter> {
        vec![
            Counter::login_from("ana", address),
            Counter::address(address),
            Counter::login("ana"),
        ]
    }

    /// Seconds to wait; 0, the attempt counts.
    async fn attempt(store: &MemoryStore, counters: Vec<Counter>, second: i64) -> i64 {
        match reserve(store, at(second), counters).await {
            Ok(_) => 0,
            Err(Refused::Wait(seconds)) => seconds,
            Err(refused) => panic!("{refused:?}"),
        }
    }

    #[tokio::test]
    async fn the_fifth_attempt_starts_a_wait_that_doubles() {
        let store = MemoryStore::new();
        for _ in 0..5 {
            assert_eq!(attempt(&store, ana("1.2.3.4"), 0).await, 0);
        }
        let mut now = 0;
        for expected in [30, 60, 120, 240, 480, 900] {
            assert_eq!(attempt(&store, ana("1.2.3.4"), now).await, expected);
            now += expected;
            assert_eq!(attempt(&store, ana("1.2.3.4"), now).await, 0);
        }
    }

    #[tokio::test]
    async fn of_a_thousand_at_once_from_one_address_five_are_verified() {
        let store = MemoryStore::new();
        let all = (0..1000).map(|_| attempt(&store, ana("1.2.3.4"), 0));
        let waits = futures::future::join_all(all).await;
        assert_eq!(waits.iter().filter(|wait| **wait == 0).count(), 5);
    }

    #[tokio::test]
    async fn many_addresses_get_25_tries_in_a_quarter_of_an_hour() {
        let store = MemoryStore::new();
        let mut verified = 0;
        for second in 0..900 {
            let address = format!("10.0.{}.{}", second / 250, second % 250);
            for _ in 0..2 {
                if attempt(&store, ana(&address), second).await == 0 {
                    verified += 1;
                }
            }
        }
        assert!((15..=25).contains(&verified), "{verified}");
    }

    #[tokio::test]
    async fn a_device_that_entered_before_is_not_kept_out_by_strangers() {
        let store = MemoryStore::new();
        let device = Counter::device("ana", &Digest::of(b"tablet"));
        assert!(!is_trusted(&store, &device).await.unwrap());
        trust(&store, at(0), &device).await.unwrap();
        for n in 0..40 {
            attempt(&store, ana(&format!("10.0.0.{n}")), 1).await;
        }
        assert!(attempt(&store, ana("5.6.7.8"), 2).await > 0);
        assert!(is_trusted(&store, &device).await.unwrap());
        assert_eq!(attempt(&store, vec![device.clone()], 2).await, 0);
        // Weeks later it is still known, although its count began again.
        attempt(&store, vec![device.clone()], 3_000_000).await;
        assert!(is_trusted(&store, &device).await.unwrap());
    }

    #[tokio::test]
    async fn one_address_that_tries_many_names_is_stopped() {
        let store = MemoryStore::new();
        let name = |n: u32| {
            let name = format!("user{n}");
            vec![
                Counter::login_from(&name, "1.2.3.4"),
                Counter::address("1.2.3.4"),
            ]
        };
        for n in 0..25 {
            assert_eq!(attempt(&store, name(n), 0).await, 0);
        }
        assert_eq!(attempt(&store, name(99), 0).await, 30);
    }

    #[tokio::test]
    async fn a_right_attempt_is_given_back_and_frees_its_own_count_alone() {
        let store = MemoryStore::new();
        for _ in 0..4 {
            attempt(&store, ana("1.2.3.4"), 0).await;
        }
        let right = reserve(&store, at(0), ana("1.2.3.4")).await.unwrap();
        give_back(&store, at(0), right).await.unwrap();
        let wrong =
            async |counter: Counter| store.attempts(counter.id).await.unwrap().unwrap().wrong;
        assert_eq!(wrong(Counter::login_from("ana", "1.2.3.4")).await, 0);
        assert_eq!(wrong(Counter::address("1.2.3.4")).await, 4);
        assert_eq!(wrong(Counter::login("ana")).await, 4);
        assert_eq!(attempt(&store, ana("1.2.3.4"), 0).await, 0);
    }

    #[tokio::test]
    async fn ten_wrong_pins_lock_a_link_for_good() {
        let store = MemoryStore::new();
        let pin = || vec![Counter::pin(EmpresaId::INSTALLATION, "l1")];
        for n in 0..10 {
            // However long between them.
            let reserved = reserve(&store, at(n * 100_000), pin()).await.unwrap();
            assert_eq!(i64::from(reserved.left), 9 - n);
        }
        let locked = reserve(&store, at(9_000_000), pin()).await;
        assert!(matches!(locked, Err(Refused::Locked)));
        let looked = look(&store, at(9_000_000), &pin()).await;
        assert!(matches!(looked, Err(Refused::Locked)));
    }

    #[tokio::test]
    async fn a_quarter_of_an_hour_of_peace_forgets_wrong_attempts() {
        let store = MemoryStore::new();
        for _ in 0..5 {
            attempt(&store, ana("1.2.3.4"), 0).await;
        }
        let later = 15 * 60 + 31;
        for _ in 0..5 {
            assert_eq!(attempt(&store, ana("1.2.3.4"), later).await, 0);
        }
        assert_eq!(attempt(&store, ana("1.2.3.4"), later).await, 30);
    }

    #[test]
    fn no_two_lists_of_parts_read_alike() {
        assert_ne!(
            identity(&["login", "a|1:b"]),
            identity(&["login", "a", "b"])
        );
    }
}
