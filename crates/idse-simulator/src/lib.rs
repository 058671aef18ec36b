//! A portal that looks like IDSE from the outside, to test and to show against.
//!
//! What lives here: an HTTP server that speaks the portal's requests, verifies signatures for real,
//! keeps a register of trabajadores, and accepts or rejects movements by IMSS's rules, in two stages.
//! **Nothing sent to it reaches IMSS**, and every answer says so, in words and in the header
//! `x-idse-simulador`. Who may call it: the composition root, which serves it on a listener of its
//! own, and tests. What it may not touch: the portal's client and the product's own CMS code. It
//! shares no line with them, so that a mistake there is not repeated here; its reading of the
//! requests, of CMS and of DISPMAG is written from the standards and the domain facts alone.
//!
//! The portal's address is the listener's, with the path [`PORTAL_PATH`].
//!
//! Its fault switches are behind the cargo feature `faults`; without it they are not compiled.

mod calendar;
mod certificate;
mod cms;
mod constancia;
mod dispmag;
#[cfg(feature = "faults")]
mod faults;
mod html;
mod memory;
mod portal;
mod register;
mod seed;
mod seeded;
mod simulator;
#[cfg(feature = "faults")]
mod switches;
mod tlv;

pub use portal::{PORTAL_PATH, serve};
pub use seed::{
    Seed, SeedAuthority, SeedImssUser, SeedLote, SeedRegistroPatronal, SeedTrabajador,
    UnknownTrabajadores,
};
pub use simulator::{
    Clock, ReceivedLote, ReceivedMovement, Simulator, SimulatorConfig, SimulatorError,
};
#[cfg(feature = "faults")]
pub use switches::{BadAnswer, Faults, LoteFault, RequestFault};
