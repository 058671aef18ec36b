//! Waiting between two tries of a commit that lost against another.

use async_trait::async_trait;

/// Waits after a commit lost against another. The server hands in one that lets time pass, longer with each
/// loss and by chance a little more or less, so that writers that met once do not meet again.
#[async_trait]
pub trait Backoff: Send + Sync + 'static {
    /// Waits after the commit was lost `lost` times, from 1.
    async fn wait(&self, lost: u32);
}

/// Lets other tasks run, and no time pass.
pub(crate) struct Yielding;

#[async_trait]
impl Backoff for Yielding {
    async fn wait(&self, _lost: u32) {
        tokio::task::yield_now().await;
    }
}
