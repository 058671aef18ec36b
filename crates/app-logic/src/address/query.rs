//! Addresses with a query: forms that begin with something, filtered lists, the way back after a login.

use imss::movimiento::TipoMovimiento;
use model::MovementStatus;

use super::Address;
use crate::format::percent::encode;

/// The query parameter of the login that holds where to return to.
pub const RETURN_TO: &str = "volver";
/// The query parameter of the history that holds a state's name.
pub const STATE: &str = "estado";
/// The query parameter of the history that holds the first day looked for.
pub const FROM: &str = "desde";
/// The query parameter of the history that holds the last day looked for.
pub const TO: &str = "hasta";
/// The query parameter of the open lotes that holds what they wait for.
pub const WAITS: &str = "espera";
/// The query parameter of the page of results that holds the id of the lote they are brought for.
pub const LOTE: &str = "lote";
/// The query parameter of a new movement that holds the id of the one to copy.
const COPY_OF: &str = "copia";
/// The query parameter of a new movement that holds its trabajador's NSS.
const TRABAJADOR: &str = "trabajador";
/// The query parameter of a new movement that holds the id of its registro patronal.
const REGISTRO: &str = "registro";

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
        Some(address) if address.section().is_none() => false,
        _ => opened,
    }
}

/// Whether the page at `path` opens what a token in its fragment names. The token leaves the address bar
/// before anything else happens.
#[must_use]
pub fn opens_token(path: &str) -> bool {
    matches!(
        Address::parse(path),
        Some(
            Address::Consult | Address::NewPassword | Address::Invitation | Address::ConfirmAddress
        )
    )
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

#[cfg(test)]
mod tests {
    use super::super::Need;
    use super::*;

    #[test]
    fn every_query_has_names_that_are_declared() {
        let tipo = TipoMovimiento::Baja;
        for address in [
            copy_of_movement(tipo, "m1"),
            movement_of_trabajador(tipo, "12345678903", Some("r1")),
            movements_in_state(MovementStatus::Operado),
            log_in_from("/lotes"),
            Address::BringResults.with_query(&[(LOTE, "l1")]),
            Address::Lotes.with_query(&[(WAITS, "firma")]),
        ] {
            assert!(address.contains('?'), "{address}");
            assert!(api::pages::is_page_address(&address), "{address}");
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
        assert!(!is_link_tab("/invitacion", true));
    }

    #[test]
    fn pages_that_open_a_token_need_no_session() {
        for address in Address::one_of_each() {
            let opens = opens_token(&address.href());
            assert!(!opens || address.needs() == Need::Nothing, "{address}");
        }
        assert!(opens_token("/contrasena-nueva") && !opens_token("/recuperar"));
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
