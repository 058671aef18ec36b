//! The address of every page: how it is written, how it is read, who may open the page.
//!
//! [`Address::pattern`] is the one place where a path is spelled. The router of `app`, the list
//! `api::routes::PAGES` and the menu are tested against it.

use std::fmt;

use imss::movimiento::TipoMovimiento;
use model::MovementStatus;

use crate::assistants::kind::AssistantKind;
use crate::certificate_life::{Page, PathId};
use crate::format::percent::encode;
use crate::history::tabs::HistoryTab;

/// The query parameter of the login that holds where to return to.
pub const RETURN_TO: &str = "volver";
/// The query parameter of the history that holds a state's name.
pub const STATE: &str = "estado";
/// The query parameter of a new movement that holds the id of the one to copy.
const COPY_OF: &str = "copia";
/// The query parameter of a new movement that holds its trabajador's NSS.
const TRABAJADOR: &str = "trabajador";
/// The query parameter of a new movement that holds the id of its registro patronal.
const REGISTRO: &str = "registro";

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

/// A change that is made to many trabajadores at once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BulkKind {
    /// New salaries.
    Salaries,
    /// Bajas.
    Bajas,
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
    /// Where the history opens.
    pub const FIRST_HISTORY: Self = Self::HistoryTab {
        tab: HistoryTab::Movements(None),
    };

    /// Returns the path as the page's router writes it, with `:name` for each parameter.
    #[must_use]
    pub fn pattern(&self) -> &'static str {
        match self {
            Self::Home => "/",
            Self::LogIn => "/entrar",
            Self::Register => "/registrar-empresa",
            Self::Consult => "/consulta",
            Self::Registros => "/registros",
            Self::NewRegistro => "/registros/nuevo",
            Self::Registro { .. } => "/registros/:id",
            Self::Empresa => "/empresa",
            Self::Links => "/enlaces",
            Self::NewLink => "/enlaces/nuevo",
            Self::Certificates => "/certificados",
            Self::Convert => "/certificados/convertir",
            Self::CertificateLife => "/certificado-imss",
            Self::CertificateLifePage { .. } => "/certificado-imss/:camino",
            Self::Capture => "/capturar",
            Self::NewMovement { .. } => "/capturar/:tipo",
            Self::EditMovement { .. } => "/capturar/:tipo/:id",
            Self::Bulk { .. } => "/capturar/varios/:what",
            Self::ImportMovements => "/importar",
            Self::ImportPlantilla => "/importar/plantilla",
            Self::Assistants => "/asistentes",
            Self::Assistant { .. } => "/asistentes/:which",
            Self::Trabajadores => "/trabajadores",
            Self::Trabajador { .. } => "/trabajadores/:nss",
            Self::History => "/historial",
            Self::HistoryTab { .. } => "/historial/:tab",
            Self::Lotes => "/lotes",
            Self::SignLotes => "/lotes/firmar",
            Self::Lote { .. } => "/lotes/:id",
        }
    }

    /// Returns the parameters in the order of the pattern.
    fn parameters(&self) -> [&str; 2] {
        match self {
            Self::Registro { id } | Self::Lote { id } => [id, ""],
            Self::NewMovement { tipo } => [type_slug(*tipo), ""],
            Self::EditMovement { tipo, id } => [type_slug(*tipo), id],
            Self::Bulk { kind } => [kind.slug(), ""],
            Self::Assistant { kind } => [kind.slug(), ""],
            Self::Trabajador { nss } => [nss, ""],
            Self::HistoryTab { tab } => [tab.slug(), ""],
            Self::CertificateLifePage { page } => [page.slug(), ""],
            Self::Home
            | Self::LogIn
            | Self::Register
            | Self::Consult
            | Self::Registros
            | Self::NewRegistro
            | Self::Empresa
            | Self::Links
            | Self::NewLink
            | Self::Certificates
            | Self::Convert
            | Self::CertificateLife
            | Self::Capture
            | Self::ImportMovements
            | Self::ImportPlantilla
            | Self::Assistants
            | Self::Trabajadores
            | Self::History
            | Self::Lotes
            | Self::SignLotes => [""; 2],
        }
    }

    /// Returns the path, as a link and the browser's address bar hold it.
    #[must_use]
    pub fn href(&self) -> String {
        let mut parameters = self.parameters().into_iter();
        let mut path = String::new();
        for segment in self.pattern().split('/').skip(1) {
            path.push('/');
            if segment.starts_with(':') {
                path.push_str(&encode_segment(parameters.next().unwrap_or_default()));
            } else {
                path.push_str(segment);
            }
        }
        path
    }

    /// Returns the path with a query; parameters without a value are left out.
    #[must_use]
    pub fn with_query(&self, parameters: &[(&str, &str)]) -> String {
        with_query(&self.href(), parameters)
    }

    /// Reads a path, without query and fragment; `None` where no page has it.
    #[must_use]
    pub fn parse(path: &str) -> Option<Self> {
        let path = path.strip_prefix('/')?;
        let segments: Vec<String> = path.split('/').map(decode).collect();
        let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
        let owned = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        Some(match segments.as_slice() {
            [""] => Self::Home,
            ["entrar"] => Self::LogIn,
            ["registrar-empresa"] => Self::Register,
            ["consulta"] => Self::Consult,
            ["registros"] => Self::Registros,
            ["registros", "nuevo"] => Self::NewRegistro,
            ["registros", id] => Self::Registro { id: owned(id)? },
            ["empresa"] => Self::Empresa,
            ["enlaces"] => Self::Links,
            ["enlaces", "nuevo"] => Self::NewLink,
            ["certificados"] => Self::Certificates,
            ["certificados", "convertir"] => Self::Convert,
            ["certificado-imss"] => Self::CertificateLife,
            ["certificado-imss", page] => Self::CertificateLifePage {
                page: Page::parse(page)?,
            },
            ["capturar"] => Self::Capture,
            ["capturar", "varios", what] => Self::Bulk {
                kind: BulkKind::from_slug(what)?,
            },
            ["capturar", tipo] => Self::NewMovement {
                tipo: type_from_slug(tipo)?,
            },
            ["capturar", tipo, id] => Self::EditMovement {
                tipo: type_from_slug(tipo)?,
                id: owned(id)?,
            },
            ["importar"] => Self::ImportMovements,
            ["importar", "plantilla"] => Self::ImportPlantilla,
            ["asistentes"] => Self::Assistants,
            ["asistentes", which] => Self::Assistant {
                kind: AssistantKind::from_slug(which)?,
            },
            ["trabajadores"] => Self::Trabajadores,
            ["trabajadores", nss] => Self::Trabajador { nss: owned(nss)? },
            ["historial"] => Self::History,
            ["historial", tab] => Self::HistoryTab {
                tab: HistoryTab::from_slug(tab)?,
            },
            ["lotes"] => Self::Lotes,
            ["lotes", "firmar"] => Self::SignLotes,
            ["lotes", id] => Self::Lote { id: owned(id)? },
            _ => return None,
        })
    }

    /// Returns one address of every kind, for the tests that compare other lists with this one.
    #[must_use]
    pub fn one_of_each() -> Vec<Address> {
        let id = || "01J0ABC".to_owned();
        let tipo = TipoMovimiento::Baja;
        vec![
            Self::Home,
            Self::LogIn,
            Self::Register,
            Self::Consult,
            Self::Registros,
            Self::NewRegistro,
            Self::Registro { id: id() },
            Self::Empresa,
            Self::Links,
            Self::NewLink,
            Self::Certificates,
            Self::Convert,
            Self::CertificateLife,
            Self::CertificateLifePage {
                page: Page::Path(PathId::First),
            },
            Self::Capture,
            Self::NewMovement { tipo },
            Self::EditMovement { tipo, id: id() },
            Self::Bulk {
                kind: BulkKind::Salaries,
            },
            Self::ImportMovements,
            Self::ImportPlantilla,
            Self::Assistants,
            Self::Assistant {
                kind: AssistantKind::Cap,
            },
            Self::Trabajadores,
            Self::Trabajador {
                nss: "92919084431".to_owned(),
            },
            Self::History,
            Self::FIRST_HISTORY,
            Self::Lotes,
            Self::SignLotes,
            Self::Lote { id: id() },
        ]
    }

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

