//! What the page knows of the installation and of who is there.

use api::ApiError;
use api::functions::accounts;
use api::view::accounts::{PortalState, SessionView};
use app_logic::entry::registration::{Registering, open_after_entering};
use app_logic::permissions::Permissions;
use app_logic::sessions::{Ending, Generation, Sessions};
use jiff::Timestamp;
use jiff::civil::Date;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::browser;
use super::link_tab;
use super::network;
use super::session_mark::SessionMark;
use super::tabs::{TabMessage, Tabs};
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
    /// Which session a request belongs to.
    sessions: RwSignal<Sessions>,
    generation: Memo<Generation>,
    /// Who only reads has accepted that, and the movements were looked up.
    consult_started: RwSignal<bool>,
    /// The certificate that is missing was put off until the next login.
    certificate_put_off: RwSignal<bool>,
    /// The device's clock, in milliseconds, when the server's time arrived.
    asked_at: StoredValue<f64>,
    /// This tab reads through a consult link.
    is_link_tab: bool,
    /// The token of the link to open.
    link_token: StoredValue<Option<String>>,
    /// The other tabs of the same session.
    tabs: Tabs,
}

/// The lines between the tabs of a login, and between those of a link.
const LOGIN_TABS: &str = "rubrica.sesion";
const LINK_TABS: &str = "rubrica.enlace";

/// Puts the [`Portal`] into the context and asks the server; called once, by the root component.
pub(crate) fn provide_portal() -> Portal {
    let start = link_tab::start();
    let sessions = RwSignal::new(Sessions::default());
    let portal = Portal {
        phase: RwSignal::new(Phase::Asking),
        expired: RwSignal::new(false),
        departed: StoredValue::new(false),
        sessions,
        generation: Memo::new(move |_| sessions.with(Sessions::current)),
        consult_started: RwSignal::new(SessionMark::ConsultStarted.was_made()),
        certificate_put_off: RwSignal::new(SessionMark::CertificatePutOff.was_made()),
        asked_at: StoredValue::new(browser::milliseconds()),
        is_link_tab: start.is_link,
        link_token: StoredValue::new(start.token),
        tabs: Tabs::open(if start.is_link { LINK_TABS } else { LOGIN_TABS }),
    };
    provide_context(portal);
    portal.tabs.on_message(move |message| portal.heard(message));
    portal.ask();
    portal
}

/// Returns the page's [`Portal`].
///
/// # Panics
/// Outside the app's root component.
#[must_use]
pub fn use_portal() -> Portal {
    expect_context()
}

impl Portal {
    /// Returns how far the page is with knowing the server.
    #[must_use]
    pub fn phase(self) -> ReadSignal<Phase> {
        self.phase.read_only()
    }

    /// Returns who is there.
    #[must_use]
    pub fn session(self) -> Memo<Option<SessionView>> {
        Memo::new(move |_| {
            self.phase.with(|phase| match phase {
                Phase::Known(state) => state.session.clone(),
                Phase::Asking | Phase::Failed(_) => None,
            })
        })
    }

    /// Returns what the person may do here; nothing while nobody is.
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

    /// Whether a company can be registered here, and by whom; `None` until the server answered.
    #[must_use]
    pub fn registering(self) -> Memo<Option<Registering>> {
        Memo::new(move |_| {
            self.phase.with(|phase| match phase {
                Phase::Known(state) => Some(Registering::at(state)),
                Phase::Asking | Phase::Failed(_) => None,
            })
        })
    }

