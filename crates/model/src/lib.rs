//! Rúbrica's own nouns, below `service`, `api` and the page: roles, modes, statuses, settings, and
//! every limit that two sides must agree on.
//!
//! Each fact here has this one home. IMSS's nouns and rules are in `imss`. Nothing here performs I/O,
//! and the crate depends on `imss`, jiff and serde alone, so that the page and the server both compile it.

pub mod certificate_calendar;
mod certificate_path;
pub mod certificate_reminder;
mod import;
pub mod limits;
mod lote;
mod mode;
mod movement;
mod origin;
mod registration;
mod role;
mod settings;
pub mod signing;

pub use certificate_path::CertificatePath;
pub use import::{ColumnMapping, ImportKind};
pub use lote::{Composition, InquiryAnswer, LoteDates, LoteStatus};
/// What stands in a field that a consult link does not show. It is no value of any field.
pub const MASK: &str = "•••";

pub use mode::Mode;
pub use movement::MovementStatus;
pub use origin::Origin;
pub use registration::Registration;
pub use role::Role;
pub use settings::CompanySettings;