impl BulkKind {
    /// Every kind.
    pub const ALL: [Self; 2] = [Self::Salaries, Self::Bajas];

    /// Returns the last segment of its address.
    #[must_use]
    pub fn slug(self) -> &'static str {
        match self {
            Self::Salaries => "salarios",
            Self::Bajas => "bajas",
        }
    }

    /// Returns the kind whose address ends so.
    #[must_use]
    pub fn from_slug(slug: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.slug() == slug)
    }
}

/// Returns a movement's type as an address writes it.
#[must_use]
pub fn type_slug(tipo: TipoMovimiento) -> &'static str {
    match tipo {
        TipoMovimiento::Reingreso => "reingreso",
        TipoMovimiento::Modificacion => "modificacion",
        TipoMovimiento::Baja => "baja",
    }
}

/// Returns the type that an address names.
#[must_use]
pub fn type_from_slug(slug: &str) -> Option<TipoMovimiento> {
    let mut types = TipoMovimiento::ALL.iter().copied();
    types.find(|tipo| type_slug(*tipo) == slug)
}

/// Returns the address of an empty form that begins with what another movement holds.
#[must_use]
pub fn copy_of_movement(tipo: TipoMovimiento, id: &str) -> String {
    Address::NewMovement { tipo }.with_query(&[(COPY_OF, id)])
}

