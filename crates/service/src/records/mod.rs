//! The records: what is kept, one file per kind. Plain data with serde and no behaviour beyond the
//! changes of state that are allowed; the use cases write them through [`crate::store::Unit`].

mod audit;
mod certificado;
mod deleted;
mod empresa;
mod evidence;
mod job;
mod link;
mod lote;
mod movement;
mod portal_session;
mod registro;
mod remembered;
mod session;
mod settings;
mod stage;
mod trabajador;
mod user;

pub use audit::{Action, Actor, AuditEntry};
pub use certificado::{
    Assignment, AssignmentState, Certificado, CertificadoFacts, CertificadoKind, Removed,
};
pub use deleted::{DeletedMovement, KEPT};
pub use empresa::Empresa;
pub use evidence::Evidence;
pub use job::{Job, Lease, Work};
pub use link::ConsultLink;
pub use lote::{Inquiry, LoteContents, LoteRecord, LoteState};
pub use movement::{HistoryRow, MovementContent, MovementRecord, MovementState, Previous};
pub use portal_session::{ChallengeRecord, PortalSession, Sealed};
pub use registro::{Plantilla, Registro};
pub use remembered::{CaptureDefaults, ColumnMapping};
pub use session::{Session, SessionKind};
pub use settings::CompanySettingsRecord;
pub use stage::{Change, NotAllowed};
pub use trabajador::{EnPlantilla, Relacion, Trabajador};
pub use user::User;
