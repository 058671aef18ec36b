//! Who may open a page, and the section of the menu that it belongs to.

use super::Address;

/// What a page needs of the person who opens it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Need {
    /// Nothing: the pages before a session.
    Nothing,
    /// A session of any kind.
    Reads,
    /// A full session.
    Works,
    /// A session that captures.
    Captures,
    /// A session that changes the company.
    Administers,
    /// A session that sees lotes.
    SeesLotes,
}

/// A section of the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is named as its page")]
pub enum SectionName {
    Home,
    Capture,
    History,
    Lotes,
    Trabajadores,
    Assistants,
    Certificates,
    Registros,
    Links,
    Empresa,
}

impl Address {
    /// Returns what the page needs of the person who opens it.
    #[must_use]
    pub fn needs(&self) -> Need {
        match self {
            Self::LogIn
            | Self::Register
            | Self::Consult
            | Self::CertificateLife
            | Self::CertificateLifePage { .. } => Need::Nothing,
            Self::Home | Self::Registros | Self::History | Self::HistoryTab { .. } => Need::Reads,
            Self::Empresa
            | Self::Certificates
            | Self::Convert
            | Self::Trabajadores
            | Self::Trabajador { .. } => Need::Works,
            Self::Capture
            | Self::NewMovement { .. }
            | Self::EditMovement { .. }
            | Self::Bulk { .. }
            | Self::ImportMovements
            | Self::ImportPlantilla
            | Self::Assistants
            | Self::Assistant { .. } => Need::Captures,
            Self::NewRegistro | Self::Registro { .. } | Self::Links | Self::NewLink => {
                Need::Administers
            }
            Self::Lotes | Self::SignLotes | Self::Lote { .. } => Need::SeesLotes,
        }
    }

    /// Returns the section of the menu that the page belongs to; `None` before a session.
    #[must_use]
    pub fn section(&self) -> Option<SectionName> {
        Some(match self {
            Self::LogIn | Self::Register | Self::Consult => return None,
            Self::Home => SectionName::Home,
            Self::Registros | Self::NewRegistro | Self::Registro { .. } => SectionName::Registros,
            Self::Empresa => SectionName::Empresa,
            Self::Links | Self::NewLink => SectionName::Links,
            Self::Certificates
            | Self::Convert
            | Self::CertificateLife
            | Self::CertificateLifePage { .. } => SectionName::Certificates,
            Self::Capture
            | Self::NewMovement { .. }
            | Self::EditMovement { .. }
            | Self::Bulk { .. }
            | Self::ImportMovements
            | Self::ImportPlantilla => SectionName::Capture,
            Self::Assistants | Self::Assistant { .. } => SectionName::Assistants,
            Self::Trabajadores | Self::Trabajador { .. } => SectionName::Trabajadores,
            Self::History | Self::HistoryTab { .. } => SectionName::History,
            Self::Lotes | Self::SignLotes | Self::Lote { .. } => SectionName::Lotes,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_guide_and_pages_before_a_session_are_open() {
        for address in Address::one_of_each() {
            // The guide of the certificate's life is open to anybody, and in the menu.
            let guide = matches!(
                address,
                Address::CertificateLife | Address::CertificateLifePage { .. }
            );
            let open = address.needs() == Need::Nothing;
            assert_eq!(open && !guide, address.section().is_none(), "{address}");
        }
    }
}
