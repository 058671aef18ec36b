//! The situations that the guide to the IMSS certificate has a path for.

use serde::{Deserialize, Serialize};

/// One situation a person may be in. Written in addresses, on the wire and in the database as
/// [`CertificatePath::slug`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum CertificatePath {
    /// Asking for the first certificate.
    #[serde(rename = "primera-vez")]
    First,
    /// Asking for an additional one.
    #[serde(rename = "adicional")]
    Additional,
    /// Renewing, before or after it ends.
    #[serde(rename = "renovar")]
    Renewal,
    /// The renewed certificate was not downloaded.
    #[serde(rename = "no-lo-descargue")]
    MissedDownload,
    /// The password is forgotten.
    #[serde(rename = "contrasena-olvidada")]
    ForgottenPassword,
    /// The files or the password fell into other hands, or are lost.
    #[serde(rename = "extraviado")]
    Lost,
    /// Signing with SAT's e.firma instead.
    #[serde(rename = "con-e-firma")]
    Efirma,
}

impl CertificatePath {
    /// Every path, in the order in which they are listed.
    pub const ALL: [Self; 7] = [
        Self::First,
        Self::Additional,
        Self::Renewal,
        Self::MissedDownload,
        Self::ForgottenPassword,
        Self::Lost,
        Self::Efirma,
    ];

    /// Returns the last part of its address, and its name wherever it is written.
    #[must_use]
    pub const fn slug(self) -> &'static str {
        match self {
            Self::First => "primera-vez",
            Self::Additional => "adicional",
            Self::Renewal => "renovar",
            Self::MissedDownload => "no-lo-descargue",
            Self::ForgottenPassword => "contrasena-olvidada",
            Self::Lost => "extraviado",
            Self::Efirma => "con-e-firma",
        }
    }

    /// Returns the step that must be done within the ten días hábiles of a request; `None` where the
    /// path makes no request of its own.
    #[must_use]
    pub const fn step_with_deadline(self) -> Option<&'static str> {
        match self {
            Self::First => Some("subdelegacion"),
            Self::Additional => Some("terminar"),
            Self::Renewal
            | Self::MissedDownload
            | Self::ForgottenPassword
            | Self::Lost
            | Self::Efirma => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::CertificatePath;

    #[test]
    fn json_name_of_every_path_is_its_slug() {
        for path in CertificatePath::ALL {
            let json = serde_json::to_value(path).unwrap();
            assert_eq!(json, path.slug());
            assert_eq!(
                serde_json::from_value::<CertificatePath>(json).unwrap(),
                path
            );
        }
    }
}
