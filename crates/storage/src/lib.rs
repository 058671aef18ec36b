//! SurrealDB behind the repository traits of `service`.
//!
//! What lives here: opening a database by URL and bringing its schema up to date ([`Database`]),
//! writing a unit of work in one transaction (`commit`), and the typed reads (`read`). The server is
//! handed a [`Database`]; nobody else may depend on `surrealdb`. No rule lives here: what a record
//! means is `service`'s, and so is the suite (`service::suite`) that this implementation passes.

mod commit;
mod lookup;
mod migrate;
mod open;
mod query;
mod read;

pub use open::{Database, OpenError};
