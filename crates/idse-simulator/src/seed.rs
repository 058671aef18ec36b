//! What the simulated IMSS knows before anyone speaks to it: the file `simulator.json`.
//!
//! ```json
//! {
//!   "certificate_authorities": [{ "name": "AC de prueba", "der": "<base64 DER>" }],
//!   "registros_patronales": [{
//!     "numero": "Y6087828106", "rfc": "EKU9003173C9", "razon_social": "ESCUELA KEMPER URGATE",
//!     "vigente": true, "representantes": ["FUNK671228PH6"]
//!   }],
//!   "imss_users": [{
//!     "id_usuario": "KEMPER01", "serial": "00001000000500000001",
//!     "registro_patronal": "Y6087828106", "covers": ["Y3926552104"]
//!   }],
//!   "trabajadores": [{
//!     "registro_patronal": "Y6087828106", "nss": "92919084431",
//!     "apellido_paterno": "FUENTE", "apellido_materno": "NOLASCO", "nombre": "KARLA",
//!     "curp": "FUNK671228MCLNLR05", "vigente": true, "sbc": "687.70", "since": "2025-01-15"
//!   }],
//!   "lotes": [{
//!     "id_lote": "600000001", "folio": "4000000000000000001", "registro_patronal": "Y6087828106",
//!     "cms": "<base64 DER>", "received": "2026-01-15T16:32:00Z"
//!   }],
//!   "merged": ["72795608040"],
//!   "unknown_trabajadores": "new",
//!   "minimum_wage": "315.04"
//! }
//! ```

use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// The whole seed. Every list may be left out.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Seed {
    /// Whose certificates are known.
    pub certificate_authorities: Vec<SeedAuthority>,
    /// Which registros patronales exist.
    pub registros_patronales: Vec<SeedRegistroPatronal>,
    /// The users of certificados digitales IMSS.
    pub imss_users: Vec<SeedImssUser>,
    /// The trabajadores IMSS has registered.
    pub trabajadores: Vec<SeedTrabajador>,
    /// Lotes it received before it started. Their results come by the clock, as those of any other.
    pub lotes: Vec<SeedLote>,
    /// Numbers that IMSS has merged into others: code 61.
    pub merged: Vec<String>,
    /// What to make of an NSS that is not among the trabajadores.
    pub unknown_trabajadores: UnknownTrabajadores,
    /// Pesos a day, such as `315.04`: below it a SBC is refused with code 15. Left out: no floor.
    pub minimum_wage: Option<String>,
}

/// A certificate authority.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedAuthority {
    /// For messages.
    pub name: String,
    /// The CA certificate: DER in base64.
    pub der: String,
}

/// A registro patronal.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedRegistroPatronal {
    /// 11 characters.
    pub numero: String,
    /// Its employer's RFC: the e.firma of this RFC covers it.
    pub rfc: String,
    /// Its employer's name.
    pub razon_social: String,
    /// Code 23 if not.
    #[serde(default = "yes")]
    pub vigente: bool,
    /// RFCs of representatives whose own e.firma is accepted too.
    #[serde(default)]
    pub representantes: Vec<String>,
}

/// A user of a certificado digital IMSS. It is found by serial, or by registro patronal (the
/// certificate's OU) where no serial is given.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedImssUser {
    /// The user to log in with.
    pub id_usuario: String,
    /// The certificate's serial: hex digits, or the 20 digits that they spell.
    #[serde(default)]
    pub serial: Option<String>,
    /// The registro patronal the certificate names.
    pub registro_patronal: String,
    /// Further ones it covers (a matriz and its sucursales).
    #[serde(default)]
    pub covers: Vec<String>,
}

/// A trabajador's standing with one registro patronal.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedTrabajador {
    /// 11 characters.
    pub registro_patronal: String,
    /// 11 digits.
    pub nss: String,
    /// As registered.
    pub apellido_paterno: String,
    /// May be empty.
    #[serde(default)]
    pub apellido_materno: String,
    /// As registered.
    pub nombre: String,
    /// 18 characters; may be empty.
    #[serde(default)]
    pub curp: String,
    /// Has a reingreso and no later baja.
    pub vigente: bool,
    /// Pesos a day, such as `687.70`; may be empty.
    #[serde(default)]
    pub sbc: String,
    /// The date of the last movement.
    #[serde(default)]
    pub since: Option<Date>,
}

/// A lote that was received earlier.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SeedLote {
    /// Its number, as the receipt gave it.
    pub id_lote: String,
    /// 19 digits, as the receipt gave it.
    pub folio: String,
    /// The registro patronal of its movements.
    pub registro_patronal: String,
    /// The signed message as it was sent: DER in base64.
    pub cms: String,
    /// When it was received.
    pub received: Timestamp,
}

/// What an NSS outside the register is.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnknownTrabajadores {
    /// A real person who works for nobody yet: a reingreso succeeds, anything else is code 50.
    #[default]
    New,
    /// A reingreso succeeds, and a baja or modificación finds the trabajador vigente.
    AssumeActive,
    /// Nobody: code 58.
    Refuse,
}

fn yes() -> bool {
    true
}

/// `687.70` in cents: 68770.
pub(crate) fn cents(pesos: &str) -> Option<u32> {
    let (whole, part) = pesos.trim().split_once('.').unwrap_or((pesos.trim(), "0"));
    let part = match part.len() {
        1 => part.parse::<u32>().ok()?.checked_mul(10)?,
        2 => part.parse().ok()?,
        _ => return None,
    };
    whole
        .parse::<u32>()
        .ok()?
        .checked_mul(100)?
        .checked_add(part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_documented_file_is_a_seed() {
        let source = include_str!("seed.rs");
        let json: String = source
            .lines()
            .skip_while(|line| *line != "//! ```json")
            .skip(1)
            .take_while(|line| *line != "//! ```")
            .map(|line| line.trim_start_matches("//!"))
            .collect();
        let seed: Seed = serde_json::from_str(&json).unwrap();
        assert_eq!(seed.trabajadores[0].nss, "92919084431");
        assert_eq!(seed.unknown_trabajadores, UnknownTrabajadores::New);
    }

    #[test]
    fn pesos_become_cents() {
        assert_eq!(cents("687.70"), Some(68770));
        assert_eq!(cents("315.4"), Some(31540));
        assert_eq!(cents("300"), Some(30000));
        assert_eq!(cents("3.001"), None);
        assert_eq!(cents(""), None);
    }
}
