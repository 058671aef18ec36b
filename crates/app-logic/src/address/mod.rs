//! The address of every page: how it is written, how it is read, who may open the page.
//!
//! [`Address::pattern`] is the one place where a path is spelled. The router of `app`, the list
//! `api::pages::PAGES` and the menu are tested against it.

mod need;
mod path;
mod query;
mod segments;

use std::fmt;

use imss::movimiento::TipoMovimiento;

use crate::certificate_life::Page;

pub use need::{Need, SectionName};
pub use query::{
    RETURN_TO, STATE, copy_of_movement, is_link_tab, log_in_from, movement_of_trabajador,
    movements_in_state, return_to, with_query,
};
pub use segments::{AssistantKind, BulkKind, HistoryTab, type_from_slug, type_slug};

/// A page, with what its path carries.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Address {
    /// The first page of a session.
    Home,
    /// The login.
    LogIn,
    /// The registration of a company.
    Register,
    /// The opening of a consult link; the link's token stands in the fragment.
    Consult,
    /// The company's registros patronales.
    Registros,
    /// The form of a new registro patronal.
    NewRegistro,
    /// The form of one registro patronal.
    Registro {
        /// Its id.
        id: String,
    },
    /// What the company decides for itself.
    Empresa,
    /// The company's consult links.
    Links,
    /// The form of a new consult link.
    NewLink,
    /// The company's certificates.
    Certificates,
    /// The conversion of key files.
    Convert,
    /// The paths of a certificate's life, to choose from.
    CertificateLife,
    /// One path of a certificate's life, or a tool.
    CertificateLifePage {
        /// Which one.
        page: Page,
    },
    /// The choice of what to capture.
    Capture,
    /// The form of a new movement.
    NewMovement {
        /// Its type.
        tipo: TipoMovimiento,
    },
    /// The form of a movement that was saved.
    EditMovement {
        /// Its type.
        tipo: TipoMovimiento,
        /// Its id.
        id: String,
    },
    /// One change for many trabajadores.
    Bulk {
        /// Which change.
        kind: BulkKind,
    },
    /// The import of movements.
    ImportMovements,
    /// The import of a plantilla.
    ImportPlantilla,
    /// The list of assistants.
    Assistants,
    /// One assistant.
    Assistant {
        /// Which one.
        kind: AssistantKind,
    },
    /// The company's trabajadores.
    Trabajadores,
    /// One trabajador.
    Trabajador {
        /// Their NSS.
        nss: String,
    },
    /// The history at its first tab, for addresses written by hand.
    History,
    /// One tab of the history.
    HistoryTab {
        /// Which tab.
        tab: HistoryTab,
    },
    /// The lotes that are open, and what is ready to become one.
    Lotes,
    /// The signing of every lote that is ready.
    SignLotes,
    /// One lote.
    Lote {
        /// Its id.
        id: String,
    },
}

impl Address {
    /// Where the history opens.
    pub const FIRST_HISTORY: Self = Self::HistoryTab {
        tab: HistoryTab::Movements(None),
    };
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.href())
    }
}

impl From<Address> for String {
    fn from(address: Address) -> Self {
        address.href()
    }
}
