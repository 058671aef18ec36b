//! SurrealDB behind the repository traits of `service`.
//!
//! What lives here: opening a database by URL and bringing its schema up to date ([`Database`]),
//! writing a unit of work in one transaction (`commit`), the typed reads (`read`), and the whole of it in
//! a file (`backup`). The server is
//! handed a [`Database`]; nobody else may depend on `surrealdb`. No rule lives here: what a record
//! means is `service`'s, and so is the suite (`service::suite`) that this implementation passes.

mod backoff;
mod backup;
mod commit;
mod database;
mod lookup;
mod migrate;
mod open;
mod query;
mod read;
mod rebuild;
mod tally;
mod values;

pub use backoff::Backoff;
pub use backup::BackupError;
pub use database::Database;
pub use open::OpenError;
