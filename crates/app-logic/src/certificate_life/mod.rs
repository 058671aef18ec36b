//! The certificate's life: how an IMSS certificate is asked for, renewed, recovered and cancelled.
//!
//! `guide` has the shape of a path and its steps, `paths` the paths themselves, which are texts: in our
//! own words, from the domain facts (`docs/facts.md` §6 and §7) and the guide that the project
//! implements. `request` checks a user and a password, `serial` a serial number, `deadline` counts the
//! días hábiles, `progress` keeps what is done, `identified` explains what a file is.

pub mod deadline;
pub mod guide;
pub mod identified;
pub mod paths;
pub mod progress;
pub mod request;
pub mod serial;

pub use guide::{Guide, GuideStep, Page, PathId, Tool};
