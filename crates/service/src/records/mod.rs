//! The records: what is kept, one file per kind. Plain data with serde and no behaviour beyond the
//! changes of state that are allowed; the use cases write them through [`crate::store::Unit`].

mod access_request;
mod attempts;
mod audit;
mod certificado;
mod certificate_life;
mod deleted;
mod departure;
mod empresa;
mod evidence;
mod import_part;
mod job;
mod link;
mod lote;
mod mailed_link;
mod movement;
mod portal_session;
mod receipt;
mod registro;
mod remembered;
mod session;
mod settings;
mod stage;
mod trabajador;
mod undelivered;
mod user;

pub use access_request::AccessRequest;
pub use attempts::Attempts;
pub use audit::{Action, Actor, AuditEntry, By};
pub use certificado::{
    Assignment, AssignmentState, Certificado, CertificadoFacts, CertificadoKind, Removed,
};
pub use certificate_life::{
    AskedOn, CalendarFeed, PathProgress, Reminded, ReminderChoice, StepTick,
};
pub use deleted::{DeletedMovement, KEPT};
pub use departure::{Departure, PlannedDeletion};
pub use empresa::Empresa;
pub use evidence::Evidence;
pub use import_part::ImportPart;
pub use job::{Job, Lane, Lease, MailedToken, Work};
pub use link::{ConsultLink, Shown, is_filed};
pub use lote::{Inquiry, LoteContents, LoteRecord, LoteState, NewLote};
pub use mailed_link::{MailedLink, MailedPurpose};
pub use movement::{
    HistoryRow, MovementContent, MovementRecord, MovementState, Previous, ResultSource,
};
pub use portal_session::{ChallengeRecord, PortalSession, Sealed};
pub use receipt::ReceiptFile;
pub use registro::{Plantilla, Registro};
pub use remembered::{CaptureDefaults, ColumnMappingRecord};
pub use session::{Session, SessionKind};
pub use settings::CompanySettingsRecord;
pub use stage::{Change, NotAllowed};
pub use trabajador::{EnPlantilla, Relacion, Trabajador};
pub use undelivered::UndeliveredMail;
pub use user::User;
