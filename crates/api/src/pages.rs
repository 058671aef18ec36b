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
}
