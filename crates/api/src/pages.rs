//! The addresses of the page, as the server knows them.

/// The page's own routes, as its router knows them; `{name}` for what varies. A browser that asks
/// for one of them gets the page.
pub const PAGES: &[&str] = &[
    "/",
    "/entrar",
    "/registrar-empresa",
    "/pedir-acceso",
    "/consulta",
    "/registros",
    "/registros/nuevo",
    "/registros/{id}",
    "/empresa",
    "/recuperar",
    "/contrasena-nueva",
    "/invitacion",
    "/confirmar-correo",
    "/mi-cuenta",
    "/usuarios",
    "/usuarios/invitar",
    "/usuarios/{id}",
    "/enlaces",
    "/enlaces/nuevo",
    "/bitacora",
    "/certificados",
    "/certificados/convertir",
    "/certificado-imss",
    "/certificado-imss/{camino}",
    "/capturar",
    "/capturar/{tipo}",
    "/capturar/{tipo}/{id}",
    "/importar",
    "/importar/plantilla",
    "/capturar/varios/{what}",
    "/asistentes",
    "/asistentes/{which}",
    "/trabajadores",
    "/trabajadores/{nss}",
    "/historial",
    "/historial/{tab}",
    "/eliminados",
    "/movimientos/{id}",
    "/lotes",
    "/lotes/firmar",
    "/lotes/resultados",
    "/lotes/{id}",
    "/lotes/{id}/constancia",
];

/// The names that the query of a page's address may have: filters, what a form begins with, where a login
/// returns to. Tests of the page compare them with what it writes.
pub const QUERY_NAMES: &[&str] = &[
    "captura",
    "codigo",
    "copia",
    "desde",
    "espera",
    "estado",
    "extemporaneo",
    "folio",
    "hasta",
    "lote",
    "orden",
    "que",
    "quien",
    "registro",
    "sobre",
    "texto",
    "trabajador",
    "volver",
];

/// Whether an address, with its query, is one of a page: a path of [`PAGES`], and in the query names of
/// [`QUERY_NAMES`] alone, each once.
pub fn is_page_address(address: &str) -> bool {
    let Some((path, query)) = address.split_once('?') else {
        return is_page(address);
    };
    let mut names: Vec<&str> = query
        .split('&')
        .map(|pair| pair.split_once('=').map_or(pair, |(name, _)| name))
        .collect();
    let given = names.len();
    names.sort_unstable();
    names.dedup();
    names.len() == given && names.iter().all(|name| QUERY_NAMES.contains(name)) && is_page(path)
}

/// Whether a path is one of [`PAGES`].
pub fn is_page(path: &str) -> bool {
    PAGES.iter().any(|page| {
        let (mut wanted, mut given) = (page.split('/'), path.split('/'));
        loop {
            match (wanted.next(), given.next()) {
                (None, None) => return true,
                (Some(w), Some(g)) if w == g || (w.starts_with('{') && !g.is_empty()) => {}
                _ => return false,
            }
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_pages_own_paths_are_pages() {
        assert!(is_page("/"));
        assert!(is_page("/lotes/01H"));
        assert!(!is_page("/lotes/"));
        assert!(!is_page("/lotes/01H/x"));
        assert!(!is_page("/api/accounts/state"));
        assert!(!is_page("/index.php"));
    }

    #[test]
    fn query_of_a_page_has_declared_names_only() {
        assert!(is_page_address("/historial/todos"));
        assert!(is_page_address(
            "/historial/todos?estado=operado&orden=viejos"
        ));
        assert!(!is_page_address("/historial/todos?llave=MIIE"));
        assert!(!is_page_address(
            "/historial/todos?estado=operado&estado=MIIE"
        ));
        assert!(!is_page_address("/historial/todos?"));
        assert!(!is_page_address("/healthz?estado=operado"));
    }
}
