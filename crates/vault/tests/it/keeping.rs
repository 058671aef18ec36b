//! Keys are not kept: the idle time, the lock, and what is left after them.

use jiff::ToSpan as _;
use vault_protocol::{Ask, CredentialHandle, Expected, LockReason, Tell};

use crate::material;
use crate::worker::Worker;

#[test]
fn after_fifteen_idle_minutes_everything_is_forgotten() {
    let (mut worker, credential) = opened();
    assert_eq!(worker.wake_at, Some(worker.now + 15.minutes()));
    worker.wait(15);
    worker.tick();
    assert_eq!(worker.locked(), Some(LockReason::Idle));
    assert!(worker.keys.is_empty());
    assert_eq!(worker.wake_at, None);
    let before = worker.posted.len();
    worker.ask_for_challenge(credential, "reto");
    assert_eq!(
        worker.posted.len(),
        before,
        "a locked worker answers nothing"
    );
    assert!(worker.signed.is_empty());
}

#[test]
fn a_person_at_the_page_puts_the_lock_off_and_a_tick_does_not() {
    let (mut worker, credential) = opened();
    for _ in 0..10 {
        worker.wait(14);
        worker.ask(Ask::Touch, Vec::new(), &[]);
    }
    worker.wait(14);
    worker.tick();
    assert!(worker.sign_challenge(credential, "reto").is_ok());
    worker.wait(14);
    worker.tick();
    worker.wait(1);
    worker.tick();
    assert_eq!(worker.locked(), Some(LockReason::Idle));
}

#[test]
fn a_device_that_slept_past_the_deadline_locks_before_it_listens() {
    let (mut worker, credential) = opened();
    worker.wait(60 * 8);
    worker.ask(Ask::Touch, Vec::new(), &[]);
    assert_eq!(worker.locked(), Some(LockReason::Idle));
    worker.ask_for_challenge(credential, "reto");
    assert!(worker.signed.is_empty());
}

#[test]
fn the_idle_time_is_settable_from_one_minute_to_an_hour() {
    for (minutes, held) in [(5, 5), (0, 1), (u32::MAX, 60)] {
        let mut worker = Worker::start();
        worker.ask(Ask::SetIdle { minutes }, Vec::new(), &[]);
        worker.open(material::efirma()).unwrap();
        assert_eq!(worker.wake_at, Some(worker.now + i64::from(held).minutes()));
    }
}

#[test]
fn posts_deadline_only_while_something_is_open() {
    let (mut worker, credential) = opened();
    let locks_at = |worker: &Worker| {
        worker.posted.iter().rev().find_map(|(tell, _)| match tell {
            Tell::LocksAt { at } => Some(*at),
            _ => None,
        })
    };
    let deadline = (worker.now + 15.minutes()).as_millisecond();
    assert_eq!(locks_at(&worker), Some(Some(deadline)));
    worker.ask(Ask::Close { credential }, Vec::new(), &[]);
    assert_eq!(locks_at(&worker), Some(None));
    assert_eq!(worker.wake_at, None);
    worker.wait(60);
    assert!(
        worker.open(material::efirma()).is_ok(),
        "nothing was open to lock"
    );
}

#[test]
fn a_lock_that_is_asked_for_forgets_at_once() {
    let (mut worker, _) = opened();
    worker.ask(Ask::Lock, Vec::new(), &[]);
    assert_eq!(worker.locked(), Some(LockReason::Asked));
    assert!(worker.keys.is_empty());
}

#[test]
fn a_key_that_arrives_after_the_lock_is_dropped() {
    let mut worker = Worker::start();
    worker.slow = true;
    let request = worker.ask_to_open(material::efirma(), Expected::default(), &[]);
    // The files are read and the key is on its way when the lock comes.
    worker.step();
    worker.ask(Ask::Lock, Vec::new(), &[]);
    worker.settle();
    assert!(worker.keys.is_empty());
    assert!(worker.answer(request).is_none());
}

#[test]
fn closing_one_credential_leaves_the_others_open() {
    let (mut worker, first) = opened();
    let (second, _) = worker.open(material::imss()).unwrap();
    worker.ask(Ask::Close { credential: first }, Vec::new(), &[]);
    assert_eq!(
        worker.sign_challenge(first, "reto").unwrap_err().code,
        "not-open"
    );
    assert!(worker.sign_challenge(second, "reto").is_ok());
}

#[test]
fn closing_what_is_not_open_is_answered_all_the_same() {
    let mut worker = Worker::start();
    let credential = CredentialHandle(99);
    worker.ask(Ask::Close { credential }, Vec::new(), &[]);
    assert!(
        matches!(worker.posted[0].0, Tell::Closed { credential: closed } if closed == credential)
    );
}

#[test]
fn more_openings_at_once_than_the_limit_are_refused() {
    let mut worker = Worker::start();
    worker.slow = true;
    for _ in 0..vault::MAX_OPEN {
        worker.ask_to_open(material::efirma(), Expected::default(), &[]);
    }
    let over = worker.ask_to_open(material::efirma(), Expected::default(), &[]);
    let Some(Tell::Failed { error, .. }) = worker.answer(over) else {
        panic!("it was let in")
    };
    assert_eq!(error.code, "too-many-open");
}

fn opened() -> (Worker, CredentialHandle) {
    let mut worker = Worker::start();
    let (credential, _) = worker.open(material::efirma()).unwrap();
    (worker, credential)
}
