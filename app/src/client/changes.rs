//! What changed elsewhere: the relay's event stream, as signals to load again by.

use std::time::Duration;

use api::relay::Event;
use futures::StreamExt;
use gloo_net::eventsource::futures::EventSource;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::network::Network;
use super::portal::{Portal, SessionCheck};
use super::relay;

/// How long to wait before a stream that the server closed is opened again, the first time.
const AGAIN_AFTER: Duration = Duration::from_secs(5);
/// The longest wait, after several times without an answer.
const AGAIN_AT_LAST: Duration = Duration::from_secs(60);

/// Counters that grow with every change. Read one inside [`super::fetch`] and the value is loaded
/// again when it grows.
#[derive(Clone, Copy)]
pub struct Changes {
    movements: RwSignal<u32>,
    lotes: RwSignal<u32>,
    certificados: RwSignal<u32>,
    registros: RwSignal<u32>,
    /// Distinguishes a stream from older ones: a stream ends once another was begun.
    stream: StoredValue<u32>,
    portal: Portal,
}

/// Puts [`Changes`] into the context; listens while somebody is logged in.
pub(crate) fn provide_changes(portal: Portal, network: Network) -> Changes {
    let changes = Changes {
        movements: RwSignal::new(0),
        lotes: RwSignal::new(0),
        certificados: RwSignal::new(0),
        registros: RwSignal::new(0),
        stream: StoredValue::new(0),
        portal,
    };
    provide_context(changes);
    let session = portal.session();
    let someone = Memo::new(move |_| session.with(Option::is_some));
    Effect::new(move |_| {
        // Without waiting any longer where the line was down.
        let _ = network.returns();
        // A stream belongs to one session: the next one has its own.
        let _ = portal.generation();
        let stream = changes.stream.get_value().wrapping_add(1);
        changes.stream.set_value(stream);
        if someone.get() {
            changes.listen(stream, AGAIN_AFTER);
        }
    });
    changes
}

impl Changes {
    /// Notes that the caller's view depends on movements.
    pub fn on_movements(self) {
        self.movements.track();
    }

    /// Notes that the caller's view depends on lotes.
    pub fn on_lotes(self) {
        self.lotes.track();
    }

    /// Notes that the caller's view depends on certificates and their assignments.
    pub fn on_certificados(self) {
        self.certificados.track();
    }

    /// Notes that the caller's view depends on registros patronales.
    pub fn on_registros(self) {
        self.registros.track();
    }

    /// This page changed a registro patronal itself.
    pub fn registros_changed(self) {
        grow(self.registros);
    }

    /// This page changed a certificate itself.
    pub fn certificados_changed(self) {
        self.note(&Event::Certificados);
    }

    /// This page changed movements or lotes itself.
    pub fn movements_changed(self) {
        grow(self.movements);
        grow(self.lotes);
    }

    fn note(self, event: &Event) {
        match event {
            Event::Lote { .. } => {
                grow(self.lotes);
                grow(self.movements);
            }
            Event::Movements => grow(self.movements),
            Event::Certificados => {
                grow(self.certificados);
                grow(self.registros);
            }
            // The stream is left at this event, and the session asked for.
            Event::SessionEnded => {}
        }
    }

    fn everything(self) {
        grow(self.movements);
        grow(self.lotes);
        grow(self.certificados);
        grow(self.registros);
    }

    fn listen(self, stream: u32, wait: Duration) {
        spawn_local(async move {
            self.follow(stream).await;
            if self.stream.get_value() != stream {
                return;
            }
            // The browser does not say why a stream was refused: because the session ended, most often.
            let next = match self.portal.check().await {
                SessionCheck::Ended => return,
                SessionCheck::Lives => AGAIN_AFTER,
                SessionCheck::Unknown => (wait * 2).min(AGAIN_AT_LAST),
            };
            set_timeout(
                move || {
                    if self.stream.get_value() == stream {
                        self.listen(stream, next);
                    }
                },
                wait,
            );
        });
    }

    /// Follows one stream until the server closes it or the session is another.
    async fn follow(self, stream: u32) {
        let Ok(mut source) = EventSource::new(&relay::events_path()) else {
            return;
        };
        let (Ok(messages), Ok(opened)) = (source.subscribe("message"), source.subscribe("open"))
        else {
            return;
        };
        let mut events = futures::stream::select(messages, opened);
        let mut opened_before = false;
        while let Some(Ok((kind, message))) = events.next().await {
            if self.stream.get_value() != stream {
                return;
            }
            if kind == "open" {
                // Events sent while the connection was down are not repeated.
                if opened_before {
                    self.everything();
                }
                opened_before = true;
            } else if let Some(event) = message.data().as_string().as_deref().and_then(parse) {
                if event == Event::SessionEnded {
                    return;
                }
                self.note(&event);
            }
        }
    }
}

fn grow(counter: RwSignal<u32>) {
    counter.update(|count| *count = count.wrapping_add(1));
}

/// An event this page does not know is left alone: the server may be newer.
fn parse(data: &str) -> Option<Event> {
    serde_json::from_str(data).ok()
}

#[cfg(test)]
mod tests {
    use api::relay::Event;

    use super::parse;

    #[test]
    fn an_event_of_a_newer_server_is_left_alone() {
        assert_eq!(parse(r#"{"event":"moon-phase"}"#), None);
        assert_eq!(parse("not json"), None);
    }

    #[test]
    fn a_lote_that_changed_is_named() {
        let event = parse(r#"{"event":"lote","id":"abc"}"#);
        assert_eq!(
            event,
            Some(Event::Lote {
                id: "abc".to_owned()
            })
        );
    }
}
