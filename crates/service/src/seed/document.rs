//! The document: what `xtask` writes and [`super::load`] reads. Instants are RFC 3339, references
//! between its parts are by username, by number of registro patronal, and by place in the list of
//! certificates.

use imss::id::{Nss, Rfc};
use imss::movimiento::{MovimientoDraft, TipoMovimiento};
use imss::wages::ZonaSalarial;
use jiff::Timestamp;
use jiff::civil::Date;
use model::Role;
use serde::{Deserialize, Serialize};

use crate::values::Blob;

/// A company with all it has.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Seed {
    /// The company. It becomes the installation's first.
    pub empresa: SeedEmpresa,
    /// Its users, at least one administrator among them.
    pub users: Vec<SeedUser>,
    /// Its registros patronales.
    pub registros: Vec<SeedRegistro>,
    /// Its certificates.
    #[serde(default)]
    pub certificados: Vec<SeedCertificado>,
    /// Its lotes, oldest first: they are numbered from 1 in this order.
    #[serde(default)]
    pub lotes: Vec<SeedLote>,
    /// Its movements that stand in no lote.
    #[serde(default)]
    pub movements: Vec<SeedMovement>,
    /// What the directory knows of workers beside what movements say.
    #[serde(default)]
    pub trabajadores: Vec<SeedTrabajador>,
    /// Its consult links.
    #[serde(default)]
    pub links: Vec<SeedLink>,
}

/// The company.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedEmpresa {
    /// Its name.
    pub nombre: String,
    /// Its RFC, where it has one.
    pub rfc: Option<String>,
    /// When it was registered.
    pub created_at: Timestamp,
}

/// A user. The password stands here as it is typed, and is hashed on loading.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedUser {
    /// The username.
    pub username: String,
    /// The person's name.
    pub nombre: String,
    /// The person's mail.
    pub email: Option<String>,
    /// `administrador`, `firmante`, `capturista`, `consulta`.
    pub role: Role,
    /// The password, of a demonstration.
    pub password: String,
}

impl std::fmt::Debug for SeedUser {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SeedUser({})", self.username)
    }
}

/// A registro patronal.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedRegistro {
    /// IMSS's number, 10 or 11 characters; other parts of the document name it exactly so.
    pub numero: String,
    /// Razón social.
    pub razon_social: String,
    /// RFC, where given.
    pub rfc: Option<String>,
    /// Address.
    pub domicilio: String,
    /// IMSS's local office.
    pub subdelegacion: String,
    /// Five digits, where given.
    pub guia: Option<String>,
    /// `general` or `frontera_norte`.
    pub zona: ZonaSalarial,
    /// Three digits, where given.
    pub umf: Option<String>,
    /// Its plantilla, where one was loaded.
    #[serde(default)]
    pub plantilla: Option<SeedPlantilla>,
}

/// The loading of a registro patronal's plantilla. Who stands in it is not repeated here: those
/// whom the operated movements of this document leave vigente at the end of the cut-off date.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedPlantilla {
    /// The cut-off date.
    pub corte: Date,
    /// When it was loaded.
    pub at: Timestamp,
}

/// A certificate. Expired ones may be loaded, as they would have stayed.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedCertificado {
    /// The certificate, DER, base64.
    pub der: Blob,
    /// The user that the portal knows it by.
    pub id_usuario: String,
    /// When it was added.
    pub created_at: Timestamp,
    /// What it is assigned to.
    #[serde(default)]
    pub assignments: Vec<SeedAssignment>,
}

/// What a certificate is assigned to.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedAssignment {
    /// The registro patronal's number.
    pub registro: String,
    /// When it was assigned, or last tried.
    pub at: Timestamp,
    /// The portal's refusal.
    #[serde(default)]
    pub rechazado: Option<String>,
    /// The portal could not be asked.
    #[serde(default)]
    pub sin_confirmar: bool,
}

