//! The suite of `service` on the engine that ships, and what only a database has: folders, locks,
//! migrations.

#![expect(
    clippy::unwrap_used,
    reason = "a scene that cannot be set has failed its test"
)]

mod opening;
mod touched;

/// Every behaviour of the suite in a folder, synced at every commit.
mod in_a_folder {
    service::store_suite!(async { crate::opening::folder().open().await });
}
