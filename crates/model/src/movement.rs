//! How far a movement is.

use serde::{Deserialize, Serialize};

/// How far a movement is: the bare name of its state, to filter and count by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum MovementStatus {
    /// Being captured.
    Borrador,
    /// In a lote that waits for another person's signature.
    PorAprobar,
    /// Checked; can go into a lote, or is in one that is not signed yet.
    Listo,
    /// Its lote is signed and stored.
    Firmado,
    /// IMSS received its lote.
    Enviado,
    /// IMSS is processing its lote.
    EnProceso,
    /// IMSS applied it.
    Operado,
    /// IMSS refused it.
    Rechazado,
    /// Given up by a person.
    Cancelado,
}

impl MovementStatus {
    /// Every status, in the order of a movement's life.
    pub const ALL: [Self; 9] = [
        Self::Borrador,
        Self::PorAprobar,
        Self::Listo,
        Self::Firmado,
        Self::Enviado,
        Self::EnProceso,
        Self::Operado,
        Self::Rechazado,
        Self::Cancelado,
    ];

    /// Whether a movement may go from this status to `to`. The one place that decides so.
    pub fn may_become(self, to: Self) -> bool {
        use MovementStatus::{
            Borrador, Cancelado, EnProceso, Enviado, Firmado, Listo, Operado, PorAprobar, Rechazado,
        };
        match self {
            Borrador => matches!(to, Borrador | PorAprobar | Listo | Cancelado),
            PorAprobar => matches!(to, Borrador | PorAprobar | Listo | Firmado | Cancelado),
            Listo => matches!(to, Borrador | PorAprobar | Listo | Firmado | Cancelado),
            // Back when IMSS refuses the lote as a whole, or never had it: to be signed again.
            Firmado => matches!(
                to,
                Enviado | EnProceso | Operado | Rechazado | Listo | PorAprobar | Cancelado
            ),
            Enviado => matches!(to, EnProceso | Operado | Rechazado | Listo),
            EnProceso => matches!(to, Operado | Rechazado | Listo),
            // A refusal is answered with a new, corrected movement.
            Operado | Rechazado | Cancelado => false,
        }
    }

    /// Whether nothing more happens to the movement.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Operado | Self::Rechazado | Self::Cancelado)
    }

    /// Whether a person may still edit or delete the movement.
    pub fn is_editable(self) -> bool {
        matches!(self, Self::Borrador | Self::PorAprobar | Self::Listo)
    }

    /// Returns the name in JSON.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Borrador => "borrador",
            Self::PorAprobar => "por_aprobar",
            Self::Listo => "listo",
            Self::Firmado => "firmado",
            Self::Enviado => "enviado",
            Self::EnProceso => "en_proceso",
            Self::Operado => "operado",
            Self::Rechazado => "rechazado",
            Self::Cancelado => "cancelado",
        }
    }

    /// Returns the status called `name`, as [`MovementStatus::as_str`] writes it.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.as_str() == name)
    }

    /// Returns the name that a person reads, in Spanish.
    pub const fn label(self) -> &'static str {
        match self {
            Self::Borrador => "Borrador",
            Self::PorAprobar => "Por aprobar",
            Self::Listo => "Listo",
            Self::Firmado => "En lote",
            Self::Enviado => "Enviado",
            Self::EnProceso => "En proceso",
            Self::Operado => "Operado",
            Self::Rechazado => "Rechazado",
            Self::Cancelado => "Cancelado",
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::MovementStatus;

    #[test]
    fn json_name_of_every_status_is_as_str() {
        for status in MovementStatus::ALL {
            let json = serde_json::to_value(status).unwrap();
            assert_eq!(json, status.as_str());
            assert_eq!(MovementStatus::from_name(status.as_str()), Some(status));
        }
        assert_eq!(MovementStatus::from_name("perdido"), None);
    }

    #[test]
    fn labels_differ() {
        let labels: BTreeSet<_> = MovementStatus::ALL.map(MovementStatus::label).into();
        assert_eq!(labels.len(), MovementStatus::ALL.len());
    }

    #[test]
    fn final_statuses_lead_nowhere() {
        for from in MovementStatus::ALL {
            let leads = MovementStatus::ALL
                .into_iter()
                .any(|to| from.may_become(to));
            assert_eq!(leads, !from.is_final(), "{from:?}");
        }
    }
}