/// A lote with its movements.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedLote {
    /// The registro patronal's number.
    pub registro: String,
    /// Its one type: `reingreso`, `modificacion`, `baja`.
    pub tipo: TipoMovimiento,
    /// Who captured, prepared and signed it: a username.
    pub by: String,
    /// When it was prepared.
    pub created_at: Timestamp,
    /// Its movements, in the order of the file: writing them with `imss::dispmag::write` and its
    /// default options gives the bytes that `cms` holds.
    pub rows: Vec<SeedRow>,
    /// The signed message (CMS, CAdES, content attached), DER, base64; none for a lote that is
    /// `preparado`, or that was `cancelado` before it was signed.
    #[serde(default)]
    pub cms: Option<Blob>,
    /// When the relay took the signature; by default when the signature says it was made.
    #[serde(default)]
    pub received_at: Option<Timestamp>,
    /// Whether it waits for another person than `by` to review and sign it. Only for a `preparado`.
    #[serde(default)]
    pub second_pair: bool,
    /// How far it is.
    pub state: SeedLoteState,
}

/// A movement of a lote.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedRow {
    /// When it was captured.
    pub created_at: Timestamp,
    /// What is filed. The registro patronal is filled in from the lote.
    pub draft: MovimientoDraft,
    /// IMSS's word on it; of every row if the lote is `procesado`, of none otherwise.
    #[serde(default)]
    pub resultado: Option<SeedResult>,
}

/// IMSS's word on a movement.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", deny_unknown_fields)]
pub enum SeedResult {
    /// Applied.
    Operado {
        /// Filed late.
        extemporaneo: bool,
    },
    /// Refused.
    Rechazado {
        /// IMSS's code.
        codigo: String,
        /// The text beside it.
        texto: String,
    },
}

/// How far a lote is. `id_lote`, `folio` and `fecha` are those of the portal's receipt.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "estado", deny_unknown_fields)]
#[expect(missing_docs, reason = "LoteState explains each state and its data")]
pub enum SeedLoteState {
    Preparado,
    Firmado,
    Enviado {
        id_lote: String,
        folio: String,
        fecha: String,
        at: Timestamp,
    },
    EnProceso {
        id_lote: String,
        folio: String,
        fecha: String,
        at: Timestamp,
    },
    Procesado {
        id_lote: String,
        folio: String,
        fecha: String,
        at: Timestamp,
    },
    Rechazado {
        reason: String,
        at: Timestamp,
    },
    Dudoso {
        why: String,
        since: Timestamp,
    },
    Cancelado {
        at: Timestamp,
    },
}

/// A movement that is in no lote.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedMovement {
    /// The registro patronal's number.
    pub registro: String,
    /// Who captured it: a username.
    pub by: String,
    /// When it was captured.
    pub created_at: Timestamp,
    /// What is filed. Only a `borrador` may be incomplete.
    pub draft: MovimientoDraft,
    /// How far it is.
    pub state: SeedMovementState,
}

/// How far a movement outside any lote is.
#[derive(Debug, Clone, Copy, Serialize, Deserialize)]
#[serde(rename_all = "snake_case", tag = "estado", deny_unknown_fields)]
#[expect(missing_docs, reason = "MovementState explains each state")]
pub enum SeedMovementState {
    Borrador,
    Listo,
    Cancelado { at: Timestamp },
}

/// What no movement says of a worker whom one names.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedTrabajador {
    /// The worker's number. Nothing becomes of somebody whom no movement names.
    pub nss: Nss,
    /// The tax key.
    pub rfc: Rfc,
}

/// A consult link.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedLink {
    /// For whom.
    pub nombre: String,
    /// The token of the link: 43 characters of base64url, of 32 random bytes.
    pub token: String,
    /// The numbers of the registros patronales it shows; none, all.
    #[serde(default)]
    pub registros: Vec<String>,
    /// Whether it shows lotes.
    #[serde(default)]
    pub lotes: bool,
    /// When it ends.
    pub expires_at: Timestamp,
    /// Four to eight digits asked for on opening.
    #[serde(default)]
    pub pin: Option<String>,
    /// Who made it: a username.
    pub by: String,
}

impl std::fmt::Debug for SeedLink {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "SeedLink({})", self.nombre)
    }
}