/// Returns the address of an empty form that begins with what is known of a trabajador; `registro` is
/// the id of their registro patronal.
#[must_use]
pub fn movement_of_trabajador(tipo: TipoMovimiento, nss: &str, registro: Option<&str>) -> String {
    let registro = registro.unwrap_or_default();
    Address::NewMovement { tipo }.with_query(&[(TRABAJADOR, nss), (REGISTRO, registro)])
}

/// Returns the address of the movements in a state.
#[must_use]
pub fn movements_in_state(state: MovementStatus) -> String {
    Address::FIRST_HISTORY.with_query(&[(STATE, state.as_str())])
}

/// Whether a tab that starts at `path` reads through a consult link; `opened` says that it opened one
/// before. The pages of accounts never do.
#[must_use]
pub fn is_link_tab(path: &str, opened: bool) -> bool {
    match Address::parse(path) {
        Some(Address::Consult) => true,
        Some(Address::LogIn | Address::Register) => false,
        _ => opened,
    }
}

/// Returns the address of the login that returns to `here` afterwards.
#[must_use]
pub fn log_in_from(here: &str) -> String {
    let here = if here == "/" { "" } else { here };
    Address::LogIn.with_query(&[(RETURN_TO, here)])
}

/// Returns where to go after the login: a path inside Rúbrica and nothing else, since anybody may
/// have written the address.
#[must_use]
pub fn return_to(asked: Option<&str>) -> String {
    let login = Address::LogIn.href();
    let is_safe = |path: &&str| {
        path.starts_with('/')
            && !path.starts_with("//")
            && !path.starts_with(&login)
            && !path.contains(['\\', '\n', '\r', '\t'])
    };
    let safe = asked.filter(is_safe);
    safe.map_or_else(|| Address::Home.href(), ToOwned::to_owned)
}

/// Returns a path with a query; parameters without a value are left out.
#[must_use]
pub fn with_query(path: &str, parameters: &[(&str, &str)]) -> String {
    let given = parameters.iter().filter(|(_, value)| !value.is_empty());
    let query: Vec<String> = given
        .map(|(name, value)| format!("{name}={}", encode(value)))
        .collect();
    if query.is_empty() {
        path.to_owned()
    } else {
        format!("{path}?{}", query.join("&"))
    }
}

/// Percent-encodes a segment of a path: `/` too.
fn encode_segment(text: &str) -> String {
    encode(text).replace('/', "%2F")
}

