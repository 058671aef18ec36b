//! The fields that a finding can belong to, with the label that a form or a table gives them.

use serde::{Deserialize, Serialize};

/// A field of a movement, of a worker or of a file's record.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[expect(
    missing_docs,
    reason = "the names are the field's own; `label` says each in Spanish"
)]
pub enum Field {
    RegistroPatronal,
    Nss,
    Paterno,
    Materno,
    Nombre,
    Sbc,
    TipoTrabajador,
    TipoSalario,
    Jornada,
    Fecha,
    Umf,
    Tipo,
    Guia,
    Clave,
    Curp,
    Rfc,
    CausaBaja,
    /// Positions that hold nothing: spaces, or the zeros of a baja.
    Relleno,
    /// Position 168 of DISPMAG, always `9`.
    Cierre,
    /// The record count in a DISPMAG trailer.
    Cuenta,
    /// SUA: clave de ubicación.
    Ubicacion,
    /// SUA: the Infonavit credit, its date, kind or value.
    Credito,
    /// SUA: folio of an incapacidad.
    Folio,
    /// SUA: days of an incapacidad or absence.
    Dias,
}

impl Field {
    /// Every field.
    pub const ALL: &'static [Self] = &[
        Self::RegistroPatronal,
        Self::Nss,
        Self::Paterno,
        Self::Materno,
        Self::Nombre,
        Self::Sbc,
        Self::TipoTrabajador,
        Self::TipoSalario,
        Self::Jornada,
        Self::Fecha,
        Self::Umf,
        Self::Tipo,
        Self::Guia,
        Self::Clave,
        Self::Curp,
        Self::Rfc,
        Self::CausaBaja,
        Self::Relleno,
        Self::Cierre,
        Self::Cuenta,
        Self::Ubicacion,
        Self::Credito,
        Self::Folio,
        Self::Dias,
    ];

    /// Returns the label in Spanish, as a form shows it.
    #[must_use]
    pub fn label(self) -> &'static str {
        match self {
            Self::RegistroPatronal => "Registro patronal",
            Self::Nss => "NSS",
            Self::Paterno => "Apellido paterno",
            Self::Materno => "Apellido materno",
            Self::Nombre => "Nombre(s)",
            Self::Sbc => "Salario base de cotización",
            Self::TipoTrabajador => "Tipo de trabajador",
            Self::TipoSalario => "Tipo de salario",
            Self::Jornada => "Semana o jornada reducida",
            Self::Fecha => "Fecha del movimiento",
            Self::Umf => "UMF",
            Self::Tipo => "Tipo de movimiento",
            Self::Guia => "Guía",
            Self::Clave => "Clave del trabajador",
            Self::Curp => "CURP",
            Self::Rfc => "RFC",
            Self::CausaBaja => "Causa de la baja",
            Self::Relleno => "Relleno",
            Self::Cierre => "Cierre del renglón",
            Self::Cuenta => "Número de movimientos",
            Self::Ubicacion => "Clave de ubicación",
            Self::Credito => "Crédito Infonavit",
            Self::Folio => "Folio de incapacidad",
            Self::Dias => "Días",
        }
    }

    /// Returns the wire form, `registro_patronal`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::RegistroPatronal => "registro_patronal",
            Self::Nss => "nss",
            Self::Paterno => "paterno",
            Self::Materno => "materno",
            Self::Nombre => "nombre",
            Self::Sbc => "sbc",
            Self::TipoTrabajador => "tipo_trabajador",
            Self::TipoSalario => "tipo_salario",
            Self::Jornada => "jornada",
            Self::Fecha => "fecha",
            Self::Umf => "umf",
            Self::Tipo => "tipo",
            Self::Guia => "guia",
            Self::Clave => "clave",
            Self::Curp => "curp",
            Self::Rfc => "rfc",
            Self::CausaBaja => "causa_baja",
            Self::Relleno => "relleno",
            Self::Cierre => "cierre",
            Self::Cuenta => "cuenta",
            Self::Ubicacion => "ubicacion",
            Self::Credito => "credito",
            Self::Folio => "folio",
            Self::Dias => "dias",
        }
    }
}
