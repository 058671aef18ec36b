//! What makes a record storable: its table, identity, company, version and natural keys.

use imss::id::Nss;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::keys::NaturalKey;
use super::write::{Edit, Write};
use crate::ids::EmpresaId;
use crate::records::{
    CaptureDefaults, Certificado, ChallengeRecord, ColumnMapping, CompanySettingsRecord,
    ConsultLink, DeletedMovement, Empresa, Evidence, Job, LoteContents, LoteRecord, MovementRecord,
    PortalSession, Registro, Session, Trabajador, User,
};

/// A record that a [`super::Unit`] can write.
pub trait Record: Clone + Serialize + DeserializeOwned + Send + Sync + 'static {
    /// The table's name.
    const TABLE: &'static str;

    /// The identity within the table, as text.
    fn key(&self) -> String;
    /// The company it belongs to.
    fn empresa(&self) -> EmpresaId;
    /// Counts its edits, from 1; what is never edited stays at 1.
    fn version(&self) -> u64;
    /// Sets the version.
    fn set_version(&mut self, version: u64);
    /// What may exist only once.
    fn natural_keys(&self) -> Vec<NaturalKey> {
        Vec::new()
    }
    /// The write that does this edit.
    fn write(edit: Edit<Self>) -> Write;
}

/// Marks records that belong to the running of the relay, not to the company's data: they may be
/// written without an audit entry.
pub trait Upkeep: Record {}

impl Upkeep for Session {}
impl Upkeep for ChallengeRecord {}
impl Upkeep for PortalSession {}
impl Upkeep for Job {}
impl Upkeep for CaptureDefaults {}
impl Upkeep for ColumnMapping {}

/// The identity of what hangs on one attempt of a lote (its contents, its evidence).
pub fn attempt_key(lote: crate::ids::LoteId, attempt: u32) -> String {
    format!("{lote}_{attempt}")
}

/// The identity of a worker: the company's, by the NSS.
pub fn worker_key(empresa: EmpresaId, nss: Nss) -> String {
    format!("{empresa}_{nss}")
}

macro_rules! record {
    ($Record:ident, $table:literal $(, keys: |$r:ident| $keys:expr)?) => {
        record!($Record, $table, id: |r| r.id $(, keys: |$r| $keys)?);
    };
    ($Record:ident, $table:literal, id: |$i:ident| $id:expr $(, keys: |$r:ident| $keys:expr)?) => {
        impl Record for $Record {
            const TABLE: &'static str = $table;

            fn key(&self) -> String {
                let $i = self;
                $id.to_string()
            }
            fn empresa(&self) -> EmpresaId {
                self.empresa
            }
            fn version(&self) -> u64 {
                self.version
            }
            fn set_version(&mut self, version: u64) {
                self.version = version;
            }
            $(fn natural_keys(&self) -> Vec<NaturalKey> {
                let $r = self;
                $keys
            })?
            fn write(edit: Edit<Self>) -> Write {
                Write::$Record(edit)
            }
        }
    };
}

record!(User, "user", keys: |r| vec![NaturalKey::username(&r.username)]);
record!(Session, "session");
record!(Registro, "registro", keys: |r| vec![NaturalKey::registro_number(
    r.empresa, &r.numero,
)]);
record!(Certificado, "certificado", keys: |r| vec![
    NaturalKey::certificado_digest(r.empresa, &r.sha256)
]);
record!(MovementRecord, "movement", keys: |r| r
    .origin
    .iter()
    .map(|origin| NaturalKey::imported_row(r.empresa, origin))
    .collect());
record!(Trabajador, "trabajador", id: |r| worker_key(r.empresa, r.nss));
record!(CaptureDefaults, "capture_defaults", id: |r| r.user);
record!(ColumnMapping, "column_mapping");
record!(LoteRecord, "lote", keys: |r| vec![NaturalKey::lote_number(
    r.empresa, r.numero,
)]);
record!(PortalSession, "portal_session");
record!(ChallengeRecord, "challenge");
record!(ConsultLink, "link");
record!(Job, "job");

impl Record for Empresa {
    const TABLE: &'static str = "empresa";

    fn key(&self) -> String {
        self.id.to_string()
    }
    fn empresa(&self) -> EmpresaId {
        self.id
    }
    fn version(&self) -> u64 {
        self.version
    }
    fn set_version(&mut self, version: u64) {
        self.version = version;
    }
    fn natural_keys(&self) -> Vec<NaturalKey> {
        let first = self.first.then(NaturalKey::first_empresa);
        first.into_iter().collect()
    }
    fn write(edit: Edit<Self>) -> Write {
        Write::Empresa(edit)
    }
}

impl Record for CompanySettingsRecord {
    const TABLE: &'static str = "company_settings";

    fn key(&self) -> String {
        self.empresa.to_string()
    }
    fn empresa(&self) -> EmpresaId {
        self.empresa
    }
    fn version(&self) -> u64 {
        self.settings.version
    }
    fn set_version(&mut self, version: u64) {
        self.settings.version = version;
    }
    fn write(edit: Edit<Self>) -> Write {
        Write::CompanySettingsRecord(edit)
    }
}

impl Record for DeletedMovement {
    const TABLE: &'static str = "deleted_movement";

    fn key(&self) -> String {
        self.id.to_string()
    }
    fn empresa(&self) -> EmpresaId {
        self.movement.empresa
    }
    fn version(&self) -> u64 {
        1
    }
    fn set_version(&mut self, _version: u64) {}
    fn write(edit: Edit<Self>) -> Write {
        Write::DeletedMovement(edit)
    }
}

macro_rules! written_once {
    ($Record:ident, $table:literal) => {
        impl Record for $Record {
            const TABLE: &'static str = $table;

            fn key(&self) -> String {
                attempt_key(self.lote, self.attempt)
            }
            fn empresa(&self) -> EmpresaId {
                self.empresa
            }
            fn version(&self) -> u64 {
                1
            }
            fn set_version(&mut self, _version: u64) {}
            fn write(edit: Edit<Self>) -> Write {
                Write::$Record(edit)
            }
        }
    };
}

written_once!(Evidence, "evidence");
written_once!(LoteContents, "lote_contents");
