//! `GET /relay/events`: what changes while a page is open, as server-sent events, no further than
//! its caller may read, and no longer than its session lives: its last event is that end.

use std::convert::Infallible;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::Duration;

use api::relay::Event as PageEvent;
use axum::extract::State;
use axum::response::Sse;
use axum::response::sse::Event as Line;
use futures::Stream;
use futures::stream::unfold;
use service::accounts::still_there;
use service::caller::{Caller, ReadScope, Reader as _, Scope};
use service::events::Event;
use tokio::sync::broadcast::Receiver;
use tokio::sync::broadcast::error::RecvError;
use tokio::time::{Interval, MissedTickBehavior, interval};

use super::caller::Reads;
use crate::http::Shared;
use crate::shutdown::Shutdown;

/// An empty line, at least this often: proxies cut silent connections, and a session that grew too old
/// is noticed.
const KEEP_ALIVE: Duration = Duration::from_secs(15);

/// Listens until the session ends, the server stops, or the page fell so far behind that it must
/// read everything again (it does so when it opens the stream again).
pub(super) async fn listen(
    State(shared): State<Arc<Shared>>,
    Reads(caller): Reads,
) -> Sse<impl Stream<Item = Result<Line, Infallible>>> {
    let scope = caller.scope();
    let mut ticks = interval(KEEP_ALIVE);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    shared.metrics.streams().fetch_add(1, Ordering::Relaxed);
    let listening = Listening {
        events: shared.service.events().subscribe(scope.empresa),
        shutdown: shared.shutdown.clone(),
        caller,
        scope,
        ticks,
        shared,
        ended: false,
    };
    Sse::new(unfold(listening, async |mut listening| {
        let line = listening.next().await?;
        Some((Ok(line), listening))
    }))
}

struct Listening {
    shared: Arc<Shared>,
    caller: Caller,
    scope: ReadScope,
    events: Receiver<Event>,
    ticks: Interval,
    shutdown: Shutdown,
    /// The last line is sent.
    ended: bool,
}

impl Drop for Listening {
    fn drop(&mut self) {
        self.shared
            .metrics
            .streams()
            .fetch_sub(1, Ordering::Relaxed);
    }
}

impl Listening {
    /// The next line; `None` where the stream ends.
    async fn next(&mut self) -> Option<Line> {
        if self.ended {
            return None;
        }
        loop {
            let line = tokio::select! {
                () = self.shutdown.announced() => return None,
                _ = self.ticks.tick() => Some(Line::default().comment("")),
                event = self.events.recv() => match event {
                    Ok(Event::SessionEnded) => None,
                    Ok(event) => match visible(&event, &self.scope) {
                        Some(event) => line_of(&event),
                        None => continue,
                    },
                    Err(RecvError::Lagged(_) | RecvError::Closed) => return None,
                },
            };
            // Asked before every line, so that a session that has ended learns nothing more.
            let there = still_there(&self.shared.service, &self.caller).await;
            if !there.unwrap_or(false) {
                self.ended = true;
                return line_of(&PageEvent::SessionEnded);
            }
            if line.is_some() {
                return line;
            }
        }
    }
}

fn line_of(event: &PageEvent) -> Option<Line> {
    Line::default().json_data(event).ok()
}

/// What a caller may know of an event.
fn visible(event: &Event, scope: &ReadScope) -> Option<PageEvent> {
    match event {
        Event::Lote { id, registro } if scope.registros.holds(*registro) => Some(if scope.lotes {
            PageEvent::Lote { id: id.to_string() }
        } else {
            PageEvent::Movements
        }),
        Event::Movements { registro } if scope.registros.holds(*registro) => {
            Some(PageEvent::Movements)
        }
        Event::Certificados if scope.registros == Scope::All => Some(PageEvent::Certificados),
        // The directory is shown beside movements, and read again with them.
        Event::Trabajadores if scope.people => Some(PageEvent::Movements),
        Event::Lote { .. }
        | Event::Movements { .. }
        | Event::Certificados
        | Event::Trabajadores
        | Event::SessionEnded => None,
    }
}
