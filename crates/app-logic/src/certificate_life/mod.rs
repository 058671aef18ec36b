//! The certificate's life: how an IMSS certificate is asked for, renewed, recovered and cancelled.
//!
//! `guide` has the shape of a path and its steps, `paths` the paths themselves, which are texts: in our
//! own words, from the domain facts (`docs/facts.md` §6 and §7) and the guide that the project
//! implements. `request` checks a user and a password, `serial` a serial number, `progress` has
//! what is done and where it is kept, `identified` explains what a file is. The días hábiles are
//! counted by `imss::calendar`.

pub mod guide;
pub mod identified;
pub mod paths;
pub mod progress;
pub mod request;
pub mod serial;

pub use guide::{Guide, GuideStep, Page, Tool};
pub use model::CertificatePath;
pub use paths::guide_of;
