//! What makes a record storable: its table, identity, company, version and natural keys. Each kind of
//! record is registered by one line, at the end.

use imss::id::Nss;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::StoreError;
use super::history::history_row;
use super::keys::NaturalKey;
use super::plain::{Operation, Plain};
use crate::ids::{EmpresaId, RegistroId};
use crate::records::{
    AccessRequest, Attempts, CalendarFeed, CaptureDefaults, Certificado, ChallengeRecord,
    ColumnMappingRecord, CompanySettingsRecord, ConsultLink, DeletedMovement, Departure, Empresa,
    Evidence, HistoryRow, ImportPart, Job, LoteContents, LoteRecord, MailedLink, MovementRecord,
    PathProgress, PortalSession, ReceiptFile, Registro, Reminded, ReminderChoice, Session,
    Trabajador, UndeliveredMail, User,
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
    /// Its row of the history; only movements have one.
    fn history_row(&self) -> Option<HistoryRow> {
        None
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
impl Upkeep for ColumnMappingRecord {}
impl Upkeep for Reminded {}
impl Upkeep for ReminderChoice {}
// That it was read; making and revoking one are audited.
impl Upkeep for CalendarFeed {}
impl Upkeep for ImportPart {}
impl Upkeep for Attempts {}
impl Upkeep for MailedLink {}
impl Upkeep for UndeliveredMail {}

/// Returns the identity of what hangs on one attempt of a lote (its contents, its evidence).
pub fn attempt_key(lote: crate::ids::LoteId, attempt: u32) -> String {
    format!("{lote}_{attempt}")
}

/// Returns the identity of a trabajador: the company's, by the NSS.
pub fn trabajador_key(empresa: EmpresaId, nss: Nss) -> String {
    format!("{empresa}_{nss}")
}

/// Returns the identity of a company's progress along a path for a registro patronal.
pub fn path_key(registro: RegistroId, path: model::CertificatePath) -> String {
    format!("{registro}_{}", path.slug())
}

/// Returns an edit without its record's kind.
///
/// # Errors
/// If the record cannot be written as JSON.
fn plain<R: Record>(edit: &Edit<R>) -> Result<Plain, StoreError> {
    let content = |record: &R| serde_json::to_value(record).map_err(StoreError::new);
    let (record, operation, given_up, taken) = match edit {
        Edit::Create(new) => (
            new,
            Operation::Create(content(new)?),
            Vec::new(),
            new.natural_keys(),
        ),
        Edit::Update { old, new } => {
            let (before, after) = (old.natural_keys(), new.natural_keys());
            let given_up = before
                .iter()
                .filter(|k| !after.contains(k))
                .cloned()
                .collect();
            let taken = after
                .iter()
                .filter(|k| !before.contains(k))
                .cloned()
                .collect();
            let operation = Operation::Update {
                expected: old.version(),
                content: content(new)?,
            };
            (new, operation, given_up, taken)
        }
        Edit::Delete(old) => {
            let operation = Operation::Delete {
                expected: old.version(),
            };
            (old, operation, old.natural_keys(), Vec::new())
        }
    };
    let (row_removed, row_added) = match edit {
        Edit::Create(new) => (None, new.history_row()),
        Edit::Update { old, new } => (old.history_row(), new.history_row()),
        Edit::Delete(old) => (old.history_row(), None),
    };
    Ok(Plain {
        table: R::TABLE,
        key: record.key(),
        empresa: record.empresa(),
        operation,
        keys_given_up: given_up,
        keys_taken: taken,
        row_removed,
        row_added,
    })
}

/// Registers kinds of records: the variant of [`Write`] and the [`Record`] of each.
///
/// A line names the record, its table, and how it differs from the usual: `key` (its `id`), `empresa`
/// (its `empresa`), `version` (its `version`; `once` for what is never edited), `keys` (no natural
/// keys), `row` (no row of the history).
macro_rules! records {
    ($($Record:ident = $table:literal |$it:ident| {
        $(key: $key:expr,)?
        $(empresa: $empresa:expr,)?
        $(version: $version:tt,)?
        $(keys: $keys:expr,)?
        $(row: $row:expr,)?
    })*) => {
        /// An edit of one record of any kind.
        #[derive(Debug, Clone)]
        #[expect(missing_docs, reason = "one variant per record, named after it")]
        pub enum Write {
            $($Record(Edit<$Record>)),*
        }

        impl Write {
            /// Returns the write without its record's kind.
            ///
            /// # Errors
            ///
            /// If the record cannot be written as JSON, which none of ours can fail at.
            pub fn plain(&self) -> Result<Plain, StoreError> {
                match self {
                    $(Self::$Record(edit) => plain(edit)),*
                }
            }
        }

        $(impl Record for $Record {
            const TABLE: &'static str = $table;

            fn key(&self) -> String {
                let $it = self;
                records!(@or $it.id $(, $key)?).to_string()
            }
            fn empresa(&self) -> EmpresaId {
                let $it = self;
                records!(@or $it.empresa $(, $empresa)?)
            }
            records!(@version $($version)?);
            $(fn natural_keys(&self) -> Vec<NaturalKey> {
                let $it = self;
                $keys
            })?
            $(fn history_row(&self) -> Option<HistoryRow> {
                let $it = self;
                Some($row)
            })?
            fn write(edit: Edit<Self>) -> Write {
                Write::$Record(edit)
            }
        })*
    };
    (@or $usual:expr) => { $usual };
    (@or $usual:expr, $other:expr) => { $other };
    (@version) => { records!(@version [version]); };
    (@version once) => {
        fn version(&self) -> u64 {
            1
        }
        fn set_version(&mut self, _version: u64) {}
    };
    (@version [$($field:ident).+]) => {
        fn version(&self) -> u64 {
            self.$($field).+
        }
        fn set_version(&mut self, version: u64) {
            self.$($field).+ = version;
        }
    };
}

records! {
    Empresa = "empresa" |it| {
        empresa: it.id,
        keys: it.first.then(NaturalKey::first_empresa).into_iter().collect(),
    }
    User = "user" |it| { keys: vec![NaturalKey::username(&it.username)], }
    Session = "session" |it| {}
    ConsultLink = "link" |it| {}
    Registro = "registro" |it| { keys: vec![NaturalKey::registro_number(it.empresa, &it.numero)], }
    Certificado = "certificado" |it| {
        keys: vec![NaturalKey::certificado_digest(it.empresa, &it.sha256)],
    }
    ChallengeRecord = "challenge" |it| {}
    PortalSession = "portal_session" |it| {}
    MovementRecord = "movement" |it| {
        keys: it.origin.iter().map(|row| NaturalKey::imported_row(it.empresa, row)).collect(),
        row: history_row(it),
    }
    DeletedMovement = "deleted_movement" |it| { empresa: it.movement.empresa, version: once, }
    Trabajador = "trabajador" |it| { key: trabajador_key(it.empresa, it.nss), }
    CompanySettingsRecord = "company_settings" |it| { key: it.empresa, version: [settings.version], }
    Departure = "departure" |it| { key: it.empresa, }
    CaptureDefaults = "capture_defaults" |it| { key: it.user, }
    ColumnMappingRecord = "column_mapping" |it| {}
    ImportPart = "import_part" |it| {}
    LoteRecord = "lote" |it| { keys: vec![NaturalKey::lote_number(it.empresa, it.numero)], }
    LoteContents = "lote_contents" |it| { key: attempt_key(it.lote, it.attempt), version: once, }
    Evidence = "evidence" |it| {
        key: attempt_key(it.lote, it.attempt),
        version: once,
        keys: vec![NaturalKey::evidence_digest(it.empresa, &it.cms_sha256)],
    }
    ReceiptFile = "receipt" |it| { keys: vec![NaturalKey::receipt_digest(it.empresa, &it.sha256)], }
    Job = "job" |it| {}
    PathProgress = "path_progress" |it| { key: path_key(it.registro, it.path), }
    Reminded = "reminded" |it| { version: once, }
    ReminderChoice = "reminder_choice" |it| { key: it.user, }
    CalendarFeed = "calendar_feed" |it| {
        key: it.user,
        keys: vec![NaturalKey::calendar_token(&it.token)],
    }
    MailedLink = "mailed_link" |it| {}
    Attempts = "attempts" |it| {}
    AccessRequest = "access_request" |it| {}
    UndeliveredMail = "undelivered" |it| {}
}