    /// Returns the only user's mail address, where the operator chose to disclose it.
    #[must_use]
    pub fn only_email(self) -> Signal<Option<String>> {
        Signal::derive(move || {
            self.phase.with(|phase| match phase {
                Phase::Known(state) => state.only_email.clone(),
                Phase::Asking | Phase::Failed(_) => None,
            })
        })
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

    /// Returns the server's clock, carried forward by the device's: a wrong clock on a tablet changes
    /// nothing.
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

    /// This tab reads through a consult link, and not through anybody's login.
    #[must_use]
    pub fn is_link_tab(self) -> bool {
        self.is_link_tab
    }

    /// Takes the token of the link to open, out of the address or out of what was kept of it.
    pub fn take_link_token(self) -> Option<String> {
        let kept = self.link_token.try_update_value(Option::take).flatten();
        browser::take_fragment().or(kept)
    }

    /// Asks the server again.
    pub fn ask(self) {
        self.phase.set(Phase::Asking);
        spawn_local(async move {
            let answer = loop {
                let asked_in = self.asks_in();
                let answer = accounts::state().await;
                // Who is there may have changed while it was answered.
                if self.asks_in() == asked_in {
                    break answer;
                }
            };
            self.asked_at.set_value(browser::milliseconds());
            self.phase.set(match answer {
                Ok(state) => Phase::Known(state),
                Err(error) => Phase::Failed(error),
            });
        });
    }

    /// Whether a reader was shown the notice of "sólo consulta" and the movements were looked up.
    #[must_use]
    pub fn consult_started(self) -> ReadSignal<bool> {
        self.consult_started.read_only()
    }

    /// The notice was accepted, and the movements were looked up.
    pub fn start_consult(self) {
        SessionMark::ConsultStarted.remember(true);
        self.consult_started.set(true);
    }

    /// Whether the person said that she assigns a certificate another time.
    #[must_use]
    pub fn certificate_put_off(self) -> ReadSignal<bool> {
        self.certificate_put_off.read_only()
    }

    /// She assigns a certificate another time; the next login asks again.
    pub fn put_certificate_off(self) {
        SessionMark::CertificatePutOff.remember(true);
        self.certificate_put_off.set(true);
    }

    /// Returns the session that a request belongs to which is sent now. Every request keeps it until it is
    /// answered, for [`Self::session_ended`].
    #[must_use]
    pub fn asks_in(self) -> Generation {
        self.sessions.with_untracked(Sessions::current)
    }

    /// Returns which session this is. What reads it runs again with the next one.
    #[must_use]
    pub fn generation(self) -> Generation {
        self.generation.get()
    }

    /// Does a request that puts another session in the place of this one. That this one ends meanwhile is
    /// no surprise; where the request fails, it goes on as before.
    ///
    /// # Errors
    /// Those of the request.
    pub async fn switches_session(
        self,
        request: impl Future<Output = Result<SessionView, ApiError>>,
    ) -> Result<(), ApiError> {
        let session = self.changing(request).await?;
        self.entered(session);
        Ok(())
    }

    /// Does a request after which the same session goes on under a new token.
    ///
    /// # Errors
    /// Those of the request.
    pub async fn renews_session(
        self,
        request: impl Future<Output = Result<SessionView, ApiError>>,
    ) -> Result<(), ApiError> {
        let session = self.changing(request).await?;
        self.sessions.update(Sessions::entered);
        self.tabs.say(TabMessage::Renewed);
        self.change(|state| state.session = Some(session));
        Ok(())
    }

    /// Whether another session is being asked for.
    #[must_use]
    pub fn is_switching(self) -> bool {
        self.sessions.with(Sessions::is_switching)
    }

    async fn changing<T>(
        self,
        request: impl Future<Output = Result<T, ApiError>>,
    ) -> Result<T, ApiError> {
        self.sessions.update(Sessions::switches);
        let answer = network::change(request).await;
        if answer.is_err() && self.sessions.try_update(Sessions::stays) == Some(true) {
            self.look_again();
        }
        answer
    }

    /// Somebody came in.
    pub fn entered(self, session: SessionView) {
        self.sessions.update(Sessions::entered);
        SessionMark::ConsultStarted.remember(false);
        self.consult_started.set(false);
        SessionMark::CertificatePutOff.remember(false);
        self.certificate_put_off.set(false);
        self.departed.set_value(false);
        self.expired.set(false);
        if self.is_link_tab {
            link_tab::remember(true);
        }
        self.tabs.say(TabMessage::Entered);
        self.change(|state| {
            state.session = Some(session);
            state.registration_open = open_after_entering(state.registration);
        });
    }

    /// The person changed her name.
    pub fn renamed(self, name: &str) {
        self.change(|state| {
            if let Some(session) = &mut state.session {
                name.clone_into(&mut session.name);
            }
        });
    }

    /// Asks the server whether the session of this browser still lives.
    pub fn look_again(self) {
        spawn_local(async move {
            self.check().await;
        });
    }

    /// The person left.
    pub fn left(self) {
        self.departed.set_value(true);
        self.expired.set(false);
        self.tabs.say(TabMessage::LoggedOut);
        self.change(|state| state.session = None);
    }

    /// A request that was sent in `asked_in` was answered without a session: where that is the session of
    /// this tab, it ends in every tab.
    pub fn session_ended(self, asked_in: Generation) -> Ending {
        let ending = self
            .sessions
            .try_update(|sessions| sessions.ended(asked_in))
            .unwrap_or(Ending::OfAnother);
        let here = self.session().with_untracked(Option::is_some);
        if here && ending == Ending::Ends {
            self.tabs.say(TabMessage::Ended);
            self.end_here();
        }
        ending
    }

    fn end_here(self) {
        self.expired.set(true);
        self.change(|state| state.session = None);
    }

    /// Takes in what another tab of the same session says.
    fn heard(self, message: TabMessage) {
        let someone = self.session().with_untracked(Option::is_some);
        match message {
            TabMessage::LoggedOut if someone => self.end_here(),
            TabMessage::LoggedOut => {}
            // An answer that was under way may belong to a session before this one.
            TabMessage::Ended => {
                spawn_local(async move {
                    self.check().await;
                });
            }
            // A login ends the session before it, of any person.
            TabMessage::Entered => {
                self.sessions.update(Sessions::entered);
                if someone {
                    self.end_here();
                }
                self.ask();
            }
            TabMessage::Renewed => {
                self.sessions.update(Sessions::entered);
                // This tab found the old token refused before it heard of the new one.
                if !someone {
                    self.ask();
                }
            }
        }
    }

    /// Asks the server whether the session lives, and ends it here where it does not.
    pub(super) async fn check(self) -> SessionCheck {
        let asked_in = self.asks_in();
        match accounts::state().await {
            Ok(state) if state.session.is_none() => match self.session_ended(asked_in) {
                Ending::Ends => SessionCheck::Ended,
                Ending::OfAnother | Ending::Waits => SessionCheck::Unknown,
            },
            Ok(_) => SessionCheck::Lives,
            Err(_) => SessionCheck::Unknown,
        }
    }

    fn change(self, change: impl FnOnce(&mut PortalState)) {
        self.phase.update(|phase| {
            if let Phase::Known(state) = phase {
                change(state);
            }
        });
    }
}

/// Whether a session lives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SessionCheck {
    /// The server knows it.
    Lives,
    /// The server does not know it.
    Ended,
    /// The server could not be asked, or answered about another session.
    Unknown,
}
