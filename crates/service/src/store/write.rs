//! An edit of one record, of one kind or of any.

use crate::records::{
    CaptureDefaults, Certificado, ChallengeRecord, ColumnMapping, CompanySettingsRecord,
    ConsultLink, DeletedMovement, Empresa, Evidence, Job, LoteContents, LoteRecord, MovementRecord,
    PortalSession, Registro, Session, Trabajador, User,
};

/// What happens to one record.
///
/// An update carries the record as it was read, so that a store can take its natural keys and
/// look-ups away without reading it again: if the versions agree, the contents do.
#[derive(Debug, Clone)]
pub enum Edit<R> {
    /// It is new.
    Create(R),
    /// It changes.
    Update {
        /// As it was read.
        old: R,
        /// The new record; its version is one higher.
        new: R,
    },
    /// It goes.
    Delete(R),
}

/// An edit of one record of any kind.
#[derive(Debug, Clone)]
#[expect(missing_docs, reason = "one variant per record, named after it")]
pub enum Write {
    Empresa(Edit<Empresa>),
    User(Edit<User>),
    Session(Edit<Session>),
    Registro(Edit<Registro>),
    Certificado(Edit<Certificado>),
    MovementRecord(Edit<MovementRecord>),
    LoteRecord(Edit<LoteRecord>),
    LoteContents(Edit<LoteContents>),
    Evidence(Edit<Evidence>),
    PortalSession(Edit<PortalSession>),
    ChallengeRecord(Edit<ChallengeRecord>),
    ConsultLink(Edit<ConsultLink>),
    Job(Edit<Job>),
    Trabajador(Edit<Trabajador>),
    CompanySettingsRecord(Edit<CompanySettingsRecord>),
    CaptureDefaults(Edit<CaptureDefaults>),
    ColumnMapping(Edit<ColumnMapping>),
    DeletedMovement(Edit<DeletedMovement>),
}
