//! Addresses as paths: written and read.

use imss::movimiento::TipoMovimiento;

use super::segments::{AssistantKind, BulkKind, HistoryTab, type_from_slug, type_slug};
use super::{Address, with_query};
use crate::certificate_life::{Page, PathId};
use crate::format::percent::encode;

impl Address {
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
        let servers: BTreeSet<String> = api::pages::PAGES.iter().map(ToString::to_string).collect();
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
            assert!(api::pages::is_page(&address.href()), "{address}");
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
}
