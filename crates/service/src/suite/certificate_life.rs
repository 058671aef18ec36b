//! Progress along paths, reminders, calendars.

#![expect(
    clippy::unwrap_used,
    reason = "the suite is test code, in a library so that every store can run it"
)]

use model::CertificatePath;

use super::Build;
use crate::records::{CalendarFeed, PathProgress, Reminded, ReminderChoice, StepTick};
use crate::store::{CommitError, KeyKind, Store, Unit};

/// Checks that what the certificate's life keeps is read back, by its company alone.
pub async fn the_life_of_a_certificate_comes_back_to_its_company(store: &dyn Store) {
    let build = Build::default();
    let (empresa, registro) = build.stored_company(store).await;
    let (stranger, _) = build.stored_company(store).await;
    let (mine, theirs, user) = (empresa.id, stranger.id, build.user(empresa.id).id);
    let path = CertificatePath::First;
    let progress = PathProgress {
        empresa: mine,
        registro: registro.id,
        path,
        version: 1,
        steps: vec![StepTick {
            step: "reunir".to_owned(),
            done: true,
            by: user,
            at: build.now,
            version: 1,
        }],
        asked_on: None,
    };
    let choice = ReminderChoice {
        empresa: mine,
        user,
        version: 1,
        wanted: false,
    };
    let unit = build.unit(mine).create(progress.clone());
    store.commit(unit.create(choice.clone())).await.unwrap();

    let read = async |id| store.path_progress(id, registro.id, path).await.unwrap();
    assert_eq!(read(mine).await.as_ref(), Some(&progress));
    assert_eq!(read(theirs).await, None);
    let other = store.path_progress(mine, registro.id, CertificatePath::Lost);
    assert_eq!(other.await.unwrap(), None);
    assert_eq!(store.path_progresses(mine).await.unwrap(), [progress]);
    assert_eq!(store.path_progresses(theirs).await.unwrap(), []);
    assert_eq!(store.reminder_choices(mine).await.unwrap(), [choice]);
    assert_eq!(store.reminder_choices(theirs).await.unwrap(), []);
    let mut all: Vec<_> = store.empresas().await.unwrap();
    all.retain(|one| [mine, theirs].contains(&one.id));
    assert_eq!(all.len(), 2);
}

/// Checks that however many servers try at once, a reminder is written once.
pub async fn a_reminder_is_written_once(store: &dyn Store) {
    let build = Build::default();
    let (empresa, _) = build.stored_company(store).await;
    let (stranger, _) = build.stored_company(store).await;
    let id = build.digest();
    let unit = || {
        let reminded = Reminded {
            empresa: empresa.id,
            id,
            at: build.now,
        };
        let unit = Unit::upkeep().create(reminded);
        unit.create(build.job(empresa.id)).done()
    };
    let (one, other) = futures::future::join(store.commit(unit()), store.commit(unit())).await;
    let refused = [one, other].into_iter().filter_map(Result::err);
    let refused: Vec<CommitError> = refused.collect();
    assert!(
        matches!(refused[..], [CommitError::Taken { what: KeyKind::Id }]),
        "{refused:?}"
    );
    let asked = [build.digest(), id];
    let found = store.reminded(empresa.id, &asked).await.unwrap();
    assert_eq!(found.iter().map(|one| one.id).collect::<Vec<_>>(), [id]);
    assert_eq!(store.reminded(stranger.id, &asked).await.unwrap(), []);
    let taken = store.take_due_jobs(
        crate::records::Lane::Portal,
        build.after(60),
        "a",
        build.after(90),
        10,
    );
    assert_eq!(taken.await.unwrap().len(), 1, "and its mail goes out once");
}

/// Checks that a calendar is found by its token alone, until the token is changed or taken away.
pub async fn a_calendar_is_found_by_its_present_token(store: &dyn Store) {
    let build = Build::default();
    let (empresa, _) = build.stored_company(store).await;
    let user = build.user(empresa.id).id;
    let feed = CalendarFeed {
        empresa: empresa.id,
        user,
        version: 1,
        token: build.digest(),
        created_at: build.now,
        last_read: None,
    };
    store
        .commit(build.unit(empresa.id).create(feed.clone()))
        .await
        .unwrap();
    let at = async |token| store.calendar_feed_by_token(&token).await.unwrap();
    assert_eq!(at(feed.token).await.as_ref(), Some(&feed));
    let renewed = CalendarFeed {
        token: build.digest(),
        version: 2,
        ..feed.clone()
    };
    let unit = build.unit(empresa.id).update(feed.clone(), renewed.clone());
    store.commit(unit).await.unwrap();
    assert_eq!(at(feed.token).await, None);
    assert_eq!(at(renewed.token).await.as_ref(), Some(&renewed));
    let mine = store.calendar_feed(empresa.id, user).await.unwrap();
    assert_eq!(mine.as_ref(), Some(&renewed));
    store
        .commit(build.unit(empresa.id).delete(renewed.clone()))
        .await
        .unwrap();
    assert_eq!(at(renewed.token).await, None);
}
