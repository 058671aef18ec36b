//! The directory of workers.

#![expect(missing_docs, reason = "each name says what its text says")]

pub const TITLE: &str = "Trabajadores";
pub const ONE: &str = "Trabajador";
pub const BACK: &str = "Todos los trabajadores";
pub const SEARCH: &str = "Buscar";
pub const SEARCH_HELP: &str = "Nombre, NSS, CURP, RFC o clave.";
pub const EVERY_REGISTRO: &str = "Todos";
pub const ONLY_VIGENTES: &str = "Sólo vigentes";
pub const VIGENTE: &str = "Vigente";
pub const NOT_VIGENTE: &str = "No vigente";
pub const CLAVE: &str = "Clave";
pub const RFC: &str = "RFC";
pub const BEFORE: &str = "NSS anteriores";
pub const GO_SALARIES: &str = "Cambiar salarios";
pub const GO_BAJAS: &str = "Varias bajas";
pub const LOAD_PLANTILLA: &str = "Cargar plantilla";
pub const GO_CAPTURE: &str = "Capturar un movimiento";
pub const NOBODY_TITLE: &str = "Nadie coincide";
pub const NOBODY_TEXT: &str = "Cambia lo que buscas, o quita «Sólo vigentes».";
pub const NOBODY_VIGENTE_TITLE: &str = "Aún no hay trabajadores vigentes";
pub const GO_PLANTILLA: &str = "Carga tu plantilla inicial";
pub const EMPTY_TITLE: &str = "Aún no hay trabajadores";
pub const EMPTY_TEXT: &str =
    "El directorio se llena con lo que capturas, con lo que importas y con tu plantilla.";

pub const FACTS: &str = "Datos";
pub const PLACES: &str = "Con tus registros patronales";
pub const MOVEMENTS: &str = "Sus movimientos";
pub const NO_MOVEMENTS_TITLE: &str = "Sin movimientos";
pub const NO_MOVEMENTS_TEXT: &str = "Aquí queda cada uno que captures.";
pub const EDIT: &str = "Corregir sus datos";
pub const EDIT_TEXT: &str = "Cambia lo que Rúbrica sabe de esta persona. Lo que ya se presentó no cambia. Si el IMSS unió su NSS con \
     otro, escribe el vigente.";
pub const SAVED: &str = "Datos guardados";

pub const CAREER: &str = "Altas, salarios y bajas";

pub fn career_alta(sbc: &str) -> String {
    format!("Alta con SBC de {sbc}")
}

pub fn career_salary(sbc: &str) -> String {
    format!("SBC de {sbc}")
}

pub fn career_baja(causa: &str) -> String {
    format!("Baja: {causa}")
}

/// Returns what the chart of salaries shows.
pub fn career_salaries(first: &str, since: &str, last: &str, until: &str) -> String {
    format!("De {first} el {since} a {last} el {until}")
}

pub fn vigente_since(date: &str) -> String {
    format!("Vigente desde el {date}")
}

pub fn not_vigente_since(date: &str) -> String {
    format!("No vigente desde el {date}")
}

pub fn sbc_since(sbc: &str, date: &str) -> String {
    format!("{sbc} desde el {date}")
}

pub fn file_at(tipo: &str, numero: &str) -> String {
    format!("{tipo} en {numero}")
}
