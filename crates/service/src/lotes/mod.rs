//! Lotes: prepared from movements that are ready, signed in the browser, accepted by the relay,
//! followed, given up, or decided by a person where it is not known whether IMSS has them.

mod accept;
mod by_hand;
mod decide;
mod error;
mod matching;
mod notice;
mod outcomes;
mod prepare;
mod progress;
mod read;
mod ready;
mod receipts;
mod set_aside;
mod waiting;

pub use accept::accept_signed;
pub use by_hand::{Settlement, file_by_hand, settle, take_back};
pub(crate) use decide::sent;
pub use decide::{Decision, cancel, resolve, retry};
pub use error::LoteError;
pub(crate) use matching::{Matched, match_rows};
pub(crate) use outcomes::{Outcomes, final_state, store_outcomes};
pub(crate) use prepare::notes;
pub use prepare::{Prepared, prepare};
pub(crate) use progress::{Step, advance, contents, shipment, tell};
pub use read::{Covered, LoteDetail, Signer, covered, get, list, numbers, open, signer};
pub use ready::{ReadyGroup, ReadyGroups, ready_groups};
pub use receipts::{Receipt, ReceiptKind, receipts};
pub use set_aside::{SetAside, WhySetAside};
