//! The repository in memory passes the suite that every repository passes.

use service::memory::MemoryStore;

service::store_suite!(async { MemoryStore::new() });
