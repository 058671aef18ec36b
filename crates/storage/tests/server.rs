//! The suite of `service` on a SurrealDB server, over a WebSocket. `cargo xtask test engines` starts one and
//! names it in `RUBRICA_TEST_DATABASE_URL`: `ws://USER:PASSWORD@HOST:PORT`.

use std::sync::atomic::{AtomicU32, Ordering};

use storage::Database;

/// A database of its own on the server, for each test.
async fn empty() -> Database {
    static COUNT: AtomicU32 = AtomicU32::new(0);
    let count = COUNT.fetch_add(1, Ordering::Relaxed);
    let server = std::env::var("RUBRICA_TEST_DATABASE_URL").expect("the address of a server");
    let url = format!("{server}/suite_{}_{count}", std::process::id());
    Database::open(&url).await.expect("the server answers")
}

service::store_suite!(async { empty().await });