/// Undoes percent-encoding; what is not encoded well stays as it is.
fn decode(segment: &str) -> String {
    let mut bytes = Vec::with_capacity(segment.len());
    let mut rest = segment;
    while let Some(at) = rest.find('%') {
        bytes.extend_from_slice(&rest.as_bytes()[..at]);
        let digits = rest.get(at + 1..at + 3);
        let is_hex = |digits: &&str| digits.bytes().all(|digit| digit.is_ascii_hexdigit());
        let byte = digits
            .filter(is_hex)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        let Some(byte) = byte else {
            return segment.to_owned();
        };
        bytes.push(byte);
        rest = &rest[at + 3..];
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8(bytes).unwrap_or_else(|_| segment.to_owned())
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_address_is_read_back() {
        for address in Address::one_of_each() {
            assert_eq!(Address::parse(&address.href()), Some(address));
        }
    }

    #[test]
    fn patterns_are_the_pages_that_the_server_knows() {
        let braced = |pattern: &str| {
            let segments = pattern.split('/').map(|segment| {
                let name = segment.strip_prefix(':');
                name.map_or_else(|| segment.to_owned(), |name| format!("{{{name}}}"))
            });
            segments.collect::<Vec<_>>().join("/")
        };
        let ours: BTreeSet<String> = Address::one_of_each()
            .iter()
            .map(|it| braced(it.pattern()))
            .collect();
        let servers: BTreeSet<String> =
            api::routes::PAGES.iter().map(ToString::to_string).collect();
        assert_eq!(ours, servers);
        assert_eq!(
            ours.len(),
            Address::one_of_each().len(),
            "two addresses share a pattern"
        );
    }

    #[test]
    fn every_address_is_served_as_a_page() {
        for address in Address::one_of_each() {
            assert!(api::routes::is_page(&address.href()), "{address}");
        }
    }

    #[test]
    fn refuses_paths_of_no_page() {
        for path in [
            "",
            "lotes",
            "/lotes/",
            "/lotes/1/2",
            "/capturar/alta",
            "/capturar/varios/altas",
            "/asistentes/otro",
            "/historial/altas",
            "/registros-x",
        ] {
            assert_eq!(Address::parse(path), None, "{path}");
        }
    }

    #[test]
    fn an_id_stays_in_its_segment() {
        let address = Address::Lote {
            id: "a/b?c#ñ".to_owned(),
        };
        assert_eq!(address.href(), "/lotes/a%2Fb%3Fc%23%C3%B1");
        assert_eq!(Address::parse(&address.href()), Some(address));
        assert_eq!(
            Address::parse("/lotes/50%"),
            Some(Address::Lote {
                id: "50%".to_owned()
            })
        );
    }

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

    #[test]
    fn every_slug_is_read_back() {
        for tab in HistoryTab::ALL {
            assert_eq!(HistoryTab::from_slug(tab.slug()), Some(tab));
        }
        for kind in BulkKind::ALL {
            assert_eq!(BulkKind::from_slug(kind.slug()), Some(kind));
        }
        for tipo in TipoMovimiento::ALL {
            assert_eq!(type_from_slug(type_slug(*tipo)), Some(*tipo));
        }
    }

    #[test]
    fn a_query_holds_the_values_given() {
        let tipo = TipoMovimiento::Baja;
        assert_eq!(
            movement_of_trabajador(tipo, "1", Some("r1")),
            "/capturar/baja?trabajador=1&registro=r1"
        );
        assert_eq!(
            movement_of_trabajador(tipo, "1", None),
            "/capturar/baja?trabajador=1"
        );
        assert_eq!(copy_of_movement(tipo, "m1"), "/capturar/baja?copia=m1");
        assert_eq!(
            with_query("/historial/todos", &[("texto", "peña & hijos")]),
            "/historial/todos?texto=pe%C3%B1a%20%26%20hijos"
        );
    }

    #[test]
    fn a_tab_reads_through_the_link_it_opened() {
        assert!(is_link_tab("/consulta", false));
        assert!(is_link_tab("/historial/todos", true));
        assert!(!is_link_tab("/historial/todos", false));
        assert!(!is_link_tab("/entrar", true));
    }

    #[test]
    fn the_login_keeps_the_page_with_its_query() {
        assert_eq!(log_in_from("/"), "/entrar");
        assert_eq!(
            log_in_from("/historial/todos?texto=peña&x=1"),
            "/entrar?volver=/historial/todos%3Ftexto%3Dpe%C3%B1a%26x%3D1"
        );
    }

    #[test]
    fn the_login_returns_to_paths_inside() {
        assert_eq!(return_to(Some("/lotes/1?a=b")), "/lotes/1?a=b");
        for strange in [
            "//evil.example",
            "https://evil.example",
            "javascript:alert(1)",
            "/\\evil.example",
            "/\t/evil.example",
            "/entrar?volver=/entrar",
            "",
        ] {
            assert_eq!(return_to(Some(strange)), "/", "{strange:?}");
        }
        assert_eq!(return_to(None), "/");
    }
}
