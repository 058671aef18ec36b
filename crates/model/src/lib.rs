//! Rúbrica's own nouns, below `service`, `api` and the page: roles, modes, statuses, settings, and
//! every limit that two sides must agree on.
//!
//! Each fact here has this one home. IMSS's nouns and rules are in `imss`. Nothing here performs I/O,
//! and the crate depends on `imss` and serde alone, so that the page and the server both compile it.

mod import;
pub mod limits;
mod lote;
mod mode;
mod movement;
mod origin;
mod role;
mod settings;
pub mod signing;

pub use import::ImportKind;
pub use lote::{Composition, InquiryAnswer, LoteStatus};
pub use mode::Mode;
pub use movement::MovementStatus;
pub use origin::Origin;
pub use role::Role;
pub use settings::CompanySettings;
