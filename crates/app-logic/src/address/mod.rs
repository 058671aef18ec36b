//! The address of every page: how it is written, how it is read, who may open the page.
//!
//! Each address is declared once, at the end of this file: its path, what the page needs of the person who opens
//! it, its section of the menu. The router of `app` and the list `api::pages::PAGES` are tested against it.

mod path;
mod query;
mod segments;

use std::fmt;

use imss::movimiento::TipoMovimiento;

use crate::certificate_life::Page;
use path::fit;
use segments::Segment;

pub use path::edit_movement;
pub use query::{
    FROM, LOTE, RETURN_TO, STATE, TO, WAITS, copy_of_movement, is_link_tab, log_in_from,
    movement_of_trabajador, movements_in_state, opens_token, return_to, with_query,
};
pub use segments::{AssistantKind, BulkKind, HistoryTab, type_from_slug, type_slug};

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
    /// A full session, whatever the role.
    OwnAccount,
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
    Audit,
    Users,
    Empresa,
}

/// Declares the addresses: name and parameters, the pattern of the path with `:name` for each parameter, what the
/// page needs, its section. The first that fits a path is its address, so fixed words come before parameters.
macro_rules! addresses {
    ($(
        $(#[$doc:meta])*
        $Page:ident $({ $($(#[$about:meta])* $field:ident: $Type:ty,)+ })?
            = $pattern:literal, $need:ident $(, $section:ident)?;
    )*) => {
        /// A page, with what its path carries.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum Address {
            $($(#[$doc])* $Page $({ $($(#[$about])* $field: $Type),+ })?),*
        }

        impl Address {
            /// Returns the path as the page's router writes it, with `:name` for each parameter.
            #[must_use]
            pub fn pattern(&self) -> &'static str {
                match self {
                    $(Self::$Page { .. } => $pattern),*
                }
            }

            /// Returns the parameters in the order of the pattern.
            fn parameters(&self) -> Vec<String> {
                match self {
                    $(Self::$Page $({ $($field),+ })? => vec![$($($field.to_segment()),+)?]),*
                }
            }

            /// Returns what the page needs of the person who opens it.
            #[must_use]
            pub fn needs(&self) -> Need {
                match self {
                    $(Self::$Page { .. } => Need::$need),*
                }
            }

            /// Returns the section of the menu that the page belongs to; `None` before a session.
            #[must_use]
            pub fn section(&self) -> Option<SectionName> {
                match self {
                    $(Self::$Page { .. } => addresses!(@section $($section)?)),*
                }
            }

            /// Reads the decoded segments of a path; `None` where no page has them.
            fn from_segments(segments: &[String]) -> Option<Self> {
                $(
                    if let Some(_values) = fit($pattern, segments)
                        && let Some(address) = addresses!(@read _values, $Page $($($field)+)?)
                    {
                        return Some(address);
                    }
                )*
                None
            }

            /// Returns one address of every kind, for the tests that compare other lists with this one.
            #[must_use]
            pub fn one_of_each() -> Vec<Self> {
                vec![$(Self::$Page $({ $($field: Segment::sample()),+ })?),*]
            }
        }
    };
    (@section) => { None };
    (@section $section:ident) => { Some(SectionName::$section) };
    (@read $values:ident, $Page:ident) => { Some(Self::$Page) };
    (@read $values:ident, $Page:ident $one:ident) => {
        match $values.as_slice() {
            [one] => Segment::from_segment(one).map(|$one| Self::$Page { $one }),
            _ => None,
        }
    };
    (@read $values:ident, $Page:ident $one:ident $two:ident) => {
        match $values.as_slice() {
            [one, two] => Segment::from_segment(one)
                .zip(Segment::from_segment(two))
                .map(|($one, $two)| Self::$Page { $one, $two }),
            _ => None,
        }
    };
}

addresses! {
    /// The first page of a session.
    Home = "/", Reads, Home;
    /// The login.
    LogIn = "/entrar", Nothing;
    /// The registration of a company.
    Register = "/registrar-empresa", Nothing;
    /// The request for access to a company that is here already.
    AskAccess = "/pedir-acceso", Nothing;
    /// The opening of a consult link; the link's token stands in the fragment.
    Consult = "/consulta", Nothing;
    /// The request for a mail with a link to a new password.
    Recover = "/recuperar", Nothing;
    /// The form of a new password; the mailed link's token stands in the fragment.
    NewPassword = "/contrasena-nueva", Nothing;
    /// The acceptance of an invitation; the mailed link's token stands in the fragment.
    Invitation = "/invitacion", Nothing;
    /// The confirmation of an address; the mailed link's token stands in the fragment.
    ConfirmAddress = "/confirmar-correo", Nothing;
    /// The person's own account.
    Profile = "/mi-cuenta", OwnAccount, Empresa;
    /// The company's people.
    Users = "/usuarios", Administers, Users;
    /// The form that invites somebody.
    InviteUser = "/usuarios/invitar", Administers, Users;
    /// One user.
    User {
        /// Its id.
        id: String,
    } = "/usuarios/:id", Administers, Users;
    /// The company's registros patronales.
    Registros = "/registros", Works, Registros;
    /// The form of a new registro patronal.
    NewRegistro = "/registros/nuevo", Administers, Registros;
    /// The form of one registro patronal.
    Registro {
        /// Its id.
        id: String,
    } = "/registros/:id", Administers, Registros;
    /// What the company decides for itself.
    Empresa = "/empresa", Works, Empresa;
    /// The company's consult links.
    Links = "/enlaces", Administers, Links;
    /// The form of a new consult link.
    NewLink = "/enlaces/nuevo", Administers, Links;
    /// The audit log.
    Audit = "/bitacora", Administers, Audit;
    /// The company's certificates.
    Certificates = "/certificados", Works, Certificates;
    /// The conversion of key files.
    Convert = "/certificados/convertir", Works, Certificates;
    /// The paths of a certificate's life, to choose from.
    CertificateLife = "/certificado-imss", Nothing, Certificates;
    /// One path of a certificate's life, or a tool.
    CertificateLifePage {
        /// Which one.
        page: Page,
    } = "/certificado-imss/:camino", Nothing, Certificates;
    /// The choice of what to capture.
    Capture = "/capturar", Captures, Capture;
    /// The form of a new movement.
    NewMovement {
        /// Its type.
        tipo: TipoMovimiento,
    } = "/capturar/:tipo", Captures, Capture;
    /// The form of a movement that was saved.
    EditMovement {
        /// Its type.
        tipo: TipoMovimiento,
        /// Its id.
        id: String,
    } = "/capturar/:tipo/:id", Captures, Capture;
    /// One change for many trabajadores.
    Bulk {
        /// Which change.
        kind: BulkKind,
    } = "/capturar/varios/:what", Captures, Capture;
    /// The import of movements.
    ImportMovements = "/importar", Captures, Capture;
    /// The import of a plantilla.
    ImportPlantilla = "/importar/plantilla", Captures, Capture;
    /// The list of assistants.
    Assistants = "/asistentes", Captures, Assistants;
    /// One assistant.
    Assistant {
        /// Which one.
        kind: AssistantKind,
    } = "/asistentes/:which", Captures, Assistants;
    /// The company's trabajadores.
    Trabajadores = "/trabajadores", Works, Trabajadores;
    /// One trabajador.
    Trabajador {
        /// Their NSS.
        nss: String,
    } = "/trabajadores/:nss", Works, Trabajadores;
    /// The history at its first tab, for addresses written by hand.
    History = "/historial", Reads, History;
    /// One tab of the history.
    HistoryTab {
        /// Which tab.
        tab: HistoryTab,
    } = "/historial/:tab", Reads, History;
    /// Movements that were deleted, to be restored.
    Deleted = "/eliminados", Captures, History;
    /// One movement, whole.
    Movement {
        /// Its id.
        id: String,
    } = "/movimientos/:id", Reads, History;
    /// The lotes that are open, and what is ready to become one.
    Lotes = "/lotes", SeesLotes, Lotes;
    /// The signing of every lote that is ready.
    SignLotes = "/lotes/firmar", SeesLotes, Lotes;
    /// Files of IDSE's, brought back.
    BringResults = "/lotes/resultados", Captures, Lotes;
    /// One lote.
    Lote {
        /// Its id.
        id: String,
    } = "/lotes/:id", SeesLotes, Lotes;
    /// The constancia of one lote, to be printed.
    Constancia {
        /// The lote's id.
        id: String,
    } = "/lotes/:id/constancia", SeesLotes, Lotes;
}

impl Address {
    /// Where the history opens.
    pub const FIRST_HISTORY: Self = Self::HistoryTab {
        tab: HistoryTab::Movements(None),
    };
}

#[cfg(test)]
mod tests {
    use super::{Address, Need};

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
