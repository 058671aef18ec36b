//! Lotes: prepared from movements that are ready, signed in the browser, accepted by the relay,
//! followed, given up, or decided by a person where it is not known whether IMSS has them.

mod accept;
mod decide;
mod error;
mod notice;
mod prepare;
mod progress;
mod read;
mod ready;
mod set_aside;

pub use accept::accept_signed;
pub use decide::{Decision, cancel, resolve, retry};
pub use error::LoteError;
pub(crate) use prepare::notes;
pub use prepare::{Prepared, prepare};
pub(crate) use progress::{Step, advance, contents, movements, shipment, tell};
pub use read::{Covered, LoteDetail, Signer, covered, get, list, numbers, open, signer};
pub use ready::{ReadyGroup, ReadyGroups, ready_groups};
pub use set_aside::{SetAside, WhySetAside};
