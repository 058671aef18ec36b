//! The end of the process: announced once, heard by everything that holds a request or a lease.

use tokio::signal::unix::{Signal, SignalKind, signal};
use tokio::sync::watch;

/// Announces the end.
pub struct Announcer(watch::Sender<bool>);

/// Hears of the end.
#[derive(Clone)]
pub struct Shutdown(watch::Receiver<bool>);

/// Returns a pair that belongs together.
pub fn channel() -> (Announcer, Shutdown) {
    let (sender, receiver) = watch::channel(false);
    (Announcer(sender), Shutdown(receiver))
}

impl Announcer {
    /// Announces that the process ends.
    pub fn announce(&self) {
        self.0.send_replace(true);
    }
}

impl Shutdown {
    /// Returns when the process ends, or the sender of that signal is gone.
    pub async fn announced(&mut self) {
        let _ = self.0.wait_for(|ending| *ending).await;
    }

    /// Whether the end was announced.
    pub fn is_announced(&self) -> bool {
        *self.0.borrow()
    }
}

/// SIGTERM and SIGINT, caught from the moment this is made.
pub struct Signals {
    terminate: Signal,
    interrupt: Signal,
}

impl Signals {
    /// Catches them from now on: one that comes before anybody waits is not lost.
    ///
    /// # Errors
    /// The system refuses to hand signals over.
    pub fn catch() -> std::io::Result<Self> {
        Ok(Self {
            terminate: signal(SignalKind::terminate())?,
            interrupt: signal(SignalKind::interrupt())?,
        })
    }

    /// Returns at the first of them.
    pub async fn received(mut self) {
        tokio::select! {
            _ = self.terminate.recv() => {}
            _ = self.interrupt.recv() => {}
        }
    }
}
