//! What the page knows of the installation and of who is there.

use api::ApiError;
use api::functions::accounts;
use api::view::accounts::{PortalState, SessionView};
use app_logic::permissions::Permissions;
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::client::browser;
use crate::format::date;

/// How far the page is with getting to know the server.
#[derive(Clone, Debug, PartialEq)]
pub enum Phase {
    /// Asked, not answered.
    Asking,
    /// Could not be reached.
    Failed(ApiError),
    /// Answered.
    Known(PortalState),
}

/// What the page knows of the server; copies share it.
#[derive(Clone, Copy)]
pub struct Portal {
    phase: RwSignal<Phase>,
    /// The session ended under the person's hands, not by her.
    expired: RwSignal<bool>,
    /// The person left by herself.
    departed: StoredValue<bool>,
    /// The device's clock, in milliseconds, when the server's time arrived.
    asked_at: StoredValue<f64>,
}

/// Puts the [`Portal`] into the context and asks the server; called once, by the root component.
pub(crate) fn provide_portal() -> Portal {
    let portal = Portal {
        phase: RwSignal::new(Phase::Asking),
        expired: RwSignal::new(false),
        departed: StoredValue::new(false),
        asked_at: StoredValue::new(browser::milliseconds()),
    };
    provide_context(portal);
    portal.ask();
    portal
}

/// The page's [`Portal`].
///
/// # Panics
/// Outside the app's root component.
#[must_use]
pub fn use_portal() -> Portal {
    expect_context()
}

impl Portal {
    /// How far the page is with knowing the server.
    #[must_use]
    pub fn phase(self) -> ReadSignal<Phase> {
        self.phase.read_only()
    }

    /// Who is there.
    #[must_use]
    pub fn session(self) -> Memo<Option<SessionView>> {
        Memo::new(move |_| {
            self.phase.with(|phase| match phase {
                Phase::Known(state) => state.session.clone(),
                Phase::Asking | Phase::Failed(_) => None,
            })
        })
    }

    /// What the person may do here; nothing while nobody is.
    #[must_use]
    pub fn may(self) -> Signal<Permissions> {
        let session = self.session();
        Signal::derive(move || session.with(|session| Permissions::of(session.as_ref())))
    }

    /// IDSE is the simulator.
    #[must_use]
    pub fn simulator(self) -> Signal<bool> {
        self.known(|state| state.simulator)
    }

    /// A company can be registered.
    #[must_use]
    pub fn registration_open(self) -> Signal<bool> {
        self.known(|state| state.registration_open)
    }

    /// CA certificates are configured: chains are verified.
    #[must_use]
    pub fn trust_configured(self) -> Signal<bool> {
        self.known(|state| state.trust_configured)
    }

    fn known(self, ask: fn(&PortalState) -> bool) -> Signal<bool> {
        Signal::derive(move || {
            self.phase
                .with(|phase| matches!(phase, Phase::Known(state) if ask(state)))
        })
    }

    /// The server's clock, carried forward by the device's: a wrong clock on a tablet changes nothing.
    #[must_use]
    pub fn now(self) -> Timestamp {
        let passed = browser::milliseconds() - self.asked_at.get_value();
        let server_time = self.phase.with_untracked(|phase| match phase {
            Phase::Known(state) => Some(state.now),
            Phase::Asking | Phase::Failed(_) => None,
        });
        match server_time {
            Some(server_time) => date::later(server_time, passed),
            None => date::later(Timestamp::UNIX_EPOCH, browser::milliseconds()),
        }
    }

    /// Today in America/Mexico_City.
    #[must_use]
    pub fn today(self) -> Date {
        date::in_mexico(self.now())
    }

    /// Whether the last session ended without a log-out.
    #[must_use]
    pub fn expired(self) -> ReadSignal<bool> {
        self.expired.read_only()
    }

    /// Whether the last session ended because the person left: she returns to the start, not to where
    /// she was.
    #[must_use]
    pub fn departed(self) -> bool {
        self.departed.get_value()
    }

    /// Asks the server again.
    pub fn ask(self) {
        self.phase.set(Phase::Asking);
        spawn_local(async move {
            let answer = accounts::state().await;
            self.asked_at.set_value(browser::milliseconds());
            self.phase.set(match answer {
                Ok(state) => Phase::Known(state),
                Err(error) => Phase::Failed(error),
            });
        });
    }

    /// Somebody came in.
    pub fn entered(self, session: SessionView) {
        self.departed.set_value(false);
        self.expired.set(false);
        self.change(|state| {
            state.session = Some(session);
            // The first company may be registered once.
            state.registration_open = false;
        });
    }

    /// The person left.
    pub fn left(self) {
        self.departed.set_value(true);
        self.expired.set(false);
        self.change(|state| state.session = None);
    }

    /// The server no longer knows the session.
    pub fn session_ended(self) {
        self.expired.set(true);
        self.change(|state| state.session = None);
    }

    fn change(self, change: impl FnOnce(&mut PortalState)) {
        self.phase.update(|phase| {
            if let Phase::Known(state) = phase {
                change(state);
            }
        });
    }
}
