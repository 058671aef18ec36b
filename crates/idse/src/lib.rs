//! The client of IDSE, IMSS's portal for movimientos afiliatorios.
//!
//! What lives here: the portal's requests as HTTP, its answers as types, its session cookie as a
//! secret, and the reading of its HTML and CSV. Who may call it: the composition root of the
//! server, which adapts it to the trait its use cases hold. What it may not touch: the database,
//! any clock, any key. It knows the portal only by its URL, so that the real one and a simulator
//! are the same to it.
//!
//! One module is one request. What nobody has published is gathered, with its assumptions, in
//! `unpublished`: when IMSS's real requests are known, that folder is what changes.
//!
//! Nothing here retries: whether a request may be repeated is the caller's decision, and for a
//! lote it is never taken automatically (see [`SendError`]).

mod challenge;
mod client;
mod error;
#[cfg(feature = "fuzzing")]
pub mod fuzzing;
mod html;
mod login;
mod movements;
mod reachable;
mod results;
mod session;
mod text;
mod unpublished;

pub use challenge::Challenge;
pub use client::{Client, ClientOptions};
pub use error::{IdseError, SendError};
pub use login::{LoggedIn, Login};
pub use movements::{MovementResult, Outcome, RefusedMovement};
pub use reachable::PortalInfo;
pub use results::{Acuse, ListedLote, LoteResult, LoteState, ResultsQuery};
pub use session::SessionCookie;
pub use unpublished::{CoveredRegistro, Huella, LoteContents, OutgoingLote, Received, Recibo};
