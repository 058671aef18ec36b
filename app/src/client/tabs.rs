//! What the tabs of one browser say to each other about the session they share.

use leptos::prelude::*;
use wasm_bindgen::closure::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

/// What a tab says to the others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TabMessage {
    /// The person logged out.
    LoggedOut,
    /// The server no longer knows the session.
    Ended,
    /// Somebody logged in.
    Entered,
    /// The session goes on under a new token.
    Renewed,
}

impl TabMessage {
    const ALL: [Self; 4] = [Self::LoggedOut, Self::Ended, Self::Entered, Self::Renewed];

    fn text(self) -> &'static str {
        match self {
            Self::LoggedOut => "logged-out",
            Self::Ended => "ended",
            Self::Entered => "entered",
            Self::Renewed => "renewed",
        }
    }

    fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|one| one.text() == text)
    }
}

/// The line to the tabs that share this one's session; copies share it. A browser without
/// `BroadcastChannel` has none, and each tab finds out alone.
#[derive(Clone, Copy)]
pub(super) struct Tabs {
    channel: StoredValue<Option<BroadcastChannel>, LocalStorage>,
}

impl Tabs {
    /// Opens the line called `name`.
    pub(super) fn open(name: &str) -> Self {
        Self {
            channel: StoredValue::new_local(BroadcastChannel::new(name).ok()),
        }
    }

    /// Calls `hear` with what other tabs say, until this one closes.
    pub(super) fn on_message(self, hear: impl Fn(TabMessage) + 'static) {
        let listener = Closure::<dyn Fn(MessageEvent)>::new(move |event: MessageEvent| {
            let text = event.data().as_string();
            if let Some(message) = text.as_deref().and_then(TabMessage::parse) {
                hear(message);
            }
        });
        self.channel.with_value(|channel| {
            if let Some(channel) = channel {
                channel.set_onmessage(Some(listener.as_ref().unchecked_ref()));
            }
        });
        // The browser calls it until the tab is closed.
        listener.forget();
    }

    /// Says something to every other tab.
    pub(super) fn say(self, message: TabMessage) {
        self.channel.with_value(|channel| {
            if let Some(channel) = channel {
                // Fails only for what cannot be copied; a text can.
                let _ = channel.post_message(&JsValue::from_str(message.text()));
            }
        });
    }
}

#[cfg(test)]
mod tests {
    use super::TabMessage;

    #[test]
    fn every_message_is_read_back() {
        for message in TabMessage::ALL {
            assert_eq!(TabMessage::parse(message.text()), Some(message));
        }
        assert_eq!(TabMessage::parse("hello"), None);
    }
}
