//! Certificates: their public halves, added and deleted, and assigned to registros patronales by
//! signing the portal's challenge, which also opens the session that lotes go out in.

mod add;
mod challenge;
mod error;
mod present;
mod read;

pub(crate) use add::facts;
pub use add::{NewCertificate, add, delete};
pub use challenge::{CHALLENGE_LIFE, challenge_for};
pub use error::CertificateError;
pub use present::{MAX_CHALLENGE_CMS, Presented, present};
pub(crate) use read::held;
pub use read::{WaitingLote, list, removed, signing, waiting_lotes};
